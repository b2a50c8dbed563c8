// Commands that leave the queue for the person's word: what the server cannot take at all, and what builds on them.
// Must never delete a row, and never take one that waits for nothing it touches.
import { derivedId } from "../../../shared/base/hash.ts";
import { recordKey } from "../../../shared/domain/record.ts";
import { refuse, type RefusalCode } from "../../../shared/domain/refusal.ts";
import type { WritableDatabase } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { rebase } from "./replay.ts";
import { rowColumns, type StoredRow } from "./rows.ts";

/** Everything later on the same record, on a record that it made, and whatever is in one bulk action with those, waits behind a refusal. */
export function park(database: WritableDatabase, row: Pick<StoredRow, "seq" | "id" | "kind" | "record_id">): void {
  const made = derivedId(row.id, 0);
  const waits = sql`seq > ${row.seq} and state in ('queued', 'sending', 'waitingForContent')`;
  // A bulk action goes up whole or not at all: one parked member parks them all.
  database.run(
    "park",
    sql`update outbox set state = 'parked' where ${waits} and undo_group in
      (select undo_group from outbox where ${waits} and ((kind = ${row.kind} and record_id = ${row.record_id}) or record_id = ${made}))`,
  );
}

/**
 * Takes commands out of the queue with a reason that the desk itself found. A bulk action goes as a whole; what builds on it is
 * parked; everything else goes on.
 */
export function setAside(database: WritableDatabase, ids: readonly string[], code: RefusalCode): void {
  database.transaction(() => {
    const reason = JSON.stringify(refuse(code));
    const broken = JSON.stringify(refuse("groupBroken"));
    for (const id of ids) {
      const row = database.get<StoredRow>(
        "row to set aside",
        sql`select ${rowColumns} from outbox where id = ${id} and state in ('queued', 'sending', 'waitingForContent')`,
      );
      if (row === undefined) continue;
      database.run("set aside", sql`update outbox set state = 'refused', refusal = ${reason}, settled = 0 where seq = ${row.seq}`);
      const mates = database.all<StoredRow>(
        "mates in the bulk action",
        sql`select ${rowColumns} from outbox where undo_group = ${row.undo_group} and state in ('queued', 'sending', 'waitingForContent')`,
      );
      for (const mate of mates.filter((one) => !ids.includes(one.id)))
        database.run(
          "set aside with it",
          sql`update outbox set state = 'refused', refusal = ${broken}, settled = 0 where seq = ${mate.seq}`,
        );
      for (const one of [row, ...mates]) {
        park(database, one);
        database.touch("outbox", recordKey({ kind: one.kind, id: one.record_id }));
      }
    }
    rebase(database);
  });
}
