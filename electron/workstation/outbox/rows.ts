// Rows of the outbox. A row leaves it only by the server's answer or the person's own word.
import { z } from "../../../shared/base/zod.ts";
import { commandSchema, type Command, type Inverse } from "../../../shared/domain/command.ts";
import { fieldConflictSchema, refusalSchema, refuse, type FieldConflict, type Refusal } from "../../../shared/domain/refusal.ts";
import { sql, type Sql } from "../store/sql.ts";
import { storedJson } from "../store/stored-json.ts";

/**
 * queued: to be sent · sending: on its way · waitingForContent: the server lacks a file it names · refused · parked: behind a
 * refused one · partlyRefused: accepted, some fields of it not · acknowledged: accepted, kept for a restored server
 */
export type RowState = "queued" | "sending" | "waitingForContent" | "refused" | "parked" | "partlyRefused" | "acknowledged";

/** A row as the database holds it. */
export interface StoredRow {
  readonly seq: number;
  readonly id: string;
  readonly kind: string;
  readonly record_id: string;
  readonly undo_group: string;
  readonly command: string;
  readonly subject: string;
  readonly state: RowState;
  readonly number: number | null;
  readonly content: string;
  readonly inverse: string | null;
  readonly undoes: string | null;
  readonly undone: number;
  readonly refusal: string | null;
  readonly conflicts: string;
  readonly local_refusal: string | null;
  readonly accepted_version: number | null;
  readonly settled: number;
}

export const rowColumns: Sql = sql`seq, id, kind, record_id, undo_group, command, subject, state, number, content, inverse, undoes, undone, refusal, conflicts,
  local_refusal, accepted_version, settled`;

/** Rows whose effect the person should see: not answered yet, or answered and not yet pulled. */
export const live: Sql = sql`settled = 0 and state in ('queued', 'sending', 'waitingForContent', 'acknowledged', 'partlyRefused')`;

/** Shown with a command that the server did not know: it waits for a newer server. */
export const serverTooOld: Refusal = refuse("serverTooOld");

const conflictsSchema = z.array(fieldConflictSchema);

/** The command of a row that this program has read before; throws for one it cannot read. */
export function commandOf(row: Pick<StoredRow, "command">): Command {
  return commandSchema.parse(JSON.parse(row.command));
}

/** The command of a row; undefined where this program cannot read what lies there. */
export function readableCommandOf(row: Pick<StoredRow, "command">): Command | undefined {
  try {
    return commandOf(row);
  } catch {
    return undefined;
  }
}

export function contentOfRow(row: Pick<StoredRow, "content">): readonly string[] {
  return storedJson(row.content);
}

export function inverseOfRow(row: Pick<StoredRow, "inverse">): Inverse | undefined {
  return row.inverse === null ? undefined : storedJson(row.inverse);
}

/** The server's refusal, or else what the rules say here of a command that waits. */
export function refusalOf(row: Pick<StoredRow, "refusal" | "local_refusal">): Refusal | null {
  const text = row.refusal ?? row.local_refusal;
  return text === null ? null : refusalSchema.parse(JSON.parse(text));
}

export function conflictsOf(row: Pick<StoredRow, "conflicts">): readonly FieldConflict[] {
  return conflictsSchema.parse(JSON.parse(row.conflicts));
}
