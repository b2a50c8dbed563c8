// What goes up and what the answers do to the outbox. Must never drop a row without the server's word.
import { derivedId } from "../../../shared/base/hash.ts";
import type { Command } from "../../../shared/domain/command.ts";
import { knowsCommand } from "../../../shared/domain/kinds.ts";
import { recordKey } from "../../../shared/domain/record.ts";
import { maxCommandsPerPush, type Answer } from "../../../shared/sync/push.ts";
import { dropUploaded } from "../store/content-rows.ts";
import type { WritableDatabase, ReadableDatabase } from "../store/database.ts";
import { readNumber, writeMeta } from "../store/meta.ts";
import { listOf, sql } from "../store/sql.ts";
import { rebase } from "./replay.ts";
import { commandOf, contentOfRow, rowColumns, serverTooOld, type StoredRow } from "./rows.ts";

/** Commands to push now, in the person's order, with the numbers drawn for them. */
export type Batch = readonly { readonly number: number; readonly command: Command }[];

const keptDays = 30;
const dayMilliseconds = 86_400_000;

function waitingRows(database: ReadableDatabase): readonly StoredRow[] {
  return database.all<StoredRow>(
    "rows to send",
    sql`select ${rowColumns} from outbox where state in ('queued', 'waitingForContent') order by seq limit 2000`,
  );
}

/** Content that commands in the outbox name and the server is not known to hold. */
export function contentToUpload(database: ReadableDatabase): readonly { readonly sha256: string; readonly size: number }[] {
  const names = new Set(waitingRows(database).flatMap(contentOfRow));
  if (names.size === 0) return [];
  return database.all("content to upload", sql`select sha256, size from content where at_server = 0 and sha256 in (${listOf([...names])})`);
}

/** The next batch. Rows whose content is not up yet hold back only what comes later on the same record or in the same group. */
export function takeBatch(database: WritableDatabase): Batch {
  return database.transaction(() => {
    const missing = new Set(contentToUpload(database).map((content) => content.sha256));
    const heldRecords = new Set<string>();
    const rows = waitingRows(database).map((row) => ({ row, command: commandOf(row) }));
    const heldGroups = new Set<string>();
    // What a newer program left here stays as it is until that program is back.
    const waits = (row: StoredRow, command: Command): boolean =>
      !knowsCommand(database.kinds, command) || contentOfRow(row).some((name) => missing.has(name));
    for (const { row, command } of rows) if (command.group !== undefined && waits(row, command)) heldGroups.add(command.group);
    const taken: { readonly row: StoredRow; readonly command: Command }[] = [];
    for (const { row, command } of rows) {
      const key = recordKey({ kind: command.kind, id: command.recordId });
      const held = heldRecords.has(key) || (command.group !== undefined && heldGroups.has(command.group));
      if (held || waits(row, command)) {
        heldRecords.add(key);
        if (command.group !== undefined) heldGroups.add(command.group);
        continue;
      }
      taken.push({ row, command });
      if (taken.length > maxCommandsPerPush) break;
    }
    let last = readNumber(database, "lastNumber", 0);
    const batch = wholeGroups(taken).map(({ row, command }) => {
      // A repeated command keeps the number it was first sent under.
      const number = row.number ?? last + 1;
      last = Math.max(last, number);
      database.run("draw number", sql`update outbox set state = 'sending', number = ${number} where seq = ${row.seq}`);
      database.touch("outbox", recordKey({ kind: command.kind, id: command.recordId }));
      return { number, command };
    });
    if (batch.length > 0) writeMeta(database, "lastNumber", String(last));
    return batch;
  });
}

/** At most one push, and no group cut in two. */
function wholeGroups<T extends { readonly command: Command }>(taken: readonly T[]): readonly T[] {
  if (taken.length <= maxCommandsPerPush) return taken;
  const cut = taken[maxCommandsPerPush]?.command.group;
  const kept = taken.slice(0, maxCommandsPerPush);
  return cut === undefined ? kept : kept.filter((one) => one.command.group !== cut);
}

/** What was on its way and got no answer waits again, under the numbers it has. */
export function requeue(database: WritableDatabase): void {
  const { changes } = database.run("requeue", sql`update outbox set state = 'queued' where state = 'sending'`);
  if (changes > 0) database.touch("outbox");
}

