// Where a field's value came from and how sure its reader was, in a pill; of a value that was worked out, from what.
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { isUnsure } from "../../../shared/domain/invoice/confirm.ts";
import type { FieldOrigin } from "../../../shared/domain/invoice/schema.ts";
import { invoices } from "../../../shared/text/de/screens-invoices.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { Pill } from "../../components/pill.tsx";

export function OriginPill({ origin }: { readonly origin: FieldOrigin | undefined }) {
  const { t } = useTranslation();
  if (origin === undefined) return null;
  const unsure = isUnsure(origin);
  const byHand = origin.source === "person";
  return (
    <Pill plain tone={unsure ? "warning" : "neutral"} icon={unsure ? "warning" : byHand ? "pen" : "check"}>
      {originText(origin, t)}
    </Pill>
  );
}

function originText(origin: FieldOrigin, t: TFunction): string {
  const percent = Math.round(origin.confidence * 100);
  const words = origin.confirmedBy === undefined ? wordsOf(origin) : "confirmed";
  // Words of a later reader's are unknown here: then it is just worked out.
  const derived = words === "derived" ? lookUp(invoices.derived, origin.reason ?? "") : undefined;
  return derived === undefined ? t(`invoices.origin.${words}`, { percent }) : derived.replace("{{percent}}", String(percent));
}

function wordsOf({ source, code, repaired, recognised, learned, box }: FieldOrigin) {
  if (source === "person") return box === undefined ? "person" : "fromPage";
  if (code === true) return "code";
  if (repaired === true) return "repaired";
  if (recognised === true) return "recognised";
  return learned === true ? "learned" : source;
}
