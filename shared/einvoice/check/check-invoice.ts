// Every business rule an invoice is held to, by its profile. Must never stop at the first breach: a sender shall hear of all of them at once.
import type { SemanticInvoice } from "../model.ts";
import { syntaxRules } from "../syntax/syntax-rules.ts";
import type { XmlTree } from "../syntax/tree.ts";
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

/** What the invoice breaks, the fatal first, in the order of the rules; with the XML it was read from also how it is written. Milliseconds for a usual invoice; linear in its lines. */
export function checkInvoice(invoice: SemanticInvoice, xml?: XmlTree): readonly Finding[] {
  const profile = profileOf(invoice);
  const found = rulesOf[profile].flatMap((rule) => {
    const severity = weightOf(rule, invoice);
    return rule.broken(invoice).map((place): Finding => ({ ...place, rule: rule.id, severity }));
  });
  const written = xml === undefined ? [] : syntaxFindings(xml, profile);
  const weight = { fatal: 0, warning: 1, information: 2 };
  return [...found, ...written].toSorted((one, other) => weight[one.severity] - weight[other.severity]);
}

function syntaxFindings(xml: XmlTree, profile: Profile): readonly Finding[] {
  if (profile !== "xrechnung" && profile !== "xrechnungExtension") return [];
  return syntaxRules
    .filter(({ extensionOnly }) => !extensionOnly || profile === "xrechnungExtension")
    .flatMap(({ id, severity, broken }) => broken(xml).map((place): Finding => ({ ...place, rule: id, severity })));
}
