// Texts a person has begun: kept in their encrypted replica. Must never be sent anywhere.
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { writeMeta } from "./meta.ts";
import { sql } from "./sql.ts";

const prefix = "draft:";

/** Every draft by its key. */
export function drafts(database: ReadableDatabase): Record<string, string> {
  const rows = database.all<{ name: string; value: string }>(
    "drafts",
    sql`select name, value from meta where name >= ${prefix} and name < ${"draft;"}`,
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name.slice(prefix.length), value]));
}

/** Keeps a draft; an empty text forgets it. */
export function saveDraft(database: WritableDatabase, { key, text }: { readonly key: string; readonly text: string }): void {
  if (text === "") database.run("forget draft", sql`delete from meta where name = ${prefix + key}`);
  else writeMeta(database, prefix + key, text);
}

/** The keys of drafts name their record: what somebody may no longer see leaves no draft about it behind. */
export function forgetDraftsOf(database: WritableDatabase, { kind, id }: RecordRef): void {
  for (const key of Object.keys(drafts(database))) if (key.includes(`${kind}/${id}`)) saveDraft(database, { key, text: "" });
}

export function forgetAllDrafts(database: WritableDatabase): void {
  database.run("forget drafts", sql`delete from meta where name >= ${prefix} and name < ${"draft;"}`);
}
