// What can be done now about the steps on a record that were not taken. Asks the rules, changes nothing.
import type { Solution } from "../../../shared/desk/record-calls.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { ReadableDatabase } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { membersOf } from "./resolve.ts";
import { commandOf, refusalOf, rowColumns, type StoredRow } from "./rows.ts";
import { runCommand } from "./run-command.ts";

/** One entry for each refused or partly refused step on the record, oldest first. `at` is now, ISO. */
export function solutions(database: ReadableDatabase, { ref, at }: { readonly ref: RecordRef; readonly at: string }): readonly Solution[] {
  const rows = database.all<StoredRow>(
    "steps to solve",
    sql`select ${rowColumns} from outbox where kind = ${ref.kind} and record_id = ${ref.id} and state in ('refused', 'partlyRefused') order by seq`,
  );
  return rows.map((row) => {
    const members = membersOf(database, row);
    const outcome = runCommand(database, { ...commandOf(row), at });
    return {
      commandId: commandOf(row).id,
      again: outcome.kind === "refused" ? outcome.refusal : null,
      members:
        members.length < 2
          ? []
          : members.map((one) => {
              const { id, kind, recordId } = commandOf(one);
              const refusal = refusalOf(one);
              return { commandId: id, kind, recordId, subject: one.subject, refusal: refusal?.code === "groupBroken" ? null : refusal };
            }),
    };
  });
}
