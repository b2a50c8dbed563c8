// What the document as a whole has to say: EN 16931-1, BR-01 to BR-05, BR-16, and its references and periods.
import { decimalOf } from "../decimal.ts";
import { hasDay, inOrder, turnedAround } from "./periods.ts";
import type { Rule } from "./rule.ts";
import { given, required, requiredIf, requiredOfEach } from "./terms.ts";

export const headerRules: readonly Rule[] = [
  required("BR-01", "BT-24", ({ specification }) => given(specification)),
  required("BR-02", "BT-1", ({ number }) => given(number)),
  required("BR-03", "BT-2", ({ issueDate }) => given(issueDate)),
  required("BR-04", "BT-3", ({ typeCode }) => given(typeCode)),
  required("BR-05", "BT-5", ({ currency }) => given(currency)),
  required("BR-16", "BG-25", ({ lines }) => lines.length > 0),
  {
    id: "BR-29",
    severity: "fatal",
    broken: ({ period }) => (period === null || inOrder(period) ? [] : [turnedAround("BT-74", period)]),
  },
  requiredOfEach(
    "BR-52",
    "BT-122",
    ({ supportingDocuments }) => supportingDocuments,
    ({ reference }) => given(reference),
  ),
  // The same currency twice needs no second amount: BT-110 says it already.
  required(
    "BR-53",
    "BT-111",
    ({ vatCurrency, currency, totals }) =>
      !given(vatCurrency) ||
      decimalOf(totals.vatInAccountingCurrency?.value) !== null ||
      (vatCurrency === currency && decimalOf(totals.vat?.value) !== null),
  ),
  requiredOfEach(
    "BR-55",
    "BT-25",
    ({ precedingInvoices }) => precedingInvoices,
    ({ number }) => given(number),
  ),
  requiredIf(
    "BR-57",
    "BT-80",
    ({ delivery }) => delivery?.address ?? null,
    ({ country }) => given(country),
  ),
  required("BR-CO-03", "BT-8", ({ taxPointDate, taxPointCode }) => !given(taxPointDate) || !given(taxPointCode)),
  // UBL writes BT-8 inside the period, which then may have no day.
  required("BR-CO-19", "BG-14", ({ period, taxPointCode }) => period === null || hasDay(period) || given(taxPointCode)),
];
