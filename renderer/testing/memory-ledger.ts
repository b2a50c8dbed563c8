// The books of account of the memory desk, and how a supplier's invoices were booked: the rules themselves over its records.
import type { QueryArgs, QueryResult } from "../../shared/desk/contract.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { bookedBefore } from "../../shared/domain/invoice/booked-before.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { ledgerNames, ledgers } from "../../shared/domain/ledger/entries.ts";
import { ledgerSchema, type LedgerFields } from "../../shared/domain/ledger/ledger-kind.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { readableBody } from "../../shared/domain/readable-body.ts";
import type { z } from "../../shared/base/zod.ts";

type Records = readonly OfficeRecord<AnyBody>[];

export function ledgerOf(records: Records, args: QueryArgs<"ledger">): QueryResult<"ledger"> {
  const rows = records.flatMap(({ kind, id, body }): QueryResult<"ledger">["rows"] => {
    const ledger = ledgerNames.find((name) => name === kind);
    if (ledger === undefined || !args.ledgers.includes(ledger)) return [];
    const fields: z.ZodType<LedgerFields> = ledgers[ledger].fields;
    const entry = ledgerSchema(fields).parse(body);
    const reserved = Object.values(entry.reservations ?? {}).reduce((sum, cents) => sum + cents, 0);
    return entry.withdrawn === true ? [] : [{ ledger, id, fields: { ...entry.fields }, reserved }];
  });
  return { rows };
}

export function bookingSuggestionsOf(records: Records, id: string): QueryResult<"bookingSuggestions"> {
  const invoices = records
    .filter(({ kind }) => kind === "invoice")
    .map((record) => ({ id: record.id, body: invoiceSchema.parse(readableBody(record.body)) }));
  const invoice = invoices.find((one) => one.id === id)?.body;
  if (invoice?.supplierId === undefined) return { earlier: [] };
  const earlier = invoices.filter((one) => one.id !== id && one.body.supplierId === invoice.supplierId).map(({ body }) => body);
  return { earlier: bookedBefore(invoice, earlier).map((one) => ({ ...one, lines: [...one.lines] })) };
}
