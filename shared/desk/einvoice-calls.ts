// The electronic invoice in a content of a record: what it says, what it breaks, and where its picture says something else. Lines come page by page.
import { z } from "../base/zod.ts";
import { recordRefSchema } from "../domain/record.ts";
import { comparedTerms, verdicts } from "../einvoice/difference.ts";
import { maxPieceBytes } from "./content-calls.ts";
import { invoiceLineSchema, shownInvoiceSchema } from "./einvoice-schema.ts";

/** A content that the record names. */
export const eInvoiceArgsSchema = z.object({ record: recordRefSchema, sha256: z.string().length(64) });

/** So many lines and so many findings come at once, so that no window has to take in ten thousand. */
export const linesAtOnce = 250;
export const findingsAtOnce = 250;

const findingSchema = z.object({
  rule: z.string(),
  severity: z.enum(["fatal", "warning", "information"]),
  term: z.union([z.templateLiteral(["BT-", z.string()]), z.templateLiteral(["BG-", z.string()])]),
  /** Its place in a list, counted from 0. */
  index: z.exactOptional(z.int().nonnegative()),
  values: z.exactOptional(z.record(z.string(), z.string())),
});

const linesSchema = z.array(invoiceLineSchema).readonly();

export const eInvoiceResultSchema = z.discriminatedUnion("state", [
  /** The content is no electronic invoice: a scan, a letter, another XML. */
  z.object({ state: z.literal("none") }),
  /** The content is not whole on this device; asked again once it is. */
  z.object({ state: z.literal("notHere") }),
  /** It cannot be read: broken, hostile, too large. `code` is one of the reader's. */
  z.object({ state: z.literal("unreadable"), code: z.string() }),
  z.object({
    state: z.literal("read"),
    invoice: shownInvoiceSchema,
    /** How many lines there are, and the first of them. */
    lineCount: z.int().nonnegative(),
    lines: linesSchema,
    /** Held to the rules at all: profiles that are no whole invoice are not. */
    checked: z.boolean(),
    /** How many findings of each weight there are, and the first of them, the fatal first. */
    findingCount: z.object({ fatal: z.int(), warning: z.int(), information: z.int() }),
    findings: z.array(findingSchema).readonly(),
    /** Of an invoice inside a PDF: its picture beside the XML, term by term. */
    differences: z
      .array(z.object({ term: z.enum(comparedTerms), xml: z.string(), pdf: z.string().nullable(), verdict: z.enum(verdicts) }))
      .readonly(),
  }),
]);
export type EInvoice = Readonly<z.infer<typeof eInvoiceResultSchema>>;
export type ReadEInvoice = Extract<EInvoice, { readonly state: "read" }>;
export type EInvoiceLine = ReadEInvoice["lines"][number];

export const eInvoiceLinesArgsSchema = z.object({
  ...eInvoiceArgsSchema.shape,
  from: z.int().nonnegative(),
  count: z.int().min(1).max(linesAtOnce),
});
/** Bytes of a file that the invoice carries, by its place among `supportingDocuments`: pieces as the viewer asks for them. */
export const eInvoiceFileArgsSchema = z.object({
  ...eInvoiceArgsSchema.shape,
  index: z.int().nonnegative(),
  offset: z.int().nonnegative(),
  length: z.int().min(1).max(maxPieceBytes),
});

/** Fewer than were asked for at the end of the invoice. Rejects with `contentNotHere` where the content went meanwhile. */
export const eInvoiceLinesResultSchema = z.object({ lines: linesSchema });
