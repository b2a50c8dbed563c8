// Decides a batch of commands against the records it was given: pure, so that a whole batch costs the database one write.
// Must never let a refused member of a group leave a trace.
import { officeDateAt } from "../../shared/base/office-date.ts";
import type { Authenticated, Command } from "../../shared/domain/command.ts";
import { contentOf, execute, recordsOf } from "../../shared/domain/execute.ts";
import { kinds, knowsCommand } from "../../shared/domain/kinds.ts";
import { recordKey, type OfficeRecord } from "../../shared/domain/record.ts";
import { refuse, type Refusal } from "../../shared/domain/refusal.ts";
import type { Answer } from "../../shared/sync/push.ts";
import type { Sender } from "./sender.ts";

/** A command with the running number its desk drew, null for the server's own. */
export interface SentCommand {
  readonly number: number | null;
  readonly command: Command;
  /** What its proof was found to be worth; absent where it has none that holds. */
  readonly authenticated?: Authenticated | undefined;
}

export interface Decided {
  readonly sent: SentCommand;
  readonly answer: Answer;
  /** Answered from the log: nothing is written for it. */
  readonly known: boolean;
}

/** What a batch is decided against. */
export interface Ground {
  readonly records: ReadonlyMap<string, OfficeRecord>;
  /** Earlier answers by command id. */
  readonly known: ReadonlyMap<string, Answer>;
  /** Content of the batch that the sender may name. */
  readonly held: ReadonlySet<string>;
  /** Whether there is a chart of accounts; looked up where a command asks for it. */
  readonly hasChart: boolean;
}

export interface Decision {
  readonly decided: readonly Decided[];
  /** The records that changed, as they are after the batch, in the order of their last change. */
  readonly changed: readonly OfficeRecord[];
}

/** Units of all or nothing, in the order of their first command: a single command, or all members of one group. */
function unitsOf(commands: readonly SentCommand[]): readonly (readonly SentCommand[])[] {
  const units = new Map<string, SentCommand[]>();
  for (const sent of commands) {
    const key = sent.command.group ?? sent.command.id;
    const unit = units.get(key);
    if (unit === undefined) units.set(key, [sent]);
    else unit.push(sent);
  }
  return [...units.values()];
}

/** Decides all commands in order. A refusal of one never touches another, except within its group. */
export function decideBatch(sender: Sender, commands: readonly SentCommand[], ground: Ground, receivedAt: string): Decision {
  const batch = new Batch(sender, ground, receivedAt);
  const decided = unitsOf(commands).flatMap((unit) => batch.decideUnit(unit));
  const place = new Map(commands.map((sent, index) => [sent.command.id, index]));
  const order = (item: Decided): number => place.get(item.sent.command.id) ?? 0;
  return { decided: [...decided].sort((a, b) => order(a) - order(b)), changed: batch.changed() };
}

class Batch {
  readonly #sender: Sender;
  readonly #ground: Ground;
  readonly #receivedAt: string;
  readonly #today: string;
  #records: Map<string, OfficeRecord>;
  #changed = new Map<string, OfficeRecord>();
  /** Records whose next command has to wait because one before it does. */
  readonly #waiting = new Map<string, readonly string[]>();
  readonly #refused = new Set<string>();

  constructor(sender: Sender, ground: Ground, receivedAt: string) {
    this.#sender = sender;
    this.#ground = ground;
    this.#receivedAt = receivedAt;
    this.#today = officeDateAt(Date.parse(receivedAt));
    this.#records = new Map(ground.records);
  }

