// The payment order of an invoice as a PDF (Auszahlungsanordnung): made when it is asked for, read piece by piece.
import { z } from "../base/zod.ts";
import { contentRefSchema } from "../domain/record.ts";
import { maxPieceBytes } from "./content-calls.ts";

export const orderSheetArgsSchema = z.object({ id: z.uuid() });

export const orderSheetResultSchema = z.object({
  /** Its hash is its own: it changes with what the sheet says. */
  content: contentRefSchema,
  /**
   * What stands behind the sheet: the pages of the invoice, none as it is no paper (XML), or none as the file is not on this
   * device or cannot be opened.
   */
  pages: z.enum(["here", "none", "notHere", "unreadable"]),
});

export const readOrderSheetArgsSchema = z.object({
  id: z.uuid(),
  sha256: z.string().length(64),
  offset: z.int().nonnegative(),
  length: z.int().min(1).max(maxPieceBytes),
});
