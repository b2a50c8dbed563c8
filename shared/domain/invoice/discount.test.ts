// Discount by working days of Lower Saxony. Dates are counted by hand from the calendar; the law holds for any day.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../base/office-date.ts";
import { isWorkingDay, workingDayUpTo } from "../../base/working-days.ts";
import { buildInvoice } from "../../testing/invoice-builder.ts";
import { discountCents, discountsOf, lastDayToOrder } from "./discount.ts";

describe("working days of Lower Saxony", () => {
  test.each([
    ["2026-11-28", "a Saturday", false],
    ["2026-12-24", "Christmas Eve is one", true],
    ["2026-12-25", "Christmas", false],
    ["2026-04-03", "Good Friday", false],
    ["2026-10-30", "the day before Reformation Day", true],
    ["2025-10-31", "Reformation Day, here since 2018", false],
    ["2017-10-31", "Reformation Day, once before", false],
    ["2026-06-04", "Corpus Christi is none here", true],
    ["2026-11-18", "nor is the day of repentance", true],
  ])("%s: %s", (day, _what, works) => {
    expect(isWorkingDay(day)).toBe(works);
  });
});

describe("discount", () => {
  const body = (until: string, rate = 200) => buildInvoice({ terms: { discounts: [{ rate, until }] } });

  test.each([
    ["2026-11-27", "2026-11-26", "a Friday: ordered on Thursday"],
    ["2026-11-29", "2026-11-26", "a Sunday: it has to be there on Friday"],
    ["2026-12-27", "2026-12-23", "a Sunday after Christmas: there on the 24th"],
    ["2026-04-07", "2026-04-02", "the Tuesday after Easter: the Thursday before"],
    ["2027-01-01", "2026-12-30", "over the end of the year"],
  ])("to be had until %s is ordered by %s: %s", (until, by) => {
    expect(lastDayToOrder(until)).toBe(by);
  });

  test("is warned of three working days ahead, lost after its day, and won by an order in time", () => {
    // To be ordered by Thursday, 26 November: three working days before is Monday.
    const on = (today: string, orderedOn?: string) => discountsOf(body("2026-11-27"), today, orderedOn)[0]?.is;
    expect(["2026-11-20", "2026-11-22", "2026-11-23", "2026-11-26", "2026-11-27"].map((day) => on(day))).toEqual([
      "open",
      "open",
      "near",
      "near",
      "lost",
    ]);
    expect([on("2026-12-24", "2026-11-26"), on("2026-12-24", "2026-11-27")]).toEqual(["won", "lost"]);
  });

  test("is counted of what is to be paid, in cents, half a cent up; none of a credit note", () => {
    expect(discountsOf(body("2026-11-27", 350), "2026-11-20", undefined)).toMatchObject([{ cents: 417, rate: 350 }]);
    const said = { by: "x", at: "2026-11-20T08:00:00.000Z" };
    const credits = { "0190a000-0000-7000-8000-0000000000a1": { ...said, cents: 1_900 } };
    expect(discountsOf({ ...body("2026-11-27"), credits }, "2026-11-20", undefined)).toMatchObject([{ cents: 200 }]);
    expect([discountCents(25, 200), discountCents(24, 200), discountCents(-25, 200)]).toEqual([1, 0, -1]);
    const note = buildInvoice({
      fields: { ...body("2026-11-27").fields, gross: -100 },
      terms: { discounts: [{ rate: 200, until: "2026-11-27" }] },
    });
    expect(discountsOf(note, "2026-11-20", undefined)).toEqual([]);
  });

  test("law: one orders on a working day before the discount ends, and the next working day is not after it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000 }), (days) => {
        const until = addDays("2024-01-01", days);
        const by = lastDayToOrder(until);
        expect(isWorkingDay(by) && by < until).toBe(true);
        let next = addDays(by, 1);
        while (!isWorkingDay(next)) next = addDays(next, 1);
        expect(next).toBe(workingDayUpTo(until));
      }),
      { numRuns: 200, seed: 20261128 },
    );
  });
});