  changed(): readonly OfficeRecord[] {
    return [...this.#changed.values()];
  }

  decideUnit(unit: readonly SentCommand[]): readonly Decided[] {
    const fresh = unit.filter((sent) => !this.#ground.known.has(sent.command.id));
    const missing = fresh.map((sent) => this.#missing(sent.command));
    if (fresh.some(({ command }) => !knowsCommand(kinds, command))) {
      // A newer desk than this server: what was not understood is not decided, and holds back what builds on it.
      for (const { command } of fresh) this.#waiting.set(recordKey({ kind: command.kind, id: command.recordId }), []);
      return unit.map((sent) => this.#fromLog(sent) ?? this.#waitingAnswer(sent, [], { reason: "unknownCommand" }));
    }
    if (missing.some((shas) => shas !== undefined)) {
      const all = [...new Set(missing.flatMap((shas) => shas ?? []))];
      for (const { command } of fresh) this.#waiting.set(recordKey({ kind: command.kind, id: command.recordId }), all);
      return unit.map((sent) => this.#fromLog(sent) ?? this.#waitingAnswer(sent, all));
    }
    // What stands alone is all or nothing by itself.
    const before = unit.length > 1 ? { records: new Map(this.#records), changed: new Map(this.#changed) } : undefined;
    const decided = unit.map((sent) => this.#fromLog(sent) ?? this.#run(sent));
    const broken = before !== undefined && decided.some(({ answer, known }) => !known && answer.answer === "refused");
    const final = broken ? decided.map((item) => this.#breakGroup(item)) : decided;
    if (broken) {
      this.#records = before.records;
      this.#changed = before.changed;
    }
    for (const { answer } of final) if (answer.answer === "refused") this.#refused.add(answer.id);
    return final;
  }

  /** Content the command has to wait for; empty where it waits behind another command; undefined where nothing is missing. */
  #missing(command: Command): readonly string[] | undefined {
    if (command.seen.after !== null && this.#refused.has(command.seen.after)) return [];
    for (const ref of recordsOf(kinds, command)) {
      const blocked = this.#waiting.get(recordKey(ref));
      if (blocked !== undefined) return blocked;
    }
    const missing = contentOf(kinds, command).filter((sha256) => !this.#ground.held.has(sha256));
    return missing.length === 0 ? undefined : missing;
  }

  #fromLog(sent: SentCommand): Decided | undefined {
    const answer = this.#ground.known.get(sent.command.id);
    return answer === undefined ? undefined : { sent, answer, known: true };
  }

  #waitingAnswer(sent: SentCommand, missingContent: readonly string[], why: { reason?: "unknownCommand" } = {}): Decided {
    return { sent, known: false, answer: { id: sent.command.id, answer: "waiting", missingContent: [...missingContent], ...why } };
  }

  #breakGroup(item: Decided): Decided {
    if (item.known || item.answer.answer !== "accepted") return item;
    return this.#refusal(item.sent, refuse("groupBroken"));
  }

  #refusal(sent: SentCommand, refusal: Refusal): Decided {
    return { sent, known: false, answer: { id: sent.command.id, answer: "refused", receivedAt: this.#receivedAt, refusal } };
  }

  #run(sent: SentCommand): Decided {
    const { command } = sent;
    const context = {
      commandId: command.id,
      at: this.#receivedAt,
      today: this.#today,
      policy: this.#sender.directory.policy,
      authorities: this.#sender.directory.authorities,
      readers: this.#sender.directory.readers,
      duties: this.#sender.directory.duties,
      device: this.#sender.device ?? undefined,
      authenticated: sent.authenticated,
      lastWord: true,
      hasChart: this.#ground.hasChart,
    };
    const outcome = this.#execute(command, context);
    if (outcome.kind === "refused") return this.#refusal(sent, outcome.refusal);
    for (const record of outcome.records) {
      const key = recordKey(record);
      this.#records.set(key, record);
      this.#changed.delete(key);
      this.#changed.set(key, record);
    }
    const version = this.#records.get(recordKey({ kind: command.kind, id: command.recordId }))?.version ?? 0;
    const conflicts = [...outcome.conflicts];
    return { sent, known: false, answer: { id: command.id, answer: "accepted", version, receivedAt: this.#receivedAt, conflicts } };
  }

  #execute(command: Command, context: Parameters<typeof execute>[4]): ReturnType<typeof execute> {
    try {
      const outcome = execute(kinds, command, this.#sender.actor, this.#records, context);
      if (outcome.kind === "accepted" && outcome.records.some((record) => [record.unit, ...record.scopes].some(unstorable)))
        return { kind: "refused", refusal: refuse("badArguments") };
      return outcome;
    } catch {
      // A stored body that its kind cannot read: damage of one record must not stop the commands on all others.
      return { kind: "refused", refusal: refuse("invariantBroken", { rule: "stored body" }) };
    }
  }
}

/** PostgreSQL's text type has no character NUL. */
function unstorable(text: string): boolean {
  return text.includes("\0");
}
