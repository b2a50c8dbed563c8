// The one scheduler of a town: whatever could happen next is a step with an owner and a label, and a seed picks which one does.
// Must never run two steps at once, nor anything of an owner that was killed.
import { randomOf, type Random } from "../../../shared/testing/random.ts";
import type { Quiet } from "./quiet.ts";

interface Pending {
  readonly owner: string;
  readonly key: string;
  readonly number: number;
  /** Virtual time before which it cannot happen. */
  readonly due: number;
  readonly isTimer: boolean;
  readonly run: () => void | Promise<void>;
}

/**
 * What a run did, in order: keys of steps; `do …` for what people and fate decided, from which everything that begins with `* `
 * follows.
 */
export type Trace = readonly string[];

export interface Scheduler {
  /** Virtual time, milliseconds since 1970. */
  now(): number;
  /** Who is on; everything random that runs now is theirs. */
  owner(): string;
  /** A step that may happen from now on; the function returned takes it back. */
  add(owner: string, label: string, run: () => void | Promise<void>): () => void;
  after(owner: string, label: string, milliseconds: number, run: () => void): () => void;
  /** Nothing of this owner happens any more. */
  drop(owner: string): void;
  /** Keys of what is still to happen of this owner. */
  leftOf(owner: string): readonly string[];
  /** Steps that could happen now, timers aside. */
  busy(): number;
  /** Runs the next step by chance; jumps to the next timer where nothing else is left. False where nothing is left at all. */
  step(): Promise<boolean>;
  /** Notes a decision that is no step. */
  note(decision: string): void;
  /** In a run that follows a trace: its next decision, or its next step that can be taken; undefined at its end. */
  upcoming(): string | undefined;
  /** In a run that follows a trace: its next decision that begins so, and nothing that stood before it is followed any more. */
  decided(beginning: string): string | undefined;
  /** Something that is no step: what a person or fate does. Runs alone, like a step. */
  act(owner: string, key: string, run: () => void | Promise<void>): Promise<void>;
  pass(milliseconds: number): void;
  /** Chance that depends on the seed, the key and how often this key was asked for. */
  chanceFor(key: string): Random;
  readonly trace: string[];
  steps(): number;
}

const moodEvery = 60;
const moods = [1, 1, 1, 0.3, 0.05];

/** A scheduler whose choices follow from the seed. `start` is the virtual time it begins at. */
export function createScheduler(options: {
  readonly seed: string;
  readonly start: number;
  readonly quiet: Quiet;
  /** Steps of an earlier run: taken in their order as far as they are there, by chance afterwards. */
  readonly follow?: Trace;
}): Scheduler {
  const { seed, quiet } = options;
  const root = randomOf(seed);
  const random = root.fork("schedule");
  const asked = new Map<string, number>();
  const weights = new Map<string, number>();
  const trace: string[] = [];
  const follow = [...(options.follow ?? [])].reverse();
  let pending: Pending[] = [];
  let now = options.start;
  let number = 0;
  let count = 0;
  let current = "town";

  const put = (owner: string, label: string, due: number, isTimer: boolean, run: () => void | Promise<void>): (() => void) => {
    const entry: Pending = { owner, key: `${owner} ${label}`, number: (number += 1), due, isTimer, run };
    pending.push(entry);
    return () => {
      const at = pending.indexOf(entry);
      if (at >= 0) pending.splice(at, 1);
    };
  };

  const carryOut = async (owner: string, key: string, run: () => void | Promise<void>): Promise<void> => {
    trace.push(key);
    count += 1;
    current = owner;
    await run();
    await quiet.rest();
    current = "town";
  };

  /** Pending steps of one key, the oldest first. */
  const ofKey = (key: string): readonly Pending[] => pending.filter((entry) => entry.key === key).sort((a, b) => a.number - b.number);

  const runEntry = async (entry: Pending): Promise<void> => {
    const place = ofKey(entry.key).indexOf(entry);
    pending.splice(pending.indexOf(entry), 1);
    now = Math.max(now, entry.due) + 1;
    await carryOut(entry.owner, place === 0 ? entry.key : `${entry.key} ~${String(place)}`, entry.run);
  };

  const weightOf = (owner: string): number => {
    const known = weights.get(owner);
    if (known !== undefined) return known;
    const drawn = random.pick(moods);
    weights.set(owner, drawn);
    return drawn;
  };

  /** In an order that does not depend on which of two threads was quicker. */
  const ready = (): readonly Pending[] => {
    const could = pending.filter((entry) => entry.due <= now);
    return could.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.number - b.number));
  };

  const pendingNamed = (name: string): Pending | undefined => {
    const [, key = name, place = "0"] = /^(.*) ~(\d+)$/u.exec(name) ?? [];
    return ofKey(key)[Number(place)];
  };

  const upcoming = (): string | undefined => {
    for (let next = follow.at(-1); next !== undefined; next = follow.at(-1)) {
      if (next.startsWith("do ") || pendingNamed(next) !== undefined) return next;
      follow.pop();
    }
    return undefined;
  };

  const pick = (could: readonly Pending[]): Pending | undefined => {
    if (count % moodEvery === 0) weights.clear();
    let rest = random.next() * could.reduce((sum, entry) => sum + weightOf(entry.owner), 0);
    for (const entry of could) {
      rest -= weightOf(entry.owner);
      if (rest < 0) return entry;
    }
    return could.at(-1);
  };

  return {
    now: () => now,
    owner: () => current,
    add: (owner, label, run) => put(owner, label, 0, false, run),
    after: (owner, label, milliseconds, run) => put(owner, label, now + Math.max(0, milliseconds), true, run),
    drop: (owner) => {
      pending = pending.filter((entry) => entry.owner !== owner);
    },
    leftOf: (owner) => pending.filter((entry) => entry.owner === owner).map((entry) => entry.key),
    busy: () => pending.filter((entry) => !entry.isTimer).length,
    note: (decision) => {
      trace.push(decision);
      if (follow.at(-1) === decision) follow.pop();
    },
    upcoming,
    decided: (beginning) => {
      const at = follow.findLastIndex((entry) => entry.startsWith(beginning));
      if (at < 0) return undefined;
      follow.length = at + 1;
      return follow.at(-1);
    },
    step: async () => {
      const wanted = upcoming();
      const followed = wanted === undefined ? undefined : pendingNamed(wanted);
      if (followed !== undefined) {
        follow.pop();
        await runEntry(followed);
        return true;
      }
      let could = ready();
      if (could.length === 0) {
        const next = pending.reduce<number | undefined>((least, entry) => Math.min(least ?? entry.due, entry.due), undefined);
        if (next === undefined) return false;
        now = next;
        could = ready();
      }
      const entry = pick(could);
      if (entry === undefined) return false;
      await runEntry(entry);
      return true;
    },
    act: (owner, key, run) => carryOut(owner, `* ${key}`, run),
    pass: (milliseconds) => {
      now += milliseconds;
    },
    chanceFor: (key) => {
      const times = (asked.get(key) ?? 0) + 1;
      asked.set(key, times);
      return root.fork(key, times);
    },
    trace,
    steps: () => count,
  };
}
