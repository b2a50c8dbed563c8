// The outbox as screens see it. Acknowledged commands are kept for a restored server; people see the latest of them as done.
import type { DoneStep } from "../../../shared/desk/outbox-calls.ts";
import type { OutboxEntry } from "../../../shared/desk/record-calls.ts";
import type { StepCounts } from "../../../shared/desk/session-calls.ts";
import { neededBy } from "../../../shared/domain/execute.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { ReadableDatabase } from "../store/database.ts";
import { sql, type Sql } from "../store/sql.ts";
import { rowOf } from "../store/records.ts";
import { conflictsOf, readableCommandOf, refusalOf, rowColumns, type StoredRow } from "./rows.ts";

const mostShown = 1000;

export const noSteps: StepCounts = { queued: 0, sending: 0, waitingForContent: 0, parked: 0, refused: 0, partlyRefused: 0 };

function entriesWhere(database: ReadableDatabase, condition: Sql): readonly OutboxEntry[] {
  const rows = database.all<StoredRow>(
    "outbox entries",
    sql`select ${rowColumns} from outbox where state <> 'acknowledged' and ${condition} order by seq limit ${mostShown}`,
  );
  return rows.flatMap((row): readonly OutboxEntry[] => {
    if (row.state === "acknowledged") return [];
    const { undo_group: group, subject, state } = row;
    const refusal = state === "parked" ? null : refusalOf(row);
    // What was taken in part keeps its conflicts beside the step, what was refused altogether within its refusal.
    const conflicts = state === "partlyRefused" ? conflictsOf(row) : (refusal?.conflicts ?? []);
    return [{ ...shownOf(row), group, subject, state, unchecked: isUnchecked(database, row), refusal, conflicts: [...conflicts] }];
  });
}

/** What screens show of a command, also of one that this program cannot read. */
function shownOf(row: StoredRow): Pick<OutboxEntry, "commandId" | "kind" | "recordId" | "name" | "args" | "at"> {
  const command = readableCommandOf(row);
  const ids = { commandId: row.id, kind: row.kind, recordId: row.record_id };
  if (command === undefined) return { ...ids, name: "", args: {}, at: timeOf(row.id) };
  const args = row.command.length > longCommand ? shortened(command.args) : command.args;
  return { ...ids, name: command.name, args, at: command.at };
}

/** Beyond it, the words of a step stay in the store: a thousand of them would not fit through the wire. */
const longCommand = 20_000;
const longText = 200;

function shortened(args: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const shorter = (value: unknown): unknown => {
    if (typeof value === "string") return value.length > longText ? `${value.slice(0, longText)} …` : value;
    if (Array.isArray(value)) return value.slice(0, 20).map(shorter);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shorter(inner)]));
  };
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, shorter(value)]));
}

/** The moment a UUIDv7 was drawn. */
function timeOf(id: string): string {
  const milliseconds = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  return new Date(Number.isFinite(milliseconds) ? milliseconds : 0).toISOString();
}

function isUnchecked(database: ReadableDatabase, row: StoredRow): boolean {
  if (row.state !== "queued" && row.state !== "sending" && row.state !== "waitingForContent") return false;
  const command = readableCommandOf(row);
  if (command === undefined) return false;
  return neededBy(database.kinds, command).some((ref) => rowOf(database, ref) === undefined);
}

const doneShown = 50;

/** What the server accepted last, newest first. */
export function doneSteps(database: ReadableDatabase): readonly DoneStep[] {
  const rows = database.all<StoredRow & { readonly acknowledged_at: string }>(
    "done steps",
    sql`select ${rowColumns}, acknowledged_at from outbox where state = 'acknowledged' and acknowledged_at is not null
      order by acknowledged_at desc, seq desc limit ${doneShown}`,
  );
  return rows.map((row) => ({ ...shownOf(row), subject: row.subject, acceptedAt: row.acknowledged_at }));
}

/** Everything that waits, is refused or parked, oldest first. */
export function outboxEntries(database: ReadableDatabase): readonly OutboxEntry[] {
  return entriesWhere(database, sql`1`);
}

export function entriesOfRecord(database: ReadableDatabase, ref: RecordRef): readonly OutboxEntry[] {
  return entriesWhere(database, sql`kind = ${ref.kind} and record_id = ${ref.id}`);
}

/** How much waits and how much wants the person's word, also by state. */
export function outboxCounts(database: ReadableDatabase): {
  readonly waiting: number;
  readonly refused: number;
  readonly steps: StepCounts;
} {
  const rows = database.all<{ state: StoredRow["state"]; steps: number }>(
    "outbox counts",
    sql`select state, count(*) as steps from outbox where state <> 'acknowledged' group by state`,
  );
  const steps = { ...noSteps };
  for (const row of rows) if (row.state !== "acknowledged") steps[row.state] = row.steps;
  const { queued, sending, waitingForContent, parked, refused, partlyRefused } = steps;
  return { waiting: queued + sending + waitingForContent + parked, refused: refused + partlyRefused, steps };
}

/** What became of one command: its row's state, or undefined where the outbox no longer knows it. */
export function stateOfCommand(
  database: ReadableDatabase,
  commandId: string,
): { readonly state: StoredRow["state"]; readonly refusal: string | null; readonly acceptedVersion: number | null } | undefined {
  return database.get(
    "state of a command",
    sql`select state, refusal, accepted_version as acceptedVersion from outbox where id = ${commandId}`,
  );
}
