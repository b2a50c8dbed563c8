// The transfer note of a scanned invoice: what was scanned where, what deviates from the paper, and what came of holding both side by side.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { transferNoteOf } from "../../../shared/domain/invoice/transfer-note.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { personName } from "../../../shared/text/refusal-text.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/fields.tsx";
import { Message } from "../../components/messages.tsx";
import { TransferNoteList } from "../../components/transfer-note-list.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import { useReadContent } from "../../desk/use-read-content.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { LeftOutPages } from "../../pdf/left-out-pages.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

type Checked = Pick<InvoiceProps, "body" | "handle">;

export function TransferNoteSection(props: Checked & Pick<InvoiceProps, "id">) {
  const { t } = useTranslation();
  const read = useReadContent("invoice", props.id);
  const { directory } = useSignedIn();
  const note = transferNoteOf(props.body);
  if (note === undefined) return null;
  return (
    <Section title={t("invoices.transfer.title")}>
      <Comparison {...props} />
      <TransferNoteList note={note} directory={directory} />
      <LeftOutPages pages={props.body.pages} read={read} />
    </Section>
  );
}

/** A scan that was found to deviate is told before anybody signs by it. */
export function DeviatingScan({ body }: Pick<InvoiceProps, "body">) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const last = body.quality?.checks.at(-1);
  if (last?.verdict !== "deviates") return null;
  return (
    <div className="own-steps">
      <Message tone="warning" title={t("invoices.transfer.deviatesTitle")}>
        <p>
          {t("invoices.transfer.deviatesLine", {
            findings: last.findings,
            name: personName(last.by, directory),
            at: formatDateTime(last.at),
          })}
        </p>
        <p>{t("invoices.transfer.scanAnew")}</p>
      </Message>
    </div>
  );
}

/** The steps of whoever holds the paper; told loudly where the scan was drawn as a sample and nobody has looked yet. */
function Comparison({ body, handle }: Checked) {
  const { t } = useTranslation();
  const [describing, setDescribing] = useState(false);
  const { documentId } = body;
  const { task, checks = [] } = body.quality ?? {};
  const touched = { ...(task === undefined ? {} : { task }), ...(documentId === undefined ? {} : { document: documentId }) };
  const whyNot = handle.whyNot("checkTransfer");
  const note = (verdict: "agrees" | "deviates", findings: string): Promise<boolean> =>
    handle.submit("checkTransfer", { verdict, findings, ...touched }, t("invoices.transfer.noted"));
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
