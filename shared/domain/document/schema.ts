// A document of the archive: content under its hash, where it is filed and what it is about. Its content never changes.
import { z } from "../../base/zod.ts";
import { extractedTextSchema } from "../extracted-text.ts";
import { transferNoteSchema } from "../invoice/transfer-note.ts";
import { filePagesSchema } from "../pages.ts";
import { contentRefSchema, recordRefSchema, renditionSchema } from "../record.ts";
import { bodyBase } from "../trail.ts";

export const documentTypes = ["application", "invoice", "letter", "minutes", "notice", "contract", "plan", "other"] as const;

export const documentSchema = z.looseObject({
  ...bodyBase,
  title: z.string().min(1).max(300),
  fileId: z.uuid(),
  documentType: z.enum(documentTypes),
  documentDate: z.iso.date(),
  keywords: z.array(z.string()),
  content: contentRefSchema.optional(),
  /** The part of its content that the document is; absent where it is the whole. */
  pages: filePagesSchema.optional(),
  /** Made from the content by programs, before it was filed. */
  renditions: z.array(renditionSchema).optional(),
  enclosures: z.array(contentRefSchema),
  /** Hash and length of the extracted text the server holds beside the document; derived content, pulled by policy. */
  text: extractedTextSchema.optional(),
  /** The record this document came from. */
  about: recordRefSchema.optional(),
  /** Kinds whose holders in the same unit may see it besides those who see documents, e.g. "invoice". */
  alsoSeenBy: z.array(z.enum(["invoice", "application"])),
  /** How the paper became the file, where it was scanned: it goes wherever the document goes. */
  transferNote: transferNoteSchema.optional(),
  filedBy: z.string(),
  filedAt: z.iso.datetime(),
});
export type OfficeDocument = Readonly<z.infer<typeof documentSchema>>;
