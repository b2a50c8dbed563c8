// What a small table shows reads back as the very rows, and nothing half-written becomes a value.
import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../shared/base/office-date.ts";
import { fieldOfText, textOfField } from "./field-text.ts";
import { cellsOfText, textOfCells } from "./row-text.ts";

test("rows of VAT and of discounts read back as themselves", () => {
  const vatLine = fc.record({
    rate: fc.integer({ min: 0, max: 9_999 }),
    net: fc.integer({ min: -9_999_999, max: 9_999_999 }),
    vat: fc.integer({ min: 0, max: 999_999 }),
  });
  const discount = fc.record({
    rate: fc.integer({ min: 1, max: 9_999 }),
    until: fc.integer({ min: 0, max: 9_000 }).map((days) => addDays("2020-01-01", days)),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(vatLine, { minLength: 1, maxLength: 5, selector: ({ rate }) => rate }),
      fc.uniqueArray(discount, { minLength: 1, maxLength: 5, selector: ({ until }) => until }),
      (vat, steps) => {
        const vatLines = vat.toSorted((one, other) => other.rate - one.rate);
        const discounts = steps.toSorted((one, other) => (one.until < other.until ? -1 : 1));
        expect(fieldOfText("vatLines", textOfField("vatLines", vatLines))).toEqual(vatLines);
        expect(fieldOfText("discounts", textOfField("discounts", discounts))).toEqual(discounts);
      },
    ),
    { seed: 11 },
  );
});

test("people write rates and days as they like; empty rows are none", () => {
  expect(fieldOfText("discounts", "2 %|24.11.26;|;1,5|1. Dezember 2026")).toEqual([
    { rate: 200, until: "2026-11-24" },
    { rate: 150, until: "2026-12-01" },
  ]);
  expect(fieldOfText("vatLines", "||;||")).toBeNull();
  expect(fieldOfText("vatLines", "19|100,00|")).toBeUndefined();
  expect(fieldOfText("discounts", "0|24.11.2026")).toBeUndefined();
  expect(fieldOfText("discounts", "2|31.02.2026")).toBeUndefined();
});

test("cells keep what is typed, without the signs that part them", () => {
  expect(
    cellsOfText(
      "discounts",
      textOfCells([
        ["2", "24."],
        ["", ""],
        ["1;|", "x"],
        ["", ""],
      ]),
    ),
  ).toEqual([
    ["2", "24."],
    ["", ""],
    ["1", "x"],
  ]);
});
