// What an input shows reads back as the very value, for every amount and day.
import fc from "fast-check";
import { expect, test } from "vitest";
import { officeDateAt } from "../../shared/base/office-date.ts";
import { fieldOfText, textOfField } from "./field-text.ts";

test("an amount's text is read as that amount", () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (cents) => {
      expect(fieldOfText("gross", textOfField("gross", cents))).toBe(cents);
    }),
    { seed: 2 },
  );
});

test("a day's text is read as that day", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3_000_000_000_000 }), (moment) => {
      const day = officeDateAt(moment);
      expect(fieldOfText("dueDate", textOfField("dueDate", day))).toBe(day);
    }),
    { seed: 3 },
  );
});

test("an account number loses its blanks, nothing becomes null, and nonsense is no value", () => {
  expect(fieldOfText("iban", " de89 3704 0044 ")).toBe("DE8937040044");
  expect(fieldOfText("gross", "  ")).toBeNull();
  expect(fieldOfText("gross", "1.234")).toBeUndefined();
  expect(fieldOfText("issueDate", "31.02.2026")).toBeUndefined();
});
