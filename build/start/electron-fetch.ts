// Fetches Electron's binary once, with Electron's own downloader, under a short time limit.
// Must never keep a start waiting twice for a download that failed: the failure is remembered for a day.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startChild } from "./child.ts";

const limitMilliseconds = 90_000;
const retryAfterMilliseconds = 24 * 60 * 60 * 1000;

export interface FetchRequest {
  readonly repository: string;
  readonly dataFolder: string;
  readonly now: number;
  readonly say: (line: string) => void;
  /** For tests; Electron's own installer where absent. */
  readonly installer?: string;
}

/** Undefined where the binary came; else why not, as a German clause. */
export async function fetchElectron(request: FetchRequest): Promise<string | undefined> {
  const note = join(request.dataFolder, "electron-fetch.json");
  const failedAt = lastFailure(note);
  if (failedAt !== undefined && request.now - failedAt < retryAfterMilliseconds) {
    return "sein Programm ließ sich zuletzt nicht laden (nächster Versuch nach einem Tag oder mit --fresh)";
  }
  request.say("Electron wird einmalig geladen (etwa 120 MB, höchstens 90 Sekunden) …");
  const installer = request.installer ?? join(request.repository, "node_modules", "electron", "install.js");
  const child = startChild({
    command: process.execPath,
    args: [installer],
    folder: request.repository,
    logFile: join(request.dataFolder, "logs", "electron-fetch.log"),
    channel: false,
  });
  const started = performance.now();
  const ticking = setInterval(() => request.say(`  … ${Math.round((performance.now() - started) / 1000)} s`), 10_000);
  const timedOut = Promise.withResolvers<"late">();
  const limit = setTimeout(() => timedOut.resolve("late"), limitMilliseconds);
  const outcome = await Promise.race([child.exited, timedOut.promise]);
  clearInterval(ticking);
  clearTimeout(limit);
  if (outcome === "late") await child.stop();
  if (outcome === 0) {
    rmSync(note, { force: true });
    return undefined;
  }
  mkdirSync(dirname(note), { recursive: true });
  writeFileSync(note, JSON.stringify({ failedAt: request.now }));
  return outcome === "late" ? "das Laden dauerte zu lange" : "sein Programm ließ sich nicht laden (keine Verbindung?)";
}

function lastFailure(note: string): number | undefined {
  try {
    const found: unknown = JSON.parse(readFileSync(note, "utf8"));
    return typeof found === "object" && found !== null && "failedAt" in found ? Number(found.failedAt) : undefined;
  } catch {
    return undefined;
  }
}
