// The list of suppliers, whose invoice one is, and the invoices of one.
import { z } from "../base/zod.ts";
import { invoiceStates } from "../domain/invoice/schema.ts";
import { matchedBy, supplierFindings } from "../domain/supplier/match.ts";

export const suppliersArgsSchema = z.object({
  /** Words of name, place, ids or accounts; empty lists everything. */
  text: z.string().max(200),
  limit: z.int().min(1).max(500),
});

const supplierRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  city: z.string(),
  vatId: z.string(),
  state: z.enum(["active", "blocked"]),
  /** Own steps on it that the server has not answered or did not take. */
  waiting: z.int(),
});

export const suppliersResultSchema = z.object({
  total: z.int(),
  /** How many there are whatever was typed. */
  all: z.int(),
  rows: z.array(supplierRowSchema),
});
export type SupplierList = Readonly<z.infer<typeof suppliersResultSchema>>;

export const supplierInvoicesArgsSchema = z.object({ id: z.uuid(), limit: z.int().min(1).max(200) });
export const supplierInvoicesResultSchema = z.object({
  total: z.int(),
  /** The newest first. */
  rows: z.array(
    z.object({
      id: z.uuid(),
      number: z.string().nullable(),
      issueDate: z.string().nullable(),
      gross: z.int().nullable(),
      currency: z.string().nullable(),
      state: z.enum(invoiceStates),
    }),
  ),
});
export type SupplierInvoices = Readonly<z.infer<typeof supplierInvoicesResultSchema>>;

/** Of an invoice: the credit notes that may be set off against it, the newest first. */
export const creditNotesArgsSchema = z.object({ id: z.uuid() });
export const creditNotesResultSchema = z.array(
  z.object({
    id: z.uuid(),
    number: z.string().nullable(),
    issueDate: z.string().nullable(),
    currency: z.string().nullable(),
    /** Of the whole credit note, never below nothing. */
    cents: z.int().positive(),
  }),
);
export type CreditNotes = z.infer<typeof creditNotesResultSchema>;

/** Of an invoice. */
export const supplierMatchArgsSchema = z.object({ id: z.uuid() });
export const supplierMatchResultSchema = z.object({
  /** Null where the list has none that it can be. */
  supplier: z
    .object({
      id: z.uuid(),
      name: z.string(),
      /** The invoice says so itself; else the desk proposes it. */
      linked: z.boolean(),
      /** What both agree in; null where a person said so and nothing on the paper does. */
      by: z.enum(matchedBy).nullable(),
    })
    .nullable(),
  /** What of the paper contradicts the list. */
  findings: z.array(z.enum(supplierFindings)),
});
export type SupplierMatchResult = Readonly<z.infer<typeof supplierMatchResultSchema>>;
