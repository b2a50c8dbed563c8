// Rows as they are typed: German amounts, percents, what is left over, and what is wrong.
import fc from "fast-check";
import { expect, test } from "vitest";
import { emptyRow, rowsOf, typedOf, type Row } from "./booking-draft.ts";

const row = (share: string, more: Partial<Row> = {}): Row => ({ ...emptyRow(2026), account: "111200.443100", share, ...more });
const cents = (rows: readonly Row[], gross = 11_900) => typedOf(rows, gross).lines.map((line) => line?.cents);

test("amounts, percents and what is left over", () => {
  expect(cents([row("")])).toEqual([11_900]);
  expect(cents([row("100,00"), row("")])).toEqual([10_000, 1_900]);
  expect(cents([row("75 %"), row("25%")])).toEqual([8_925, 2_975]);
  expect(cents([row("19,00"), row("33,33 %"), row("66,67 %")])).toEqual([1_900, 3_333, 6_667]);
  expect(cents([row("25 %"), row("")])).toEqual([2_975, 8_925]);
  expect(typedOf([row("25 %"), row("")], 11_900).gap).toBe(0);
  expect(typedOf([row("50,00")], 11_900)).toMatchObject({ gap: 6_900, wrong: [] });
  expect(typedOf([row("200,00")], 11_900).gap).toBe(-8_100);
  const blank = { ...emptyRow(2026) };
  expect(typedOf([row(""), blank], 11_900)).toMatchObject({ gap: 0, wrong: [] });
  expect(cents([row(""), blank])).toEqual([11_900, undefined]);
  expect(typedOf([row(""), row("")], 11_900).wrong).toEqual([{ row: 1, column: "share" }]);
});

test("what is wrong is named by its cell", () => {
  expect(typedOf([row("zehn"), row("", { account: " ", text: "Papier" }), row("1,00", { year: "26" })], 11_900).wrong).toEqual([
    { row: 0, column: "share" },
    { row: 1, column: "account" },
    { row: 2, column: "year" },
  ]);
  expect(typedOf([row("0 %"), row("100,01 %")], 1).wrong).toHaveLength(2);
});

test("rows of stored lines mean the same lines again", () => {
  fc.assert(
    fc.property(fc.integer({ min: -9_999_999, max: 9_999_999 }), fc.integer({ min: 1, max: 9_999 }), (gross, hundredths) => {
      const percents = [
        row(`${(hundredths / 100).toFixed(2).replace(".", ",")} %`),
        row(`${((10_000 - hundredths) / 100).toFixed(2).replace(".", ",")} %`),
      ];
      const { lines, gap } = typedOf(percents, gross);
      expect(gap).toBe(0);
      const stored = lines.filter((line) => line !== undefined);
      expect(typedOf(rowsOf(stored), gross).lines).toEqual(stored);
    }),
  );
});
