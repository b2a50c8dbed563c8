// Edits of fields as `{field: {from, to}}`: a three-way merge without a stored base, and the loser's text is kept.
import { sameJson, type Json } from "../base/canonical-json.ts";
import { z } from "../base/zod.ts";
import type { FieldConflict } from "./refusal.ts";

export const fieldEditsSchema = z
  .record(z.string().min(1), z.object({ from: z.json(), to: z.json() }))
  .refine((edits) => Object.keys(edits).length > 0);
export type FieldEdits = Readonly<z.infer<typeof fieldEditsSchema>>;

export interface Merged {
  readonly fields: Readonly<Record<string, Json>>;
  readonly applied: FieldEdits;
  readonly conflicts: readonly FieldConflict[];
}

/**
 * Applies each edit whose field still holds `from` or already holds `to`; the others come back as conflicts with both values.
 * Fields of one group stand or fall together. A missing field counts as null.
 */
export function mergeEdits(fields: Readonly<Record<string, Json>>, edits: FieldEdits, groups: readonly (readonly string[])[]): Merged {
  const clashes = (field: string): boolean => {
    const edit = edits[field];
    const now = fields[field] ?? null;
    return edit !== undefined && !sameJson(now, edit.from) && !sameJson(now, edit.to);
  };
  const groupOf = (field: string): readonly string[] => groups.find((group) => group.includes(field)) ?? [field];
  const next: Record<string, Json> = { ...fields };
  const applied: Record<string, { from: Json; to: Json }> = {};
  const conflicts: FieldConflict[] = [];
  for (const [field, edit] of Object.entries(edits)) {
    const now = fields[field] ?? null;
    if (groupOf(field).some(clashes)) {
      if (!sameJson(now, edit.to)) conflicts.push({ field, from: edit.from, mine: edit.to, theirs: now });
    } else if (!sameJson(now, edit.to)) {
      next[field] = edit.to;
      applied[field] = { from: now, to: edit.to };
    }
  }
  return { fields: next, applied, conflicts };
}
