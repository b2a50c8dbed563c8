// What is known of an invoice, top to bottom: what needs eyes first, then fields, signatures, checks, arrival, notes, history.
import { useTranslation } from "react-i18next";
import type { Invoice } from "../../../shared/domain/invoice/schema.ts";
import { invoices } from "../../../shared/text/de/screens-invoices.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { lookUp, personName, unitName } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { MomentText } from "../../components/cells.tsx";
import { DataList, Section } from "../../components/data-list.tsx";
import { HistoryList } from "../../components/history-list.tsx";
import { Message } from "../../components/messages.tsx";
import { NotesSection } from "../../components/notes-section.tsx";
import { OwnSteps } from "../../components/own-steps.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import { DuplicateNotices } from "./duplicate-notices.tsx";
import { FieldForm, type FieldFormProps } from "./field-form.tsx";
import { InvoiceChecks } from "./invoice-checks.tsx";
import { SupplierNotice } from "./supplier-notice.tsx";
import { DeviatingScan, TransferNoteSection } from "./transfer-note.tsx";
import { VoidNotice, WorkflowSteps } from "./workflow-steps.tsx";
import "./invoices.css";

export function InvoiceFacts(props: FieldFormProps) {
  const { id, unit, body, handle } = props;
  const { t } = useTranslation();
  const { actor, directory } = useSignedIn();
  return (
    <>
      <OwnSteps entries={handle.state.value?.outbox ?? []} directory={directory} onResolve={handle.resolve} />
      {body.readState === "notReadYet" && (
        <div className="own-steps">
          <Message tone="info" title={t("invoices.notReadTitle")}>
            {t("invoices.notRead")}
          </Message>
        </div>
      )}
      <DuplicateNotices {...props} />
      <DeviatingScan body={body} />
      <VoidNotice body={body} />
      <SupplierNotice {...props} />
      <FieldForm {...props} />
      <WorkflowSteps body={body} handle={handle} />
      <InvoiceChecks checks={body.checks} />
      {body.documentId !== undefined && <Filed documentId={body.documentId} />}
      <Arrival body={body} unit={unit} />
      <TransferNoteSection id={id} body={body} handle={handle} />
      <NotesSection
        notes={body.notes}
        directory={directory}
        personId={actor.personId}
        draftKey={`invoice/${id}`}
        whyNot={handle.whyNot("addNote")}
        onAdd={(text) => handle.submit("addNote", { text }, t("record.noteSaved"))}
        onWithdraw={(note) => void handle.submit("withdrawNote", { note }, t("record.noteWithdrawn"))}
      />
      <HistoryList trail={body.trail} directory={directory} />
    </>
  );
}

function Arrival({ body, unit }: { readonly body: Invoice; readonly unit: string }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const [first, ...again] = body.arrivals;
  return (
    <Section title={t("invoices.sections.arrival")}>
      <DataList
        items={[
          { label: t("invoices.arrivedAs"), value: first?.fileName ?? body.document.name },
          { label: t("invoices.arrivedAt"), value: <MomentText at={body.receivedAt} /> },
          { label: t("invoices.arrivedFrom"), value: lookUp(invoices.channels, first?.channel ?? "") ?? first?.channel ?? "" },
          ...(first?.mail === undefined
            ? []
            : [
                { label: t("invoices.mailFrom"), value: first.mail.from },
                { label: t("invoices.mailSubject"), value: first.mail.subject },
                { label: t("invoices.mailSentAt"), value: first.mail.sentAt === null ? "" : formatDateTime(first.mail.sentAt) },
              ]),
          { label: t("invoices.arrivedBy"), value: personName(first?.by ?? "", directory) },
          { label: t("invoices.unit"), value: unitName(unit, directory) },
          { label: t("invoices.clerk"), value: body.clerk === undefined ? t("invoices.nobody") : personName(body.clerk, directory) },
        ]}
      />
      {again.length > 0 && (
        <div className="invoice__duplicates">
          <Message tone="warning" title={t("invoices.duplicates", { count: again.length })}>
            {again.map((arrival) => (
              <p key={`${arrival.at} ${arrival.fileName}`}>
                {t("invoices.duplicateLine", { at: formatDateTime(arrival.at), name: arrival.fileName })}
              </p>
            ))}
          </Message>
        </div>
      )}
    </Section>
  );
}

function Filed({ documentId }: { readonly documentId: string }) {
  const { t } = useTranslation();
  const go = usePlace((place) => place.go);
  return (
    <Section
      title={t("invoices.sections.filed")}
      aside={
        <Button variant="quiet" icon="archive" onPress={() => go("archive", { kind: "document", id: documentId })}>
          {t("record.openDocument")}
        </Button>
      }
    >
      <p>{t("invoices.filedHint")}</p>
    </Section>
  );
}
