// What goes up and what the answers do to the outbox. Must never drop a row without the server's word.
import type { Command } from "../../../shared/domain/command.ts";
import { knowsCommand } from "../../../shared/domain/kinds.ts";
import { recordKey } from "../../../shared/domain/record.ts";
import { maxCommandsPerPush, type Answer } from "../../../shared/sync/push.ts";
import { contentSummary, dropUploaded, keepForSending } from "../store/content-rows.ts";
import type { WritableDatabase, ReadableDatabase } from "../store/database.ts";
import { readNumber, writeMeta } from "../store/meta.ts";
import { rowOf, serverVersion } from "../store/records.ts";
import { listOf, sql } from "../store/sql.ts";
import { liftSteps, type Lift } from "./lift.ts";
import { rebase } from "./replay.ts";
import { contentOfRow, readableCommandOf, rowColumns, serverTooOld, type StoredRow } from "./rows.ts";
import { park, setAside } from "./set-aside.ts";

/** Commands to push now, in the person's order, with the numbers drawn for them. */
export type Batch = readonly { readonly number: number; readonly command: Command }[];

const keptDays = 30;
const dayMilliseconds = 86_400_000;

/** What one push may carry: `units` are groups and commands that belong to none. */
export interface BatchLimits {
  readonly units: number;
  readonly bytes: number;
}

const anyBatch: BatchLimits = { units: maxCommandsPerPush, bytes: 1_000_000 };

/** A row as far as choosing needs it: what people wrote stays on disk until it is chosen. */
interface Candidate {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly record_id: string;
  readonly content: string;
  readonly bytes: number;
  readonly wire_group: string | null;
  readonly name: string | null;
}

function candidates(database: ReadableDatabase): readonly Candidate[] {
  return database.all<Candidate>(
    "rows to send",
    sql`select seq, id, kind, record_id, content, length(cast(command as blob)) as bytes,
      case when json_valid(command) then json_extract(command, '$.group') end as wire_group,
      case when json_valid(command) then json_extract(command, '$.name') end as name
      from outbox where state in ('queued', 'waitingForContent') order by seq`,
  );
}

/** Content that commands in the outbox name and the server is not known to hold. */
export function contentToUpload(database: ReadableDatabase): readonly { readonly sha256: string; readonly size: number }[] {
  const rows = database.all<{ content: string }>(
    "content named by waiting rows",
    sql`select distinct content from outbox where state in ('queued', 'waitingForContent') and content <> '[]'`,
  );
  const names = [...new Set(rows.flatMap(contentOfRow))];
  const missing: { readonly sha256: string; readonly size: number }[] = [];
  // SQLite takes so many values in one statement.
  for (let from = 0; from < names.length; from += namesAtOnce) {
    const some = names.slice(from, from + namesAtOnce);
    missing.push(
      ...database.all<{ readonly sha256: string; readonly size: number }>(
        "content to upload",
        sql`select sha256, size from content where at_server = 0 and sha256 in (${listOf(some)})`,
      ),
    );
  }
  return missing;
}

const namesAtOnce = 500;

/**
 * The next batch. Rows whose content is not up yet, and those in `except`, hold back only what comes later on the same record or in
 * the same group. A row that this program cannot read is set aside for the person. At most one push and `limits.bytes`; a
 * single unit beyond that goes alone.
 */
export function takeBatch(database: WritableDatabase, limits: BatchLimits = anyBatch, except: readonly string[] = []): Batch {
  return database.transaction(() => {
    const chosen = choose(database, limits, new Set(except));
    let last = readNumber(database, "lastNumber", 0);
    const batch: { readonly number: number; readonly command: Command }[] = [];
    const unreadable: string[] = [];
    for (const { seq, id, kind, record_id } of chosen) {
      const row = database.get<Pick<StoredRow, "command" | "number">>(
        "row to send",
        sql`select command, number from outbox where seq = ${seq}`,
      );
      const command = row === undefined ? undefined : readableCommandOf(row);
      if (row === undefined || command === undefined) {
        unreadable.push(id);
        continue;
      }
      // A repeated command keeps the number it was first sent under.
      const number = row.number ?? last + 1;
      last = Math.max(last, number);
      database.run("draw number", sql`update outbox set state = 'sending', number = ${number} where seq = ${seq}`);
      database.touch("outbox", recordKey({ kind, id: record_id }));
      batch.push({ number, command });
    }
    if (unreadable.length > 0) {
      // What stands or falls with it must not go without it: chosen anew without them.
      requeue(database);
      setAside(database, unreadable, "unreadable");
      return takeBatch(database, limits, except);
    }
    if (batch.length > 0) writeMeta(database, "lastNumber", String(last));
    return batch;
  });
}

