// Opens the workstation: Electron where it starts in its sandbox, else an installed browser, else a printed address; and says which and why.
// Must never weaken a sandbox to get a window.
import { join } from "node:path";
import { z } from "../../shared/base/zod.ts";
import { openBrowserWindow } from "./browser-window.ts";
import { startChild, type Child } from "./child.ts";
import { fetchElectron } from "./electron-fetch.ts";
import { freePort } from "./free-port.ts";
import { codeFile } from "./hand-over-code.ts";
import { fetchLink } from "./host-link.ts";
import { logFile, type Ground } from "./run-server.ts";
import type { StartWords } from "./start-words.ts";
import { electronFile, installedBrowser, noSandboxReason, noWindowReason, type Machine } from "./window-choice.ts";

export interface Workstation {
  /** Which window, and why not better: whole sentences. */
  readonly window: readonly string[];
  /** A link for a browser; undefined under Electron, which needs none. */
  readonly link: string | undefined;
  /** Resolves when a person closed Electron's window or the host ended. */
  readonly ended: Promise<string>;
}

export interface WorkstationRequest {
  readonly ground: Ground;
  readonly words: StartWords;
  readonly machine: Machine;
  readonly serverUrl: string;
  readonly tenant: string;
  readonly scannerFolder: string;
}

const readySchema = z.object({ ready: z.object({ origin: z.string() }) });
const refusedSchema = z.object({ refused: z.object({ code: z.string(), detail: z.string() }) });
const windowShown = "amtsstube: window shown";
const electronStartMilliseconds = 30_000;
const browserStartMilliseconds = 2_500;

/** Folder of the one desk that `npm start` runs. */
export function deskFolder(dataFolder: string): string {
  return join(dataFolder, "desk");
}

/** Opens it on this machine, the best way that works. Rejects where not even the host on 127.0.0.1 starts. */
export async function openWorkstation(request: WorkstationRequest): Promise<Workstation> {
  const reasons: string[] = [];
  const noWindow = request.words.window ? noWindowReason(request.machine) : "so gewünscht (--no-window)";
  if (noWindow === undefined && !request.words.browser) {
    const electron = await tryElectron(request);
    if (typeof electron !== "string") return electron;
    reasons.push(`Nicht in Electron: ${electron}.`);
  }
  const host = await runHost(request);
  const link = (): Promise<string | undefined> => fetchLink(deskFolder(request.ground.dataFolder));
  const ended = host.exited.then(() => `Der Arbeitsplatz endete:\n${host.lastWords()}`);
  const noBrowser = noWindow ?? (await tryBrowser(request, await link()));
  const sentence =
    noBrowser === undefined
      ? "Der Arbeitsplatz ist in einem eigenen Browserfenster geöffnet."
      : `Es öffnet sich kein Fenster: ${noBrowser}. Der Arbeitsplatz wartet unter der Adresse unten.`;
  return { window: [sentence, ...reasons], link: await link(), ended };
}

function environmentOf(request: WorkstationRequest): Readonly<Record<string, string>> {
  return {
    AMTSSTUBE_DATA_FOLDER: deskFolder(request.ground.dataFolder),
    AMTSSTUBE_SERVER: request.serverUrl,
    AMTSSTUBE_TENANT: request.tenant,
    AMTSSTUBE_ENROLMENT_FILE: codeFile(deskFolder(request.ground.dataFolder)),
    AMTSSTUBE_SCANNER_FOLDER: request.scannerFolder,
  };
}

/** The running window, or why there is none, as a German clause. */
async function tryElectron(request: WorkstationRequest): Promise<Workstation | string> {
  const { ground, machine } = request;
  const sandbox = noSandboxReason(machine);
  if (sandbox !== undefined) return sandbox;
  const binary = electronFile(ground.repository, machine);
  if (!machine.exists(binary)) {
    const failure = await fetchElectron({ repository: ground.repository, dataFolder: ground.dataFolder, now: Date.now(), say: ground.say });
    if (failure !== undefined) return failure;
    if (!machine.exists(binary)) return "sein Programm fehlt nach dem Laden noch";
  }
  const shown = Promise.withResolvers<"shown" | "late">();
  const child = startChild({
    command: binary,
    args: [ground.repository],
    environment: environmentOf(request),
    folder: ground.repository,
    logFile: logFile(ground, "electron"),
    channel: false,
    onLine: (line) => {
      if (line === windowShown) shown.resolve("shown");
    },
  });
  ground.started(child);
  const limit = setTimeout(() => shown.resolve("late"), electronStartMilliseconds);
  const outcome = await Promise.race([shown.promise, child.exited]);
  clearTimeout(limit);
  if (outcome === "shown") {
    const ended = child.exited.then(() => "Das Fenster wurde geschlossen.");
    return { window: ["Der Arbeitsplatz ist in einem Electron-Fenster geöffnet."], link: undefined, ended };
  }
  await child.stop();
  return `es startet hier nicht (siehe ${logFile(ground, "electron")})`;
}

/** Undefined where the window came; else why not, as a German clause. */
async function tryBrowser({ ground, machine }: WorkstationRequest, link: string | undefined): Promise<string | undefined> {
  if (link === undefined) return "der Arbeitsplatz gibt keinen Link aus";
  const browser = installedBrowser(machine);
  if (browser === undefined) return "weder Electron noch ein Browser der Chromium-Familie ist da";
  const child = openBrowserWindow({ browser, link, dataFolder: ground.dataFolder });
  ground.started(child);
  const stays = new Promise<"stays">((resolve) => setTimeout(() => resolve("stays"), browserStartMilliseconds));
  const outcome = await Promise.race([child.exited, stays]);
  // A browser that is open already takes the window over and the new process ends well at once.
  if (outcome === "stays" || outcome === 0) return undefined;
  return `${browser} startet hier nicht (siehe ${logFile(ground, "browser")})`;
}

async function runHost(request: WorkstationRequest): Promise<Child> {
  const { ground } = request;
  const ready = Promise.withResolvers<string>();
  const port = await freePort(request.words.port + 1);
  const child = startChild({
    command: process.execPath,
    args: [join(ground.repository, "dist", "loopback", "main.mjs"), `--port=${port}`],
    environment: environmentOf(request),
    folder: ground.repository,
    logFile: logFile(ground, "desk"),
    channel: true,
    onMessage: (message) => {
      const parsed = readySchema.safeParse(message);
      if (parsed.success) ready.resolve(parsed.data.ready.origin);
      const refused = refusedSchema.safeParse(message);
      if (refused.success) ready.reject(new Error(refusalSentence(refused.data.refused)));
    },
  });
  ground.started(child);
  void child.exited.then(() => ready.reject(new Error(`Der Arbeitsplatz startet nicht:\n${child.lastWords()}`)));
  await ready.promise;
  return child;
}

function refusalSentence({ code, detail }: { readonly code: string; readonly detail: string }): string {
  if (code === "switchedOff")
    return `Der Arbeitsplatz im Browser ist auf diesem Rechner von der Verwaltung abgeschaltet, und Electron steht nicht bereit.\n${detail}`;
  if (code === "alreadyRunning") return `Mit diesen Daten läuft schon ein Arbeitsplatz.\n${detail}`;
  return `Der Arbeitsplatz startet nicht:\n${detail}`;
}
