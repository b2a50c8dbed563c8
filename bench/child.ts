// A measured process: started with the arguments of a task, it prints one JSON line when it is done. Memory is its own peak.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleNode } from "../build/bundle/node-bundles.ts";
import { z } from "../shared/base/zod.ts";

export const measuredSchema = z.object({ seconds: z.number(), records: z.int(), peakMegabytes: z.number() });
export type Measured = Readonly<z.infer<typeof measuredSchema>>;

const root = join(import.meta.dirname, "..");
const bundled = new Map<string, Promise<string>>();

/**
 * Bundles a script of this folder as the program is bundled, so that nothing measured is the stripping of types; its path.
 * It runs with the repository as its working folder and finds the built workers there.
 */
export function measuredScript(script: string): Promise<string> {
  const known = bundled.get(script);
  if (known !== undefined) return known;
  const output = `dist/bench/${script.replace(/\.ts$/u, ".mjs")}`;
  const made = bundleNode(root, { source: `bench/${script}`, output, kind: "node" }).then(() => join(root, output));
  bundled.set(script, made);
  return made;
}

/** Runs `script` (beside this file) to its end; throws with what it printed where it failed. */
export function runMeasured(script: string, args: readonly string[]): Promise<Measured>;
export function runMeasured<T>(script: string, args: readonly string[], schema: z.ZodType<T>): Promise<T>;
export async function runMeasured(script: string, args: readonly string[], schema: z.ZodType = measuredSchema): Promise<unknown> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", await measuredScript(script), ...args], {
    cwd: root,
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
  return schema.parse(JSON.parse(output.trim().split("\n").at(-1) ?? ""));
}

/** What this process took; its peak memory is the system's own figure. */
export function measuredNow(seconds: number, records: number): Measured {
  return { seconds, records, peakMegabytes: Math.round(peakKibibytes() / 1024) };
}

/** Linux counts the parent's memory into the maximum of a child that it forked: the high-water mark of the address space does not. */
function peakKibibytes(): number {
  const own = existsSync("/proc/self/status") ? /VmHWM:\s+(\d+)/u.exec(readFileSync("/proc/self/status", "utf8"))?.[1] : undefined;
  return own === undefined ? process.resourceUsage().maxRSS : Number(own);
}

/** From now on the peak is that of what follows, where the system lets it be forgotten (Linux). */
export function forgetPeak(): void {
  if (existsSync("/proc/self/clear_refs")) writeFileSync("/proc/self/clear_refs", "5");
}

/** Prints what this process took. */
export function printMeasured(seconds: number, records: number): void {
  console.log(JSON.stringify(measuredNow(seconds, records)));
}
