// The outbox as screens see it. Acknowledged commands are kept for a restored server but shown to nobody.
import type { OutboxEntry } from "../../../shared/desk/record-calls.ts";
import type { StepCounts } from "../../../shared/desk/session-calls.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { ReadableDatabase } from "../store/database.ts";
import { sql, type Sql } from "../store/sql.ts";
import { commandOf, conflictsOf, refusalOf, rowColumns, type StoredRow } from "./rows.ts";

const mostShown = 1000;

export const noSteps: StepCounts = { queued: 0, sending: 0, waitingForContent: 0, parked: 0, refused: 0, partlyRefused: 0 };

function entriesWhere(database: ReadableDatabase, condition: Sql): readonly OutboxEntry[] {
  const rows = database.all<StoredRow>(
    "outbox entries",
    sql`select ${rowColumns} from outbox where state <> 'acknowledged' and ${condition} order by seq limit ${mostShown}`,
  );
  return rows.flatMap((row): readonly OutboxEntry[] => {
    if (row.state === "acknowledged") return [];
    const { id, kind, recordId, name, args, at } = commandOf(row);
    const { undo_group: group, subject, state } = row;
    const refusal = state === "parked" ? null : refusalOf(row);
    // What was taken in part keeps its conflicts beside the step, what was refused altogether within its refusal.
    const conflicts = state === "partlyRefused" ? conflictsOf(row) : (refusal?.conflicts ?? []);
    return [
      {
        commandId: id,
        group,
        kind,
        recordId,
        name,
        args,
        subject,
        at,
        state,
        refusal,
        conflicts: [...conflicts],
      },
    ];
  });
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
