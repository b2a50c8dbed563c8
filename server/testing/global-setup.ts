// Around a whole vitest run: one engine for all tests, started by the first that needs it, stopped here.
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { stopEngine } from "../store/engine/open-engine.ts";
import { shareTestEngine } from "./test-engine.ts";

let folder = "";

export function setup(): void {
  folder = shareTestEngine();
}

export async function teardown(): Promise<void> {
  if (existsSync(join(folder, "data"))) await stopEngine(join(folder, "data"), true);
  await rm(folder, { recursive: true, force: true });
}
