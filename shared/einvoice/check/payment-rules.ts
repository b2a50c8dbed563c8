// How an invoice is to be paid: EN 16931-1, payment instructions (BG-16) with their accounts, cards and mandates.
import { amountOf } from "../decimal.ts";
import type { PaymentMeans } from "../model.ts";
import type { Rule } from "./rule.ts";
import { given, ofEach, required, requiredOfEach, right } from "./terms.ts";

/** UNTDID 4461: credit transfer, and SEPA credit transfer. */
const transfers: ReadonlySet<string> = new Set(["30", "58"]);

function isTransfer({ code }: PaymentMeans): boolean {
  return transfers.has(code?.trim() ?? "");
}

/** The first six and the last four digits of a card are all that its issuers allow to be shown. */
const longestCardNumber = 10;

export const paymentRules: readonly Rule[] = [
  requiredOfEach(
    "BR-49",
    "BT-81",
    ({ paymentMeans }) => paymentMeans,
    ({ code }) => given(code),
  ),
  // Asked of transfers alone, as the publishers do: with other means a bank may stand there without an account.
  requiredOfEach(
    "BR-50",
    "BT-84",
    ({ paymentMeans }) => paymentMeans,
    (means) => !isTransfer(means) || means.creditTransfers.every(({ account }) => given(account)),
  ),
  right(
    "BR-51",
    [
      ofEach(
        "BT-87",
        ({ paymentMeans }) => paymentMeans,
        ({ card }) => card?.number,
      ),
    ],
    (number) => number.trim().length <= longestCardNumber,
    (number) => String(number.trim().length),
    "warning",
  ),
  requiredOfEach(
    "BR-61",
    "BT-84",
    ({ paymentMeans }) => paymentMeans,
    (means) => !isTransfer(means) || means.creditTransfers.some(({ account }) => given(account)),
  ),
  required("BR-66", "BG-18", ({ paymentMeans }) => paymentMeans.filter(({ card }) => card !== null).length <= 1),
  // CII writes its one mandate once for all means, and each of them tells it.
  required(
    "BR-67",
    "BG-19",
    ({ paymentMeans }) =>
      new Set(paymentMeans.map(({ directDebit }) => directDebit?.mandate).filter((mandate) => given(mandate))).size <= 1,
  ),
  // A credit note of UBL is no demand, whatever its amount; it has no place for a due date either.
  required(
    "BR-CO-25",
    "BT-9",
    ({ root, totals, dueDate, paymentTerms }) =>
      root === "creditNote" || !(amountOf(totals.payable)?.gt(0) ?? false) || given(dueDate) || given(paymentTerms),
  ),
];
