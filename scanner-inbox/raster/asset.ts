// Files that a decoder needs besides its code: beside the bundle in a built program, else in their package. Never from a network.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** The bytes of the file called `name` beside the running bundle, else of the one that `specifier` names. */
export async function assetBytes(name: string, specifier: string): Promise<Uint8Array<ArrayBuffer>> {
  const beside = fileURLToPath(new URL(`./${name}`, import.meta.url));
  return new Uint8Array(await readFile(existsSync(beside) ? beside : createRequire(import.meta.url).resolve(specifier)));
}
