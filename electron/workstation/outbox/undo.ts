// Undo: the inverses of a group, in reverse order, as commands of their own. Works before and after the originals were sent.
import type { SubmitResult } from "../../../shared/desk/record-calls.ts";
import { whyNot } from "../../../shared/domain/execute.ts";
import { recordKey, type RecordRef } from "../../../shared/domain/record.ts";
import { refuse } from "../../../shared/domain/refusal.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import { readIdentity } from "../store/meta.ts";
import { sql } from "../store/sql.ts";
import { commandOf, inverseOfRow, rowColumns, type StoredRow } from "./rows.ts";
import { contextAt, recordsFor } from "./run-command.ts";
import { submit } from "./submit.ts";

const undoable = sql`state in ('queued', 'sending', 'waitingForContent', 'acknowledged')`;

function rowsOfGroup(database: ReadableDatabase, group: string): readonly StoredRow[] {
  return database.all<StoredRow>("rows of a group", sql`select ${rowColumns} from outbox where undo_group = ${group} order by seq desc`);
}

/** Takes a group back. A member without an inverse, refused, or already taken back refuses the whole with `notUndoable`. */
export function undo(
  database: WritableDatabase,
  input: { readonly group: string; readonly at: string; readonly device: string },
): SubmitResult {
  const rows = rowsOfGroup(database, input.group);
  const states: readonly string[] = ["queued", "sending", "waitingForContent", "acknowledged"];
  const commands = rows.map((row) => {
    const inverse = inverseOfRow(row);
    const { kind, recordId } = commandOf(row);
    if (inverse === undefined || row.undone === 1 || !states.includes(row.state)) return undefined;
    return { kind, name: inverse.name, recordId, args: inverse.args };
  });
  const known = commands.filter((command) => command !== undefined);
  if (known.length === 0 || known.length < commands.length) return notUndoable(input.group, rows);
  return database.transaction(() => {
    const result = submit(database, { commands: known, at: input.at, device: input.device, undoes: input.group });
    if (result.results.every((one) => one.outcome !== "refused"))
      database.run("mark undone", sql`update outbox set undone = 1 where undo_group = ${input.group}`);
    return result;
  });
}

function notUndoable(group: string, rows: readonly StoredRow[]): SubmitResult {
  const results = rows.map((row): SubmitResult["results"][number] => {
    const { id, recordId } = commandOf(row);
    return { commandId: id, recordId, outcome: "refused", refusal: refuse("notUndoable") };
  });
  return { group, results };
}

/** The person's last action on a record, where it can still be taken back now. */
export function lastUndoable(
  database: ReadableDatabase,
  ref: RecordRef,
  at: string,
): { readonly group: string; readonly name: string } | null {
  const row = database.get<StoredRow>(
    "last own action",
    sql`select ${rowColumns} from outbox where kind = ${ref.kind} and record_id = ${ref.id} and undoes is null and undone = 0 and ${undoable}
      order by seq desc limit 1`,
  );
  const inverse = row === undefined ? undefined : inverseOfRow(row);
  if (row === undefined || inverse === undefined) return null;
  const command = commandOf(row);
  const intention = { kind: command.kind, name: inverse.name, recordId: command.recordId, args: inverse.args };
  const records = recordsFor(database, intention);
  const record = records.get(recordKey(ref));
  if (record === undefined || lastCommandIn(record.body) !== command.id) return null;
  const refusal = whyNot(database.kinds, intention, readIdentity(database).actor, records, contextAt(database, command.id, at));
  return refusal === undefined ? { group: row.undo_group, name: command.name } : null;
}

/** The command behind the newest line of the trail: where somebody has built on ours, it is not ours. */
function lastCommandIn(body: Readonly<Record<string, unknown>>): string | undefined {
  const trail: readonly unknown[] = Array.isArray(body["trail"]) ? body["trail"] : [];
  const last = trail.at(-1);
  return typeof last === "object" && last !== null && "commandId" in last && typeof last.commandId === "string"
    ? last.commandId
    : undefined;
}
