// A managed installation may switch this host off: by a file that only administrators write, or by the environment.
// Must never take a file it cannot read for consent.
import { readFileSync } from "node:fs";
import { z } from "../../shared/base/zod.ts";

const policySchema = z.object({ loopbackHost: z.boolean().default(true) });

/** Whether the host may run; a policy that is there and cannot be read or understood means no. */
export function mayRunLoopback(file: string, environment: Readonly<Record<string, string | undefined>>): boolean {
  if (environment["AMTSSTUBE_LOOPBACK"] === "off") return false;
  try {
    return policySchema.parse(JSON.parse(readFileSync(file, "utf8"))).loopbackHost;
  } catch (thrown) {
    return thrown instanceof Error && "code" in thrown && (thrown.code === "ENOENT" || thrown.code === "ENOTDIR");
  }
}
