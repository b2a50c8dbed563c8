// Seeded chance for tests, bench and the demo town: the same seed gives the same values on every machine. Never for secrets.
import { must } from "../base/must.ts";

/** A stream of chance; every method moves it on, `fork` does not. */
export interface Random {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** An integer from `from` to `to`, both included. */
  int(from: number, to: number): number;
  /** True with the probability given (0 to 1). */
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** One of the keys, each as likely as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** A new array in another order. */
  shuffle<T>(items: readonly T[]): T[];
  /** `count` different items (all of them where there are fewer), in the order of `items`. */
  sample<T>(items: readonly T[], count: number): T[];
  /** Decimal digits, the first one never 0. */
  digits(count: number): string;
  /** Lower-case hex digits. */
  hex(count: number): string;
  /** A stream of its own that depends on the seed and the labels alone: item 7,000 needs no item before it. */
  fork(...labels: readonly (string | number)[]): Random;
}

/** The stream of chance that belongs to a seed. */
export function randomOf(seed: string | number): Random {
  const name = String(seed);
  const state = stateOf(name);
  const next = (): number => step(state) / 0x1_0000_0000;
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const shuffle = <T>(items: readonly T[]): T[] => {
    const mixed = [...items];
    for (let at = mixed.length - 1; at > 0; at -= 1) {
      const other = int(0, at);
      const moved = must(mixed[at], "the index lies in the array");
      mixed[at] = must(mixed[other], "the index lies in the array");
      mixed[other] = moved;
    }
    return mixed;
  };
  return {
    next,
    int,
    shuffle,
    chance: (probability) => next() < probability,
    pick: (items) => must(items[int(0, items.length - 1)], "a pick needs at least one item"),
    weighted: (weights) => {
      const keys = keysOf(weights);
      let rest = next() * keys.reduce((sum, key) => sum + weights[key], 0);
      for (const key of keys) {
        rest -= weights[key];
        if (rest < 0) return key;
      }
      return must(keys.at(-1), "a weighted pick needs at least one weight");
    },
    sample: (items, count) => {
      const chosen = new Set(shuffle(items.map((_item, index) => index)).slice(0, count));
      return items.filter((_item, index) => chosen.has(index));
    },
    digits: (count) => Array.from({ length: count }, (_unused, index) => int(index === 0 ? 1 : 0, 9)).join(""),
    hex: (count) => {
      let digits = "";
      while (digits.length < count) digits += step(state).toString(16).padStart(8, "0");
      return digits.slice(0, count);
    },
    fork: (...labels) => randomOf([name, ...labels].join("/")),
  };
}

type State = [number, number, number, number];

function keysOf<K extends string>(weights: Readonly<Record<K, number>>): readonly K[] {
  return Object.keys(weights).filter((key): key is K => Object.hasOwn(weights, key));
}

/** Spreads the bits of a text over the state: FNV-1a with four different starts. */
function stateOf(text: string): State {
  const words = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35].map((start) => {
    let hash = start;
    for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    return hash ^ (hash >>> 15);
  });
  const state: State = [words[0] ?? 0, words[1] ?? 0, words[2] ?? 0, words[3] ?? 1];
  for (let turn = 0; turn < 16; turn += 1) step(state);
  return state;
}

/** One step of the small fast counter generator (sfc32); an unsigned 32-bit integer. */
function step(state: State): number {
  const [a, b, c, counter] = state;
  const result = (((a + b) | 0) + counter) | 0;
  state[0] = b ^ (b >>> 9);
  state[1] = (c + (c << 3)) | 0;
  state[2] = (((c << 21) | (c >>> 11)) + result) | 0;
  state[3] = (counter + 1) | 0;
  return result >>> 0;
}
