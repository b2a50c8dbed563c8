// The life of a record as commands that really run, so that states, trails, versions and scopes are those the rules give.
import { officeDateAt } from "../../shared/base/office-date.ts";
import type { Actor } from "../../shared/domain/actor.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { execute } from "../../shared/domain/execute.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { newTownPolicy, type Policy } from "../../shared/domain/policy.ts";
import { recordKey, type KindName, type OfficeRecord } from "../../shared/domain/record.ts";
import { uuidAt } from "../../shared/testing/ids.ts";
import type { Random } from "../../shared/testing/random.ts";
import { isoOf } from "./office-time.ts";

export type TownRecord = OfficeRecord<AnyBody>;

/** The records one story is about, and the only way they change. */
export class History {
  readonly #records = new Map<string, TownRecord>();
  readonly #own = new Set<string>();
  readonly #random: Random;
  readonly #policy: Policy;

  /** `random` gives the ids of commands; `known` are records that the story reads and does not tell. */
  constructor(random: Random, known: readonly TownRecord[] = [], policy: Policy = newTownPolicy) {
    this.#policy = policy;
    this.#random = random;
    for (const record of known) this.#records.set(recordKey(record), record);
  }

  /** Runs a command at an instant. Throws where the rules refuse it: then the story is wrong. */
  run(kind: KindName, name: string, recordId: string, args: AnyBody, actor: Actor, instant: number, id?: string): void {
    const commandId = id ?? uuidAt(this.#random, instant);
    const at = isoOf(instant);
    const authenticated = { by: "server", at } as const;
    const context = { commandId, at, today: officeDateAt(instant), policy: this.#policy, authenticated, lastWord: true };
    const outcome = execute(kinds, { kind, name, recordId, args }, actor, this.#records, context);
    if (outcome.kind === "refused")
      throw new Error(`impossible: the demo's ${kind} ${name} was refused: ${JSON.stringify(outcome.refusal)}`);
    for (const record of outcome.records) {
      this.#records.set(recordKey(record), record);
      this.#own.add(recordKey(record));
    }
  }

  /** A record as it is now. */
  record(kind: KindName, id: string): TownRecord {
    const found = this.#records.get(recordKey({ kind, id }));
    if (found === undefined) throw new Error(`impossible: the story made no ${kind} ${id}`);
    return found;
  }

  /** The records that the story made or changed, as they are now. */
  records(): readonly TownRecord[] {
    return [...this.#records].filter(([key]) => this.#own.has(key)).map(([, record]) => record);
  }
}
