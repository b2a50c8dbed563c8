// Starts, finds again and stops the engine's process. Must never signal a process that is not this engine.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import type { EngineAccount } from "./engine-account.ts";
import { engineProgram, type EngineBinaries } from "./engine-binaries.ts";
import { ownFolder, processLives, readIfThere, type EngineHome } from "./engine-home.ts";

export const engineUser = "amtsstube";

/** An engine that answers. */
export interface RunningEngine {
  readonly pid: number;
  readonly port: number;
}

/** Throws by name where the data folder was made by another major version of PostgreSQL. */
export function checkVersion(home: EngineHome, binaries: EngineBinaries): void {
  const made = readIfThere(join(home.data, "PG_VERSION")).trim();
  if (made === "" || made === binaries.major) return;
  throw new Error(
    `the database folder ${home.data} was made by PostgreSQL ${made}; this program brings PostgreSQL ${binaries.major} and leaves it untouched`,
  );
}

/** Makes an empty cluster where there is none; under another name first, so that a cut leaves nothing that looks whole. */
export function initialise(home: EngineHome, binaries: EngineBinaries, account: EngineAccount | undefined): void {
  if (existsSync(join(home.data, "PG_VERSION"))) return;
  const unfinished = `${home.data}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  ownFolder(unfinished, account);
  const passwordFile = join(unfinished, "..", "initdb-password");
  writeFileSync(passwordFile, readFileSync(home.password), { mode: 0o600 });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const settings = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--no-instructions"];
  try {
    execFileSync(engineProgram(binaries, "initdb"), ["-D", unfinished, "-U", engineUser, `--pwfile=${passwordFile}`, ...settings], {
      stdio: ["ignore", "ignore", "pipe"],
      cwd: home.folder,
      env: engineEnvironment(),
      ...account,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(unfinished, home.data);
}

/** The engine that already runs on this folder, left behind by a killed parent or started by a neighbour; undefined where none does. */
export async function findRunning(home: EngineHome): Promise<RunningEngine | undefined> {
  const pidFile = join(home.data, "postmaster.pid");
  for (let tries = 0; tries < 1200; tries += 1) {
    const lines = readIfThere(pidFile).split("\n");
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    if (!processLives(pid)) return undefined;
    if (port > 0 && (await answers(home, port))) return { pid, port };
    if (!looksLikePostgres(pid)) {
      // The number was given to somebody else after a crash; PostgreSQL itself would refuse to start for its sake.
      rmSync(pidFile, { force: true });
      return undefined;
    }
    await wait(50);
  }
  throw new Error(`a PostgreSQL process holds ${home.data} but does not answer`);
}

function looksLikePostgres(pid: number): boolean {
  if (process.platform === "win32") {
    return spawnSync("tasklist", ["/FI", `PID eq ${String(pid)}`, "/NH"], { encoding: "utf8" }).stdout.includes("postgres");
  }
  const { stdout, error } = spawnSync("ps", ["-p", String(pid), "-o", "comm="], { encoding: "utf8" });
  if (error !== undefined) return readIfThere(`/proc/${String(pid)}/comm`).includes("postgres");
  return stdout.includes("postgres");
}

async function answers(home: EngineHome, port: number): Promise<boolean> {
  const client = new pg.Client({ connectionString: engineUrl(home, port, "postgres"), connectionTimeoutMillis: 2000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** How a client reaches one database of the engine. */
export function engineUrl(home: EngineHome, port: number, database: string): string {
  return `postgres://${engineUser}:${readFileSync(home.password, "utf8").trim()}@127.0.0.1:${String(port)}/${database}`;
}

/** Starts the engine and waits until it answers. `durable` off is for tests only: it skips every fsync. */
export async function start(
  home: EngineHome,
  binaries: EngineBinaries,
  account: EngineAccount | undefined,
  durable: boolean,
): Promise<RunningEngine> {
  let reason = "";
  for (let tries = 0; tries < 5; tries += 1) {
    const port = await freePort();
    const began = readIfThere(home.log).length;
    const pid = launch(home, binaries, account, settings(port, durable));
    for (let waited = 0; waited < 1200; waited += 1) {
      if (!processLives(pid)) break;
      if (await answers(home, port)) return { pid: Number(readIfThere(join(home.data, "postmaster.pid")).split("\n")[0]), port };
      await wait(25);
    }
    // A lost race for the port, or workers of a killed engine that are still ending: both pass.
    reason = readIfThere(home.log).slice(began).trim();
    await wait(500);
  }
  throw new Error(`the embedded PostgreSQL did not start: ${reason}`);
}

function settings(port: number, durable: boolean): readonly string[] {
  const values = {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    fsync: durable ? "on" : "off",
    full_page_writes: durable ? "on" : "off",
    shared_buffers: "128MB",
    max_wal_size: "1GB",
    max_connections: "200",
    max_locks_per_transaction: "256",
    timezone: "UTC",
    jit: "off",
    // Statements and details carry what people wrote: never into a log.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_timezone: "UTC",
  };
  return Object.entries(values).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** The process is detached: a Ctrl-C in the terminal must reach the server first, which then stops the engine in order. */
function launch(home: EngineHome, binaries: EngineBinaries, account: EngineAccount | undefined, flags: readonly string[]): number {
  if (process.platform === "win32") {
    // pg_ctl drops administrator rights, which postgres.exe itself refuses.
    const options = flags.map((flag) => (flag === "-c" ? flag : `"${flag}"`)).join(" ");
    spawnSync(engineProgram(binaries, "pg_ctl"), ["start", "-w", "-D", home.data, "-l", home.log, "-o", options], { stdio: "ignore" });
    return Number(readIfThere(join(home.data, "postmaster.pid")).split("\n")[0]);
  }
  const log = openSync(home.log, "a", 0o600);
  try {
    const child = spawn(engineProgram(binaries, "postgres"), ["-D", home.data, ...flags], {
      cwd: home.folder,
      detached: true,
      stdio: ["ignore", log, log],
      env: engineEnvironment(),
      ...account,
    });
    child.on("error", () => undefined);
    child.unref();
    return child.pid ?? 0;
  } finally {
    closeSync(log);
  }
}

/** Stops the engine in order: open transactions are rolled back, everything committed is on disk. */
export async function stop(home: EngineHome, binaries: EngineBinaries, pid: number): Promise<void> {
  if (process.platform === "win32") {
    spawnSync(engineProgram(binaries, "pg_ctl"), ["stop", "-D", home.data, "-m", "fast", "-w"], { stdio: "ignore" });
    return;
  }
  if (!processLives(pid) || !looksLikePostgres(pid)) return;
  process.kill(pid, "SIGINT");
  for (let tries = 0; processLives(pid); tries += 1) {
    if (tries === 600) process.kill(pid, "SIGQUIT");
    if (tries > 800) throw new Error("the embedded PostgreSQL did not stop");
    await wait(50);
  }
}

function engineEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(?:PG|LC_|LANG|DATABASE_URL)/u.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        resolvePort(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  });
}
