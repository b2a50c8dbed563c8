// Content moves apart from records, under its SHA-256.
//
// Up, by the tus resumable upload protocol 1.0.0 with `creation`, `checksum` and `expiration`. The address of an upload is the
// content's own hash, so that whoever has the bytes knows where to ask and nothing has to be remembered over a restart.
// OPTIONS /v1/content, /v1/content/:sha256   what of tus is spoken here
// HEAD    /v1/content/:sha256                `upload-offset`, `upload-length`; notFound where this sender has brought nothing yet
// POST    /v1/content                        begins: `upload-length`, and `upload-metadata` with `sha256`
// PATCH   /v1/content/:sha256                the next bytes from `upload-offset` on; the last ones are checked against the hash
//
// GET     /v1/content/:kind/:id/:sha256      bytes (Range allowed) under a record that names them; anything else answers notFound.
//   `content-pieces` carries the hash of every piece of the range, where the range is made of whole pieces: a piece that was
//   damaged on its way or on either disk is known before anybody sees it.
import { z } from "../base/zod.ts";

/** Bytes; a file above it is refused before it is read. */
export const maxContentBytes = 500_000_000;
/** Bytes of one PATCH. */
export const uploadChunkBytes = 4_000_000;
/** Plain bytes of a piece; the last one of a content is shorter. */
export const contentPieceBytes = 262_144;
/** Pieces of one range whose hashes fit into a header. */
export const maxPiecesPerRange = 64;
export const tusVersion = "1.0.0";

const lengthSchema = z.coerce.number().int().nonnegative();

/** `upload-length` names the length where the upload was not begun by a POST: what desks of version 1 do. */
export const uploadHeadersSchema = z.object({
  "upload-offset": z.coerce.number().int().nonnegative(),
  "upload-length": lengthSchema.max(maxContentBytes).optional(),
  /** `sha1` or `sha256`, a blank, and the hash of this request's bytes in Base64. */
  "upload-checksum": z
    .string()
    .regex(/^\S+ [A-Za-z0-9+/]+={0,2}$/u)
    .optional(),
});

/** How an upload begins. A length above the limit is `tooLarge`. */
export const uploadBeginSchema = z.object({ "upload-length": lengthSchema, "upload-metadata": z.string().max(1000) });

/** Answer to a PATCH that names its length; to any other PATCH the headers are the answer. `complete` once the whole content is durable. */
export const uploadStateSchema = z.object({ offset: z.int().nonnegative(), complete: z.boolean() });
