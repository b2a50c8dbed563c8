// What changed between two answers of a live query, so that the wire carries the change and not the list.
import { sameJson, type Json } from "../base/canonical-json.ts";
import { z } from "../base/zod.ts";

/** One step: the value at a path of object keys and array indices is set, or the key removed. */
export const patchStepSchema = z.object({
  path: z.array(z.union([z.string(), z.int()])),
  set: z.json().optional(),
  /** Present and true: the key at the path is removed, or the array cut to this index. */
  remove: z.literal(true).optional(),
});
export type PatchStep = Readonly<z.infer<typeof patchStepSchema>>;

type Path = readonly (string | number)[];

/** The steps that lead from `before` to `after`; none where both say the same. */
export function diff(before: Json, after: Json, path: Path = []): readonly PatchStep[] {
  if (Array.isArray(before) && Array.isArray(after)) return diffArrays(before, after, path);
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path);
  return sameJson(before, after) ? [] : [{ path: [...path], set: after }];
}

function diffArrays(before: readonly Json[], after: readonly Json[], path: Path): readonly PatchStep[] {
  const steps = after.flatMap((item, index): readonly PatchStep[] => {
    const old = before[index];
    return index < before.length && old !== undefined ? diff(old, item, [...path, index]) : [{ path: [...path, index], set: item }];
  });
  return after.length < before.length ? [...steps, { path: [...path, after.length], remove: true }] : steps;
}

function diffObjects(before: Readonly<Record<string, Json>>, after: Readonly<Record<string, Json>>, path: Path): readonly PatchStep[] {
  const steps: PatchStep[] = [];
  for (const key of Object.keys(before)) if (!Object.hasOwn(after, key)) steps.push({ path: [...path, key], remove: true });
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined;
    if (old === undefined) steps.push({ path: [...path, key], set: value });
    else steps.push(...diff(old, value, [...path, key]));
  }
  return steps;
}

/** The value after all steps. Parts no step touches are the same objects as before. Throws for a path that does not exist. */
export function patched(value: Json, steps: readonly PatchStep[]): Json {
  return steps.reduce((current, step) => patchedAt(current, step, 0), value);
}

function patchedAt(value: Json, step: PatchStep, depth: number): Json {
  const key = step.path[depth];
  if (key === undefined) return step.set ?? null;
  const last = depth === step.path.length - 1;
  if (Array.isArray(value) && typeof key === "number" && key <= value.length) {
    if (last && step.remove === true) return value.slice(0, key);
    return [...value.slice(0, key), patchedAt(value[key] ?? null, step, depth + 1), ...value.slice(key + 1)];
  }
  if (isObject(value) && typeof key === "string") {
    const copy = new Map(Object.entries(value));
    if (last && step.remove === true) copy.delete(key);
    else copy.set(key, patchedAt(value[key] ?? null, step, depth + 1));
    return Object.fromEntries(copy);
  }
  throw new Error(`a patch names ${step.path.join("/")}, which is not there`);
}

function isObject(value: Json): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
