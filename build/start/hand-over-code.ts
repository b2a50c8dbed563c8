// Enrols the workstation of a start by itself: a code in a file that only its owner reads. Must never make one for a desk that has its own.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "../../shared/base/zod.ts";

/** The part of a desk's own file that says whether it is enrolled. */
const deviceSchema = z.object({ enrolledWith: z.object({ serverUrl: z.string() }) });

export function codeFile(deskFolder: string): string {
  return join(deskFolder, "enrolment.json");
}

/** Writes a code for the desk of this folder where it still needs one. */
export async function handOverCode(deskFolder: string, make: () => Promise<string>): Promise<void> {
  const known = await readFile(join(deskFolder, "device.json"), "utf8").then(
    (text) => deviceSchema.safeParse(JSON.parse(text)).success,
    () => false,
  );
  if (known) return;
  await mkdir(deskFolder, { recursive: true, mode: 0o700 });
  await writeFile(codeFile(deskFolder), JSON.stringify({ enrolmentCode: await make() }), { mode: 0o600 });
}
