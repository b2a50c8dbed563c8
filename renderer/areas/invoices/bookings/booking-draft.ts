// What is typed into the lines of an account assignment, and what it means. Pure.
import { parseCents } from "../../../../shared/base/money.ts";
import { z } from "../../../../shared/base/zod.ts";
import type { Booking } from "../../../../shared/domain/invoice/bookings-schema.ts";
import { gapOf, withAmounts } from "../../../../shared/domain/invoice/bookings.ts";
import { amountText } from "../../../components/amount-text.ts";

export const rowSchema = z.object({
  account: z.string(),
  costCentre: z.string(),
  costObject: z.string(),
  year: z.string(),
  taxCode: z.string(),
  /** "119,00", "25 %", or nothing for what is left over. */
  share: z.string(),
  text: z.string(),
});
export type Row = Readonly<z.infer<typeof rowSchema>>;
export type Column = keyof Row;

/** The order Enter goes in. */
export const columns = ["account", "costCentre", "share", "costObject", "year", "taxCode", "text"] as const satisfies readonly Column[];

export function emptyRow(year: number): Row {
  return { account: "", costCentre: "", costObject: "", year: String(year), taxCode: "", share: "", text: "" };
}

export function percentText(percent: number): string {
  return String(percent).replace(".", ",");
}

export function rowsOf(bookings: readonly Booking[]): readonly Row[] {
  return bookings.map(({ account, costCentre = "", costObject = "", year, taxCode = "", cents, percent, text = "" }) => ({
    account,
    costCentre,
    costObject,
    year: String(year),
    taxCode,
    share: percent === undefined ? amountText(cents) : `${percentText(percent)} %`,
    text,
  }));
}

type Share = { readonly cents: number } | { readonly percent: number } | "rest";

function shareOf(typed: string): Share | undefined {
  const plain = typed.trim();
  if (plain === "") return "rest";
  const percent = /^(\d{1,3})(?:[.,](\d{1,2}))?\s*%$/u.exec(plain);
  if (percent !== null) {
    const value = Number(`${percent[1] ?? ""}.${percent[2] ?? "0"}`);
    return value > 0 && value <= 100 ? { percent: value } : undefined;
  }
  const cents = parseCents(plain);
  return cents === null ? undefined : { cents };
}

export interface Typed {
  /** One a row, with the amounts that follow; undefined for a row in which nothing stands. */
  readonly lines: readonly (Booking | undefined)[];
  /** What no line takes yet, in cents; negative where lines take too much. */
  readonly gap: number;
  readonly wrong: readonly { readonly row: number; readonly column: "account" | "year" | "share" }[];
}

function isBlank({ year: _year, ...row }: Row): boolean {
  return Object.values(row).every((text) => text.trim() === "");
}

function lineOf(row: Row, share: Pick<Booking, "cents" | "percent">): Booking {
  const named = { costCentre: row.costCentre, costObject: row.costObject, taxCode: row.taxCode, text: row.text };
  const said = Object.fromEntries(Object.entries(named).flatMap(([name, text]) => (text.trim() === "" ? [] : [[name, text.trim()]])));
  return { account: row.account.trim(), year: Number(row.year), ...said, ...share };
}

/** What the rows mean over a gross amount in cents. A row without a share takes what the others leave over, beside percents in percent. */
export function typedOf(rows: readonly Row[], gross: number): Typed {
  const used = rows.length === 1 ? rows.map(() => true) : rows.map((row) => !isBlank(row));
  const shares = rows.map(({ share }) => shareOf(share));
  const resting = shares.findIndex((share, index) => share === "rest" && used[index] === true);
  const percents = shares.reduce(
    (sum, share) => sum + (typeof share === "object" && "percent" in share ? Math.round(share.percent * 100) : 0),
    0,
  );
  const left = percents > 0 && percents < 10_000 ? { cents: 0, percent: (10_000 - percents) / 100 } : { cents: 0 };
  const drafted = rows.flatMap((row, index): readonly { readonly index: number; readonly line: Booking }[] => {
    const share = shares[index];
    const part = typeof share === "object" ? { cents: 0, ...share } : index === resting ? left : { cents: 0 };
    return used[index] === true ? [{ index, line: lineOf(row, part) }] : [];
  });
  const booked = withAmounts(
    drafted.map(({ line }) => line),
    gross,
  );
  const open = gapOf(booked, gross);
  const takesRest = resting >= 0 && left.percent === undefined;
  const lines = rows.map((_row, index) => {
    const line = booked[drafted.findIndex((one) => one.index === index)];
    return line !== undefined && index === resting && takesRest ? { ...line, cents: open } : line;
  });
  const wrong = rows.flatMap((row, index): Typed["wrong"] => [
    ...(used[index] === true && row.account.trim() === "" ? [{ row: index, column: "account" as const }] : []),
    ...(used[index] === true && !/^2[01]\d\d$/u.test(row.year.trim()) ? [{ row: index, column: "year" as const }] : []),
    // Only one line can take what is left.
    ...(shares[index] === undefined || (used[index] === true && shares[index] === "rest" && index !== resting)
      ? [{ row: index, column: "share" as const }]
      : []),
  ]);
  return { lines, gap: takesRest ? 0 : open, wrong };
}

export const draftSchema = z.object({
  /** The lines the person began from. */
  seen: z.json(),
  /** The newest last. */
  steps: z.array(z.array(rowSchema)).min(1).max(50),
});
