// The peers' own packages, beside their own package.json: fetched when the bench first runs, and never with the product's.
// They are loaded by name at run time under types of our own, which name only what is used: whoever checks types, lint or structure
// has not fetched them. Must never be imported by anything but the peers of this folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

/** A measured process is a bundle elsewhere; it starts in the repository. */
const folder = resolve("bench", "peers");

/** Fetches what package-lock.json names where it is not here yet, or older than the lock file. */
export async function fetchPackages(): Promise<void> {
  const installed = join(folder, "node_modules", ".package-lock.json");
  const wanted = join(folder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  const npm = process.env["npm_execpath"];
  if (npm === undefined)
    throw new Error("the peers' packages are missing: run `npm ci --ignore-scripts` in bench/peers, or this by `npm run`");
  console.error("peers: fetching their packages into bench/peers/node_modules (npm ci, about 130 MB on disk) …");
  // None of their install scripts is needed: LevelDB brings a file for each system.
  const child = spawn(process.execPath, [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended: readonly unknown[] = await once(child, "exit");
  if (ended[0] !== 0) throw new Error(`npm ci in bench/peers ended with ${String(ended[0])}`);
}

/** Loads a peer's package; the caller says what it uses of it. */
export function peerPackage(name: string): unknown {
  return createRequire(join(folder, "package.json"))(name);
}
