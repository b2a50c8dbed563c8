// The dice of the whole process while a seed runs: node:crypto and Math.random draw from the seed, each owner from a stream of its own.
// One place for every source, also those that somebody adds tomorrow. Must never stay behind after a run.
import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { randomOf, type Random } from "../../../shared/testing/random.ts";

/** Puts the dice in; the function returned takes them out again. */
export function useDice(seed: string, owner: () => string): () => void {
  const streams = new Map<string, Random>();
  const stream = (): Random => {
    const name = owner();
    const known = streams.get(name) ?? randomOf(`${seed}/dice/${name}`);
    streams.set(name, known);
    return known;
  };
  const before = { randomBytes: crypto.randomBytes, randomUUID: crypto.randomUUID, random: Math.random };
  const randomBytes = (size: number, done?: (error: null, bytes: Buffer) => void): Buffer => {
    const bytes = Buffer.from(stream().hex(size * 2), "hex");
    done?.(null, bytes);
    return bytes;
  };
  const randomUUID = (): crypto.UUID => {
    const hex = stream().hex(31);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(12, 15)}-a${hex.slice(15, 18)}-${hex.slice(18, 30)}`;
  };
  Object.assign(crypto, { randomBytes, randomUUID });
  Object.assign(Math, { random: () => stream().next() });
  syncBuiltinESMExports();
  return () => {
    Object.assign(crypto, { randomBytes: before.randomBytes, randomUUID: before.randomUUID });
    Object.assign(Math, { random: before.random });
    syncBuiltinESMExports();
  };
}
