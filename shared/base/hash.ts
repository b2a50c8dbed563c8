// SHA-256 without Node or DOM, so that digests are the same pure function at desk and server.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { canonicalJson } from "./canonical-json.ts";

/** SHA-256 of a text's UTF-8 bytes, 64 lower-case hex digits. */
export function sha256OfText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** SHA-256 of bytes, 64 lower-case hex digits. */
export function sha256OfBytes(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** The UTF-8 bytes of a text. */
export function utf8Bytes(text: string): Uint8Array {
  return utf8ToBytes(text);
}

/** SHA-256 over the canonical JSON of a value, 64 lower-case hex digits. */
export function digestOf(value: unknown): string {
  return sha256OfText(canonicalJson(value));
}

/**
 * The id of the `counter`-th record a command makes: the same at desk and server, whoever replays it.
 * A UUID of version 8 (RFC 9562) whose bits come from the command's id.
 */
export function derivedId(commandId: string, counter: number): string {
  const hex = sha256OfText(`${commandId}/${counter}`);
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `${variant}${hex.slice(17, 20)}`, hex.slice(20, 32)].join("-");
}
