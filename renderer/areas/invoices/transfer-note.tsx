// The transfer note of a scanned invoice: what was scanned where, what deviates from the paper, and what came of holding both side by side.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { transferNoteOf, type Deviation, type TransferNote } from "../../../shared/domain/invoice/transfer-note.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { personName } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { MomentText } from "../../components/cells.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useReadContent } from "../../desk/use-read-content.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { LeftOutPages } from "../../pdf/left-out-pages.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

type Checked = Pick<InvoiceProps, "body" | "handle">;

export function TransferNoteSection(props: Checked & Pick<InvoiceProps, "id">) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const read = useReadContent("invoice", props.id);
  const note = transferNoteOf(props.body);
  if (note === undefined) return null;
  const fine = note.checks.filter(({ severity }) => severity === "ok").length;
  return (
    <Section title={t("invoices.transfer.title")}>
      <Comparison {...props} />
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
      <LeftOutPages pages={props.body.pages} read={read} />
    </Section>
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

/** The steps of whoever holds the paper; told loudly where the scan was drawn as a sample and nobody has looked yet. */
function Comparison({ body, handle }: Checked) {
  const { t } = useTranslation();
  const [describing, setDescribing] = useState(false);
  const { task, checks = [] } = body.quality ?? {};
  const whyNot = handle.whyNot("checkTransfer");
  const note = (verdict: "agrees" | "deviates", findings: string): Promise<boolean> =>
    handle.submit("checkTransfer", { verdict, findings, ...(task === undefined ? {} : { task }) }, t("invoices.transfer.noted"));
  return (
    <>
      {task !== undefined && checks.length === 0 && (
        <Message tone="info" title={t("invoices.transfer.drawnTitle")}>
          {t("invoices.transfer.drawn")}
        </Message>
      )}
      {handle.has("checkTransfer") && (
        <div className="transfer__actions">
          <ActionButton
            label={t("invoices.transfer.agrees")}
            icon="check"
            whyNot={whyNot}
            isPending={handle.busy}
            onPress={() => void note("agrees", "")}
          />
          <ActionButton label={t("invoices.transfer.deviates")} icon="warning" whyNot={whyNot} onPress={() => setDescribing(true)} />
        </div>
      )}
      {describing && (
        <FindingsDialog
          busy={handle.busy}
          onClose={() => setDescribing(false)}
          onSubmit={(findings) => void note("deviates", findings).then((went) => went && setDescribing(false))}
        />
      )}
    </>
  );
}

interface FindingsDialogProps {
  readonly busy: boolean;
  readonly onClose: () => void;
  readonly onSubmit: (findings: string) => void;
}

function FindingsDialog({ busy, onClose, onSubmit }: FindingsDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLTextAreaElement>();
  const [findings, setFindings] = useState("");
  const [tried, setTried] = useState(false);
  const missing = findings.trim() === "";
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("invoices.transfer.dialogTitle")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            variant="primary"
            icon="check"
            isPending={busy}
            onPress={() => {
              setTried(true);
              if (!missing) onSubmit(findings.trim());
            }}
          >
            {t("invoices.transfer.save")}
          </Button>
        </>
      }
    >
      <TextArea
        label={t("invoices.transfer.findings")}
        description={t("invoices.transfer.findingsHint")}
        value={findings}
        onChange={setFindings}
        ref={first}
        maxLength={1000}
        isRequired
        error={tried && missing ? t("invoices.transfer.findingsMissing") : undefined}
      />
    </Dialog>
  );
}
