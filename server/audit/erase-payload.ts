// Erases what commands carried, by an order that stays in the log; the rows and their chain stay.
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { noteEventWithin } from "./note.ts";

/** Erases the payloads of every command on a record; how many there were. The erasure is itself a row of the log. */
export async function erasePayloads(database: Database, tenant: string, recordId: string, order: string, now: string): Promise<number> {
  return await database.transaction(async (transaction) => {
    const erased = await transaction.query(sql`update command_payload p set salt = null, payload = null,
        erased_by_order = ${order}, erased_at = ${now}::timestamptz
      from command_log l where p.tenant = ${tenant} and l.tenant = p.tenant and l.number = p.number and p.payload is not null
        and l.entry ->> 'recordId' = ${recordId} returning 1`);
    await noteEventWithin(transaction, {
      tenant,
      name: "erasePayload",
      person: "operator",
      device: null,
      at: now,
      details: { recordId, order, payloads: erased.length },
    });
    return erased.length;
  });
}
