// Runs the central server and, before its first start, loads the demo town. Must never load it over data that are there.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "../../shared/base/zod.ts";
import { startChild, type Child } from "./child.ts";
import { codesOfServer } from "./server-codes.ts";
import { demoTownSchema, type DemoTown } from "./welcome.ts";

export interface Ground {
  readonly repository: string;
  readonly dataFolder: string;
  readonly say: (line: string) => void;
  /** Told every process that has to end with the start. */
  readonly started: (child: Child) => void;
}

const listeningSchema = z.object({ event: z.literal("listening"), url: z.string() });
const progressSchema = z.object({ progress: z.object({ records: z.int(), contents: z.int(), texts: z.int() }) });

/** The demo town of these data, loaded where it is not yet; `fresh` takes away what was there. */
export async function ensureDemoTown(ground: Ground, fresh: boolean): Promise<DemoTown> {
  const note = join(ground.dataFolder, "demo-town.json");
  if (!fresh && existsSync(note)) return demoTownSchema.parse(JSON.parse(readFileSync(note, "utf8")));
  ground.say("Das Rathaus zum Ausprobieren wird angelegt (einmalig, etwa 15 Sekunden) …");
  let town: DemoTown | undefined;
  let said = 0;
  const child = startChild({
    command: process.execPath,
    args: [
      "--disable-warning=ExperimentalWarning",
      join(ground.repository, "server", "demo", "cli", "load-town.ts"),
      "--data",
      serverFolder(ground),
      ...(fresh ? ["--fresh"] : []),
    ],
    folder: ground.repository,
    logFile: logFile(ground, "load-town"),
    channel: true,
    onLine: (line) => {
      const parsed = demoTownSchema.safeParse(jsonOf(line));
      if (parsed.success) town = parsed.data;
    },
    onMessage: (message) => {
      const parsed = progressSchema.safeParse(message);
      if (!parsed.success || performance.now() - said < 2_000) return;
      said = performance.now();
      const { contents, records, texts } = parsed.data.progress;
      ground.say(`  … ${contents} Dateien, ${records} Vorgänge, ${texts} Texte`);
    },
  });
  ground.started(child);
  const code = await child.exited;
  if (code !== 0 || town === undefined) throw new Error(`Das Rathaus ließ sich nicht anlegen:\n${child.lastWords()}`);
  writeFileSync(note, JSON.stringify(town, null, 2));
  return town;
}

export interface DemoServer {
  readonly url: string;
  readonly child: Child;
  /** A code that enrols one workstation of the tenant. */
  readonly enrolmentCode: (tenant: string) => Promise<string>;
}

/** Starts the built server on this port; resolves with its address once it listens. */
export async function runServer(ground: Ground, port: number): Promise<DemoServer> {
  const listening = Promise.withResolvers<string>();
  const codes = codesOfServer((message) => child.send(message));
  const child: Child = startChild({
    command: process.execPath,
    args: [join(ground.repository, "dist", "server", "serve.mjs"), "--port", String(port), "--data", serverFolder(ground)],
    folder: ground.repository,
    logFile: logFile(ground, "server"),
    channel: true,
    onMessage: codes.hear,
    onLine: (line) => {
      const parsed = listeningSchema.safeParse(jsonOf(line));
      if (parsed.success) listening.resolve(parsed.data.url);
    },
  });
  ground.started(child);
  void child.exited.then(() => listening.reject(new Error(`Der Server startet nicht:\n${child.lastWords()}`)));
  return { url: await listening.promise, child, enrolmentCode: codes.ask };
}

export function logFile(ground: Pick<Ground, "dataFolder">, name: string): string {
  return join(ground.dataFolder, "logs", `${name}.log`);
}

function serverFolder(ground: Ground): string {
  return join(ground.dataFolder, "server");
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
