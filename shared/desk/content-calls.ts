// Bytes of content under a record that names it, piece by piece: the viewer asks for what it shows. How much of it is on this device,
// what is kept here whatever happens, and how much room all of it may take.
import { z } from "../base/zod.ts";
import { recordRefSchema } from "../domain/record.ts";

/** Bytes of one piece. */
export const maxPieceBytes = 1_000_000;

export const readContentArgsSchema = z.object({
  record: recordRefSchema,
  sha256: z.string().length(64),
  offset: z.int().nonnegative(),
  length: z.int().min(1).max(maxPieceBytes),
});
/** `size` is the whole content's; the last piece is shorter. */
export const readContentResultSchema = z.object({ base64: z.base64(), size: z.int().nonnegative() });

/** For a file of the archive: with all its documents, those that come later too. */
export const keepOfflineArgsSchema = z.object({ record: recordRefSchema, keep: z.boolean() });

export const smallestContentBudget = 50_000_000;
export const contentBudgetArgsSchema = z.object({ bytes: z.int().min(smallestContentBudget).max(1_000_000_000_000) });

export const contentMarksArgsSchema = z.object({ records: z.array(recordRefSchema).max(500) });

export const contentMarkSchema = z.object({
  kind: z.string(),
  id: z.string(),
  /** By itself, or with the file of the archive it lies in. */
  kept: z.boolean(),
  keptItself: z.boolean(),
  contents: z.array(
    z.object({
      sha256: z.string(),
      size: z.int(),
      /** Bytes that are here. */
      here: z.int(),
      /** All of it is here and was checked. */
      whole: z.boolean(),
      /** On its way now. */
      fetching: z.boolean(),
    }),
  ),
});
export type ContentMark = Readonly<z.infer<typeof contentMarkSchema>>;
export const contentMarksResultSchema = z.object({ marks: z.array(contentMarkSchema) });

export const contentSpaceSchema = z.object({
  /** Bytes that files may take on this device; own and kept ones may exceed it. */
  budget: z.int(),
  used: z.int(),
  /** Own files the server does not hold yet. */
  own: z.int(),
  /** Files kept offline, as far as they are here, and what is missing of them. */
  kept: z.int(),
  missing: z.int(),
  problem: z.enum(["diskFull"]).nullable(),
});
export type ContentSpace = Readonly<z.infer<typeof contentSpaceSchema>>;
