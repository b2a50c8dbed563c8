// Commands that leave the queue for the person's word: what the server cannot take at all, and what builds on them.
// Must never delete a row, and never take one that waits for nothing it touches.
import { derivedId } from "../../../shared/base/hash.ts";
import { recordKey } from "../../../shared/domain/record.ts";
import { refusalSchema, refuse, type RefusalCode } from "../../../shared/domain/refusal.ts";
import type { WritableDatabase } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { StoreError } from "../store/store-error.ts";
import { rebase } from "./replay.ts";
import { readableCommandOf, rowColumns, type StoredRow } from "./rows.ts";

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

const ownReasons: readonly string[] = ["notUnderstood", "tooLarge", "serverFails", "contentGone"] satisfies readonly RefusalCode[];

/** Whether the desk, not the server, refused a command: the server may or may not know its id. */
export function wasSetAside(row: Pick<StoredRow, "refusal">): boolean {
  const refusal = refusalSchema.safeParse(JSON.parse(row.refusal ?? "null"));
  return refusal.success && ownReasons.includes(refusal.data.code);
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

/** The person's word on a step that this program cannot read: it can only be thrown away. False where the step can be read. */
export function resolveUnreadable(
  database: WritableDatabase,
  resolution: { readonly commandId: string; readonly action: string },
): boolean {
  const row = database.get<StoredRow>("row to resolve", sql`select ${rowColumns} from outbox where id = ${resolution.commandId}`);
  if (row === undefined || readableCommandOf(row) !== undefined) return false;
  if (row.state !== "refused" || resolution.action !== "discard") throw new StoreError("notFound", "the step cannot be sent again");
  database.transaction(() => {
    database.run("discard", sql`delete from outbox where seq = ${row.seq}`);
    // What built on it goes up by itself: where it does not stand alone, its own answer says so.
    database.run(
      "release",
      sql`update outbox set state = 'queued' where state = 'parked' and seq > ${row.seq} and kind = ${row.kind} and record_id = ${row.record_id}`,
    );
    database.touch("outbox", recordKey({ kind: row.kind, id: row.record_id }));
    rebase(database);
  });
  return true;
}
