// The index of what may be one invoice once more: keys of every invoice here, open, paid and filed, kept beside the records.
// Must not fail on a body of a newer version: what cannot be told is not in it, and the record is there all the same.
import { z } from "../../../shared/base/zod.ts";
import { nearDays, likenessKeys } from "../../../shared/domain/invoice/duplicates.ts";
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import type { WritableDatabase } from "./database.ts";
import { sql, type Sql } from "./sql.ts";

const text = z.string().nullable().catch(null);

/** As much of an invoice as the keys are drawn from. */
const keyedSchema = z.object({
  document: z.object({ sha256: z.string() }),
  receivedAt: z.iso.datetime(),
  fields: z.object({ number: text, iban: text, gross: z.int().nullable().catch(null), issueDate: z.iso.date().nullable().catch(null) }),
  duplicateOf: z.object({ of: z.string() }).optional().catch(undefined),
});

export function putInvoiceKeys(database: WritableDatabase, no: number, { id, body }: OfficeRecord): void {
  const invoice = keyedSchema.safeParse(body).data;
  if (invoice === undefined) return removeInvoiceKeys(database, no);
  const { number, iban, gross, day, sha256 } = likenessKeys(invoice);
  database.run(
    "put invoice keys",
    sql`insert or replace into invoice_keys (no, id, number, iban, gross, day, sha256, set_aside_as)
      values (${no}, ${id}, ${number}, ${iban}, ${gross}, ${day}, ${sha256}, ${invoice.duplicateOf?.of ?? null})`,
  );
}

export function removeInvoiceKeys(database: WritableDatabase, no: number): void {
  database.run("forget invoice keys", sql`delete from invoice_keys where no = ${no}`);
}

/**
 * Pairs that may be alike: of the invoices that `chosen` names (a condition on `a.no`) with any other here, `a` and `b` being their places.
 * Each part goes by an index. `sure` is 0 where they share no more than account, amount and about the day.
 */
export function pairsOf(chosen: Sql): Sql {
  return sql`
    select a.no as a, b.no as b, 1 as sure from invoice_keys a cross join invoice_keys b on b.number = a.number and b.no <> a.no
      where ${chosen} and a.gross is not null and b.gross = a.gross
    union all select a.no, b.no, 1 from invoice_keys a cross join invoice_keys b on b.number = a.number and b.no <> a.no
      where ${chosen} and (a.gross is null or b.gross is null)
    union all select a.no, b.no, 1 from invoice_keys a cross join invoice_keys b on b.sha256 = a.sha256 and b.no <> a.no where ${chosen}
    union all select a.no, b.no, 0 from invoice_keys a cross join invoice_keys b on b.iban = a.iban and b.gross = a.gross
      and b.day between date(a.day, ${`-${nearDays} days`}) and date(a.day, ${`+${nearDays} days`}) and b.no <> a.no where ${chosen}`;
}
