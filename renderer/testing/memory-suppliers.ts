// Suppliers of the memory desk: the rules themselves, without lists and keys.
import type { QueryArgs, QueryResult } from "../../shared/desk/contract.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { creditOf, whyNoMatch } from "../../shared/domain/invoice/credit.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../shared/domain/readable-body.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { contradictions, matchSupplier } from "../../shared/domain/supplier/match.ts";
import { supplierSchema } from "../../shared/domain/supplier/schema.ts";

type Records = readonly OfficeRecord<AnyBody>[];

function listed(records: Records) {
  return records
    .filter(({ kind }) => kind === "supplier")
    .map(({ id, body }) => ({ id, supplier: supplierSchema.parse(body) }))
    .filter(({ supplier }) => supplier.withdrawn !== true);
}

/** The list, found by a piece of the name. */
export function suppliersOf(records: Records, { text, limit }: QueryArgs<"suppliers">): QueryResult<"suppliers"> {
  const all = listed(records);
  const found = all.filter(({ supplier }) => supplier.fields.name.toLowerCase().includes(text.toLowerCase()));
  const rows = found
    .map(({ id, supplier: { fields, state } }) => ({
      id,
      name: fields.name,
      city: fields.city ?? "",
      vatId: fields.vatId ?? "",
      state,
      waiting: 0,
    }))
    .sort((one, two) => one.name.localeCompare(two.name, "de"));
  return { total: rows.length, all: all.length, rows: rows.slice(0, limit) };
}

export function supplierInvoicesOf(records: Records, { id, limit }: QueryArgs<"supplierInvoices">): QueryResult<"supplierInvoices"> {
  const rows = records
    .filter((record) => record.kind === "invoice")
    .map((record) => ({ id: record.id, body: invoiceSchema.parse(readableBody(record.body)) }))
    .filter(({ body }) => body.supplierId === id)
    .map(({ id: invoice, body: { fields, state } }) => {
      const { number, issueDate, gross, currency } = fields;
      return { id: invoice, number, issueDate, gross, currency, state };
    });
  return { total: rows.length, rows: rows.slice(0, limit) };
}

/** Credit notes that may be set off against an invoice. */
export function creditNotesOf(records: Records, id: string): QueryResult<"creditNotes"> {
  const invoices = records.filter(({ kind }) => kind === "invoice").map((one) => ({ id: one.id, body: invoiceSchema.parse(one.body) }));
  const invoice = invoices.find((one) => one.id === id)?.body;
  return invoices.flatMap((one) => {
    const cents = creditOf(one.body);
    if (invoice === undefined || one.id === id || cents === undefined || whyNoMatch(invoice, one.body) !== undefined) return [];
    const { number, issueDate, currency } = one.body.fields;
    return [{ id: one.id, number, issueDate, currency, cents }];
  });
}

/** Whose invoice it is, or may be. */
export function supplierMatchOf(records: Records, id: string): QueryResult<"supplierMatch"> {
  const record = records.find((one) => one.kind === "invoice" && one.id === id);
  if (record === undefined) return { supplier: null, findings: [] };
  const { fields, supplierId } = invoiceSchema.parse(readableBody(record.body));
  const candidates = listed(records);
  const linked = candidates.find((one) => one.id === supplierId);
  const match = matchSupplier(fields, linked === undefined ? candidates : [linked]);
  const found = linked ?? candidates.find((one) => one.id === match?.id);
  if (found === undefined) return { supplier: null, findings: [] };
  return {
    supplier: { id: found.id, name: found.supplier.fields.name, linked: linked !== undefined, by: match?.by ?? null },
    findings: [...contradictions(fields, found.id, candidates)],
  };
}
