// Each rule about the payment, broken once.
import { expect, test } from "vitest";
import { aSemanticInvoice, euro } from "../../testing/einvoice-builder.ts";
import { brokenOf, expected, missingWords, type Mutation, untested, withMeans, withTotals } from "../../testing/einvoice-mutations.ts";
import { checkInvoice } from "./check-invoice.ts";
import { paymentRules } from "./payment-rules.ts";

const means = aSemanticInvoice().paymentMeans.flatMap((right) => [right, right]);
const card = { number: "123456******1234", holder: null };
const debit = { mandate: "M-1", creditor: "DE98ZZZ09999999999", account: "DE02120300000000202051" };
const noAccount = { account: null, accountName: "Gartenbau Heide", bic: null };
const account = { account: "DE02120300000000202051", accountName: null, bic: null };

const mutations: readonly Mutation[] = [
  { rule: "BR-49", term: "BT-81", index: 1, invoice: withMeans({ code: null }) },
  { rule: "BR-50", term: "BT-84", index: 1, invoice: withMeans({ code: "30", creditTransfers: [account, noAccount] }) },
  {
    rule: "BR-51",
    term: "BT-87",
    index: 1,
    severity: "warning",
    values: { stated: "16" },
    invoice: withMeans({ code: "48", card }),
  },
  { rule: "BR-61", term: "BT-84", index: 1, invoice: withMeans({ code: "58", creditTransfers: [] }) },
  { rule: "BR-66", term: "BG-18", invoice: aSemanticInvoice({ paymentMeans: means.map((each) => ({ ...each, card })) }) },
  {
    rule: "BR-67",
    term: "BG-19",
    invoice: aSemanticInvoice({
      paymentMeans: means.map((each, index) => ({ ...each, directDebit: { ...debit, mandate: `M-${String(index)}` } })),
    }),
  },
  { rule: "BR-CO-25", term: "BT-9", invoice: aSemanticInvoice({ dueDate: null }) },
];

test.each(mutations)("$rule is caught", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(paymentRules, mutations)).toEqual([]);
});

test.each([
  ["terms in place of a day", aSemanticInvoice({ dueDate: null, paymentTerms: "Zahlbar binnen 30 Tagen" })],
  ["nothing to pay", { ...withTotals({ prepaid: euro("119.00"), payable: euro("0.00") }), dueDate: null }],
  ["one mandate of two accounts", aSemanticInvoice({ paymentMeans: means.map((each) => ({ ...each, directDebit: debit })) })],
  ["a credit note without a due date", aSemanticInvoice({ root: "creditNote", typeCode: "381", dueDate: null })],
  ["the ends of a card number", withMeans({ code: "48", card: { number: "1234561234", holder: null } })],
  ["a means that needs no account", withMeans({ code: "10" })],
  ["a bank without an account where no transfer is asked for", withMeans({ code: "1", creditTransfers: [noAccount] })],
])("%s is right", (_, invoice) => {
  expect(brokenOf(paymentRules, invoice).filter(({ rule }) => paymentRules.some(({ id }) => id === rule))).toEqual([]);
});
