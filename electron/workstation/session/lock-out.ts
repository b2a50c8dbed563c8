// A device the municipality has locked out: whoever holds it opens nothing on it any more, with whatever password. What was not sent stays
// in the files, for the municipality's recovery key alone. Must never delete a store: unsent work lies in it.
import { randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { mostWrongPasswords, readKeyFile, writeKeyFile } from "./key-file.ts";

/** Takes the key of every replica in the folder away, but for the wrap under the municipality's recovery key. */
export async function destroyKeys(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".key.json")) continue;
    const path = join(folder, name);
    const file = await readKeyFile(path);
    if (file === undefined) continue;
    const wrapped = randomBytes(Buffer.from(file.wrapped, "base64").length).toString("base64");
    await writeKeyFile(path, { ...file, wrapped, wrongPasswords: mostWrongPasswords });
  }
}
