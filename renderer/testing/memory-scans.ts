// Scanned files in the desk in memory: what becomes of one, and a look at one that lies aside.
import type { CallResult } from "../../shared/desk/contract.ts";
import { DeskError } from "../../shared/desk/errors.ts";
import type { ScanFile, ScanFolder } from "../../shared/desk/scanner-calls.ts";

type Contents = ReadonlyMap<string, Uint8Array> | undefined;

/** The folders with a change of the files that are meant in one of them. */
export function changedFile(
  folders: readonly ScanFolder[],
  folder: string,
  isMeant: (file: ScanFile) => boolean,
  change: Partial<ScanFile>,
): readonly ScanFolder[] {
  return folders.map((one) =>
    one.folder === folder ? { ...one, files: one.files.map((file) => (isMeant(file) ? { ...file, ...change } : file)) } : one,
  );
}

/** The first content there is, under the file's name; without one the virus scanner is away. */
export function lookAt(contents: Contents, name: string): CallResult<"lookAtScan"> {
  const [sha256, bytes] = [...(contents ?? [])][0] ?? [];
  if (sha256 === undefined || bytes === undefined) return { content: null, reason: "virus-scanner" };
  return { content: { sha256, size: bytes.length, name, mime: "application/xml" }, reason: null };
}

/** A piece of a content; throws where it is not there. */
export function pieceOf(contents: Contents, sha256: string, offset: number, length: number): CallResult<"readScan"> {
  const bytes = contents?.get(sha256);
  if (bytes === undefined) throw new DeskError("notFound");
  return { base64: btoa(String.fromCharCode(...bytes.subarray(offset, offset + length))), size: bytes.length };
}
