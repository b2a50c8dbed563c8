// The transfer note of a scan as a list: who scanned it where and how, what deviates from the paper, what came of holding both side by side.
import { useTranslation } from "react-i18next";
import type { Deviation, TransferNote } from "../../shared/domain/invoice/transfer-note.ts";
import type { Directory } from "../../shared/domain/policy.ts";
import { formatDateTime } from "../../shared/text/format.ts";
import { personName } from "../../shared/text/refusal-text.ts";
import { MomentText } from "./cells.tsx";
import { DataList } from "./data-list.tsx";

export interface TransferNoteListProps {
  readonly note: TransferNote;
  readonly directory: Directory | null;
}

export function TransferNoteList({ note, directory }: TransferNoteListProps) {
  const { t } = useTranslation();
  const fine = note.checks.filter(({ severity }) => severity === "ok").length;
  return (
    <DataList
      items={[
        { label: t("invoices.transfer.scannedBy"), value: personName(note.by, directory) },
        { label: t("invoices.transfer.scannedAt"), value: <MomentText at={note.at} /> },
        { label: t("invoices.transfer.device"), value: note.device },
        { label: t("invoices.transfer.profile"), value: note.profile },
        { label: t("invoices.transfer.readAt"), value: <MomentText at={note.readAt} /> },
        { label: t("invoices.transfer.pages"), value: <Pages note={note} /> },
        {
          label: t("invoices.transfer.checks"),
          value: t("invoices.transfer.checksLine", { ok: fine, other: note.checks.length - fine }),
        },
        {
          label: t("invoices.transfer.deviations"),
          value:
            note.deviations.length === 0
              ? t("invoices.transfer.noDeviations")
              : note.deviations.map((deviation) => (
                  <div key={JSON.stringify(deviation)}>
                    <DeviationText deviation={deviation} />
                  </div>
                )),
        },
        {
          label: t("invoices.transfer.quality"),
          value:
            note.quality.length === 0
              ? t("invoices.transfer.noQuality")
              : note.quality.map(({ commandId, verdict, findings, by, at }) => (
                  <div key={commandId}>
                    {t("invoices.transfer.qualityLine", {
                      verdict: t(`invoices.transfer.verdicts.${verdict}`),
                      name: personName(by, directory),
                      at: formatDateTime(at),
                    })}
                    {findings === "" ? null : `: ${findings}`}
                  </div>
                )),
        },
        { label: t("invoices.transfer.hash"), value: <code className="transfer__hash">{note.file.sha256}</code>, wide: true },
      ]}
    />
  );
}

function Pages({ note: { keptPages, pages } }: { readonly note: TransferNote }) {
  const { t } = useTranslation();
  if (pages === null || keptPages === null) return t("invoices.transfer.pagesUnknown");
  return keptPages === pages ? pages : t("invoices.transfer.pagesOf", { kept: keptPages, inFile: pages });
}

function DeviationText({ deviation }: { readonly deviation: Deviation }) {
  const { t } = useTranslation();
  switch (deviation.what) {
    case "leftOut":
      return t(`invoices.transfer.leftOut.${deviation.reason}`, { page: deviation.page });
    case "turned":
      return t("invoices.transfer.turned", { page: deviation.page, degrees: deviation.degrees });
    case "reordered":
      return t("invoices.transfer.reordered");
    case "otherDocuments":
      return t("invoices.transfer.otherDocuments", { count: deviation.pages });
  }
}
