// A measured process: started with the arguments of a task, it prints one JSON line when it is done. Memory is its own peak.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { z } from "../shared/base/zod.ts";

export const measuredSchema = z.object({ seconds: z.number(), records: z.int(), peakMegabytes: z.number() });
export type Measured = Readonly<z.infer<typeof measuredSchema>>;

/** Runs `script` (beside this file) to its end; throws with what it printed where it failed. */
export async function runMeasured(script: string, args: readonly string[]): Promise<Measured> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, script), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.on("data", (piece: Buffer) => {
    output += piece.toString("utf8");
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", resolve);
  });
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}: ${output}`);
  return measuredSchema.parse(JSON.parse(output.trim().split("\n").at(-1) ?? ""));
}

/** Prints what this process took; its peak memory is the system's own figure. */
export function printMeasured(seconds: number, records: number): void {
  const peakMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ seconds, records, peakMegabytes } satisfies Measured));
}
