// @vitest-environment jsdom
import { expect, test } from "vitest";
import { randomOf } from "../../../shared/testing/random.ts";
import { invoiceFacts } from "./invoice-facts.ts";
import { ciiOf, ublOf } from "./invoice-xml.ts";
import { suppliers } from "./suppliers.ts";

const ampersand = suppliers.filter((supplier) => supplier.name.includes("&"));

function parsed(xml: string): Document {
  return new DOMParser().parseFromString(xml, "application/xml");
}

test.each(["invoice", "creditNote"] as const)(
  "the XML of an %s is well-formed in both syntaxes, with names and totals of its facts",
  (kind) => {
    expect(ampersand.length).toBeGreaterThan(1);
    for (const supplier of ampersand) {
      const facts = invoiceFacts(randomOf(supplier.name), { supplier, issueDate: "2026-11-03", form: "ubl", kind });
      for (const xml of [ublOf(facts), ciiOf(facts, "xrechnung"), ciiOf(facts, "en16931")]) {
        const elements = [...parsed(xml).getElementsByTagName("*")];
        const contentOf = (...names: readonly string[]): readonly (string | null)[] =>
          elements.filter(({ localName }) => names.includes(localName)).map((element) => element.textContent);
        expect(contentOf("parsererror")).toEqual([]);
        expect(contentOf("Name", "RegistrationName")).toContain(supplier.name);
        expect(contentOf("TaxInclusiveAmount", "GrandTotalAmount")).toEqual([(facts.gross / 100).toFixed(2)]);
        expect(contentOf("InvoiceTypeCode", "CreditNoteTypeCode", "TypeCode")).toContain(kind === "invoice" ? "380" : "381");
        expect(elements.filter((element) => element.childElementCount === 0 && element.textContent === "")).toEqual([]);
      }
    }
  },
);

test("what is not well-formed would be seen", () => {
  expect(parsed("<a><b></a>").getElementsByTagName("parsererror").length).toBe(1);
});
