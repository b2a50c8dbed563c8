// What a changed document means for the search index: its title, and whether its text has still to be read. Pure.
import { z } from "../../shared/base/zod.ts";
import { contentRefSchema, type OfficeRecord } from "../../shared/domain/record.ts";

const indexedSchema = z.object({ title: z.string(), content: contentRefSchema.optional(), text: z.object({}).optional() });

export interface DocumentRows {
  readonly titles: readonly Readonly<{ id: string; title: string }>[];
  readonly tasks: readonly Readonly<{ id: string; sha256: string; mime: string }>[];
}

/** Titles that are new or changed, and contents whose text nobody has read yet. */
export function documentRows(rows: readonly Readonly<{ record: OfficeRecord; before: OfficeRecord | undefined }>[]): DocumentRows {
  const titles: { id: string; title: string }[] = [];
  const tasks: { id: string; sha256: string; mime: string }[] = [];
  for (const { record, before } of rows) {
    if (record.kind !== "document") continue;
    const now = indexedSchema.safeParse(record.body).data;
    const old = indexedSchema.safeParse(before?.body).data;
    if (now === undefined) continue;
    if (now.title !== old?.title) titles.push({ id: record.id, title: now.title.replaceAll("\0", " ") });
    if (now.content !== undefined && now.text === undefined && now.content.sha256 !== old?.content?.sha256)
      tasks.push({ id: record.id, sha256: now.content.sha256, mime: now.content.mime.replaceAll("\0", "") });
  }
  return { titles, tasks };
}
