// What a person has chosen so far about the fields of a conflict: kept as one draft, made into one edit. Pure.
import type { Json } from "../../../../shared/base/canonical-json.ts";
import { z } from "../../../../shared/base/zod.ts";
import type { OutboxEntry } from "../../../../shared/desk/record-calls.ts";
import { fieldEditsSchema, type FieldEdits } from "../../../../shared/domain/field-edit.ts";
import { invoiceFieldGroups } from "../../../../shared/domain/invoice/schema.ts";
import { allFieldNames, termsArgsSchema, type AllFieldName } from "../../../../shared/domain/invoice/terms.ts";
import { parseOfficeDate } from "../../../../shared/base/office-date.ts";
import { bookingsText } from "../../../../shared/text/bookings-text.ts";
import { formatDate } from "../../../../shared/text/format.ts";
import { textOfRows } from "../../../components/row-text.ts";
import { fieldOfText, textOfField } from "../../../components/field-text.ts";
import { grainOf, mergedText } from "./text-diff.ts";

export const choices = ["mine", "theirs", "edit"] as const;
export type Choice = (typeof choices)[number];

const draftSchema = z.object({ choice: z.record(z.string(), z.enum(choices)), texts: z.record(z.string(), z.string()) });
export type ConflictDraft = Readonly<z.infer<typeof draftSchema>>;
const nothingChosen: ConflictDraft = { choice: {}, texts: {} };

export function draftOf(text: string): ConflictDraft {
  if (text === "") return nothingChosen;
  const parsed = draftSchema.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data : nothingChosen;
}

/** A field with the three values. `now` is what the record holds at this moment, which may be newer than the refusal. */
export interface Clash {
  readonly field: string;
  readonly from: Json;
  readonly mine: Json;
  readonly now: Json;
}

/** Fields that stand or fall together; a field that belongs to none is a group of its own. */
export interface ClashGroup {
  readonly key: string;
  readonly clashes: readonly Clash[];
}

/** The fields of a refused edit, in groups. `valueNow` is undefined where the record is not here. */
export function groupsOf(entry: OutboxEntry, valueNow: (field: string) => Json | undefined): readonly ClashGroup[] {
  const edits = fieldEditsSchema.safeParse(entry.args["fields"]);
  const told = entry.conflicts.map(({ field, from, mine, theirs }) => ({ field, from, mine, theirs }));
  // Refused as a whole because both together would break a rule: then every field of it wants a word.
  const all = edits.success ? Object.entries(edits.data).map(([field, { from, to }]) => ({ field, from, mine: to, theirs: from })) : [];
  const clashes = (told.length > 0 ? told : all).map(({ field, from, mine, theirs }): Clash => {
    return { field, from, mine, now: valueNow(field) ?? theirs };
  });
  const groups = new Map<string, Clash[]>();
  for (const clash of clashes) {
    const index = invoiceFieldGroups.findIndex((group) => group.some((name) => name === clash.field));
    const key = index < 0 || entry.kind !== "invoice" ? clash.field : (["amounts", "payee"][index] ?? clash.field);
    groups.set(key, [...(groups.get(key) ?? []), clash]);
  }
  return [...groups].map(([key, list]) => ({ key, clashes: list }));
}

function invoiceField(field: string): AllFieldName | undefined {
  return allFieldNames.find((name) => name === field);
}

/** A value as the input shows it. */
export function typedText(field: string, value: Json): string {
  const name = invoiceField(field);
  const terms = name === undefined ? undefined : termsArgsSchema.safeParse({ [name]: value }).data;
  const rows = terms?.discounts ?? terms?.vatLines;
  if (rows) return textOfRows(rows);
  if (Array.isArray(value) && field === "bookings") return bookingsText(value) ?? "";
  if (Array.isArray(value)) return value.map(String).join(", ");
  if (typeof value !== "string" && typeof value !== "number") return "";
  if (name !== undefined) return textOfField(name, value);
  return field === "documentDate" ? formatDate(String(value)) : String(value);
}

/** The value of a typed text; undefined where it is not written as the field wants it. */
export function typedValue(field: string, text: string): Json | undefined {
  const name = invoiceField(field);
  if (name !== undefined) return fieldOfText(name, text);
  if (field === "keywords")
    return text
      .split(",")
      .map((word) => word.trim())
      .filter((word) => word !== "");
  if (field === "documentDate") return parseOfficeDate(text.trim()) ?? undefined;
  return text.trim() === "" ? undefined : text.trim();
}

/** A kind of document is chosen, and lines that are booked are written at the invoice, not here. */
export function canBeTyped(group: ClashGroup): boolean {
  return group.clashes.every(({ field }) => field !== "documentType" && field !== "bookings");
}

/** What the field for editing shows: what was typed, else both people's words together. */
export function textToEdit(draft: ConflictDraft, { field, from, mine, now }: Clash): string {
  const typed = draft.texts[field];
  if (typed !== undefined) return typed;
  const [own, other] = [typedText(field, mine), typedText(field, now)];
  return grainOf(field) === "words" ? mergedText(typedText(field, from), own, other) : own;
}

/** The edit that the choices make; undefined while a group has no choice or a text is not written as its field wants it. */
export function editsOf(groups: readonly ClashGroup[], draft: ConflictDraft): FieldEdits | undefined {
  const edits: Record<string, { from: Json; to: Json }> = {};
  for (const { key, clashes } of groups) {
    const choice = draft.choice[key];
    if (choice === undefined) return undefined;
    if (choice === "theirs") continue;
    for (const clash of clashes) {
      const to = choice === "mine" ? clash.mine : typedValue(clash.field, textToEdit(draft, clash));
      if (to === undefined) return undefined;
      edits[clash.field] = { from: clash.now, to };
    }
  }
  return edits;
}
