// The rules as a whole: each is named once, has its German sentence, and a right invoice breaks none.
import { expect, test } from "vitest";
import { aSemanticInvoice, euro } from "../../testing/einvoice-builder.ts";
import { normSentences } from "../../text/de/einvoice-norm.ts";
import { checkInvoice, german, norm } from "./check-invoice.ts";

test("a right invoice breaks no rule", () => {
  expect(checkInvoice(aSemanticInvoice())).toEqual([]);
});

test("every rule is there once and has its sentence", () => {
  const ids = [...norm, ...german].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(Object.keys(normSentences).toSorted()).toEqual(ids.toSorted());
});

test("a profile that is no full invoice is held to no rule", () => {
  const invoice = aSemanticInvoice({
    specification: "urn:factur-x.eu:1p0:minimum",
    lines: [],
    totals: { ...aSemanticInvoice().totals, lines: euro("5") },
  });
  expect(checkInvoice(invoice)).toEqual([]);
});
