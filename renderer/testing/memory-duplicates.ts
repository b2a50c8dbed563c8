// Papers that may be one invoice, among the records of a desk in memory: the rule itself, without an index.
import { duplicateRowsOf, type DuplicateRow } from "../../shared/desk/duplicate-calls.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../shared/domain/readable-body.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";

export function duplicatesOf(records: readonly OfficeRecord<AnyBody>[], id: string): DuplicateRow[] {
  const invoices = records
    .filter(({ kind }) => kind === "invoice")
    .map((record) => ({ id: record.id, body: invoiceSchema.parse(readableBody(record.body)) }));
  const one = invoices.find((invoice) => invoice.id === id);
  if (one === undefined) return [];
  return duplicateRowsOf(one, invoices);
}
