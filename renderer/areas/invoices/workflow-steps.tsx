// How far an invoice is: certified, ordered, paid, each with who and when, and why signatures became void.
import { useTranslation } from "react-i18next";
import { z } from "../../../shared/base/zod.ts";
import type { Invoice, Signature } from "../../../shared/domain/invoice/schema.ts";
import type { TrailEntry } from "../../../shared/domain/trail.ts";
import { formatDate, formatDateTime } from "../../../shared/text/format.ts";
import { changesOf } from "../../../shared/text/history.ts";
import { actorName, personName } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { Icon } from "../../components/icon.tsx";
import { Message } from "../../components/messages.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import type { InvoiceProps } from "./invoice-view.tsx";

export function WorkflowSteps({ body, handle }: Pick<InvoiceProps, "body" | "handle">) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const { certifications, order, payment } = body;
  const signed = (signature: Signature | undefined): string | undefined =>
    signature === undefined
      ? undefined
      : t("invoices.steps.by", { name: actorName(signature.by, signature.onBehalfOf, directory), at: formatDateTime(signature.at) });
  /** Offered only to whoever may: a row of refusals beside other people's signatures would be noise. */
  const withdrawal = (action: string, args: Readonly<Record<string, unknown>>): (() => void) | undefined =>
    handle.has(action) && handle.whyNot(action) === undefined
      ? () => void handle.submit(action.split(".")[0] ?? action, args, t("invoices.steps.withdrawn"))
      : undefined;
  const steps = [
    {
      label: t("invoices.steps.factual"),
      done: signed(certifications.factual),
      statement: certifications.factual?.statement,
      withdraw: withdrawal("withdrawCertification.factual", { as: "factual", certification: certifications.factual?.commandId }),
    },
    {
      label: t("invoices.steps.arithmetic"),
      done: signed(certifications.arithmetic),
      statement: certifications.arithmetic?.statement,
      withdraw: withdrawal("withdrawCertification.arithmetic", { as: "arithmetic", certification: certifications.arithmetic?.commandId }),
    },
    ...(body.technicalWanted === undefined && body.technical === undefined
      ? []
      : [
          {
            label: t("workflow.technical.step"),
            done: signed(body.technical),
            statement: body.technical?.statement ?? body.technicalWanted?.reason,
            withdraw: withdrawal("withdrawTechnical", { certification: body.technical?.commandId }),
          },
        ]),
    {
      label: t("invoices.steps.order"),
      withdraw: withdrawal("withdrawOrder", { order: order?.commandId }),
      done: signed(order),
      statement:
        order?.exceptionReason === undefined || order.exceptionReason === ""
          ? order?.statement
          : t("invoices.steps.exception", { reason: order.exceptionReason }),
    },
    {
      label: t("invoices.steps.payment"),
      withdraw: undefined,
      done:
        payment === undefined
          ? undefined
          : t("invoices.steps.paidOn", { date: formatDate(payment.paidOn), name: actorName(payment.by, payment.onBehalfOf, directory) }),
      statement: undefined,
    },
  ];
  return (
    <Section title={t("invoices.sections.steps")}>
      <ol className="steps">
        {steps.map((step) => (
          <li key={step.label} className={step.done === undefined ? "steps__step" : "steps__step steps__step--done"}>
            <span className="steps__mark">
              <Icon name={step.done === undefined ? "minus" : "check"} size={12} />
            </span>
            <span className="steps__label">{step.label}</span>
            <span className="steps__text">
              {step.done ?? t("invoices.steps.open")}
              {step.statement !== undefined && <span className="steps__statement">{step.statement}</span>}
              {step.withdraw !== undefined && (
                <Button variant="quiet" icon="undo" onPress={step.withdraw}>
                  {t("invoices.steps.withdrawOf", { step: step.label })}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

/** Why signatures are gone that were there before; nothing where none are. */
export function VoidNotice({ body }: { readonly body: Invoice }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const voided = lastVoid(body);
  if (voided === undefined) return null;
  const changes = changesOf(voided);
  const gone = voidedBy(voided).map(({ key, by, onBehalfOf }) =>
    t("invoices.steps.of", {
      step: key === "technical" ? t("workflow.technical.step") : t(`invoices.steps.${key}`),
      name: actorName(by, onBehalfOf, directory),
    }),
  );
  return (
    <div className="own-steps">
      <Message tone="warning" title={t("invoices.voidedTitle")}>
        <p>{t("invoices.voided", { name: personName(voided.by, directory), at: formatDateTime(voided.at) })}</p>
        {changes.length > 0 && <p>{t("invoices.voidedChanges", { changes: changes.join("; ") })}</p>}
        {gone.length > 0 && <p>{t("invoices.voidedSignatures", { signatures: gone.join(", ") })}</p>}
      </Message>
    </div>
  );
}

/** The change that voided the signatures, as long as nobody has certified again since. */
function lastVoid({ trail, certifications }: Invoice): TrailEntry | undefined {
  const entry = trail.findLast(({ details }) => details?.["voided"] === true);
  return certifications.factual !== undefined || certifications.arithmetic !== undefined ? undefined : entry;
}

const signedBySchema = z.looseObject({ by: z.string(), onBehalfOf: z.string().optional() });
const signaturePaths = {
  factual: "certifications.factual",
  arithmetic: "certifications.arithmetic",
  technical: "technical",
  order: "order",
} as const;

/** The signatures that stood there before a change, as its own line in the trail noted them. */
function voidedBy({ before = {} }: TrailEntry) {
  return (["factual", "arithmetic", "technical", "order"] as const).flatMap((key) => {
    const signed = signedBySchema.safeParse(before[signaturePaths[key]]?.[0]);
    return signed.success ? [{ key, ...signed.data }] : [];
  });
}
