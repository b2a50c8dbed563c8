// `npm start`: builds, starts the server with the demo town and the workstation, says in one screen how to use them, and ends it all on Ctrl-C.
// Must never lose data without --fresh, nor leave a process behind.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildAll } from "../bundle/build-all.ts";
import type { Child } from "./child.ts";
import { lockFolder } from "./folder-lock.ts";
import { freePort } from "./free-port.ts";
import { ensureDemoTown, runServer, type Ground } from "./run-server.ts";
import { handOverCode } from "./hand-over-code.ts";
import { deskFolder, openWorkstation } from "./run-workstation.ts";
import { smoke } from "./smoke.ts";
import { readStartWords, type StartWords } from "./start-words.ts";
import { welcomeText } from "./welcome.ts";
import { thisMachine } from "./window-choice.ts";

const repository = join(import.meta.dirname, "..", "..");
const children: Child[] = [];
const say = (line: string): void => console.log(line);

/** What --fresh takes away besides the server's data; never the folder itself, which may hold other things, nor the scanner folder. */
const ownFolders = ["desk", "browser", "logs", "demo-town.json", "electron-fetch.json"];

/** Ends the youngest first: a desk says good-bye to a server that still runs. */
async function endChildren(): Promise<void> {
  for (const child of children.splice(0).reverse()) await child.stop();
}

const stop = Promise.withResolvers<string>();
// Read after every step, because a long step does not see the signal.
const asked = { toStop: false };
function onSignal(): void {
  if (asked.toStop) process.exit(1);
  asked.toStop = true;
  stop.resolve("");
}

async function build(): Promise<void> {
  const started = performance.now();
  const outcome = await buildAll({
    root: repository,
    strict: true,
    say: (line: string) => say(line.startsWith("building") ? "Das Programm wird gebaut …" : line),
  });
  if (outcome.built.length > 0) say(`Gebaut in ${((performance.now() - started) / 1000).toFixed(1)} s.`);
}

async function runEverything(words: StartWords, ground: Ground): Promise<void> {
  const town = await ensureDemoTown(ground, words.fresh);
  const port = await freePort(words.port);
  if (port !== words.port) say(`Port ${words.port} ist belegt, der Server nimmt ${port}.`);
  const server = await runServer(ground, port);
  const scannerFolder = join(words.dataFolder, "scanner");
  mkdirSync(scannerFolder, { recursive: true });
  await handOverCode(deskFolder(words.dataFolder), () => server.enrolmentCode(town.tenant));
  const workstation = await openWorkstation({
    ground,
    words,
    machine: thisMachine(),
    serverUrl: server.url,
    tenant: town.tenant,
    scannerFolder,
  });
  if (words.smoke) {
    say(await smoke({ ground, deskFolder: deskFolder(words.dataFolder), town }));
    return;
  }
  say(welcomeText({ window: workstation.window, link: workstation.link, serverUrl: server.url, scannerFolder, town }));
  const serverEnded = server.child.exited.then(() => `Der Server endete:\n${server.child.lastWords()}`);
  const why = await Promise.race([stop.promise, workstation.ended, serverEnded]);
  if (!asked.toStop) say(why);
}

async function main(): Promise<void> {
  const words = readStartWords(process.argv.slice(2), repository);
  const release = await lockFolder(words.dataFolder);
  if (release === undefined) {
    throw new Error(
      `In ${words.dataFolder} läuft Amtsstube schon. Ein weiterer Start braucht einen eigenen Ordner: npm start -- --data <Ordner>`,
    );
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, onSignal);
  const ground: Ground = { repository, dataFolder: words.dataFolder, say, started: (child) => children.push(child) };
  try {
    await build();
    if (words.fresh) for (const name of ownFolders) rmSync(join(words.dataFolder, name), { recursive: true, force: true });
    // A signal ends the wait of whatever step is under way; its processes are ended below.
    await Promise.race([runEverything(words, ground), stop.promise]);
  } finally {
    if (asked.toStop) say("Amtsstube wird beendet …");
    await endChildren();
    release();
  }
}

main().then(
  () => process.exit(0),
  (thrown: unknown) => {
    console.error(thrown instanceof Error ? thrown.message : String(thrown));
    process.exit(1);
  },
);
