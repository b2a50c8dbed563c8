// Runs one command against the replica by the shared rules. Must never write: what comes of it, the caller decides.
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { idsOfAct, type AnyBody, type Command, type CommandContext } from "../../../shared/domain/command.ts";
import { besideOf, execute, recordsOf } from "../../../shared/domain/execute.ts";
import { recordKey, type OfficeRecord, type RecordRef } from "../../../shared/domain/record.ts";
import type { FieldConflict, Refusal } from "../../../shared/domain/refusal.ts";
import { isSealed } from "./sealed-arguments.ts";
import type { ReadableDatabase } from "../store/database.ts";
import { readIdentity } from "../store/meta.ts";
import { sql } from "../store/sql.ts";
import { recordAt, type StoredRecord } from "../store/records.ts";

export type LocalOutcome =
  | { readonly kind: "applied"; readonly records: readonly OfficeRecord<AnyBody>[]; readonly conflicts: readonly FieldConflict[] }
  /** A record it needs is not here; the server will check. */
  | { readonly kind: "unchecked" }
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** Everything a command reads or changes as the replica stands now, whether it exists or not. */
export function groundOf(database: ReadableDatabase, command: Pick<Command, "kind" | "name" | "recordId" | "args">): readonly RecordRef[] {
  const head =
    database.kinds.get(command.kind)?.beside === undefined ? undefined : recordAt(database, { kind: command.kind, id: command.recordId });
  return [...recordsOf(database.kinds, command), ...(head === undefined ? [] : besideOf(database.kinds, head))];
}

/** The records a command needs, as far as they are here. */
export function recordsFor(
  database: ReadableDatabase,
  command: Pick<Command, "kind" | "name" | "recordId" | "args">,
): ReadonlyMap<string, StoredRecord> {
  const found = new Map<string, StoredRecord>();
  for (const ref of groundOf(database, command)) {
    const record = recordAt(database, ref);
    if (record !== undefined) found.set(recordKey(ref), record);
  }
  return found;
}

/** Time and policy under which a command of this moment runs at the desk. */
export function contextAt(database: ReadableDatabase, commandId: string, at: string): CommandContext {
  const { policy, authorities, readers, duties } = readIdentity(database).directory;
  const known = { policy, authorities, readers, duties, hasChart: hasChart(database) };
  return { commandId, at, today: officeDateAt(Date.parse(at)), ...known };
}

/** Whether a chart of accounts is here. */
function hasChart(database: ReadableDatabase): boolean {
  const account = sql`select no from records where kind = 'account' and json_extract(body, '$.withdrawn') is null limit 1`;
  return database.get("any account", account) !== undefined;
}

export function runCommand(database: ReadableDatabase, command: Command): LocalOutcome {
  if (isSealed(command)) return { kind: "unchecked" };
  const records = recordsFor(database, command);
  const { actor } = readIdentity(database);
  const { id, at, device, proof } = command;
  // What the proof is worth only the server can tell; here it has to be of this very command.
  const authenticated = proof !== undefined && idsOfAct(proof).includes(id) ? { by: proof.by, at: proof.at } : undefined;
  const context = { ...contextAt(database, id, at), device, authenticated };
  const outcome = execute(database.kinds, command, actor, records, context);
  if (outcome.kind === "accepted") return { kind: "applied", records: outcome.records, conflicts: outcome.conflicts };
  if (outcome.refusal.code === "recordMissing") return { kind: "unchecked" };
  return outcome;
}
