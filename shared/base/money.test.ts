import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centsOfDecimal, isCents, parseCents, sumCents } from "./money.ts";

describe("parseCents", () => {
  it.each([
    ["1.234,56", 123456],
    ["1234,56", 123456],
    ["1,234.56", 123456],
    ["1234.56", 123456],
    ["1 234,56 €", 123456],
    ["1\u00a0234,56\u00a0EUR", 123456],
    ["EUR 12,00", 1200],
    ["€12.00", 1200],
    ["1'234.50", 123450],
    ["12,-", 1200],
    ["12,-- €", 1200],
    ["1.200,–", 120000],
    ["47", 4700],
    ["1.234.567", 123456700],
    ["-3,50", -350],
    ["− 3,50 €", -350],
    ["3,50-", -350],
    ["3,50 € -", -350],
    ["+3,50", 350],
    ["-0,00", 0],
    ["0,01", 1],
  ])("reads %s", (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  it.each([
    "",
    "€",
    "1.234",
    "1,234",
    "1.23,45",
    "12,5",
    "12,345",
    "1.2.3",
    "1,234,56",
    "12.03.2026",
    "abc",
    "12 Stück",
    "1 23,00",
    "--1,00",
    "1e5",
    "9".repeat(20),
  ])("refuses %j", (text) => {
    expect(parseCents(text)).toBeNull();
  });

  it("reads back every amount written in German, grouped or not, and in English", () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (cents) => {
        const sign = cents < 0 ? "-" : "";
        const digits = String(Math.abs(cents)).padStart(3, "0");
        const whole = digits.slice(0, -2);
        const decimals = digits.slice(-2);
        const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ".");
        const expected = cents;
        expect(parseCents(`${sign}${whole},${decimals}`)).toBe(expected);
        expect(parseCents(`${sign}${grouped},${decimals} €`)).toBe(expected);
        expect(parseCents(`${sign}${grouped.replaceAll(".", ",")}.${decimals}`)).toBe(expected);
        expect(centsOfDecimal(`${sign}${whole}.${decimals}`)).toBe(expected);
      }),
      { seed: 20261124 },
    );
  });
});

describe("centsOfDecimal", () => {
  it.each([
    ["336.9", 33690],
    ["100.0000", 10000],
    ["-12", -1200],
    [".5", 50],
    ["0.005", 1],
    ["0.004999", 0],
    ["-0.005", -1],
    [" 7.10 ", 710],
  ])("reads %s", (text, cents) => {
    expect(centsOfDecimal(text)).toBe(cents);
  });

  it.each(["", ".", "1,5", "1e3", "NaN", "1 000.00"])("refuses %j", (text) => {
    expect(centsOfDecimal(text)).toBeNull();
  });
});

it("adds without losing a cent and refuses what no safe integer holds", () => {
  expect(sumCents([10, 20, -5])).toBe(25);
  expect(sumCents([])).toBe(0);
  expect(() => sumCents([Number.MAX_SAFE_INTEGER, 1])).toThrow(/safe integers/u);
  expect(isCents(1.5)).toBe(false);
  expect(isCents(-150)).toBe(true);
});