/** Books the answers to a push. Refused commands stay for the person, with everything behind them on the same record or in the same group. */
export function takeAnswers(database: WritableDatabase, answers: readonly Answer[]): void {
  database.transaction(() => {
    const refused = new Set<string>();
    for (const answer of answers) {
      const row = database.get<StoredRow>("answered row", sql`select ${rowColumns} from outbox where id = ${answer.id}`);
      if (row === undefined) continue;
      const command = commandOf(row);
      database.touch("outbox", recordKey({ kind: command.kind, id: command.recordId }));
      if (answer.answer === "accepted") accept(database, row, answer);
      else if (answer.answer === "waiting" && answer.reason === "unknownCommand") awaitServer(database, row);
      else if (answer.answer === "waiting") awaitContent(database, row, answer.missingContent);
      else {
        const key = recordKey({ kind: command.kind, id: command.recordId });
        // Refused in the same breath as what it builds on: it waits for the person's word on that one.
        const state = refused.has(key) && command.group === undefined ? "parked" : "refused";
        refused.add(key);
        database.run(
          "refused",
          sql`update outbox set state = ${state}, refusal = ${JSON.stringify(answer.refusal)}, settled = 0 where seq = ${row.seq}`,
        );
        park(database, row, command);
      }
    }
    requeue(database);
    if (refused.size > 0) rebase(database);
  });
}

function accept(database: WritableDatabase, row: StoredRow, answer: Extract<Answer, { answer: "accepted" }>): void {
  const state = answer.conflicts.length > 0 ? "partlyRefused" : "acknowledged";
  database.run(
    "accepted",
    sql`update outbox set state = ${state}, conflicts = ${JSON.stringify(answer.conflicts)}, accepted_version = ${answer.version},
      acknowledged_at = ${answer.receivedAt}, refusal = null, local_refusal = null where seq = ${row.seq}`,
  );
  dropUploaded(database, contentOfRow(row));
}

function awaitContent(database: WritableDatabase, row: StoredRow, missing: readonly string[]): void {
  // What was parked behind a refusal in the same push stays with the person: sent again alone it would be judged without it.
  database.run("waiting for content", sql`update outbox set state = 'waitingForContent' where seq = ${row.seq} and state <> 'parked'`);
  for (const sha256 of missing) database.run("content missing at server", sql`update content set at_server = 0 where sha256 = ${sha256}`);
}

function awaitServer(database: WritableDatabase, row: StoredRow): void {
  const shown = JSON.stringify(serverTooOld);
  database.run("waiting for a newer server", sql`update outbox set local_refusal = ${shown} where seq = ${row.seq}`);
}

function park(database: WritableDatabase, row: StoredRow, command: Command): void {
  const { kind, recordId } = command;
  const made = derivedId(command.id, 0);
  const waits = sql`seq > ${row.seq} and state in ('queued', 'sending', 'waitingForContent')`;
  // A bulk action goes up whole or not at all: one parked member parks them all.
  database.run(
    "park",
    sql`update outbox set state = 'parked' where ${waits} and undo_group in
      (select undo_group from outbox where ${waits} and ((kind = ${kind} and record_id = ${recordId}) or record_id = ${made}))`,
  );
}

/** Forgets what was acknowledged so long ago that no backup brings back a server that lacks it. `at` is now, ISO. */
export function forgetOldAcknowledged(database: WritableDatabase, at: string): void {
  const before = new Date(Date.parse(at) - keptDays * dayMilliseconds).toISOString();
  database.run("forget acknowledged", sql`delete from outbox where state = 'acknowledged' and settled = 1 and acknowledged_at < ${before}`);
}

/** After a pull that began after they were answered: what the server made of them is here, or is not ours to see. */
export function settleAnswered(database: WritableDatabase, upTo: number): void {
  database.run(
    "settle answered",
    sql`update outbox set settled = 1 where settled = 0 and seq <= ${upTo} and state in ('acknowledged', 'partlyRefused')`,
  );
}

/** A restored server lacks what came after its backup: everything acknowledged goes up again, ids decide what is new to it. */
export function sendAgain(database: WritableDatabase): void {
  database.run(
    "send again",
    sql`update outbox set state = 'queued', settled = 0, accepted_version = null where state in ('acknowledged', 'partlyRefused')`,
  );
  database.touch("outbox");
}
