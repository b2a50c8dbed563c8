// How a table for a finance system is written: a mapping that a municipality writes itself, as a JSON file.
import { z } from "../../base/zod.ts";

/** What a column can hold. */
export const tableSources = [
  "runNumber",
  "executeOn",
  "payee",
  "iban",
  "bic",
  "invoiceNumber",
  "issueDate",
  "dueDate",
  "customerNumber",
  "gross",
  "discount",
  "amount",
  "account",
  "costCentre",
  "bookingAmount",
  "remittance",
  "endToEndId",
  "invoiceId",
  "fixed",
] as const;
export type TableSource = (typeof tableSources)[number];

const columnSchema = z.strictObject({
  heading: z.string().max(100),
  from: z.enum(tableSources),
  /** Of "fixed": what stands in every line. */
  text: z.string().max(200).optional(),
});

export const tableMappingSchema = z.strictObject({
  name: z.string().trim().min(1).max(60),
  columns: z.array(columnSchema).min(1).max(60),
  headings: z.boolean().default(true),
  separator: z.enum([";", ",", "\t", "|"]).default(";"),
  encoding: z.enum(["UTF-8", "Windows-1252"]).default("Windows-1252"),
  /** "1234,56", "1.234,56", "1234.56", or whole cents "123456". */
  amounts: z.enum(["comma", "grouped", "point", "cents"]).default("comma"),
  dates: z.enum(["DD.MM.YYYY", "YYYY-MM-DD", "YYYYMMDD"]).default("DD.MM.YYYY"),
  /** One line a payment, or one for each line of its account assignment. */
  lines: z.enum(["payment", "booking"]).default("payment"),
});
export type TableMapping = Readonly<z.output<typeof tableMappingSchema>>;
