// What every file must pass before anyone opens it: the virus scanner where there is one, then the list of types that may come in.
// Must never let a file through that a configured scanner has not seen.
import { open } from "node:fs/promises";
import { failureSentence } from "../read/failure-sentences.ts";
import { SNIFF_BYTES } from "../read/sniff-format.ts";
import type { FailureReason } from "../watch/folder-places.ts";
import type { HeldReason } from "../watch/folder-state.ts";
import { nameDiffers, sniffType, type AllowedType } from "./sniff-type.ts";
import type { VirusScanner } from "./virus-scanner.ts";

/** `nameDiffers`: the name's ending contradicts the content. */
export type Admitted = { readonly type: AllowedType; readonly nameDiffers: boolean };

export type Admission = Admitted | { readonly failed: FailureReason } | { readonly waits: HeldReason };

/** Looks at one file; without a scanner its type alone decides. Throws where the file cannot be opened. */
export async function admitFile(file: { readonly path: string; readonly name: string }, scanner: VirusScanner | null): Promise<Admission> {
  const verdict = (await scanner?.scan(file.path)) ?? "clean";
  if (verdict === "unavailable") return { waits: "virus-scanner" };
  if (verdict === "too-large") return { failed: { code: "scan-too-large", text: failureSentence("scan-too-large") } };
  if (verdict !== "clean")
    return { failed: { code: "infected", text: failureSentence("infected").replace("{{signature}}", () => verdict.infected) } };
  const type = sniffType(await headOf(file.path));
  if (typeof type === "object") return { failed: { code: type.refused, text: failureSentence(type.refused) } };
  return { type, nameDiffers: nameDiffers(file.name, type) };
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, "r");
  try {
    const bytes = new Uint8Array(SNIFF_BYTES);
    const { bytesRead } = await handle.read(bytes, 0, SNIFF_BYTES, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
