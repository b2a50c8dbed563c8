// What a changed record means for the texts beside it: what it is called, and which content has still to be read for it. Pure.
import { z } from "../../shared/base/zod.ts";
import { isOpenWork } from "../../shared/domain/open-work.ts";
import { contentRefSchema, renditionSchema, searchableOf, type ContentRef, type OfficeRecord } from "../../shared/domain/record.ts";

const documentSchema = z.object({ title: z.string(), content: contentRefSchema.optional(), text: z.object({}).optional() });
const paperSchema = z.object({
  document: contentRefSchema,
  renditions: z.array(renditionSchema).optional(),
  text: z.object({}).optional(),
});

interface TextRow {
  readonly kind: string;
  readonly id: string;
}

export interface TextRows {
  /** Records that have a text or will have one, with the title they are found by on the server; "" where they are found by none. */
  readonly titles: readonly Readonly<TextRow & { title: string }>[];
  readonly tasks: readonly Readonly<TextRow & { sha256: string; mime: string }>[];
}

/** Titles that are new or changed, and contents whose text nobody has read yet. */
export function textRows(rows: readonly Readonly<{ record: OfficeRecord; before: OfficeRecord | undefined }>[]): TextRows {
  const titles: (TextRow & { title: string })[] = [];
  const tasks: (TextRow & { sha256: string; mime: string })[] = [];
  const read = ({ kind, id }: OfficeRecord, content: ContentRef): void => {
    tasks.push({ kind, id, sha256: content.sha256, mime: content.mime.replaceAll("\0", "") });
  };
  for (const { record, before } of rows) {
    const { kind, id } = record;
    if (kind === "document") {
      const now = documentSchema.safeParse(record.body).data;
      const old = documentSchema.safeParse(before?.body).data;
      if (now === undefined) continue;
      if (now.title !== old?.title) titles.push({ kind, id, title: now.title.replaceAll("\0", " ") });
      if (now.content !== undefined && now.text === undefined && now.content.sha256 !== old?.content?.sha256) read(record, now.content);
    } else if (kind === "invoice" || kind === "post") {
      // A paper is searched for while it waits; filed, it is a document with a text of its own.
      const content = readFrom(record);
      if (content === undefined || !isOpenWork(record)) continue;
      const wasRead = before !== undefined && (isOpenWork(before) || paperSchema.safeParse(record.body).data?.text !== undefined);
      if (wasRead && content.sha256 === readFrom(before)?.sha256) continue;
      titles.push({ kind, id, title: "" });
      read(record, content);
    }
  }
  return { titles, tasks };
}

const pictures: readonly string[] = ["image/tiff", "image/jpeg", "image/png"];

/**
 * Where the words of a paper stand. An invoice's scan has them in its searchable rendition, and before it has one nobody reads it again;
 * a letter gets none before it is filed.
 */
function readFrom(record: OfficeRecord | undefined): ContentRef | undefined {
  const paper = paperSchema.safeParse(record?.body).data;
  if (record === undefined || paper === undefined) return undefined;
  const { document } = paper;
  const hasWords = document.mime === "application/pdf" || (record.kind === "post" && pictures.includes(document.mime));
  return searchableOf(paper.renditions) ?? (hasWords ? document : undefined);
}
