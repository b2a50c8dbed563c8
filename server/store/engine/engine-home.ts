// Where the embedded engine keeps its files, who uses them now, and the lock that lets one process at a time start or stop it.
// Must never put people's data into a folder that the system clears.
import { randomBytes, randomUUID } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "../../../shared/base/zod.ts";
import { canReach, type EngineAccount } from "./engine-account.ts";

export interface EngineHome {
  /** The folder of everything below. */
  readonly folder: string;
  /** PostgreSQL's own data folder. */
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

const pointerName = "database-folder.txt";
/** Where a data folder lies that the engine's account cannot enter (root, a clone below a 0700 home). */
const systemFolder = "/var/lib/amtsstube";

/** The home of a data folder: itself, or where the account cannot enter it, a folder of the system that a pointer file names. */
export function engineHome(dataFolder: string, account: EngineAccount | undefined): EngineHome {
  mkdirSync(dataFolder, { recursive: true });
  const folder = canReach(dataFolder, account) ? resolve(dataFolder) : elsewhere(dataFolder);
  const home = { folder, data: join(folder, "postgres"), log: join(folder, "postgres.log"), password: join(folder, "postgres-password") };
  mkdirSync(join(folder, "users"), { recursive: true });
  if (!existsSync(home.password)) writeFileSync(home.password, randomBytes(24).toString("base64url"), { mode: 0o600, flag: "wx" });
  return home;
}

function elsewhere(dataFolder: string): string {
  const pointer = join(dataFolder, pointerName);
  if (!existsSync(pointer)) writeFileSync(pointer, join(systemFolder, randomUUID()));
  const folder = readFileSync(pointer, "utf8").trim();
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  chmodSync(systemFolder, 0o711);
  chmodSync(folder, 0o711);
  return folder;
}

/** Makes a folder that belongs to the engine's account alone. */
export function ownFolder(path: string, account: EngineAccount | undefined): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(path, account.uid, account.gid);
}

export function processLives(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

let openings = 0;
/** Locks and notes this very process made: in a container the next life of a killed process has the same number. */
const ours = new Set<string>();

/** Notes that this process uses the engine; the returned path is taken away by `leave`. */
export function enter(home: EngineHome): string {
  openings += 1;
  const path = join(home.folder, "users", `${String(process.pid)}-${String(openings)}`);
  writeFileSync(path, "");
  ours.add(path);
  return path;
}

/** Takes the note back; true where no living process uses the engine any more. */
export function leave(home: EngineHome, path: string): boolean {
  rmSync(path, { force: true });
  ours.delete(path);
  const users = join(home.folder, "users");
  for (const name of readdirSync(users)) {
    if (holderLives(Number.parseInt(name, 10), join(users, name))) return false;
    rmSync(join(users, name), { force: true });
  }
  return true;
}

const errorCodeSchema = z.object({ code: z.string() });

/** Runs `work` while no other process starts or stops this engine. A lock whose holder died is broken. */
export async function withEngineLock<T>(home: EngineHome, work: () => Promise<T>): Promise<T> {
  const path = join(home.folder, "starting.lock");
  for (let tries = 0; !tryLock(path); tries += 1) {
    if (tries > 2400) throw new Error("another process has been starting or stopping the database for two minutes");
    await wait(50);
  }
  try {
    return await work();
  } finally {
    ours.delete(path);
    rmSync(path, { force: true });
  }
}

function holderLives(pid: number, path: string): boolean {
  return pid === process.pid ? ours.has(path) : processLives(pid);
}

function tryLock(path: string): boolean {
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    ours.add(path);
    return true;
  } catch (error) {
    if (errorCodeSchema.safeParse(error).data?.code !== "EEXIST") throw error;
  }
  const holder = Number(readIfThere(path));
  // An empty file is a holder between creating and writing it.
  if (holder !== 0 && !holderLives(holder, path)) rmSync(path, { force: true });
  return false;
}

/** A file's text, or "" where it is not there. */
export function readIfThere(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
