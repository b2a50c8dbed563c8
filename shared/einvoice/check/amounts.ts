// Every amount of an invoice by its business term: what the rules on decimals and on currencies have in common.
import type { AllowanceOrCharge, AmountText, InvoiceLine, SemanticInvoice, Totals, VatBreakdown } from "../model.ts";
import { ofEach, ofLines, once, type Term } from "./terms.ts";

const total = (name: `BT-${string}`, of: keyof Totals): Term<AmountText> => once(name, ({ totals }) => totals[of]);

function ofDocument(name: `BT-${string}`, of: "allowances" | "charges", amount: "amount" | "base"): Term<AmountText> {
  return ofEach(
    name,
    (invoice: SemanticInvoice): readonly AllowanceOrCharge[] => invoice[of],
    (entry) => entry[amount],
  );
}

function ofVat(name: `BT-${string}`, amount: "base" | "amount"): Term<AmountText> {
  return ofEach(
    name,
    (invoice: SemanticInvoice): readonly VatBreakdown[] => invoice.vatBreakdown,
    (group) => group[amount],
  );
}

function belowLine(name: `BT-${string}`, of: "allowances" | "charges", amount: "amount" | "base"): Term<AmountText> {
  return ofLines(name, (line: InvoiceLine) => line[of].map((entry) => entry[amount]));
}

/** Those that have two decimals at most, with the rule that says so. */
export const roundAmounts: readonly (readonly [rule: string, Term<AmountText>])[] = [
  ["BR-DEC-01", ofDocument("BT-92", "allowances", "amount")],
  ["BR-DEC-02", ofDocument("BT-93", "allowances", "base")],
  ["BR-DEC-05", ofDocument("BT-99", "charges", "amount")],
  ["BR-DEC-06", ofDocument("BT-100", "charges", "base")],
  ["BR-DEC-09", total("BT-106", "lines")],
  ["BR-DEC-10", total("BT-107", "allowances")],
  ["BR-DEC-11", total("BT-108", "charges")],
  ["BR-DEC-12", total("BT-109", "net")],
  ["BR-DEC-13", total("BT-110", "vat")],
  ["BR-DEC-14", total("BT-112", "gross")],
  ["BR-DEC-15", total("BT-111", "vatInAccountingCurrency")],
  ["BR-DEC-16", total("BT-113", "prepaid")],
  ["BR-DEC-17", total("BT-114", "rounding")],
  ["BR-DEC-18", total("BT-115", "payable")],
  ["BR-DEC-19", ofVat("BT-116", "base")],
  ["BR-DEC-20", ofVat("BT-117", "amount")],
  ["BR-DEC-23", ofLines("BT-131", ({ net }) => [net])],
  ["BR-DEC-24", belowLine("BT-136", "allowances", "amount")],
  ["BR-DEC-25", belowLine("BT-137", "allowances", "base")],
  ["BR-DEC-27", belowLine("BT-141", "charges", "amount")],
  ["BR-DEC-28", belowLine("BT-142", "charges", "base")],
];

/** All of them; prices (BT-146 … BT-148) may have as many decimals as it takes. */
export const amounts: readonly Term<AmountText>[] = [
  ...roundAmounts.map(([, term]) => term),
  ofLines("BT-146", ({ price }) => [price?.net]),
  ofLines("BT-147", ({ price }) => [price?.discount]),
  ofLines("BT-148", ({ price }) => [price?.gross]),
];
