// What a command found before it changed a record, path by path: the source of undo, kept in the record's own trail.
// Must never be asked of a person: only the rules write it, from two bodies they hold.
import { sameJson, type Json } from "../base/canonical-json.ts";
import { z } from "../base/zod.ts";

/** By path: nothing where there was none, else the value; a note comes with its place among the notes. */
export const beforeSchema = z.record(z.string(), z.array(z.json()).max(2));
export type Before = Readonly<z.infer<typeof beforeSchema>>;

type Body = Readonly<Record<string, unknown>>;

/** The responsible unit is no member of the body; no member is called like this. */
export const unitPath = "@unit";

/** Members whose own members count one by one, so that two people can undo their own side by side. */
const apart = ["fields", "terms", "origins", "certifications", "learned", "toldApart", "queries", "payments", "exports", "booked"];

/** The paths at which two forms of a record differ, with what stood there before. `untracked` members follow from others. */
export function beforeOf(
  old: { readonly unit: string; readonly body: Body },
  next: { readonly unit: string; readonly body: Body },
  untracked: readonly string[],
): Before {
  const before: Record<string, Json[]> = {};
  if (old.unit !== next.unit) before[unitPath] = [old.unit];
  for (const name of namesOf(old.body, next.body)) {
    if (name === "trail" || untracked.includes(name)) continue;
    const [was, is] = [old.body[name], next.body[name]];
    if (name === "notes") Object.assign(before, notesBefore(was, is));
    else if (apart.includes(name)) {
      const [wasMembers, isMembers] = [membersOf(was), membersOf(is)];
      for (const part of namesOf(wasMembers, isMembers))
        if (differs(wasMembers[part], isMembers[part])) before[`${name}.${part}`] = present(wasMembers[part]);
    } else if (differs(was, is)) before[name] = present(was);
  }
  return before;
}

/** The body with every path of `before` as it was; the unit is the caller's. */
export function restore(body: Body, before: Before): Body {
  const next: Record<string, unknown> = { ...body };
  for (const [path, old] of Object.entries(before)) {
    if (path === unitPath) continue;
    const [name = "", part] = path.split(".");
    // Set to nothing rather than left out, so that it wins where it is laid over the present body.
    if (part === undefined) next[name] = old[0];
    else if (name === "notes") next[name] = notesWith(next[name], part, old);
    else {
      const others = Object.entries(membersOf(next[name])).filter(([member]) => member !== part);
      next[name] = Object.fromEntries(old.length === 0 ? others : [...others, [part, old[0]]]);
    }
  }
  return next;
}

function namesOf(one: Body, other: Body): readonly string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])];
}

/** Absent and null are two things: a field of an invoice may be null, a clerk is there or not. */
function differs(one: unknown, other: unknown): boolean {
  return (one === undefined) !== (other === undefined) || !sameJson(one, other);
}

function present(value: unknown): Json[] {
  return value === undefined ? [] : [z.json().parse(JSON.parse(JSON.stringify(value)))];
}

function membersOf(value: unknown): Body {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

interface Listed {
  readonly id: string;
}

function notesOf(value: unknown): readonly Listed[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  return list.filter((one): one is Listed => typeof one === "object" && one !== null && "id" in one && typeof one.id === "string");
}

function notesBefore(was: unknown, is: unknown): Record<string, Json[]> {
  const [old, now] = [notesOf(was), notesOf(is)];
  const found: Record<string, Json[]> = {};
  for (const note of now) if (!old.some((one) => one.id === note.id)) found[`notes.${note.id}`] = [];
  for (const [index, note] of old.entries())
    if (!now.some((one) => one.id === note.id)) found[`notes.${note.id}`] = [...present(note), index];
  return found;
}

function notesWith(value: unknown, id: string, [note, index]: readonly Json[]): readonly unknown[] {
  const others: readonly unknown[] = notesOf(value).filter((one) => one.id !== id);
  return note === undefined ? others : others.toSpliced(Number(index), 0, note);
}
