// Each rule of the extension of the XRechnung, broken once, and that nobody else is asked.
import { expect, test } from "vitest";
import { aSemanticInvoice, anInvoiceLine, euro } from "../../../testing/einvoice-builder.ts";
import { expected, missingWords, type Mutation, untested } from "../../../testing/einvoice-mutations.ts";
import type { SemanticInvoice, ThirdPartyPayment } from "../../model.ts";
import { checkInvoice } from "../check-invoice.ts";
import { extensionRules } from "./extension-rules.ts";

const { seller, buyer, totals } = aSemanticInvoice();
const specification =
  "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0";
const extended = (change: Partial<SemanticInvoice> = {}): SemanticInvoice => aSemanticInvoice({ specification, ...change });
const paidByOthers = (change: Partial<ThirdPartyPayment>): SemanticInvoice =>
  extended({
    totals: { ...totals, payable: euro("124.00") },
    thirdPartyPayments: [{ type: "1", amount: euro("5.00"), description: "Zuzahlung", ...change }],
  });
const unknown = { id: "4711", scheme: "XR99" };
const line = anInvoiceLine();
const attachment = { reference: "1", description: null, location: null, file: { base64: "", mimeType: "text/html", name: "a.html" } };

const mutations: readonly Mutation[] = [
  { rule: "BR-DEX-01", term: "BT-125", index: 0, invoice: extended({ supportingDocuments: [attachment] }) },
  {
    rule: "BR-DEX-02",
    term: "BT-131",
    index: 0,
    severity: "warning",
    invoice: extended({ lines: [{ ...line, subLines: [anInvoiceLine({ net: euro("99.00") })] }] }),
  },
  { rule: "BR-DEX-03", term: "BT-151", index: 0, invoice: extended({ lines: [{ ...line, subLines: [anInvoiceLine({ vat: null })] }] }) },
  { rule: "BR-DEX-04", term: "BT-46", invoice: extended({ buyer: { ...buyer, identifier: unknown } }) },
  { rule: "BR-DEX-05", term: "BT-30", invoice: extended({ seller: { ...seller, registration: unknown } }) },
  {
    rule: "BR-DEX-06",
    term: "BT-157",
    index: 0,
    invoice: extended({ lines: [{ ...line, item: line.item === null ? null : { ...line.item, standardId: unknown } }] }),
  },
  { rule: "BR-DEX-07", term: "BT-34", invoice: extended({ seller: { ...seller, electronicAddress: unknown } }) },
  {
    rule: "BR-DEX-08",
    term: "BT-71",
    invoice: extended({ delivery: { name: null, location: unknown, date: "2026-10-30", address: null } }),
  },
  { rule: "BR-DEX-09", term: "BT-115", values: { stated: "124", computed: "123" }, invoice: paidByOthers({ amount: euro("4.00") }) },
  { rule: "BR-DEX-10", term: "BT-DEX-001", index: 0, invoice: paidByOthers({ type: null }) },
  { rule: "BR-DEX-11", term: "BT-DEX-002", index: 0, invoice: paidByOthers({ amount: null }) },
  { rule: "BR-DEX-12", term: "BT-DEX-003", index: 0, invoice: paidByOthers({ description: null }) },
  { rule: "BR-DEX-13", term: "BT-DEX-002", index: 0, invoice: paidByOthers({ amount: euro("5.000") }) },
  { rule: "BR-DEX-14", term: "BT-DEX-002", index: 0, invoice: paidByOthers({ amount: { value: "5.00", currency: "USD" } }) },
];

test.each(mutations)("$rule is caught at $term", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(extensionRules, mutations)).toEqual([]);
});

test("payments of third parties, identifiers of health applications and lines below lines are right", () => {
  const health = { id: "4711", scheme: "XR01" };
  const invoice = paidByOthers({});
  const lines = [{ ...line, subLines: [anInvoiceLine({ net: euro("60.00") }), anInvoiceLine({ net: euro("40.00") })] }];
  expect(checkInvoice({ ...invoice, lines, seller: { ...seller, electronicAddress: health, registration: health } })).toEqual([]);
});

test("an XRechnung without the extension is not asked", () => {
  const found = checkInvoice(aSemanticInvoice({ lines: [{ ...line, subLines: [anInvoiceLine({ vat: null })] }] }));
  expect(found.filter(({ rule }) => rule.startsWith("BR-DEX"))).toEqual([]);
});
