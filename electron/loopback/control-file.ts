// The owner-only file beside the desk's data through which the person at this account, and nobody else, gets tickets from a running host.
// Must never hold a ticket or a session token.
import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "../../shared/base/zod.ts";

const controlSchema = z.object({ origin: z.string(), key: z.string().min(40), pid: z.int() });
export type Control = Readonly<z.infer<typeof controlSchema>>;

export const controlFileName = "loopback.json";

/** A key that only readers of the control file know. */
export function drawControlKey(): string {
  return randomBytes(32).toString("base64url");
}

/** Writes the file readable by its owner alone, whole or not at all. */
export function writeControlFile(dataFolder: string, control: Control): void {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const file = join(dataFolder, controlFileName);
  const draft = `${file}.${control.pid}`;
  rmSync(draft, { force: true });
  writeFileSync(draft, JSON.stringify(control), { mode: 0o600, flag: "wx" });
  chmodSync(draft, 0o600);
  renameSync(draft, file);
}

/** What the file says, or undefined where there is none. */
export function readControlFile(dataFolder: string): Control | undefined {
  try {
    return controlSchema.parse(JSON.parse(readFileSync(join(dataFolder, controlFileName), "utf8")));
  } catch {
    return undefined;
  }
}

/** Removes the file if it is still this host's. */
export function removeControlFile(dataFolder: string, key: string): void {
  if (readControlFile(dataFolder)?.key === key) rmSync(join(dataFolder, controlFileName), { force: true });
}

/** Whether the host that wrote this file still answers. */
export async function answersStill(control: Control): Promise<boolean> {
  const response = await fetch(`${control.origin}/alive`, {
    headers: { authorization: `Bearer ${control.key}` },
    signal: AbortSignal.timeout(2_000),
  }).catch(() => undefined);
  return response?.status === 204;
}
