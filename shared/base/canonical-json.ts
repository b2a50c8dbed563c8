// One text for one value: what digests, chains and comparisons of replicas are taken over.
import { z } from "./zod.ts";

export const jsonSchema = z.json();
/** Whatever JSON can carry. */
export type Json = z.infer<typeof jsonSchema>;

/**
 * JSON with the keys of every object sorted by code unit and absent members left out,
 * in the manner of RFC 8785. Throws for numbers JSON cannot carry.
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "string" || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new Error("canonical JSON has no form for a number that is not finite");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  throw new Error(`canonical JSON has no form for a ${typeof value}`);
}

/** Whether two JSON values say the same, whatever the order of their keys. */
export function sameJson(left: unknown, right: unknown): boolean {
  // Most comparisons are of what a rule left as it was.
  return left === right || canonicalJson(left ?? null) === canonicalJson(right ?? null);
}
