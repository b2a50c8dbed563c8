// The tesseract that is installed on this machine: where it is, whether it knows German, and a page read by it. Each page is a process of its own,
// fed over its standard input: no shell, no file, no name that comes from a document. Must never be started by a bare name.
import { spawn } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { posix, win32 } from "node:path";
import type { GrayPage } from "../raster/gray-page.ts";
import { ReadError } from "../read/reading.ts";
import type { Engine } from "./engine.ts";
import { seenOfHocr } from "./hocr.ts";

export type NativeTesseract = { readonly path: string; readonly version: string };

/** Of the program's environment it is given these: where its libraries and its languages are. */
const passedOn = ["PATH", "SystemRoot", "TEMP", "TMP", "TESSDATA_PREFIX", "LD_LIBRARY_PATH"] as const;
const usualPlaces: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  win32: ["C:\\Program Files\\Tesseract-OCR\\tesseract.exe", "C:\\Program Files (x86)\\Tesseract-OCR\\tesseract.exe"],
  darwin: ["/opt/homebrew/bin/tesseract", "/usr/local/bin/tesseract", "/opt/local/bin/tesseract"],
  linux: ["/usr/bin/tesseract", "/usr/local/bin/tesseract"],
};
const probeMs = 10_000;
const mostOutput = 32 * 1024 * 1024;

/** Absolute paths where a tesseract may be: on the search path, then in the usual places. */
export function placesOfTesseract(platform: NodeJS.Platform, searchPath: string): readonly string[] {
  const paths = platform === "win32" ? win32 : posix;
  const name = platform === "win32" ? "tesseract.exe" : "tesseract";
  // A relative entry would be looked up in whatever folder the program happens to run in.
  const onPath = searchPath
    .split(paths.delimiter)
    .filter((folder) => paths.isAbsolute(folder))
    .map((folder) => paths.join(folder, name));
  return [...new Set([...onPath, ...(usualPlaces[platform] ?? [])])];
}

/** The first of these that runs, is of version 4 or later and has German; undefined where none is. */
export async function findTesseract(places: readonly string[]): Promise<NativeTesseract | undefined> {
  for (const path of places) {
    const run = { path, environment: nativeEnvironment(), milliseconds: probeMs };
    try {
      await access(path, constants.X_OK);
      const version = /^tesseract v?([4-9]\S*)/u.exec(await output(run, ["--version"], []))?.[1];
      const languages = version === undefined ? "" : await output(run, ["--list-langs"], []);
      if (version !== undefined && /^deu\s*$/mu.test(languages)) return { path, version };
    } catch {
      // Not there, or not to be run: the next one.
    }
  }
  return undefined;
}

/** How it is started: by its absolute path, in an environment of its own, for at most so long. */
export type NativeRun = { readonly path: string; readonly environment: Readonly<Record<string, string>>; readonly milliseconds: number };

/** What of this program's environment it needs. Threads of a pool have none, so whoever opens the pool passes it on. */
export function nativeEnvironment(): Readonly<Record<string, string>> {
  return Object.fromEntries(
    passedOn.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** An engine over the native program; `started` is told of the process of each page, and of 0 when that has ended. */
export function nativeEngine(run: NativeRun, started: (processId: number) => void): Engine {
  return {
    see: async ({ width, height, pixels, dpi }: GrayPage) => {
      const head = Buffer.from(`P5\n${width} ${height}\n255\n`, "latin1");
      const options = ["stdin", "stdout", "-l", "deu", "--psm", "3", "--dpi", String(Math.round(dpi)), "-c", "tessedit_create_hocr=1"];
      return seenOfHocr(await output(run, options, [head, pixels], started));
    },
  };
}

/** What a run prints. Rejects where it fails, takes too long or prints without end; the process is gone in each case. */
function output(
  { path, environment, milliseconds }: NativeRun,
  args: readonly string[],
  input: readonly Uint8Array[],
  started?: (processId: number) => void,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, args, {
      shell: false,
      windowsHide: true,
      timeout: milliseconds,
      killSignal: "SIGKILL",
      stdio: ["pipe", "pipe", "ignore"],
      // Threads within a page make it many times slower where cores are busy.
      env: { ...environment, OMP_THREAD_LIMIT: "1" },
    });
    started?.(child.pid ?? 0);
    child.once("exit", () => started?.(0));
    const parts: Buffer[] = [];
    let length = 0;
    child.stdout.on("data", (part: Buffer) => {
      length += part.length;
      if (length > mostOutput) child.kill("SIGKILL");
      else parts.push(part);
    });
    const failed = (detail: string): void => reject(new ReadError("reader-crashed", detail));
    child.once("error", () => failed("the native engine does not start"));
    // It may end before it has read everything; its end says why.
    child.stdin.on("error", () => undefined);
    child.once("close", (code) => (code === 0 ? resolve(Buffer.concat(parts).toString("utf8")) : failed("the native engine failed")));
    for (const part of input) child.stdin.write(part);
    child.stdin.end();
  });
}
