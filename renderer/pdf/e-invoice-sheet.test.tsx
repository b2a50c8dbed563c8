// The sheet of an electronic invoice: not one term of the model is left out, and what is no number or day is shown as it stands.
import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeAll, expect, test } from "vitest";
import type { ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import { shownInvoice } from "../../shared/einvoice/shown-invoice.ts";
import type { SemanticInvoice } from "../../shared/einvoice/model.ts";
import { aSemanticInvoice, anInvoiceLine, euro } from "../../shared/testing/einvoice-builder.ts";
import { initTexts } from "../state/texts.ts";
import { amountText, numberText, quantityText } from "./e-invoice-format.ts";
import { EInvoiceSheet } from "./e-invoice-sheet.tsx";

beforeAll(initTexts);
afterEach(cleanup);

function drawn(invoice: SemanticInvoice): HTMLElement {
  const { invoice: shown, lines } = shownInvoice(invoice);
  const findingCount = { fatal: 0, warning: 0, information: 0 };
  const eInvoice: ReadEInvoice = {
    state: "read",
    invoice: shown,
    lineCount: lines.length,
    lines,
    checked: true,
    findingCount,
    findings: [],
    differences: [],
  };
  return render(<EInvoiceSheet eInvoice={eInvoice} pages={[lines]} />).container;
}

/** Every text of the model is another one, so that one that is not shown is noticed. */
function everything(): SemanticInvoice {
  let counter = 0;
  const seen = (key: string, value: unknown): unknown => {
    if (typeof value === "string" && !["syntax", "root"].includes(key)) {
      counter += 1;
      return `Wert-${counter}-`;
    }
    if (Array.isArray(value)) return value.map((one: unknown) => seen(key, one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]: [string, unknown]) => [name, seen(name, one)]));
  };
  const id = { id: "x", scheme: "x" };
  const address = { line1: "x", line2: "x", line3: "x", city: "x", postCode: "x", subdivision: "x", country: "x" };
  const contact = { name: "x", phone: "x", email: "x" };
  const allowance = { amount: euro("1"), base: euro("1"), percent: "1", vatCategory: "S", vatRate: "19", reason: "x", reasonCode: "x" };
  const lineAllowance = { ...allowance, vatCategory: null, vatRate: null };
  const period = { start: "x", end: "x" };
  const line = anInvoiceLine({
    note: "x",
    object: id,
    orderLine: "x",
    accountingReference: "x",
    period,
    allowances: [lineAllowance],
    charges: [lineAllowance],
    price: { net: euro("1"), discount: euro("1"), gross: euro("1"), baseQuantity: { value: "1", unit: "x" } },
    vat: { category: null, rate: "19" },
    item: {
      name: "x",
      description: "x",
      sellerId: "x",
      buyerId: "x",
      standardId: id,
      classifications: [{ ...id, version: "x" }],
      originCountry: "x",
      attributes: [{ name: "x", value: "x" }],
    },
  });
  const totals = Object.fromEntries(Object.keys(aSemanticInvoice().totals).map((name) => [name, euro("1")]));
  const full = aSemanticInvoice({
    ...Object.fromEntries(Object.entries(aSemanticInvoice()).map(([name, value]) => [name, value ?? "x"])),
    object: id,
    notes: [{ subject: "x", text: "x" }],
    precedingInvoices: [{ number: "x", issueDate: "x" }],
    seller: {
      name: "x",
      tradingName: "x",
      identifiers: [id, id],
      registration: id,
      vatId: "x",
      taxNumber: "x",
      legalInformation: "x",
      electronicAddress: id,
      address,
      contact,
    },
    buyer: { name: "x", tradingName: "x", identifier: id, registration: id, vatId: "x", electronicAddress: id, address, contact },
    payee: { name: "x", identifier: id, registration: id },
    taxRepresentative: { name: "x", vatId: "x", address },
    delivery: { name: "x", location: id, date: "x", address },
    period,
    paymentMeans: [
      {
        code: "x",
        text: "x",
        remittance: "x",
        creditTransfers: [{ account: "x", accountName: "x", bic: "x" }],
        card: { number: "x", holder: "x" },
        directDebit: { mandate: "x", creditor: "x", account: "x" },
      },
    ],
    allowances: [allowance],
    charges: [allowance],
    totals: { ...aSemanticInvoice().totals, ...totals },
    vatBreakdown: [{ base: euro("1"), amount: euro("1"), category: "x", rate: "1", exemptionReason: "x", exemptionCode: "x" }],
    supportingDocuments: [
      { reference: "x", description: "x", location: null, file: { base64: "QQ==", mimeType: "x", name: "x" } },
      { reference: "x", description: "x", location: "x", file: null },
    ],
    lines: [{ ...line, subLines: [line] }],
    thirdPartyPayments: [{ type: "x", amount: euro("1"), description: "x" }],
  });
  return seen("", full) as SemanticInvoice;
}

test("every value of the model stands on the sheet", () => {
  const invoice = everything();
  // Accounts are set in groups, so blanks do not count.
  const text = (drawn(invoice).textContent ?? "").replace(/\s/gu, "");
  const all: string[] = [];
  JSON.stringify(invoice, (key, value: unknown) => {
    if (typeof value === "string" && value.startsWith("Wert-") && key !== "base64") all.push(value);
    return value;
  });
  expect(all.length).toBeGreaterThan(180);
  expect(all.filter((value) => !text.includes(value))).toEqual([]);
});

test("what the sender left out is no row, no table and no heading", () => {
  drawn(aSemanticInvoice());
  for (const heading of ["Rechnung", "Verkäufer", "Käufer", "Positionen", "Umsatzsteuer", "Summen", "Zahlung"])
    expect(screen.getByRole("heading", { name: heading })).toBeDefined();
  for (const heading of ["Zahlungsempfänger", "Steuervertreter des Verkäufers", "Nachlässe und Zuschläge", "Anlagen", "Bemerkungen"])
    expect(screen.queryByRole("heading", { name: heading })).toBeNull();
});

test("tables have captions, and lines their details", () => {
  drawn(aSemanticInvoice({ lines: [anInvoiceLine({ note: "nach Aufmaß", subLines: [anInvoiceLine({ id: "1.1" })] })] }));
  const table = within(screen.getByRole("table", { name: "Positionen" }));
  expect(table.getByText("nach Aufmaß")).toBeDefined();
  expect(table.getByText("1.1")).toBeDefined();
  expect(table.getAllByText("2\u00a0Std.", { normalizer: (text) => text })).toHaveLength(2);
});

test.each([
  [amountText({ value: "1234567.5", currency: "EUR" }), "1.234.567,50\u00a0€"],
  [amountText({ value: "-0.1234", currency: "CHF" }), "−0,1234\u00a0CHF"],
  [amountText({ value: "12,50", currency: "EUR" }), "12,50 EUR"],
  [amountText({ value: "50.1000", currency: null }), "50,10\u00a0€"],
  [numberText("19.00"), "19"],
  [quantityText({ value: "2.50", unit: "HUR" }), "2,5\u00a0Std."],
  [quantityText({ value: "1", unit: "ZZ" }), "1\u00a0ZZ"],
])("%s is written as %s", (written, expected) => {
  expect(written).toBe(expected);
});
