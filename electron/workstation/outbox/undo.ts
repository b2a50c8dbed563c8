// Undo: own steps taken back by commands of their own, in reverse order. Works before and after the originals were sent.
import type { SubmitResult } from "../../../shared/desk/record-calls.ts";
import { finalOf, inverseOf, whyNot } from "../../../shared/domain/execute.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { refuse, type Refusal } from "../../../shared/domain/refusal.ts";
import { lastStepOf, takeBackOf, tellsOf } from "../../../shared/domain/take-back.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import { readIdentity } from "../store/meta.ts";
import { recordAt } from "../store/records.ts";
import { sql } from "../store/sql.ts";
import { commandOf, inverseOfRow, rowColumns, type RowState, type StoredRow } from "./rows.ts";
import { contextAt, recordsFor } from "./run-command.ts";
import { submit } from "./submit.ts";

export interface UndoInput {
  readonly group: string;
  /** Commands of the group to take back; without it all of them. */
  readonly only?: readonly string[] | undefined;
  readonly at: string;
  readonly device: string;
}

/** Why a step cannot be taken back whatever its record holds; undefined where its record decides. */
function standsBefore(database: ReadableDatabase, row: StoredRow): Refusal | undefined {
  const command = commandOf(row);
  const final = finalOf(database.kinds, command);
  if (row.undone === 1) return refuse("alreadyUndone");
  if (final !== undefined) return refuse(final);
  const untaken: readonly RowState[] = ["refused", "parked"];
  return untaken.includes(row.state) ? refuse("notAcceptedYet") : undefined;
}

/** Steps of before an update hold the inverse of their time; what is done since is taken back by the step's own id. */
function intentionOf(database: ReadableDatabase, row: StoredRow) {
  const command = commandOf(row);
  const inverse = inverseOfRow(row) ?? inverseOf(database.kinds, command);
  return inverse === undefined ? undefined : { kind: command.kind, name: inverse.name, recordId: command.recordId, args: inverse.args };
}

/** Why a step cannot be taken back now; undefined where it can, or where only the server can tell. `at` is now, ISO. */
export function whyNotUndo(database: ReadableDatabase, row: StoredRow, at: string): Refusal | undefined {
  const intention = intentionOf(database, row);
  const refusal = standsBefore(database, row) ?? (intention === undefined ? refuse("notUndoable") : undefined);
  if (refusal !== undefined || intention === undefined) return refusal;
  const records = recordsFor(database, intention);
  const found = whyNot(database.kinds, intention, readIdentity(database).actor, records, contextAt(database, commandOf(row).id, at));
  return found?.code === "recordMissing" ? undefined : found;
}

/** Takes a group back, or part of it. One member that cannot be taken back refuses the whole; each such member says why. */
export function undo(database: WritableDatabase, input: UndoInput): SubmitResult {
  const all = database.all<StoredRow>(
    "rows of a group",
    sql`select ${rowColumns} from outbox where undo_group = ${input.group} and undoes is null order by seq desc`,
  );
  const asked = input.only === undefined ? all : all.filter((row) => input.only?.includes(commandOf(row).id) === true);
  // A bulk action of which a part was taken back before is taken back as far as it still stands.
  const rows = asked.some((row) => row.undone === 0) ? asked.filter((row) => row.undone === 0) : asked;
  const refusals = rows.map((row) => standsBefore(database, row));
  const intentions = rows.map((row) => intentionOf(database, row)).filter((intention) => intention !== undefined);
  if (refusals.some((refusal) => refusal !== undefined) || intentions.length < rows.length || rows.length === 0)
    return refusedAll(input.group, rows, refusals);
  return database.transaction(() => {
    const result = submit(database, { commands: intentions, at: input.at, device: input.device, undoes: input.group });
    if (result.results.some((one) => one.outcome === "refused")) return { ...result, results: underOldIds(result, rows) };
    for (const row of rows) {
      // What of it was refused is no matter any more.
      const state = row.state === "partlyRefused" ? "acknowledged" : row.state;
      database.run("mark undone", sql`update outbox set undone = 1, state = ${state}, conflicts = '[]' where seq = ${row.seq}`);
    }
    return result;
  });
}

/** What was refused is told under the ids of the steps themselves: the person may take back the others by them. */
function underOldIds({ results }: SubmitResult, rows: readonly StoredRow[]): SubmitResult["results"] {
  return results.map((result, index) => {
    const row = rows[index];
    return row === undefined ? result : { ...result, commandId: commandOf(row).id };
  });
}

function refusedAll(group: string, rows: readonly StoredRow[], refusals: readonly (Refusal | undefined)[]): SubmitResult {
  const known = refusals.some((refusal) => refusal !== undefined);
  const results = rows.map((row, index): SubmitResult["results"][number] => {
    const { id, recordId } = commandOf(row);
    return { commandId: id, recordId, outcome: "refused", refusal: refusals[index] ?? refuse(known ? "groupBroken" : "notUndoable") };
  });
  return { group, results };
}

/** The person's last step on a record, where it can still be taken back now; `group` is null where this outbox does not know the step. */
export function lastUndoable(
  database: ReadableDatabase,
  ref: RecordRef,
  at: string,
): { readonly group: string | null; readonly name: string; readonly commandId: string } | null {
  const row = database.get<StoredRow>(
    "last own step",
    sql`select ${rowColumns} from outbox where kind = ${ref.kind} and record_id = ${ref.id} and undoes is null and undone = 0
      order by seq desc limit 1`,
  );
  const body = recordAt(database, ref)?.body ?? {};
  const told = lastStepOf(body, readIdentity(database).actor.personId);
  // The record tells of a later step than this outbox knows: it was given at another desk.
  if (told !== undefined && told.commandId !== row?.id && (row === undefined || tellsOf(body, row.id))) {
    const refusal = whyNotTakeBack(database, { record: ref, command: told.commandId }, at);
    return refusal === undefined ? { group: null, name: told.command, commandId: told.commandId } : null;
  }
  if (row === undefined || whyNotUndo(database, row, at) !== undefined) return null;
  const { id, name } = commandOf(row);
  return { group: row.undo_group, name, commandId: id };
}

/** One step, as its record names it. */
export interface ToldStep {
  readonly record: RecordRef;
  readonly command: string;
}

const takingBack = ({ record, command }: ToldStep) => ({ kind: record.kind, recordId: record.id, ...takeBackOf(command) });

function whyNotTakeBack(database: ReadableDatabase, step: ToldStep, at: string): Refusal | undefined {
  const intention = takingBack(step);
  const records = recordsFor(database, intention);
  return whyNot(database.kinds, intention, readIdentity(database).actor, records, contextAt(database, step.command, at));
}

/** Takes back a step that this outbox does not know. The answer names it by its own id. */
export function undoTold(database: WritableDatabase, input: ToldStep & Pick<UndoInput, "at" | "device">): SubmitResult {
  const { at, device, command } = input;
  const result = submit(database, { commands: [takingBack(input)], at, device, undoes: command });
  return { ...result, results: result.results.map((one) => ({ ...one, commandId: command })) };
}

/** A step whose taking back was dropped or refused for good stands again. */
export function standsAgain(database: WritableDatabase, undoing: StoredRow): void {
  if (undoing.undoes === null) return;
  const { kind, recordId } = commandOf(undoing);
  database.run(
    "stands again",
    sql`update outbox set undone = 0 where undo_group = ${undoing.undoes} and kind = ${kind} and record_id = ${recordId} and undoes is null`,
  );
}
