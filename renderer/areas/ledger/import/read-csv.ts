// A CSV file as a finance system writes it: UTF-8 or Windows-1252, cells parted by semicolons (or commas, or tabs). Pure.
import { parse } from "csv-parse/browser/esm/sync";
import { z } from "../../../../shared/base/zod.ts";

export interface Csv {
  readonly headings: readonly string[];
  /** Cells of each row with the line it ends at in the file, counted from 1. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

export type CsvFault = "unreadable" | "empty" | "tooLarge";

const mostBytes = 20_000_000;
const recordsSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }));

/** The text of the bytes: what is no UTF-8 is Windows-1252, as German office programs write it. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** What parts the cells of the first line: whatever stands there most often. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(/\r?\n/u, 1);
  const counted = [";", "\t", ","].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).sign;
}

/** Reads a file; why not where it is none. Blank lines are left out. */
export function readCsv(bytes: Uint8Array): Csv | CsvFault {
  if (bytes.length > mostBytes) return "tooLarge";
  const text = textOfBytes(bytes);
  if (text.includes("\0")) return "unreadable";
  let records: z.infer<typeof recordsSchema>;
  try {
    const options = { bom: true, delimiter: delimiterOf(text), info: true, relax_column_count: true, skip_empty_lines: true, trim: true };
    records = recordsSchema.parse(parse(text, options));
  } catch {
    return "unreadable";
  }
  const [head, ...rest] = records;
  if (head === undefined || rest.length === 0) return "empty";
  const rows = rest.filter(({ record }) => record.some((cell) => cell !== ""));
  return { headings: head.record, rows: rows.map(({ record, info }) => ({ line: info.lines, cells: record })) };
}
