// What the server found right of each signature at the moment it took it. Says nothing that the server has not said.
import { useTranslation } from "react-i18next";
import type { Invoice, Signature, SignatureProof } from "../../../shared/domain/invoice/schema.ts";
import type { Directory } from "../../../shared/domain/policy.ts";
import { roleLabels } from "../../../shared/text/de/domain.ts";
import { formatDateTime, formatMoney } from "../../../shared/text/format.ts";
import { actorName, lookUp, unitName } from "../../../shared/text/refusal-text.ts";
import { Section } from "../../components/data-list.tsx";
import { Icon } from "../../components/icon.tsx";
import { useSignedIn } from "../../desk/use-session.tsx";
import "./signatures.css";

interface Given {
  readonly key: "factual" | "arithmetic" | "technical" | "order";
  readonly signature: Signature;
}

interface Line {
  readonly label: string;
  readonly text: string;
  /** False where it needs a second look: an exception, a password that nobody asked for. */
  readonly plain: boolean;
}

export function SignatureProofs({ body }: { readonly body: Invoice }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const { factual, arithmetic } = body.certifications;
  const given = [
    { key: "factual", signature: factual },
    { key: "arithmetic", signature: arithmetic },
    { key: "technical", signature: body.technical },
    { key: "order", signature: body.order },
  ].flatMap(({ key, signature }) => (signature === undefined ? [] : [{ key, signature } as Given]));
  if (given.length === 0) return null;
  return (
    <Section title={t("signing.proofs.title")}>
      <ul className="proofs">
        {given.map(({ key, signature }) => (
          <li key={key} className="proofs__signature">
            <p className="proofs__head">
              <strong>{key === "technical" ? t("workflow.technical.step") : t(`invoices.steps.${key}`)}</strong>{" "}
              <span className="muted">
                {actorName(signature.by, signature.onBehalfOf, directory)}
                {signature.proof === undefined ? "" : `, ${t("signing.proofs.at", { at: formatDateTime(signature.proof.at) })}`}
              </span>
            </p>
            <Found as={key} signature={signature} directory={directory} currency={body.fields.currency ?? "EUR"} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Programs from before this list name no device either. */
function openText({
  device,
  authenticated,
}: Signature): "signing.proofs.before" | "signing.proofs.waiting" | "signing.proofs.deviceWaiting" {
  if (device === undefined) return "signing.proofs.before";
  return authenticated === "device" ? "signing.proofs.deviceWaiting" : "signing.proofs.waiting";
}

interface FoundProps {
  readonly as: Given["key"];
  readonly signature: Signature;
  readonly directory: Directory | null;
  readonly currency: string;
}

function Found({ as, signature, directory, currency }: FoundProps) {
  const { t } = useTranslation();
  const { proof } = signature;
  if (proof === undefined)
    return (
      <p className="proofs__open">
        <Icon name="clock" size={14} /> {t(openText(signature))}
      </p>
    );
  const lines: readonly Line[] = [
    { label: t("signing.proofs.role"), text: roleText(proof), plain: true },
    ...(proof.amountCents === undefined ? [] : [{ label: t("signing.proofs.amount"), text: amountText(proof), plain: true }]),
    as === "order"
      ? { label: t("signing.proofs.eyes"), text: eyesText(proof), plain: proof.separated }
      : { label: t("signing.proofs.bias"), text: t("signing.proofs.biasNone"), plain: true },
    {
      label: t("signing.proofs.version"),
      text: t("signing.proofs.versionSame", { digest: signature.digest.slice(0, 8) }),
      plain: proof.sameVersion,
    },
    {
      label: t("signing.proofs.identity"),
      text: identityText(signature),
      plain: signature.authenticated !== undefined,
    },
    ...(signature.device === undefined ? [] : [{ label: t("signing.proofs.workplace"), text: signature.device.slice(0, 8), plain: true }]),
  ];
  function roleText({ role, unit }: SignatureProof): string {
    const where = unit === "*" ? t("signing.proofs.everywhere") : unitName(unit, directory);
    return t("signing.proofs.roleLine", { role: lookUp(roleLabels, role) ?? role, unit: where });
  }
  function amountText({ amountCents = 0, limitCents }: SignatureProof): string {
    const amount = formatMoney(amountCents, currency);
    return limitCents === undefined
      ? t("signing.proofs.amountFree", { amount })
      : t("signing.proofs.amountWithin", { amount, limit: formatMoney(limitCents) });
  }
  function identityText({ authenticated, authenticatedAt, at }: Signature): string {
    return t(`signing.proofs.${authenticated ?? "noPassword"}`, { at: formatDateTime(authenticatedAt ?? at) });
  }
  function eyesText({ separated }: SignatureProof): string {
    return separated ? t("signing.proofs.eyesApart") : t("signing.proofs.eyesException");
  }
  return (
    <dl className="proofs__list">
      {lines.map(({ label, text, plain }) => (
        <div key={label} className={plain ? "proofs__line" : "proofs__line proofs__line--noticed"}>
          <dt>
            <Icon name={plain ? "check" : "warning"} size={14} />
            {label}
            <span className="visually-hidden">: {plain ? t("signing.proofs.passed") : t("signing.proofs.noticed")}</span>
          </dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
