// Bytes of content under a record that names it, piece by piece: the viewer asks for what it shows.
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
