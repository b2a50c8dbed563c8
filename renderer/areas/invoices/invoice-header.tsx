// The head of an invoice and the steps of the workflow.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isNoInvoice, type InvoiceState } from "../../../shared/domain/invoice/schema.ts";
import { postIdOf } from "../../../shared/domain/post/schema.ts";
import { stageOf } from "../../../shared/domain/invoice/stage.ts";
import { stageLabels, states } from "../../../shared/text/de/domain.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { DateText, Deadline, Money } from "../../components/cells.tsx";
import type { IconName } from "../../components/icon.tsx";
import { Pill, type Tone } from "../../components/pill.tsx";
import { RecordHeader } from "../../components/record-header.tsx";
import { UnitDialog } from "../../components/unit-dialog.tsx";
import { useCommand } from "../../desk/use-command.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { ClarifyMenu } from "./clarify-menu.tsx";
import { InvoiceFiling } from "./invoice-filing.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";
import { OrderSheetDialog } from "./order-sheet-dialog.tsx";
import { PaymentDialog } from "./payment-dialog.tsx";
import { SignDialog } from "./sign-dialog.tsx";

const looks: Readonly<Record<InvoiceState, { tone: Tone; icon: IconName }>> = {
  captured: { tone: "info", icon: "inbox" },
  inReview: { tone: "accent", icon: "eye" },
  ready: { tone: "warning", icon: "stamp" },
  ordered: { tone: "success", icon: "check" },
  paid: { tone: "success", icon: "check" },
  filed: { tone: "neutral", icon: "archive" },
};

type Dialog = "orderSheet" | "none" | "factual" | "arithmetic" | "technical" | "order" | "payment" | "assign" | "file";

export function InvoiceHeader(props: InvoiceProps) {
  const { id, unit, body, handle } = props;
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const rebooking = useCommand();
  const [dialog, setDialog] = useState<Dialog>("none");
  const close = (): void => {
    setDialog("none");
  };
  const { fields, state, certifications } = body;
  const review = state === "captured" || state === "inReview" || state === "ready";
  const main = mainStep(props);
  const step = (name: string, label: string, icon: IconName, onPress: () => void, whyNot = handle.whyNot(name)) =>
    handle.has(name) && (
      <ActionButton label={label} icon={icon} variant={main === name ? "primary" : "secondary"} whyNot={whyNot} onPress={onPress} />
    );
  const toLetter = (): void => {
    const post = postIdOf(body.document.sha256, body.pages);
    const commands = [
      { kind: "invoice", name: "isLetter", recordId: id, args: { post } },
      { kind: "post", name: "rebook", recordId: post, args: { from: id } },
    ];
    void rebooking.run(commands, t("invoices.noInvoice.done"));
  };
  // A missing reason is no obstacle: the dialog asks for it.
  const orderWhyNot = handle.refusalCode("order") === "exceptionReasonMissing" ? undefined : handle.whyNot("order");
  const look = looks[state];
  const stage = stageOf(body, today);
  return (
    <>
      <RecordHeader
        icon="invoice"
        title={fields.supplier ?? t("invoices.noSupplier")}
        line={
          <>
            <span>{fields.number === null ? t("invoices.noNumber") : t("invoices.numberLine", { number: fields.number })}</span>
            {fields.issueDate !== null && <DateText date={fields.issueDate} />}
            {fields.gross !== null && (
              <span className="strong invoice__gross">
                <Money cents={fields.gross} currency={fields.currency} />
              </span>
            )}
            {review && fields.dueDate !== null && (
              <span>
                <Deadline date={fields.dueDate} today={today} />
              </span>
            )}
          </>
        }
        state={
          body.duplicateOf === undefined && !isNoInvoice(body) ? (
            <>
              {body.reminder === true && (
                <Pill tone="warning" icon="warning">
                  {t("invoices.reminderPill")}
                </Pill>
              )}
              {stage !== undefined && (
                <Pill tone="warning" icon="clock">
                  {stageLabels[stage]}
                </Pill>
              )}
              <Pill tone={look.tone} icon={look.icon}>
                {states[state]}
              </Pill>
            </>
          ) : (
            <Pill tone="neutral" icon={body.duplicateOf === undefined ? "post" : "document"}>
              {body.duplicateOf === undefined ? t("invoices.noInvoice.pill") : t("invoices.duplicate.pill")}
            </Pill>
          )
        }
        actions={
          <>
            {review &&
              certifications.factual === undefined &&
              step("certify.factual", t("invoices.certifyFactual"), "stamp", () => setDialog("factual"))}
            {review &&
              certifications.arithmetic === undefined &&
              step("certify.arithmetic", t("invoices.certifyArithmetic"), "stamp", () => setDialog("arithmetic"))}
            {review &&
              body.technicalWanted !== undefined &&
              body.technical === undefined &&
              step("certifyTechnical", t("workflow.technical.certify"), "stamp", () => setDialog("technical"))}
            {review && step("order", t("invoices.order"), "pen", () => setDialog("order"), orderWhyNot)}
            {state === "ordered" && step("recordPayment", t("invoices.pay"), "calendar", () => setDialog("payment"))}
            {(state === "ordered" || state === "paid") && step("fileAway", t("invoices.fileAway"), "archive", () => setDialog("file"))}
            {body.order !== undefined && (
              <ActionButton
                label={t("signing.sheet.open")}
                icon="document"
                variant="secondary"
                whyNot={undefined}
                onPress={() => setDialog("orderSheet")}
              />
            )}
            {review &&
              (body.clerk === actor.personId
                ? step("release", t("invoices.release"), "inbox", () => void handle.submit("release", {}, t("invoices.released")))
                : step("claim", t("invoices.claim"), "hand", () => void handle.submit("claim", {}, t("invoices.claimed"))))}
            {review && step("assign", t("invoices.assign"), "people", () => setDialog("assign"))}
            {review && step("isLetter", t("invoices.noInvoice.say"), "post", toLetter)}
            <ClarifyMenu {...props} />
            {handle.undo !== undefined && <ActionButton label={t("record.undo")} icon="undo" variant="quiet" onPress={handle.undo} />}
          </>
        }
      />
      {(dialog === "factual" || dialog === "arithmetic" || dialog === "technical" || dialog === "order") && (
        <SignDialog {...props} as={dialog} onClose={close} />
      )}
      {dialog === "payment" && <PaymentDialog id={props.id} body={body} handle={handle} today={today} onClose={close} />}
      {dialog === "assign" && (
        <UnitDialog
          isOpen
          onClose={close}
          units={directory?.units ?? []}
          current={unit}
          busy={handle.busy}
          onSubmit={(to) => {
            void handle.submit("assign", { unit: to }, t("invoices.assigned")).then((went) => went && close());
          }}
        />
      )}
      {dialog === "orderSheet" && <OrderSheetDialog id={id} onClose={close} />}
      {dialog === "file" && <InvoiceFiling {...props} onClose={close} />}
    </>
  );
}

/** The step that comes next in the workflow, if this person may take it. */
function mainStep({ body, handle }: InvoiceProps): string | undefined {
  const { factual, arithmetic } = body.certifications;
  const open = [
    ...(factual === undefined ? ["certify.factual"] : []),
    ...(arithmetic === undefined ? ["certify.arithmetic"] : []),
    ...(body.technicalWanted !== undefined && body.technical === undefined ? ["certifyTechnical"] : []),
    "order",
    "recordPayment",
    "fileAway",
  ];
  return open.find((name) => handle.has(name) && handle.whyNot(name) === undefined);
}
