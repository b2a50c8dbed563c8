// What an invoice is in beside its state: open questions, a hold, a dispute, the letter it went back with, credit notes. Each with who settles it.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Query } from "../../../shared/domain/invoice/clarify-schema.ts";
import { isHeld, payableOf } from "../../../shared/domain/invoice/stage.ts";
import { formatDate, formatDateTime, formatMoney } from "../../../shared/text/format.ts";
import { personName, refusalText } from "../../../shared/text/refusal-text.ts";
import { refuse } from "../../../shared/domain/refusal.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Message } from "../../components/messages.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import { usePlace } from "../../state/place.ts";
import type { InvoiceProps } from "./invoice-view.tsx";
import { LetterDialog } from "./letter-dialog.tsx";
import { ReasonDialog } from "./reason-dialog.tsx";
import "./clarify.css";

type Props = Pick<InvoiceProps, "body" | "handle">;

/** Nothing where nothing was ever asked, stopped or set off. */
export function ClarifySection(props: Props) {
  const { body, handle } = props;
  const { t } = useTranslation();
  const { directory, today } = useSignedIn();
  const [settling, setSettling] = useState(false);
  const [reading, setReading] = useState(false);
  const { queries = {}, hold, dispute, returned, credits = {}, credited } = body;
  const held = isHeld(body, today) ? hold : undefined;
  const none = [held, dispute, returned, credited].every((one) => one === undefined);
  if (none && Object.keys(queries).length === 0 && Object.keys(credits).length === 0) return null;
  const by = (said: { readonly by: string; readonly at: string }): string =>
    t("workflow.query.answered", { by: personName(said.by, directory), at: formatDateTime(said.at) });
  const settle = (
    <ActionButton icon="check" label={t("workflow.settle.entry")} whyNot={handle.whyNot("settle")} onPress={() => setSettling(true)} />
  );
  return (
    <Section title={t("workflow.section")}>
      <div className="clarify">
        {returned !== undefined && (
          <Message
            tone="warning"
            title={t("workflow.back.is")}
            actions={
              <>
                <Button icon="document" onPress={() => setReading(true)}>
                  {t("workflow.back.show")}
                </Button>
                {settle}
              </>
            }
          >
            <p>{returned.reason}</p>
            <p className="muted">{by(returned)}</p>
          </Message>
        )}
        {dispute !== undefined && (
          <Message tone="warning" title={t("workflow.dispute.is")} actions={settle}>
            <p>{dispute.reason}</p>
            <p className="muted">{by(dispute)}</p>
          </Message>
        )}
        {Object.entries(queries).map(([query, asked]) => (
          <QueryLine key={query} id={query} asked={asked} handle={handle} />
        ))}
        {held !== undefined && (
          <Message
            tone="info"
            title={t("workflow.hold.held", { until: formatDate(held.until) })}
            actions={
              <ActionButton
                icon="undo"
                label={t("workflow.hold.lift")}
                whyNot={handle.whyNot("liftHold")}
                onPress={() => void handle.submit("liftHold", {}, t("workflow.hold.lifted"))}
              />
            }
          >
            <p>{held.reason}</p>
            <p className="muted">{by(held)}</p>
          </Message>
        )}
        <Credits {...props} />
      </div>
      {settling && (
        <ReasonDialog
          title={t("workflow.settle.title")}
          label={t("workflow.settle.text")}
          missing={t("workflow.settle.missing")}
          submit={t("workflow.settle.submit")}
          busy={handle.busy}
          onSubmit={(text) => handle.submit("settle", { text }, t("workflow.settle.done"))}
          onClose={() => setSettling(false)}
        />
      )}
      {reading && returned !== undefined && <LetterDialog letter={returned.letter} onClose={() => setReading(false)} />}
    </Section>
  );
}

/** A question and its answer, or the button to give it; whoever is not asked reads who is. */
function QueryLine({ id, asked, handle }: { readonly id: string; readonly asked: Query } & Pick<Props, "handle">) {
  const { t } = useTranslation();
  const { actor, directory } = useSignedIn();
  const [answering, setAnswering] = useState(false);
  const { question, by, to, at, answer } = asked;
  const mine = to === actor.personId || actor.grants.some(({ onBehalfOf }) => onBehalfOf === to);
  const title = t("workflow.query.asked", { by: personName(by, directory), to: personName(to, directory), at: formatDateTime(at) });
  return (
    <Message
      tone={answer === undefined ? "warning" : "success"}
      title={title}
      actions={
        answer === undefined ? (
          <ActionButton
            icon="pen"
            label={t("workflow.answer.entry")}
            whyNot={mine ? undefined : refusalText(refuse("askedOther", { person: to }), directory)}
            onPress={() => setAnswering(true)}
          />
        ) : undefined
      }
    >
      <p>{question}</p>
      {answer !== undefined && (
        <p>
          <span className="strong">{answer.text}</span>{" "}
          <span className="muted">
            {t("workflow.query.answered", { by: personName(answer.by, directory), at: formatDateTime(answer.at) })}
          </span>
        </p>
      )}
      {answering && (
        <ReasonDialog
          title={t("workflow.answer.title")}
          about={question}
          label={t("workflow.answer.text")}
          missing={t("workflow.answer.missing")}
          submit={t("workflow.answer.submit")}
          busy={handle.busy}
          onSubmit={(text) => handle.submit("answer", { query: id, text }, t("workflow.answer.done"))}
          onClose={() => setAnswering(false)}
        />
      )}
    </Message>
  );
}

/** Credit notes that reduce this invoice, and what is left to pay; at a credit note the invoice it reduces. */
function Credits({ body, handle }: Props) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const open = usePlace((place) => place.open);
  const { credits = {}, credited } = body;
  const currency = body.fields.currency ?? "EUR";
  if (credited !== undefined)
    return (
      <Message
        tone="info"
        title={t("workflow.credit.credited")}
        actions={
          <Button icon="invoice" onPress={() => open({ kind: "invoice", id: credited.of })}>
            {t("workflow.credit.openInvoice")}
          </Button>
        }
      >
        {t("workflow.credit.creditedText")}
      </Message>
    );
  if (Object.keys(credits).length === 0) return null;
  return (
    <Message tone="info" title={t("workflow.credit.matched")}>
      <ul className="clarify__credits">
        {Object.entries(credits).map(([credit, { by, at, cents }]) => (
          <li key={credit}>
            <span>
              {t("workflow.credit.row", {
                amount: formatMoney(cents, currency),
                name: personName(by, directory),
                at: formatDateTime(at),
              })}
            </span>
            <Button variant="quiet" icon="invoice" onPress={() => open({ kind: "invoice", id: credit })}>
              {t("workflow.credit.open")}
            </Button>
            <ActionButton
              variant="quiet"
              icon="undo"
              label={t("workflow.credit.unmatch")}
              whyNot={handle.whyNot("unmatchCredit")}
              onPress={() => void handle.submit("unmatchCredit", { credit }, t("workflow.credit.unmatched"))}
            />
          </li>
        ))}
      </ul>
      <p className="strong">{t("workflow.credit.payable", { amount: formatMoney(payableOf(body) ?? 0, currency) })}</p>
    </Message>
  );
}
