// The books of account that lie on this device, and how a supplier's earlier invoices were booked. It reads records alone and keeps no index:
// a municipality has some thousand entries, and one question asks for all of a book.
import type { z } from "../../../shared/base/zod.ts";
import type { BookingSuggestions, LedgerRow, ledgerArgsSchema, ledgerResultSchema } from "../../../shared/desk/ledger-calls.ts";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { bookedBefore } from "../../../shared/domain/invoice/booked-before.ts";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { ledgers, type LedgerName } from "../../../shared/domain/ledger/entries.ts";
import { ledgerSchema, type LedgerFields } from "../../../shared/domain/ledger/ledger-kind.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { ReadableDatabase } from "./database.ts";
import { recordAt } from "./records.ts";
import { sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";
import { supplierOf } from "./supplier-index.ts";

export function queryLedger(database: ReadableDatabase, args: z.output<typeof ledgerArgsSchema>): z.output<typeof ledgerResultSchema> {
  return {
    rows: [...new Set(args.ledgers)].flatMap((ledger) => (ledger === "supplier" ? supplierRows(database) : rowsOf(database, ledger))),
  };
}

/** The list of suppliers as a file compares with it; several accounts stand in one text, parted by blanks. */
function supplierRows(database: ReadableDatabase): LedgerRow[] {
  const stored = database.all<{ id: string; body: string }>(
    "suppliers as a book",
    sql`select id, body from records where kind = 'supplier'`,
  );
  return stored.flatMap(({ id, body }): LedgerRow[] => {
    const supplier = supplierOf(storedJson<AnyBody>(body));
    if (supplier === undefined || supplier.withdrawn === true) return [];
    const { otherNames: _others, ...fields } = supplier.fields;
    const iban = supplier.ibans.map((account) => account.iban).join(" ");
    return [{ ledger: "supplier", id, fields: { ...fields, iban: iban === "" ? null : iban }, reserved: 0 }];
  });
}

function rowsOf(database: ReadableDatabase, ledger: LedgerName): LedgerRow[] {
  const { fields, key }: { readonly fields: z.ZodType<LedgerFields>; readonly key: readonly string[] } = ledgers[ledger];
  const schema = ledgerSchema(fields);
  const stored = database.all<{ id: string; body: string }>(
    "entries of a ledger",
    sql`select id, body from records where kind = ${ledger}`,
  );
  const rows = stored.flatMap(({ id, body }): { sorted: string; row: LedgerRow }[] => {
    const entry = schema.safeParse(readableBody(storedJson<AnyBody>(body))).data;
    if (entry === undefined || entry.withdrawn === true) return [];
    const reserved = Object.values(entry.reservations ?? {}).reduce((sum, cents) => sum + cents, 0);
    const sorted = key.map((part) => String(entry.fields[part] ?? "")).join(" ");
    return [{ sorted, row: { ledger, id, fields: { ...entry.fields }, reserved } }];
  });
  return rows.sort((one, two) => (one.sorted < two.sorted ? -1 : 1)).map(({ row }) => row);
}

/** So many of a supplier's newest invoices say how the next one is booked. */
const looksBack = 60;

export function queryBookingSuggestions(database: ReadableDatabase, id: string): BookingSuggestions {
  const invoice = invoiceOf(recordAt(database, { kind: "invoice", id })?.body);
  if (invoice?.supplierId === undefined) return { earlier: [] };
  const rows = database.all<{ body: string }>(
    "how a supplier's invoices were booked",
    sql`select body from records where kind = 'invoice' and json_extract(body, '$.supplierId') = ${invoice.supplierId}
      and json_extract(body, '$.supplierId') is not null and id <> ${id} order by no desc limit ${looksBack}`,
  );
  const earlier = rows.flatMap(({ body }) => invoiceOf(storedJson<AnyBody>(body)) ?? []);
  return { earlier: bookedBefore(invoice, earlier).map((one) => ({ ...one, lines: one.lines.map((line) => ({ ...line })) })) };
}

function invoiceOf(body: AnyBody | undefined): Invoice | undefined {
  return body === undefined ? undefined : invoiceSchema.safeParse(readableBody(body)).data;
}
