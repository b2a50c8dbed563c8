// Content moves apart from records, under its SHA-256.
//
// HEAD  /v1/content/:sha256            how much the server holds of it for this sender: `upload-offset`, `upload-length`
// PATCH /v1/content/:sha256            the next bytes from `upload-offset` on; the last ones are checked against the hash
// GET   /v1/content/:kind/:id/:sha256  bytes (Range allowed) under a record that names them; anything else answers notFound
//
// The header names follow the tus resumable upload protocol 1.0.0, whose core these two calls are.
import { z } from "../base/zod.ts";

/** Bytes; a file above it is refused before it is read. */
export const maxContentBytes = 500_000_000;
/** Bytes of one PATCH. */
export const uploadChunkBytes = 4_000_000;

export const uploadHeadersSchema = z.object({
  "upload-offset": z.coerce.number().int().nonnegative(),
  "upload-length": z.coerce.number().int().nonnegative().max(maxContentBytes),
});

/** Answer to HEAD and PATCH, as headers too; `complete` once the whole content is durable. */
export const uploadStateSchema = z.object({ offset: z.int().nonnegative(), complete: z.boolean() });
export type UploadState = Readonly<z.infer<typeof uploadStateSchema>>;
