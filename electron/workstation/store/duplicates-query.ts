// What this desk knows that may be an invoice once more: everything here, paid and filed ones too, found by the index and judged by the rule.
import { duplicateRowsOf, type DuplicateRow } from "../../../shared/desk/duplicate-calls.ts";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { alikeTo, type Likeness } from "../../../shared/domain/invoice/duplicates.ts";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { ReadableDatabase } from "./database.ts";
import { pairsOf } from "./invoice-keys.ts";
import { sql, type Sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";

/** A pair by the places of its two invoices; the first is one that was asked about. */
interface Pair {
  readonly a: number;
  readonly b: number;
  readonly sure: number;
}

/** Everything that may be this invoice, and everything that was set aside as it: by indexes alone. */
export function candidatesOf(no: number, id: string): Sql {
  return sql`${pairsOf(sql`a.no = ${no}`)} union all select ${no}, no, 1 from invoice_keys where set_aside_as = ${id}`;
}

/** What wants a decision first, then papers that were set aside as this very invoice. Nothing is left out, however many there are. */
export function queryDuplicates(database: ReadableDatabase, id: string): readonly DuplicateRow[] {
  const place = database.get<{ no: number }>("place of an invoice", sql`select no from invoice_keys where id = ${id}`);
  if (place === undefined) return [];
  const pairs = database.all<Pair>("candidates of an invoice", candidatesOf(place.no, id));
  const known = invoicesAt(database, [place.no, ...pairs.map(({ b }) => b)]);
  const one = known.get(place.no);
  if (one === undefined) return [];
  return duplicateRowsOf(one, [...known.values()]);
}

/** The invoices in the inbox that somebody still has to decide about, by their place, as sure as the surest of what is like them. */
export function undecidedInInbox(database: ReadableDatabase, places: readonly number[] | "all"): ReadonlyMap<number, Likeness["strength"]> {
  const chosen = places === "all" ? sql`a.no in (select no from inbox where kind = 'invoice')` : sql`a.no in ${placesIn(places)}`;
  const pairs = database.all<Pair>("pairs in the inbox", pairsOf(chosen));
  const known = invoicesAt(
    database,
    pairs.flatMap(({ a, b }) => [a, b]),
  );
  const found = new Map<number, Likeness["strength"]>();
  for (const { a, b, sure } of pairs) {
    const before = found.get(a);
    // Nothing is surer than the same, and by account and amount alone no two are.
    if (before === "same" || (before === "maybe" && sure === 0)) continue;
    const [one, other] = [known.get(a), known.get(b)];
    const alike = one === undefined || other === undefined ? undefined : alikeTo(one, other);
    if (alike?.standing === "undecided") found.set(a, alike.strength);
  }
  return found;
}

/** A list of places as one parameter, so that the statement is the same however many they are. */
export function placesIn(places: Iterable<number>): Sql {
  return sql`(select value from json_each(${JSON.stringify([...new Set(places)])}))`;
}

interface StoredInvoice {
  readonly id: string;
  readonly body: Invoice;
}

function invoicesAt(database: ReadableDatabase, places: readonly number[]): ReadonlyMap<number, StoredInvoice> {
  if (places.length === 0) return new Map();
  const rows = database.all<{ no: number; id: string; body: string }>(
    "invoices by their place",
    sql`select no, id, body from records where no in ${placesIn(places)}`,
  );
  const known = rows.flatMap(({ no, id, body }): readonly [number, StoredInvoice][] => {
    const invoice = invoiceSchema.safeParse(readableBody(storedJson<AnyBody>(body))).data;
    return invoice === undefined ? [] : [[no, { id, body: invoice }]];
  });
  return new Map(known);
}