/** Whole units in the person's order, as many as fit. */
function choose(database: ReadableDatabase, limits: BatchLimits, except: ReadonlySet<string>): readonly Candidate[] {
  const missing = new Set(contentToUpload(database).map((content) => content.sha256));
  const rows = candidates(database);
  // What a newer program left here stays as it is until that program is back; what no program can read is another matter.
  const isNewer = ({ kind, name }: Candidate): boolean => name !== null && !knowsCommand(database.kinds, { kind, name });
  const lacks = (row: Candidate): boolean => except.has(row.id) || isNewer(row) || contentOfRow(row).some((name) => missing.has(name));
  const unitOf = (row: Candidate): string => row.wire_group ?? row.id;
  const units = new Map<string, Candidate[]>();
  for (const row of rows) {
    const members = units.get(unitOf(row));
    if (members === undefined) units.set(unitOf(row), [row]);
    else members.push(row);
  }
  const heldRecords = new Set<string>();
  const chosen: Candidate[] = [];
  let taken = 0;
  let bytes = 0;
  for (const members of units.values()) {
    const keys = members.map((row) => recordKey({ kind: row.kind, id: row.record_id }));
    if (members.some(lacks) || keys.some((key) => heldRecords.has(key))) {
      for (const key of keys) heldRecords.add(key);
      continue;
    }
    const weight = members.reduce((sum, row) => sum + row.bytes, 0);
    const full = taken >= limits.units || chosen.length + members.length > maxCommandsPerPush || bytes + weight > limits.bytes;
    if (full && chosen.length > 0) break;
    chosen.push(...members);
    taken += 1;
    bytes += weight;
  }
  return chosen;
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
    /** Accepted steps whose effect the server's record already brought: an earlier answer was lost. */
    const late: number[] = [];
    for (const answer of answers) {
      const row = database.get<StoredRow>("answered row", sql`select ${rowColumns} from outbox where id = ${answer.id}`);
      if (row === undefined) continue;
      const key = recordKey({ kind: row.kind, id: row.record_id });
      database.touch("outbox", key);
      if (answer.answer === "accepted") {
        accept(database, row, answer);
        if (serverVersion(rowOf(database, { kind: row.kind, id: row.record_id })) >= answer.version) late.push(row.seq);
      } else if (answer.answer === "waiting" && answer.reason === "unknownCommand") awaitServer(database, row);
      else if (answer.answer === "waiting") awaitContent(database, row, answer.missingContent);
      else {
        // Refused in the same breath as what it builds on: it waits for the person's word on that one.
        const state = refused.has(key) && readableCommandOf(row)?.group === undefined ? "parked" : "refused";
        refused.add(key);
        database.run(
          "refused",
          sql`update outbox set state = ${state}, refusal = ${JSON.stringify(answer.refusal)}, settled = 0 where seq = ${row.seq}`,
        );
        park(database, row);
      }
    }
    requeue(database);
    if (refused.size > 0) return rebase(database);
    if (late.length === 0) return;
    const lift = liftSteps(database);
    for (const seq of late) lift.offStep(seq);
    lift.backOn();
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
  // After a restore the server may lack a file that was cache here and has gone since: waiting would have no end.
  const lacks = (sha256: string): boolean => {
    const held = contentSummary(database, sha256);
    return held === undefined || held.bytes < held.size;
  };
  if (missing.some(lacks)) return setAside(database, [row.id], "contentGone");
  // What was parked behind a refusal in the same push stays with the person: sent again alone it would be judged without it.
  database.run(
    "waiting for content",
    sql`update outbox set state = 'waitingForContent' where seq = ${row.seq} and state in ('queued', 'sending')`,
  );
  for (const sha256 of missing) database.run("content missing at server", sql`update content set at_server = 0 where sha256 = ${sha256}`);
}

function awaitServer(database: WritableDatabase, row: StoredRow): void {
  const shown = JSON.stringify(serverTooOld);
  database.run("waiting for a newer server", sql`update outbox set local_refusal = ${shown} where seq = ${row.seq}`);
}

/** Forgets what was acknowledged so long ago that no backup brings back a server that lacks it. `at` is now, ISO. */
export function forgetOldAcknowledged(database: WritableDatabase, at: string): void {
  const before = new Date(Date.parse(at) - keptDays * dayMilliseconds).toISOString();
  database.run("forget acknowledged", sql`delete from outbox where state = 'acknowledged' and settled = 1 and acknowledged_at < ${before}`);
}

/** After a pull that began after they were answered: what the server made of them is here, or is not ours to see. */
export function settleAnswered(database: WritableDatabase, upTo: number, lift: Lift): void {
  const answered = sql`settled = 0 and seq <= ${upTo} and state in ('acknowledged', 'partlyRefused')`;
  for (const { seq } of database.all<{ seq: number }>("answered rows", sql`select seq from outbox where ${answered}`)) lift.offStep(seq);
  database.run("settle answered", sql`update outbox set settled = 1 where ${answered}`);
}

/** A restored server lacks what came after its backup: everything acknowledged goes up again, ids decide what is new to it. */
export function sendAgain(database: WritableDatabase): void {
  database.run(
    "send again",
    sql`update outbox set state = 'queued', settled = 0, accepted_version = null where state in ('acknowledged', 'partlyRefused')`,
  );
  // The restored server may lack their files too: what of them is still here stays until it has them.
  keepForSending(database);
  database.touch("outbox");
}
