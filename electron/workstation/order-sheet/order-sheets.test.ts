// The payment order sheet of an invoice: what it says, and that it is made of an ordered invoice alone.
import { expect, test } from "vitest";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { buildInvoice, buildSignature } from "../../../shared/testing/invoice-builder.ts";
import { defaultPolicy } from "../../../shared/domain/policy.ts";
import { describeOrderSheet } from "./describe.ts";

const at = "2026-11-24T08:00:00.000Z";
const directory = {
  tenant: "musterstadt",
  townName: "Musterstadt",
  units: [{ id: "finanzen", name: "Finanzen", short: "20" }],
  people: [{ id: "shartmann", name: "Silke Hartmann", units: ["finanzen"] }],
  filePlan: [],
  policy: defaultPolicy,
};
const base = buildInvoice({
  terms: { discounts: [{ rate: 200, until: "2026-12-01" }], vatLines: [{ rate: 1900, net: 10_000, vat: 1_900 }] },
});
const proof = { at, role: "ORDERING", unit: "*", separated: true, sameVersion: true };
const order = { ...buildSignature(base, "shartmann"), device: "pc-7", authenticated: "device" as const, authenticatedAt: at, proof };
const sheetOf = (more: Readonly<Record<string, unknown>>) =>
  describeOrderSheet({ body: invoiceSchema.parse({ ...base, ...more }), unit: "finanzen", directory, at });
const textOf = (more: Readonly<Record<string, unknown>>): string => JSON.stringify(sheetOf(more)).replaceAll("\u00a0", " ");

test("says number, year, unit, payee, amounts, discount, tax, signatures with who, how and digest", () => {
  const said = textOf({
    order,
    certifications: { factual: buildSignature(base, "shartmann"), arithmetic: buildSignature(base, "shartmann") },
  });
  for (const words of [
    "Auszahlungsanordnung",
    `2026-${order.commandId.slice(-8).toUpperCase()}`,
    '["Anordnende Stelle","Finanzen"]',
    '["IBAN","DE89 3704 0044 0532 0130 00"]',
    '["Auszuzahlender Betrag (brutto)","119,00 €"]',
    '["19 %","100,00 €","19,00 €"]',
    '["2 %","01.12.2026","2,38 €"]',
    "Silke Hartmann",
    "ohne Netz mit Passwort, am Server nachgeprüft",
    order.digest.slice(0, 12),
    base.document.sha256,
  ])
    expect(said).toContain(words);
});

test("says the bookings where there are any, an exception with its reason, and what the server has not looked at yet", () => {
  const bookings = [{ account: "54100.4271", year: 2027, cents: 11_900, costCentre: "1010" }];
  const { proof: _none, ...waiting } = order;
  const technical = { ...buildSignature(base, "shartmann"), statement: "Fachtechnisch richtig." };
  const said = textOf({ technical, order: { ...waiting, exceptionReason: "Alle anderen krank" }, bookings });
  for (const words of [
    "54100.4271",
    '["Haushaltsjahr","2027"]',
    "1010",
    "Ausnahme vom Vier-Augen-Prinzip: Alle anderen krank",
    "wird am Server geprüft",
    "Fachtechnisch richtig.",
  ])
    expect(said).toContain(words);
});

test("there is none of an invoice that nobody has ordered", () => {
  expect(sheetOf({ order: undefined })).toBeUndefined();
});
