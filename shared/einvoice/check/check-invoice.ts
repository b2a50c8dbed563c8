// Every business rule an invoice is held to, by its profile. Must never stop at the first breach: a sender shall hear of all of them at once.
import type { SemanticInvoice } from "../model.ts";
import { allowanceRules } from "./allowance-rules.ts";
import { breakdownRules } from "./breakdown-rules.ts";
import { codeRules } from "./code-rules.ts";
import { decimalRules } from "./decimal-rules.ts";
import { headerRules } from "./header-rules.ts";
import { lineRules } from "./line-rules.ts";
import { partyRules } from "./party-rules.ts";
import { paymentRules } from "./payment-rules.ts";
import { profileOf, type Profile } from "./profile.ts";
import type { Finding, Rule } from "./rule.ts";
import { germanRules } from "./german/german-rules.ts";
import { extensionRules } from "./german/extension-rules.ts";
import { totalRules } from "./total-rules.ts";
import { vatRules } from "./vat/vat-rules.ts";
import { weightOf } from "./weight.ts";

/** The rules of the European norm (EN 16931-1, clause 6.4 and 7). */
export const norm: readonly Rule[] = [
  ...headerRules,
  ...partyRules,
  ...paymentRules,
  ...lineRules,
  ...allowanceRules,
  ...totalRules,
  ...breakdownRules,
  ...vatRules,
  ...decimalRules,
  ...codeRules,
];

/** Those of the German standard XRechnung on top. */
export const german: readonly Rule[] = germanRules;

/** Those of its extension on top of both. */
export const extension: readonly Rule[] = extensionRules;

const rulesOf: Readonly<Record<Profile, readonly Rule[]>> = {
  hints: [],
  en16931: norm,
  xrechnung: [...norm, ...german],
  xrechnungExtension: [...norm, ...german, ...extension],
};

/** What the invoice breaks, the fatal first, in the order of the rules. Milliseconds for a usual invoice; linear in its lines. */
export function checkInvoice(invoice: SemanticInvoice): readonly Finding[] {
  const found = rulesOf[profileOf(invoice)].flatMap((rule) => {
    const severity = weightOf(rule, invoice);
    return rule.broken(invoice).map((place): Finding => ({ ...place, rule: rule.id, severity }));
  });
  const weight = { fatal: 0, warning: 1, information: 2 };
  return found.toSorted((one, other) => weight[one.severity] - weight[other.severity]);
}
