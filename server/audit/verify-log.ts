// Walks a tenant's command log from its first row and says where, if anywhere, it was changed. Must never write.
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { chainHash, chainStart, logEntrySchema, payloadHash } from "./chain.ts";

export interface LogReport {
  /** Rows whose chain and payload are right. */
  readonly rows: number;
  /** Payloads that were erased, with the order that says so. */
  readonly erased: readonly Readonly<{ number: number; order: string }>[];
  /** The first row that is not as it was written, null where all are. */
  readonly breach: Readonly<{ number: number; what: "missing" | "chain" | "payload" | "entry" | "end" }> | null;
}

interface Row {
  number: number;
  command_id: string;
  entry: string;
  hash: string;
  salt: string | null;
  payload: string | null;
  erased_by_order: string | null;
}

const chunk = 2000;

export async function verifyLog(queryable: Queryable, tenant: string): Promise<LogReport> {
  const [head] = await queryable.query<{ log_number: number; log_hash: string }>(
    sql`select log_number, log_hash from feed_head where tenant = ${tenant}`,
  );
  const end = head ?? { log_number: 0, log_hash: chainStart };
  const erased: { number: number; order: string }[] = [];
  let hash = chainStart;
  let number = 0;
  while (number < end.log_number) {
    const rows =
      await queryable.query<Row>(sql`select l.number, l.command_id, l.entry::text as entry, l.hash, p.salt, p.payload, p.erased_by_order
      from command_log l left join command_payload p on p.tenant = l.tenant and p.number = l.number
      where l.tenant = ${tenant} and l.number > ${number} and l.number <= ${end.log_number} order by l.number limit ${chunk}`);
    if (rows.length === 0) return { rows: number, erased, breach: { number: number + 1, what: "missing" } };
    for (const row of rows) {
      const what = breachOf(row, number + 1, hash);
      if (what !== undefined) return { rows: number, erased, breach: { number: number + 1, what } };
      if (row.erased_by_order !== null) erased.push({ number: row.number, order: row.erased_by_order });
      hash = row.hash;
      number = row.number;
    }
  }
  return { rows: number, erased, breach: hash === end.log_hash ? null : { number, what: "end" } };
}

function breachOf(row: Row, expected: number, before: string): "missing" | "chain" | "payload" | "entry" | undefined {
  if (row.number !== expected) return "missing";
  if (chainHash(before, row.entry) !== row.hash) return "chain";
  const parsed: unknown = JSON.parse(row.entry);
  const entry = logEntrySchema.safeParse(parsed).data;
  if (entry?.number !== row.number || entry.commandId !== row.command_id) return "entry";
  if (row.salt === null || row.payload === null) return row.erased_by_order === null ? "payload" : undefined;
  return payloadHash(row.salt, row.payload) === entry.payloadHash ? undefined : "payload";
}
