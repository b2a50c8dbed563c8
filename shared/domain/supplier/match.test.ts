// Whose paper it is: the surest mark wins, the list is believed more than the paper, and what contradicts is said.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contradictions, keysOfMarks, keysOfSupplier, matchSupplier, type Candidate, type SupplierMarks } from "./match.ts";
import { isSlipOf, plainName, slipPieces } from "./names.ts";
import { emptySupplierFields, type SupplierFields } from "./schema.ts";

const strom = "DE89370400440532013000";
const buero = "DE02120300000000202051";

function supplier(
  id: string,
  fields: Partial<SupplierFields> & { name: string },
  ibans: readonly string[] = [],
  more: Partial<Candidate["supplier"]> = {},
): Candidate {
  const accounts = ibans.map((iban) => ({ iban, bic: null, by: "mpetersen", at: "2026-11-24T08:00:00.000Z" }));
  return { id, supplier: { fields: { ...emptySupplierFields, ...fields }, ibans: accounts, state: "active", ...more } };
}

const list = [
  supplier("strom", { name: "Heidestrom GmbH", vatId: "DE136695976", taxNumber: "23/456/78901" }, [strom]),
  supplier("buero", { name: "Papier & Büro Uhlenbusch GmbH", otherNames: ["Uhlenbusch Bürobedarf"], vatId: "DE129273398" }, [buero]),
  supplier("maler", { name: "Malerbetrieb Jörg Öhlmann" }),
];
const marks = (parts: Partial<SupplierMarks>): SupplierMarks => ({
  supplier: null,
  supplierVatId: null,
  supplierTaxNumber: null,
  iban: null,
  ...parts,
});
const found = (parts: Partial<SupplierMarks>, among = list): string => {
  const match = matchSupplier(marks(parts), among);
  return match === undefined ? "none" : `${match.id} by ${match.by}`;
};
const findings = (parts: Partial<SupplierMarks>, id: string, among = list) => contradictions(marks(parts), id, among);

describe("matching a paper with the list", () => {
  test("by VAT id before account before tax number before name", () => {
    expect(found({ supplier: "Uhlenbusch", supplierVatId: "DE 136695976", iban: buero })).toBe("strom by vatId");
    expect(found({ supplier: "Uhlenbusch Bürobedarf", iban: "DE89 3704 0044 0532 0130 00" })).toBe("strom by iban");
    expect(found({ supplier: "Uhlenbusch Bürobedarf", supplierTaxNumber: "2345678901" })).toBe("strom by taxNumber");
    expect(found({ supplier: "PAPIER UND BUERO UHLENBUSCH" })).toBe("buero by name");
    expect(found({ supplier: "uhlenbusch buerobedarf GmbH & Co. KG" })).toBe("buero by name");
    expect(found({ supplier: "Malerbetrieb Joerg Oehlmann e.K." })).toBe("maler by name");
  });

  test("a slip of the reader is forgiven where the name is long enough", () => {
    expect(found({ supplier: "Heidestr0m GmbH" })).toBe("strom by similarName");
    expect(found({ supplier: "Malerbetrieb Jörq Öhlrnann" })).toBe("none");
    expect(found({ supplier: "Malerbetrieb Jörg Öhlnann" })).toBe("maler by similarName");
    expect(found({ supplier: "Weidestrom GmbH" })).toBe("strom by similarName");
    expect(found({ supplier: "Strom" }, [supplier("x", { name: "Storm" })])).toBe("none");
  });

  test("a name alone is no match where the VAT id is another one, nor where two have it", () => {
    expect(found({ supplier: "Heidestrom GmbH", supplierVatId: "DE811907980" })).toBe("none");
    expect(found({ supplier: "Heidestrom" }, [...list, supplier("other", { name: "Heidestrom AG" })])).toBe("none");
    expect(found({})).toBe("none");
  });

  test("who was withdrawn is not matched, who is blocked is, and it is said", () => {
    expect(found({ iban: strom }, [supplier("gone", { name: "Weg" }, [strom], { withdrawn: true })])).toBe("none");
    const blocked = [supplier("strom", { name: "Heidestrom" }, [strom], { state: "blocked" })];
    expect(found({ iban: strom }, blocked)).toBe("strom by iban");
    expect(findings({ iban: strom }, "strom", blocked)).toEqual(["supplier-blocked"]);
  });

  test("an account that the list does not know is said", () => {
    expect(findings({ supplierVatId: "DE136695976", iban: "DE75512108001245126199" }, "strom")).toEqual(["supplier-iban-new"]);
    expect(findings({ supplierVatId: "DE136695976", iban: strom }, "strom")).toEqual([]);
    expect(findings({ supplierVatId: "DE136695976" }, "strom")).toEqual([]);
  });

  test("VAT id and account of two suppliers are an error, whichever of them it is taken for", () => {
    const both = { supplierVatId: "DE136695976", iban: buero };
    expect([findings(both, "strom"), findings(both, "buero")]).toEqual([["supplier-ids-differ"], ["supplier-ids-differ"]]);
    expect(findings({ supplierVatId: "DE811907980", iban: strom }, "strom")).toEqual(["supplier-vat-id-differs"]);
  });

  test("law: whoever is matched exactly shares a key with the paper", () => {
    const mark = fc.constantFrom(null, "DE136695976", "DE129273398", strom, buero, "Heidestrom", "Uhlenbusch Bürobedarf", "23/456/78901");
    fc.assert(
      fc.property(mark, mark, mark, mark, (name, vatId, taxNumber, iban) => {
        const paper = marks({ supplier: name, supplierVatId: vatId, supplierTaxNumber: taxNumber, iban });
        const match = matchSupplier(paper, list);
        if (match === undefined || match.by === "similarName") return;
        const keys = keysOfSupplier(list.find(({ id }) => id === match.id)?.supplier ?? supplier("", { name: "-" }).supplier);
        expect(keysOfMarks(paper).some((key) => keys.includes(key))).toBe(true);
      }),
    );
  });

  test("law: a slip of a name keeps one of its pieces", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "b", "c", "d", "e"), minLength: 5, maxLength: 16 });
    const slip = fc.record({ at: fc.nat(16), letter: fc.constantFrom("", "x", "yz") });
    fc.assert(
      fc.property(name, fc.array(slip, { maxLength: 2 }), (known, slips) => {
        const read = slips.reduce((text, { at, letter }) => text.slice(0, at) + letter + text.slice(at + 1), known);
        if (isSlipOf(read, known)) expect(slipPieces(read).some((piece) => known.includes(piece))).toBe(true);
      }),
    );
  });

  test("a name that is nothing but its legal form keeps it", () => {
    expect(["AG", "Egon V. Müller-Straße GmbH & Co. KG", "SERVICE eG"].map(plainName)).toEqual(["ag", "egonvmullerstrasse", "service"]);
  });
});
