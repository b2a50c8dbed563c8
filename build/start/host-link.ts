// Gets links from a running workstation through its owner-only file (written by electron/loopback/control-file.ts).
// Must never print or keep the key that stands in it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "../../shared/base/zod.ts";

const controlSchema = z.object({ origin: z.string(), key: z.string() });
const ticketSchema = z.object({ ticket: z.string() });

/** A link that lets one browser tab in, once; undefined where no workstation runs on these data. */
export async function fetchLink(deskFolder: string): Promise<string | undefined> {
  try {
    const control = controlSchema.parse(JSON.parse(readFileSync(join(deskFolder, "loopback.json"), "utf8")));
    const answer = await fetch(`${control.origin}/ticket`, {
      method: "POST",
      headers: { authorization: `Bearer ${control.key}` },
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) return undefined;
    const { ticket } = ticketSchema.parse(await answer.json());
    return `${control.origin}/#ticket=${ticket}`;
  } catch {
    return undefined;
  }
}
