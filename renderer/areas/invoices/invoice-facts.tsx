// What is known of an invoice, top to bottom: what needs eyes first, then fields, signatures, checks, arrival, notes, history.
import { useTranslation } from "react-i18next";
import { wantsReading } from "../../../shared/domain/invoice/read-paper.ts";
import { isNoInvoice, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { formatDateTime } from "../../../shared/text/format.ts";
import { personName } from "../../../shared/text/refusal-text.ts";
import { ArrivalSection } from "../../components/arrival-section.tsx";
import { Button } from "../../components/button.tsx";
import { ChecksSection } from "../../components/checks-section.tsx";
import { FiledSection } from "../../components/filed-section.tsx";
import { HistoryList } from "../../components/history-list.tsx";
import { Message } from "../../components/messages.tsx";
import { NotesSection } from "../../components/notes-section.tsx";
import { OwnSteps } from "../../components/own-steps.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import type { AskedEInvoice } from "../../pdf/use-e-invoice.ts";
import { BookingSection } from "./bookings/booking-section.tsx";
import { ClarifySection } from "./clarify-section.tsx";
import { DiscountNotice } from "./discount-notice.tsx";
import { DuplicateNotices } from "./duplicate-notices.tsx";
import { EInvoiceSection, type EInvoiceSectionProps } from "./e-invoice-section.tsx";
import { FieldForm, type FieldFormProps } from "./field-form.tsx";
import { SignatureProofs } from "./signature-proofs.tsx";
import { PaymentStanding } from "./payment-standing.tsx";
import { SupplierNotice } from "./supplier-notice.tsx";
import { DeviatingScan, TransferNoteSection } from "./transfer-note.tsx";
import { VoidNotice, WorkflowSteps } from "./workflow-steps.tsx";
import "./invoices.css";

export interface InvoiceFactsProps extends FieldFormProps {
  readonly eInvoice: AskedEInvoice;
  /** Shows the data of an electronic invoice in the place of its picture; left out where they are shown anyway. */
  readonly onEInvoice: (() => void) | undefined;
  /** Shows the place in them that a finding speaks of. */
  readonly onPlace: EInvoiceSectionProps["onPlace"];
}

export function InvoiceFacts({ eInvoice, onEInvoice, onPlace, ...props }: InvoiceFactsProps) {
  const { id, unit, body, handle } = props;
  const { t } = useTranslation();
  const { actor, directory } = useSignedIn();
  return (
    <>
      <OwnSteps entries={handle.state.value?.outbox ?? []} directory={directory} onResolve={handle.resolve} />
      {isNoInvoice(body) && <NoInvoice body={body} />}
      {body.readState === "notReadYet" && !isNoInvoice(body) && (
        <div className="own-steps">
          {wantsReading(body) === undefined ? (
            <Message tone="info" title={t("invoices.notReadTitle")}>
              {t("invoices.notRead")}
            </Message>
          ) : (
            <Message tone="info" title={t("invoices.beingReadTitle")}>
              {t("invoices.beingRead")}
            </Message>
          )}
        </div>
      )}
      {body.reminder === true && (
        <div className="own-steps">
          <Message tone="warning" title={t("invoices.reminderTitle")}>
            {t("invoices.reminder")}
          </Message>
        </div>
      )}
      <DuplicateNotices {...props} />
      <DeviatingScan body={body} />
      <VoidNotice body={body} />
      <PaymentStanding body={body} />
      <DiscountNotice body={body} />
      <ClarifySection body={body} handle={handle} />
      <SupplierNotice {...props} />
      <EInvoiceSection body={body} asked={eInvoice} onData={onEInvoice} onPlace={onPlace} />
      <FieldForm {...props} />
      <BookingSection {...props} />
      <WorkflowSteps body={body} handle={handle} />
      <SignatureProofs body={body} />
      <ChecksSection checks={body.checks} />
      {body.documentId !== undefined && (
        <FiledSection title={t("invoices.sections.filed")} hint={t("invoices.filedHint")} documentId={body.documentId} />
      )}
      <ArrivalSection body={body} unit={unit} directory={directory} />
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

function NoInvoice({ body: { notAnInvoice } }: { readonly body: Invoice }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const open = usePlace((place) => place.open);
  return (
    <div className="own-steps">
      <Message tone="info" title={t("invoices.noInvoice.title")}>
        {notAnInvoice === undefined ? (
          t("invoices.noInvoice.withdrawn")
        ) : (
          <>
            <p>{t("invoices.noInvoice.by", { name: personName(notAnInvoice.by, directory), at: formatDateTime(notAnInvoice.at) })}</p>
            <Button variant="quiet" icon="post" onPress={() => open({ kind: "post", id: notAnInvoice.of })}>
              {t("invoices.noInvoice.open")}
            </Button>
          </>
        )}
      </Message>
    </div>
  );
}
