// Credit notes that may be set off against an invoice: those of its supplier or its account that are here, as far as the rules let them.
import type { CreditNotes } from "../../../shared/desk/supplier-calls.ts";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { creditOf, whyNoMatch } from "../../../shared/domain/invoice/credit.ts";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { ReadableDatabase } from "./database.ts";
import { recordAt } from "./records.ts";
import { sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";

/** A supplier has few open credit notes; the newest invoices of it are looked at. */
const mostLookedAt = 500;

function invoiceOf(body: AnyBody | undefined): Invoice | undefined {
  return body === undefined ? undefined : invoiceSchema.safeParse(readableBody(body)).data;
}

/** The newest first; empty where the invoice is not here. */
export function queryCreditNotes(database: ReadableDatabase, id: string): CreditNotes {
  const invoice = invoiceOf(recordAt(database, { kind: "invoice", id })?.body);
  if (invoice === undefined) return [];
  const { supplierId = "", fields } = invoice;
  const rows = database.all<{ id: string; body: string }>(
    "credit notes for an invoice",
    sql`select r.id, r.body from records r where r.no in (
        select no from records where kind = 'invoice' and json_extract(body, '$.supplierId') = ${supplierId}
          and json_extract(body, '$.supplierId') is not null
        union select no from invoice_keys where iban = ${fields.iban ?? ""} and iban is not null and gross is not null)
      order by r.no desc limit ${mostLookedAt}`,
  );
  return rows.flatMap((row): CreditNotes => {
    const note = row.id === id ? undefined : invoiceOf(storedJson<AnyBody>(row.body));
    const cents = note === undefined ? undefined : creditOf(note);
    if (note === undefined || cents === undefined || whyNoMatch(invoice, note) !== undefined) return [];
    const { number, issueDate, currency } = note.fields;
    return [{ id: row.id, number, issueDate, currency, cents }];
  });
}
