// Incoming post: one letter as it came out of the scanner or with a mail, until it lies in a file of the archive or is put away.
import { z } from "../../base/zod.ts";
import { arrivalSchema, checkSchema } from "../arrival.ts";
import { extractedTextSchema } from "../extracted-text.ts";
import { filePagesSchema, idOfPages, type FilePages } from "../pages.ts";
import { contentRefSchema } from "../record.ts";
import { bodyBase } from "../trail.ts";

export const postStates = ["open", "filed", "discarded"] as const;
export type PostState = (typeof postStates)[number];

/** Why a letter goes into no file; `invoice` where it turned out to be one and goes on as that. */
const discardedSchema = z.looseObject({ reason: z.string().max(1000), by: z.string(), at: z.iso.datetime(), invoice: z.uuid().optional() });

export const postTitleSchema = z.string().trim().min(1).max(300);

export const postSchema = z.looseObject({
  ...bodyBase,
  document: contentRefSchema,
  /** The part of the file this letter is; absent where it is the whole file as it is. */
  pages: filePagesSchema.optional(),
  /** Hash and length of the text the server holds beside it, for search; absent where it has none. */
  text: extractedTextSchema.optional(),
  /** What it is about: the name of the file until a person says it. */
  title: z.string().min(1).max(300),
  checks: z.array(checkSchema),
  arrivals: z.array(arrivalSchema).min(1),
  receivedAt: z.iso.datetime(),
  state: z.enum(postStates),
  clerk: z.string().optional(),
  /** The archived document, once filed. */
  documentId: z.uuid().optional(),
  discarded: discardedSchema.optional(),
  /** That an invoice was booked as this letter was taken back. */
  withdrawn: z.boolean().optional(),
});
export type Post = Readonly<z.infer<typeof postSchema>>;

/** The id of the letter with these bytes: one file is one letter, and so is each part of one. */
export function postIdOf(sha256: string, pages?: FilePages): string {
  return idOfPages("post", sha256, pages);
}

/** Steps by which a paper goes over between invoice and letter: one on each, and only both together are taken back. */
export const rebookingSteps: readonly string[] = ["isInvoice", "isLetter", "rebook"];

/** The state that follows from what became of it. */
export function postStateOf({ documentId, discarded, withdrawn }: Pick<Post, "documentId" | "discarded" | "withdrawn">): PostState {
  if (documentId !== undefined) return "filed";
  return discarded !== undefined || withdrawn === true ? "discarded" : "open";
}

/** What must hold of every letter; the first breach in English for the log. */
export function postInvariants(body: Post): string | undefined {
  if (body.state !== postStateOf(body)) return "the state follows from filing and putting away";
  if (body.documentId !== undefined && body.discarded !== undefined) return "what was put away is not filed";
  return undefined;
}

/** The title of a letter of which nobody has said what it is about. */
export function titleOfFile(fileName: string): string {
  const name = fileName.replace(/\.[\p{L}\p{N}]{1,5}$/u, "").trim();
  return (name === "" ? fileName : name).slice(0, 300).trim() || "-";
}
