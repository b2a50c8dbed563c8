// What people gave and what servers promised, kept beside the program so that nothing can be lost without somebody knowing.
// Must never ask the program what it believes: it reads rows and answers as they are.
import { sameJson } from "../../../shared/base/canonical-json.ts";
import { resolveArgsSchema } from "../../../shared/desk/record-calls.ts";
import { pushResponseSchema } from "../../../shared/sync/push.ts";
import { commandSchema, type Command } from "../../../shared/domain/command.ts";
import { z } from "../../../shared/base/zod.ts";
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { sql } from "../../../electron/workstation/store/sql.ts";
import type { Counts } from "./counts.ts";
import type { Breach } from "./breach.ts";

export interface Given {
  readonly command: Command;
  /** The replica whose outbox took it. */
  readonly replica: string;
  readonly userName: string;
  /** The person threw it away or gave it anew under another id. */
  byWord: boolean;
  /** The person has taken note of what became of it. */
  noted: boolean;
  /** The desk may have found another reason since: somebody tried again on this record or in this bulk action. */
  triedAgain: boolean;
}

export interface Ledger {
  readonly given: ReadonlyMap<string, Given>;
  /** Commands whose acceptance a server has promised in this life of the database. */
  readonly promised: ReadonlySet<string>;
  /** What went wrong in a way that no later look could see. */
  readonly breaches: readonly Breach[];
  /** After an operation of a writer. */
  look(replica: string, userName: string, operation: string, args: unknown, database: StoreDatabase): void;
  answered(body: string): void;
  /** A server failed by itself. */
  failed(what: string): void;
  /** Something of a program outlived its orderly end. */
  left(what: string): void;
  /** A server gave something to a device that is locked out. */
  served(what: string): void;
  /** A password opens a replica on a PC that was locked out. */
  opened(what: string): void;
  /** The database went back: promises after its backup are void until they are pushed again. */
  restored(): void;
}

const changes: readonly string[] = [
  "submit",
  "submitScan",
  "undo",
  "resolve",
  "takeBatch",
  "takeAnswers",
  "requeue",
  "applyPull",
  "beginEpoch",
];

const undoSchema = z.object({ group: z.string() });
const partSchema = z.object({ at: z.string() });
const keptDays = 30;

/** What was answered so long ago that no backup brings back a server that lacks it, may be forgotten. */
function isOld(command: Command, args: unknown): boolean {
  const { at } = partSchema.parse(args);
  return Date.parse(at) - Date.parse(command.at) > keptDays * 86_400_000;
}

/** Whether a step went together with its taking back, whichever of them it is. */
function isPaired(command: Command, gone: readonly Command[]): boolean {
  const takesBack = (one: Command, other: Command): boolean => one.name === "takeBack" && one.args["command"] === other.id;
  return gone.some((other) => takesBack(command, other) || takesBack(other, command));
}

const isSameIntention = (one: Command, other: Command): boolean =>
  one.kind === other.kind && one.name === other.name && one.recordId === other.recordId && sameJson(one.args, other.args);

export function openLedger(counts: Counts): Ledger {
  const given = new Map<string, Given>();
  const present = new Map<string, ReadonlySet<string>>();
  const promised = new Set<string>();
  const seenConflicts = new Set<string>();
  const breaches: Breach[] = [];
  return {
    given,
    promised,
    breaches,
    look: (replica, userName, operation, args, database) => {
      if (!changes.includes(operation)) return;
      if (operation === "undo") {
        const { group } = undoSchema.parse(args);
        // Whoever takes a step back has said what they think of the fields that were refused, too.
        for (const row of database.all<{ id: string }>("ledger undone", sql`select id from outbox where undo_group = ${group}`)) {
          const undone = given.get(row.id);
          if (undone !== undefined) undone.noted = true;
        }
      }
      const resolved = operation === "resolve" ? given.get(resolveArgsSchema.parse(args).commandId) : undefined;
      if (resolved !== undefined) {
        resolved.noted = true;
        const { group, recordId } = resolved.command;
        for (const one of given.values())
          if (one.command.recordId === recordId || (group !== undefined && one.command.group === group)) one.triedAgain = true;
      }
      const rows = database.all<{ id: string }>("ledger ids", sql`select id from outbox`);
      const before = present.get(replica) ?? new Set<string>();
      const now = new Set(rows.map((row) => row.id));
      present.set(replica, now);
      const fresh: Command[] = [];
      for (const id of now) {
        if (given.has(id)) continue;
        const row = database.get<{ command: string }>("ledger command", sql`select command from outbox where id = ${id}`);
        const command = commandSchema.parse(JSON.parse(row?.command ?? "{}"));
        fresh.push(command);
        given.set(id, {
          command,
          replica,
          userName,
          byWord: false,
          noted: false,
          triedAgain: false,
        });
        counts.given += 1;
      }
      const gone = [...before].filter((id) => !now.has(id)).flatMap((id) => given.get(id)?.command ?? []);
      for (const id of before) {
        if (now.has(id)) continue;
        const known = given.get(id);
        if (operation === "resolve" && known !== undefined) {
          if (!known.byWord) counts.resolved += 1;
          known.byWord = true;
        } else if (operation === "applyPull" && known !== undefined && isOld(known.command, args)) present.set(replica, now);
        else if (operation === "applyPull" && known !== undefined && fresh.some((command) => isSameIntention(command, known.command)))
          // Its record came back after a restore: it was given once more by the desk.
          known.byWord = true;
        else if (operation === "applyPull" && known !== undefined && !promised.has(id) && isPaired(known.command, gone))
          // Its record came back, and its person had taken it back: neither is given again.
          known.byWord = true;
        else breaches.push({ invariant: "nothing leaves an outbox by itself", what: `${id} of ${userName} by ${operation}` });
      }
    },
    answered: (body) => {
      for (const answer of pushResponseSchema.parse(JSON.parse(body)).answers) {
        if (answer.answer === "accepted") {
          if (!promised.has(answer.id)) counts.accepted += 1;
          promised.add(answer.id);
          if (answer.conflicts.length > 0 && !seenConflicts.has(answer.id)) {
            seenConflicts.add(answer.id);
            counts.conflicts += 1;
          }
        } else if (answer.answer === "refused" && !seenConflicts.has(answer.id)) {
          seenConflicts.add(answer.id);
          counts.refused += 1;
        }
      }
    },
    failed: (what) => breaches.push({ invariant: "no server fails by itself", what }),
    left: (what) => breaches.push({ invariant: "an orderly end leaves nothing running", what }),
    served: (what) => breaches.push({ invariant: "a locked-out device is served nothing", what }),
    opened: (what) => breaches.push({ invariant: "a locked-out desk opens nothing", what }),
    restored: () => promised.clear(),
  };
}
