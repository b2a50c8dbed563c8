import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, compareDates, daysBetween, isOfficeDate, officeDate, officeDateAt, parseOfficeDate, weekdayOf } from "./office-date.ts";

describe("parseOfficeDate", () => {
  it.each([
    ["24.11.2026", "2026-11-24"],
    ["24.11.26", "2026-11-24"],
    ["1.2.2026", "2026-02-01"],
    ["24. 11. 2026", "2026-11-24"],
    ["24. November 2026", "2026-11-24"],
    ["24.November 2026", "2026-11-24"],
    ["3. März 2026", "2026-03-03"],
    ["3. Ma\u0308rz 2026", "2026-03-03"],
    ["3 Mrz 26", "2026-03-03"],
    ["05. Dez. 2026", "2026-12-05"],
    ["2026-11-24", "2026-11-24"],
    ["29.02.2024", "2024-02-29"],
    ["01.01.70", "1970-01-01"],
  ])("reads %s", (text, date) => {
    expect(parseOfficeDate(text)).toBe(date);
  });

  it.each([
    "",
    "29.02.2026",
    "31.04.2026",
    "0.1.2026",
    "24.13.2026",
    "24.11.",
    "24.11.126",
    "24. Brumaire 2026",
    "2026-2-1",
    "24/11/2026",
    "am 24.11.2026",
    "1.234,56",
  ])("refuses %j", (text) => {
    expect(parseOfficeDate(text)).toBeNull();
  });
});

describe("calendar arithmetic", () => {
  const anyDate = fc
    .date({ min: new Date("1900-01-01"), max: new Date("2200-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  it("undoes itself, and the difference is what was added", () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -50_000, max: 50_000 }), (date, days) => {
        const later = addDays(date, days);
        expect(isOfficeDate(later)).toBe(true);
        expect(daysBetween(date, later)).toBe(days);
        expect(addDays(later, -days)).toBe(date);
        expect(Math.sign(compareDates(later, date))).toBe(Math.sign(days));
      }),
      { seed: 20261124 },
    );
  });

  it("knows leap years and weekdays", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
    expect(officeDate(2100, 2, 29)).toBeNull();
    expect(weekdayOf("2026-11-24")).toBe(2);
    expect(weekdayOf("1969-12-28")).toBe(7);
    expect(() => addDays("2026-02-30", 1)).toThrow(/is no day/u);
  });

  it("takes the day of Germany, not of Greenwich", () => {
    expect(officeDateAt(Date.parse("2026-07-31T22:30:00Z"))).toBe("2026-08-01");
    expect(officeDateAt(Date.parse("2026-12-31T22:30:00Z"))).toBe("2026-12-31");
    expect(officeDateAt(Date.parse("2026-12-31T23:30:00Z"))).toBe("2027-01-01");
  });
});
