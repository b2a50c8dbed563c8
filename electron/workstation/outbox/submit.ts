// Takes the person's commands: optimistic bodies, outbox rows and their inverses in one transaction, or nothing at all.
import { derivedId } from "../../../shared/base/hash.ts";
import { must } from "../../../shared/base/must.ts";
import type { SubmitResult, Intention } from "../../../shared/desk/record-calls.ts";
import type { ActProof, Command, Kinds } from "../../../shared/domain/command.ts";
import { contentOf, idOf, inverseOf } from "../../../shared/domain/execute.ts";
import { recordKey, type OfficeRecord } from "../../../shared/domain/record.ts";
import { refuse, type Refusal } from "../../../shared/domain/refusal.ts";
import { maxCommandsPerPush } from "../../../shared/sync/push.ts";
import type { ReadableDatabase, WritableDatabase } from "../store/database.ts";
import { readMeta, writeMeta } from "../store/meta.ts";
import { recordAt, rowOf, serverVersion } from "../store/records.ts";
import { sql } from "../store/sql.ts";
import { StoreError } from "../store/store-error.ts";
import { subjectOf } from "../store/summary.ts";
import { stateOfCommand } from "./entries.ts";
import { putOptimistic } from "./replay.ts";
import { runCommand } from "./run-command.ts";
import { noteStepRecords, openStepRecords } from "./step-records.ts";
import { uuid7 } from "./uuid7.ts";

/** One act of the person: `at` is the desk's time, ISO; `undoes` names the group an undo takes back. */
export interface Submission {
  readonly commands: readonly Intention[];
  readonly at: string;
  readonly device: string;
  readonly undoes?: string;
  /** For acts a password was given for: the id of each command, drawn before, and the proof under it. */
  readonly proofs?: readonly ActProof[];
}

/** Rolls a submission back of which at least one command was refused. */
class GroupRefused extends Error {}

/**
 * Queues the commands and shows their effect at once. A local refusal of one queues nothing of the group; each that is
 * refused by itself says why, so that the person can go on without those. Commands that need records this desk lacks are
 * queued unchecked.
 */
export function submit(database: WritableDatabase, submission: Submission): SubmitResult {
  const group = uuid7(submission.at);
  const commands = submission.commands.map((intention, index) => commandFor(database.kinds, submission, intention, group, index));
  const refusals = new Map<string, Refusal>();
  const outcomes: ("applied" | "unchecked")[] = [];
  try {
    database.transaction(() => {
      for (const command of commands) {
        const outcome = queue(database, submission, command, group);
        if (typeof outcome === "string") outcomes.push(outcome);
        else refusals.set(command.id, outcome);
      }
      if (refusals.size > 0) throw new GroupRefused();
    });
  } catch (thrown) {
    if (!(thrown instanceof GroupRefused)) throw thrown;
  }
  const results = commands.map((command, index): SubmitResult["results"][number] => {
    const ids = { commandId: command.id, recordId: command.recordId };
    if (refusals.size === 0) return { ...ids, outcome: outcomes[index] ?? "unchecked", refusal: null };
    return { ...ids, outcome: "refused", refusal: refusals.get(command.id) ?? refuse("groupBroken") };
  });
  return { group, results };
}

function commandFor(kinds: Kinds, submission: Submission, intention: Intention, group: string, index: number): Command {
  const { kind, name, args } = intention;
  const { at, device } = submission;
  const proof = submission.proofs?.[index];
  const id = proof?.of ?? uuid7(at);
  const drawn = idOf(kinds, intention) ?? uuid7(at);
  const slice = Math.floor(index / maxCommandsPerPush);
  // A push holds no more; each slice is all or nothing by itself at the server, undo takes them all.
  const wireGroup = slice === 0 ? group : derivedId(group, slice);
  const grouped = submission.commands.length > 1 ? { group: wireGroup } : {};
  return {
    id,
    kind,
    name,
    recordId: intention.recordId ?? drawn,
    args,
    seen: { version: 0, after: null },
    device,
    at,
    ...grouped,
    ...(proof === undefined ? {} : { proof }),
  };
}

function queue(database: WritableDatabase, submission: Submission, drawn: Command, group: string): "applied" | "unchecked" | Refusal {
  const ref = { kind: drawn.kind, id: drawn.recordId };
  const seen = { version: serverVersion(rowOf(database, ref)), after: lastOwn(database, ref) };
  const command = { ...drawn, seen };
  const before = recordAt(database, ref);
  const outcome = runCommand(database, command);
  if (outcome.kind === "refused") return outcome.refusal;
  const inverse = submission.undoes === undefined ? inverseOf(database.kinds, command) : undefined;
  const records = outcome.kind === "applied" ? outcome.records : [];
  const shown: OfficeRecord | undefined = before ?? records.find((record) => recordKey(record) === recordKey(ref));
  const { rowId: seq } = database.run(
    "queue command",
    sql`insert into outbox (id, undo_group, kind, record_id, command, subject, state, content, inverse, undoes)
      values (${command.id}, ${group}, ${command.kind}, ${command.recordId}, ${JSON.stringify(command)},
        ${shown === undefined ? "" : subjectOf(shown)}, 'queued', ${JSON.stringify(contentOf(database.kinds, command))},
        ${inverse === undefined ? null : JSON.stringify(inverse)}, ${submission.undoes ?? null})`,
  );
  openStepRecords(database);
  noteStepRecords(database, { seq, kind: ref.kind, record_id: ref.id }, command, records);
  for (const record of records) putOptimistic(database, record);
  database.touch("outbox", recordKey(ref));
  return outcome.kind === "applied" ? "applied" : "unchecked";
}

/** The person's last own command on a record that the server has not answered. */
function lastOwn(database: ReadableDatabase, ref: { readonly kind: string; readonly id: string }): string | null {
  const row = database.get<{ id: string }>(
    "last own command",
    sql`select id from outbox where kind = ${ref.kind} and record_id = ${ref.id} and state in ('queued', 'sending', 'waitingForContent')
      order by seq desc limit 1`,
  );
  return row?.id ?? null;
}

/** Submits one command for a claim, or names the command that an earlier try submitted for the same claim. */
export function submitOnce(database: WritableDatabase, claim: string, submission: Submission): string {
  return database.transaction(() => {
    const known = readMeta(database, `claim:${claim}`);
    // A refused try may be made again: the person has put the file back.
    if (known !== undefined && (stateOfCommand(database, known) ?? { state: "refused" }).state !== "refused") return known;
    const result = must(submit(database, submission).results[0], "a submission has at least one command");
    if (result.refusal !== null) throw new StoreError("badArguments", `the claim was refused: ${result.refusal.code}`);
    writeMeta(database, `claim:${claim}`, result.commandId);
    return result.commandId;
  });
}
