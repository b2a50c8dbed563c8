// Bytes and how records name them. Must never look into the bytes.
import { createHash } from "node:crypto";
import type { ContentRef } from "../../shared/domain/record.ts";
import type { TownContent } from "../store/town.ts";

export interface Content extends TownContent {
  readonly ref: ContentRef;
}

export function sha256Of(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** The bytes with the reference by which a record names them. */
export function contentOf(bytes: Uint8Array, name: string, mime: string): Content {
  const sha256 = sha256Of(bytes);
  return { sha256, bytes, ref: { sha256, name, mime, size: bytes.length } };
}
