// Allowances and charges of the document (BG-20, BG-21) and of its lines (BG-27, BG-28): EN 16931-1, BR-31 to BR-44 and BR-CO-21 to BR-CO-24.
// The norm asks twice for a reason, under two names each; so do its publishers, and so do these rules.
// BR-CO-05 to BR-CO-08 want code and text of a reason to mean the same: no machine can tell, the publishers' own rules hold for any invoice.
import { amountOf } from "../decimal.ts";
import type { AllowanceOrCharge, InvoiceLine, SemanticInvoice } from "../model.ts";
import type { Place, Rule } from "./rule.ts";
import { given, requiredOfEach } from "./terms.ts";

const allowances = (invoice: SemanticInvoice): readonly AllowanceOrCharge[] => invoice.allowances;
const charges = (invoice: SemanticInvoice): readonly AllowanceOrCharge[] => invoice.charges;
const lines = (invoice: SemanticInvoice): readonly InvoiceLine[] => invoice.lines;

const hasAmount = ({ amount }: AllowanceOrCharge): boolean => amountOf(amount) !== null;
const hasCategory = ({ vatCategory }: AllowanceOrCharge): boolean => given(vatCategory);
const hasReason = ({ reason, reasonCode }: AllowanceOrCharge): boolean => given(reason) || given(reasonCode);

function ofLine(id: string, term: Place["term"], of: "allowances" | "charges", has: (entry: AllowanceOrCharge) => boolean): Rule {
  return requiredOfEach(id, term, lines, (line) => line[of].every((entry) => has(entry)));
}

export const allowanceRules: readonly Rule[] = [
  requiredOfEach("BR-31", "BT-92", allowances, hasAmount),
  requiredOfEach("BR-32", "BT-95", allowances, hasCategory),
  requiredOfEach("BR-33", "BT-97", allowances, hasReason),
  requiredOfEach("BR-36", "BT-99", charges, hasAmount),
  requiredOfEach("BR-37", "BT-102", charges, hasCategory),
  requiredOfEach("BR-38", "BT-104", charges, hasReason),
  ofLine("BR-41", "BT-136", "allowances", hasAmount),
  ofLine("BR-42", "BT-139", "allowances", hasReason),
  ofLine("BR-43", "BT-141", "charges", hasAmount),
  ofLine("BR-44", "BT-144", "charges", hasReason),
  requiredOfEach("BR-CO-21", "BG-20", allowances, hasReason),
  requiredOfEach("BR-CO-22", "BG-21", charges, hasReason),
  ofLine("BR-CO-23", "BG-27", "allowances", hasReason),
  ofLine("BR-CO-24", "BG-28", "charges", hasReason),
];
