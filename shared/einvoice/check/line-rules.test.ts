// Each rule about a line, broken once on the second of two.
import { expect, test } from "vitest";
import { anInvoiceLine, euro } from "../../testing/einvoice-builder.ts";
import { brokenOf, expected, missingWords, type Mutation, untested, withLine } from "../../testing/einvoice-mutations.ts";
import type { Item, Price } from "../model.ts";
import { checkInvoice } from "./check-invoice.ts";
import { lineRules } from "./line-rules.ts";

function item(change: Partial<Item>): Item | null {
  const right = anInvoiceLine().item;
  return right === null ? null : { ...right, ...change };
}

const price = (change: Partial<Price>): Price => ({ net: euro("0.00"), discount: null, gross: null, baseQuantity: null, ...change });

const mutations: readonly Mutation[] = [
  { rule: "BR-21", term: "BT-126", index: 1, invoice: withLine({ id: null }) },
  { rule: "BR-22", term: "BT-129", index: 1, invoice: withLine({ quantity: null }) },
  { rule: "BR-23", term: "BT-130", index: 1, invoice: withLine({ quantity: { value: "2", unit: null } }) },
  { rule: "BR-24", term: "BT-131", index: 1, invoice: withLine({ net: null }) },
  { rule: "BR-24", term: "BT-131", index: 1, invoice: withLine({ net: euro("viel") }) },
  { rule: "BR-25", term: "BT-153", index: 1, invoice: withLine({ item: item({ name: "" }) }) },
  { rule: "BR-25", term: "BT-153", index: 1, invoice: withLine({ item: null }) },
  { rule: "BR-26", term: "BT-146", index: 1, invoice: withLine({ price: null }) },
  { rule: "BR-27", term: "BT-146", index: 1, values: { stated: "-1" }, invoice: withLine({ price: price({ net: euro("-1") }) }) },
  { rule: "BR-28", term: "BT-148", index: 1, invoice: withLine({ price: price({ gross: euro("-0.01") }) }) },
  { rule: "BR-30", term: "BT-135", index: 1, invoice: withLine({ period: { start: "2026-10-02", end: "2026-10-01" } }) },
  { rule: "BR-54", term: "BG-32", index: 1, invoice: withLine({ item: item({ attributes: [{ name: "Farbe", value: null }] }) }) },
  { rule: "BR-64", term: "BT-157", index: 1, invoice: withLine({ item: item({ standardId: { id: "4012345678901", scheme: null } }) }) },
  { rule: "BR-65", term: "BT-158", index: 1, invoice: withLine({ item: item({ classifications: [{ id: "77211500", scheme: null }] }) }) },
  { rule: "BR-CO-04", term: "BT-151", index: 1, invoice: withLine({ vat: null }) },
  { rule: "BR-CO-20", term: "BG-26", index: 1, invoice: withLine({ period: { start: null, end: null } }) },
];

test.each(mutations)("$rule is caught", (mutation) => {
  const found = checkInvoice(mutation.invoice);
  expect(found).toContainEqual(expect.objectContaining(expected(mutation)));
  expect(missingWords(found)).toEqual([]);
});

test("every rule has its mutation", () => {
  expect(untested(lineRules, mutations)).toEqual([]);
});

test("a line may be free of charge and have all that is optional", () => {
  const full = withLine({
    period: { start: "2026-10-01", end: "2026-10-31" },
    price: price({ gross: euro("0.00"), discount: euro("0.00"), baseQuantity: { value: "1", unit: "HUR" } }),
    item: item({
      standardId: { id: "4012345678901", scheme: "0160" },
      classifications: [{ id: "77211500", scheme: "STI" }],
      attributes: [{ name: "Farbe", value: "grün" }],
      originCountry: "DE",
    }),
  });
  expect(brokenOf(lineRules, full)).toEqual([]);
});
