// The person's own steps, newest first, with what can still be taken back. Kept over restarts; must never show another's.
import type { SubmitResult } from "../../../shared/desk/record-calls.ts";
import type { OwnStep } from "../../../shared/desk/undo-calls.ts";
import type { Refusal } from "../../../shared/domain/refusal.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import { sql, type Sql } from "../store/sql.ts";
import { commandOf, readableCommandOf, rowColumns, type StoredRow } from "./rows.ts";
import { undo, whyNotUndo, type UndoInput } from "./undo.ts";

const shownRecords = 20;

/** What the scanner folder books and tells and what the desk reads, makes and learns on its own is no step of the person's hand. */
const byHand: Sql = sql`undoes is null and json_valid(command) and json_extract(command, '$.name') not in ('capture', 'tell', 'learn', 'readPaper', 'addRendition')`;

/** The last `limit` acts; `at` is now, ISO. */
export function ownSteps(
  database: ReadableDatabase,
  { limit, at }: { readonly limit: number; readonly at: string },
): { readonly steps: OwnStep[]; readonly more: boolean } {
  const groups = database.all<{ group: string }>(
    "own steps",
    sql`select undo_group as "group" from outbox where undoes is null group by undo_group order by max(seq) desc limit ${limit + 1}`,
  );
  const steps = groups.slice(0, limit).flatMap(({ group }) => stepOf(database, group, at) ?? []);
  return { steps, more: groups.length > limit };
}

function stepOf(database: ReadableDatabase, group: string, at: string): OwnStep | undefined {
  // What a newer program wrote is not shown: this one cannot read what it was.
  const rows = database
    .all<StoredRow>("rows of a step", sql`select ${rowColumns} from outbox where undo_group = ${group} and undoes is null order by seq`)
    .filter((row) => readableCommandOf(row) !== undefined);
  const [first] = rows;
  if (first === undefined) return undefined;
  const { kind, name, args, at: given } = commandOf(first);
  const standing = rows.filter((row) => row.undone === 0);
  const records = rows.slice(0, shownRecords).map((row) => {
    const command = commandOf(row);
    return { commandId: command.id, kind: command.kind, id: command.recordId, subject: row.subject };
  });
  return {
    group,
    kind,
    name,
    as: typeof args["as"] === "string" ? args["as"] : null,
    at: given,
    count: rows.length,
    records,
    state: standing.length === 0 ? "undone" : stateOf(standing),
    refusal: firstRefusal(database, standing.length === 0 ? rows : standing, at) ?? null,
  };
}

function stateOf(rows: readonly StoredRow[]): OwnStep["state"] {
  for (const state of ["refused", "partlyRefused", "parked"] as const) if (rows.some((row) => row.state === state)) return state;
  return rows.every((row) => row.state === "acknowledged") ? "done" : "waiting";
}

function firstRefusal(database: ReadableDatabase, rows: readonly StoredRow[], at: string): Refusal | undefined {
  for (const row of rows) {
    const refusal = whyNotUndo(database, row, at);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Takes back the newest act that still stands. Where that one cannot be taken back it says why, and leaves older ones alone. */
export function undoLast(
  database: WritableDatabase,
  input: Pick<UndoInput, "at" | "device">,
): { readonly step: OwnStep | null; readonly result: SubmitResult | null } {
  const last = database.get<{ group: string }>(
    "last act",
    sql`select undo_group as "group" from outbox where ${byHand} and undone = 0 order by seq desc limit 1`,
  );
  if (last === undefined) return { step: null, result: null };
  const step = stepOf(database, last.group, input.at) ?? null;
  return { step, result: undo(database, { ...input, group: last.group }) };
}
