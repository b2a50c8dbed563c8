// What a program read on the paper of an invoice that was booked unread: a letter that turned out to be one. Must never touch what a person has
// entered, nor what another desk has read before.
import { sameJson } from "../../base/canonical-json.ts";
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { checkSchema } from "../arrival.ts";
import { rule } from "../command.ts";
import { changed } from "./changed.ts";
import { permitted } from "./rights.ts";
import { emptyInvoiceFields, invoiceFieldsSchema, invoiceSchema, isNoInvoice, originSchema, type Invoice } from "./schema.ts";
import { termsArgsSchema } from "./terms.ts";

const readArgs = z.strictObject({
  documentKind: invoiceSchema.shape.documentKind,
  /** notReadYet: the reader could make nothing of it, and need not try again. */
  readState: invoiceSchema.shape.readState,
  reminder: z.boolean().optional(),
  fields: invoiceFieldsSchema,
  terms: termsArgsSchema.optional(),
  origins: z.record(z.string(), originSchema),
  checks: z.array(checkSchema),
  supplierId: z.uuid().optional(),
});

/** Nobody has read it and nobody has entered anything. */
function isUntouched(body: Invoice): boolean {
  const { readState, state, fields, terms, supplierId, bookings } = body;
  const empty = sameJson(fields, emptyInvoiceFields) && [terms, supplierId, bookings].every((one) => one === undefined);
  return readState === "notReadYet" && state === "captured" && empty && !isNoInvoice(body);
}

/** Fills what was read. Who comes second, behind a person or another desk, changes nothing and is not refused: there is nothing to decide. */
export const readPaper = rule<Invoice, z.infer<typeof readArgs>>({
  args: readArgs,
  final: "arrivedStays",
  allowed: (input) => permitted(input, "readPaper"),
  apply: (input) => {
    const { body } = must(input.record, "the rule's `allowed` refused a missing record");
    if (!isUntouched(body)) return { changes: [] };
    const { checks, ...read } = input.args;
    const known = new Set(body.checks.map(({ code }) => code));
    const next = { ...read, checks: [...body.checks, ...checks.filter(({ code }) => !known.has(code))] };
    return { changes: [changed(input, "readPaper", next)] };
  },
});

/** Who booked a letter as this invoice, where no program has looked at its paper since and nobody has entered anything; else undefined. */
export function wantsReading(body: Invoice): string | undefined {
  if (!isUntouched(body) || body.trail.some(({ command }) => command === "readPaper")) return undefined;
  return body.trail.findLast(({ command }) => command === "rebook")?.by;
}
