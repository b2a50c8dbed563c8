// The archive: tree of the file plan, lists of files and documents, search as one types.
import { z } from "../base/zod.ts";
import { officeRecordSchema } from "../domain/record.ts";

export const archiveTreeResultSchema = z.object({
  entries: z.array(
    z.object({
      number: z.string(),
      title: z.string(),
      /** Number of the entry above, null at the top. */
      parent: z.string().nullable(),
      files: z.int(),
      documents: z.int(),
    }),
  ),
});
export type ArchiveTree = Readonly<z.infer<typeof archiveTreeResultSchema>>;

export const archiveFilesArgsSchema = z.object({
  /** The entry and everything below it. */
  planNumber: z.string().min(1).nullable(),
  openOnly: z.boolean(),
  text: z.string().max(200),
  limit: z.int().min(1).max(500),
});
export const archiveFileRowSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  planNumber: z.string(),
  unit: z.string(),
  state: z.enum(["open", "closed"]),
  documents: z.int(),
});
export const archiveFilesResultSchema = z.object({ total: z.int(), rows: z.array(archiveFileRowSchema) });

export const archiveListArgsSchema = z.object({
  planNumber: z.string().nullable(),
  fileId: z.uuid().nullable(),
  /** Words, "a phrase", a part of a number; empty lists everything, newest first. */
  text: z.string().max(200),
  /** newest: at once while typing · ranked: best match first */
  order: z.enum(["newest", "ranked"]),
  offset: z.int().nonnegative(),
  limit: z.int().min(1).max(500),
});
export type ArchiveListArgs = Readonly<z.infer<typeof archiveListArgsSchema>>;

/** A text in pieces, the hits marked. */
export const markedTextSchema = z.array(z.object({ text: z.string(), hit: z.boolean() }));
export type MarkedText = Readonly<z.infer<typeof markedTextSchema>>;

export const archiveRowSchema = z.object({
  id: z.uuid(),
  title: markedTextSchema,
  excerpt: markedTextSchema,
  documentType: z.string(),
  documentDate: z.iso.date(),
  fileId: z.uuid(),
  fileNumber: z.string(),
  waiting: z.int(),
});
export type ArchiveRow = Readonly<z.infer<typeof archiveRowSchema>>;
/** `exact` is false where counting stopped and `total` is the least there are. */
export const archiveListResultSchema = z.object({ total: z.int(), exact: z.boolean(), rows: z.array(archiveRowSchema) });
export type ArchiveList = Readonly<z.infer<typeof archiveListResultSchema>>;

export const searchServerArgsSchema = z.object({ text: z.string().trim().min(1).max(200), limit: z.int().min(1).max(200) });
export const searchServerResultSchema = z.object({ hits: z.array(z.object({ record: officeRecordSchema, excerpt: z.string() })) });
