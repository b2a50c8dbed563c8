// A process that `npm start` runs: its output goes to a log file, its messages come back, and it ends with its parent.
// Must never leave one behind: each hangs on a channel and ends itself when the channel breaks, however the parent ended.
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { finished } from "node:stream/promises";

export interface ChildRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly folder: string;
  readonly logFile: string;
  /** Whether the program listens on the channel; a browser does not. */
  readonly channel: boolean;
  readonly onMessage?: (message: unknown) => void;
  readonly onLine?: (line: string) => void;
}

export interface Child {
  /** Undefined where it could not be started. */
  readonly pid: number | undefined;
  /** Exit code, or null where a signal or a failed start ended it. */
  readonly exited: Promise<number | null>;
  /** The last lines it wrote, for a sentence about why it failed. */
  lastWords(): string;
  /** Says something over its channel. */
  send(message: object): void;
  /** Asks it to end, waits, and ends it by force if need be. */
  stop(): Promise<void>;
  /** Ends it without a word, as a power cut does. */
  kill(): Promise<void>;
}

const patienceMilliseconds = 15_000;
const keptLines = 12;

/** Starts the process. */
export function startChild(request: ChildRequest): Child {
  mkdirSync(dirname(request.logFile), { recursive: true });
  const log = createWriteStream(request.logFile, { flags: "a" });
  const child = spawn(request.command, request.args, {
    cwd: request.folder,
    env: { ...process.env, ...request.environment },
    stdio: ["ignore", "pipe", "pipe", ...(request.channel ? (["ipc"] as const) : [])],
    windowsHide: request.channel,
  });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on("line", (line) => {
      if (log.writable) log.write(`${line}\n`);
      last.push(line);
      if (last.length > keptLines) last.shift();
      request.onLine?.(line);
    });
  }
  child.on("message", (message) => request.onMessage?.(message));
  const ended = new Promise<number | null>((resolve) => {
    child.once("error", (error) => {
      last.push(error.message);
      resolve(null);
    });
    // Not `close`: it waits for pipes that a grandchild may hold, and never comes after a disconnect from this side.
    child.once("exit", (code) => void outputRead(child).then(() => resolve(code)));
  });
  // Whoever waits for the end may remove the folder next: the log is written and closed by then.
  const exited = ended.then(async (code) => {
    log.end();
    await finished(log).catch(() => undefined);
    return code;
  });
  return {
    pid: child.pid,
    exited,
    lastWords: () => last.join("\n"),
    send: (message) => {
      if (child.connected) child.send(message);
    },
    stop: async () => {
      if (child.connected) child.disconnect();
      else askToEnd(child);
      const force = setTimeout(() => endByForce(child), patienceMilliseconds);
      await exited;
      clearTimeout(force);
    },
    kill: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

/** Resolves when the process's last lines are read, or soon after its end. */
async function outputRead(child: ChildProcess): Promise<void> {
  const ended = [child.stdout, child.stderr].map(async (stream) => {
    if (stream !== null && !stream.readableEnded) await once(stream, "end");
  });
  await Promise.race([Promise.all(ended), new Promise((resolve) => setTimeout(resolve, 500))]);
}

function askToEnd(child: ChildProcess): void {
  // Windows knows no polite signal for a console program, but it can close the windows of one that has them.
  if (process.platform === "win32") spawnSync("taskkill", ["/PID", String(child.pid)], { stdio: "ignore" });
  else child.kill("SIGTERM");
}

function endByForce(child: ChildProcess): void {
  if (process.platform === "win32") spawnSync("taskkill", ["/PID", String(child.pid), "/T", "/F"], { stdio: "ignore" });
  else child.kill("SIGKILL");
}
