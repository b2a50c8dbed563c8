// Who last changed a member of a record, by its trail: what a person sees beside a value that is not theirs.
import type { TrailEntry } from "./trail.ts";

/** The newest line of the trail that changed the field, by whomever; undefined where the trail does not tell. */
export function whoChanged(trail: readonly TrailEntry[], field: string): TrailEntry | undefined {
  return trail.findLast(({ before, details }) => {
    const edits = details?.["edits"];
    const edited = typeof edits === "object" && edits !== null && Object.hasOwn(edits, field);
    return edited || (before !== undefined && (Object.hasOwn(before, field) || Object.hasOwn(before, `fields.${field}`)));
  });
}
