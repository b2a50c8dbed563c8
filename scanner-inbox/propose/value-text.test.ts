import { describe, expect, it } from "vitest";
import { isRouteId, isVatId } from "./tax-check-digits.ts";
import { ibansIn } from "./find-bank.ts";
import { leadingNumber } from "./find-number.ts";
import { amountsIn, datesIn, leadingDate, ratesIn } from "../../shared/base/value-text.ts";

describe("values in running text", () => {
  it.each<readonly [string, readonly number[]]>([
    ["Gesamt 1.234,56 € davon 19,00 % MwSt 197,11 €", [123456, 19711]],
    ["am 24.11.2026 um 12.30 Uhr, Tel. 05821/89.10", []],
    ["EUR 1,234.50 / € 12,- / 7,50-", [123450, 1200, -750]],
    ["- 13.200,00 €", [-1320000]],
    ["12.03.26 150,00", [15000]],
    ["Menge 3,5 Preis 1234.50", [123450]],
    ["3 x 9,95 = 29,85", [995, 2985]],
  ])("finds the amounts of %s", (text, cents) => {
    expect(amountsIn(text).map((amount) => amount.cents)).toEqual(cents);
  });

  it("finds rates and days", () => {
    expect(ratesIn("7 % und 19,00% sowie 10,7 v. H.")).toEqual([700, 1900, 1070]);
    expect(datesIn("vom 1.10.26 bis 3. Nov. 2026, nicht 31.02.2026").map(({ date }) => date)).toEqual(["2026-10-01", "2026-11-03"]);
    expect(leadingDate("spätestens bis zum 5. März 2026")).toBe("2026-03-05");
    expect(leadingDate("Lieferung 5. März 2026")).toBeNull();
  });

  it.each<readonly [string, string | null]>([
    ["2026-00417", "2026-00417"],
    ["RE 2026/118 vom 03.11.2026", "RE 2026/118"],
    ["4711, bitte angeben", "4711"],
    ["24.11.2026", null],
    ["1.234,56", null],
    ["DE89370400440532013000", null],
    ["siehe unten", null],
    ["", null],
  ])("takes from %j the number %j", (text, number) => {
    expect(leadingNumber(text)).toBe(number);
  });

  it("knows IBANs by their length and check digits, with any blanks", () => {
    expect(ibansIn("IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX")).toEqual(["DE89370400440532013000"]);
    expect(ibansIn("AT61 1904 3002 3457 3201, DE33100205000001194700")).toEqual(["AT611904300234573201", "DE33100205000001194700"]);
    expect(ibansIn("Artikel DE89 3704 0044 0532 0130 01")).toEqual([]);
    expect(ibansIn("IBAN: DE89 3704 0044 0532 0130 01")).toEqual(["DE89370400440532013001"]);
  });

  it("checks the digits of VAT ids and Leitweg-IDs", () => {
    expect([isVatId("DE136695976"), isVatId("DE136695977")]).toEqual([true, false]);
    expect(["04011000-1234512345-06", "992-90009-96", "04011000-12345-34"].map(isRouteId)).toEqual([true, true, false]);
  });
});
