// What the breach of a rule weighs under the profile of an invoice: publishers of a profile take back here and there what the norm makes fatal.
// Must never make a rule heavier than its publisher does.
import type { SemanticInvoice } from "../model.ts";
import { profileOf } from "./profile.ts";
import type { Rule, Severity } from "./rule.ts";

/** XRechnung: lists of units and registrars grow faster than the norm takes them over. */
const newCodes: ReadonlySet<string> = new Set(["BR-CL-21", "BR-CL-23"]);

/**
 * The extended profile of ZUGFeRD and Factur-X: its lines may be headings without a price, and its sums may be off by a cent for each amount.
 * What that makes of the norm's rules cannot be told without terms that are not the norm's, so a breach is a hint there.
 */
const extendedRules = /^BR-(?:2[2-7]|CO-(?:04|1[01235]|17)|(?:S|Z|E|AE|IC|G|O|AF|AG)-0[89])$/u;

export function weightOf({ id, severity }: Rule, invoice: SemanticInvoice): Severity {
  if (severity !== "fatal") return severity;
  const gentle = profileOf(invoice) === "en16931" ? isExtended(invoice) && extendedRules.test(id) : newCodes.has(id);
  return gentle ? "warning" : severity;
}

function isExtended({ specification }: SemanticInvoice): boolean {
  return /:extended$/iu.test(specification?.trim() ?? "");
}
