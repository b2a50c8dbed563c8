// What a host is told at its start: by an argument `--name=value` or the variable beside it; the argument wins.
// Must never invent a server: a desk without one says so.
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { z } from "../../shared/base/zod.ts";

export interface StartOptions {
  /** Everything of this desk lies below: replicas, content, host files. */
  readonly dataFolder: string;
  readonly serverUrl: string;
  readonly tenant: string;
  readonly scannerFolder: string | undefined;
}

const names = {
  "data-folder": "AMTSSTUBE_DATA_FOLDER",
  server: "AMTSSTUBE_SERVER",
  tenant: "AMTSSTUBE_TENANT",
  scanner: "AMTSSTUBE_SCANNER_FOLDER",
} as const;
type Name = keyof typeof names;

/** Reads arguments and environment; what neither names comes from `defaults`. Throws a sentence where the server's address is none. */
export function readStartOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  defaults: { readonly dataFolder: string },
): StartOptions {
  const given = (name: Name): string | undefined => {
    const prefix = `--${name}=`;
    const value = args.findLast((argument) => argument.startsWith(prefix))?.slice(prefix.length) ?? environment[names[name]];
    return value === undefined || value === "" ? undefined : value;
  };
  const serverUrl = z.url({ protocol: /^https?$/u }).safeParse(given("server"));
  if (!serverUrl.success) throw new Error(`no address of a server: give --server=https://… or ${names.server}`);
  const scannerFolder = given("scanner");
  return {
    dataFolder: resolve(given("data-folder") ?? defaults.dataFolder),
    serverUrl: serverUrl.data,
    tenant: given("tenant") ?? "demo",
    scannerFolder: scannerFolder === undefined ? undefined : resolve(scannerFolder),
  };
}

/** Where the built program lies around a host's bundle, which is `dist/<host>/main.*`. Worker files are unpacked where the rest is an archive. */
export function builtProgram(bundleFolder: string): {
  readonly page: string;
  readonly workers: { readonly store: URL; readonly read: URL };
  readonly version: string;
} {
  const dist = join(bundleFolder, "..");
  const workers = join(dist, "workers").replace(/app\.asar(?=[\\/])/u, "app.asar.unpacked");
  const manifest = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(dist, "..", "package.json"), "utf8")));
  return {
    page: join(dist, "renderer"),
    workers: { store: pathToFileURL(join(workers, "store-worker.mjs")), read: pathToFileURL(join(workers, "read-worker.mjs")) },
    version: manifest.version,
  };
}
