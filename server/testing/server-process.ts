// The server as a process of its own, for tests that kill it.
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { z } from "../../shared/base/zod.ts";

const listeningSchema = z.object({ event: z.literal("listening"), url: z.string() });

export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it printed so far. */
  readonly output: () => string;
  /** Sends the signal and waits for the end; the exit code, null where the signal ended it. */
  readonly end: (signal: "SIGKILL" | "SIGTERM") => Promise<number | null>;
}

/** Starts `serve` over a data folder with the embedded engine; resolves when it listens. */
export async function spawnServer(dataFolder: string, flags: readonly string[] = []): Promise<ServerProcess> {
  const script = join(import.meta.dirname, "..", "cli", "serve.ts");
  const child = spawn(process.execPath, [script, "--port", "0", "--data", dataFolder, ...flags], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, DATABASE_URL: "", PORT: "0", HOST: "127.0.0.1" },
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", resolve);
  });
  const listening = new Promise<string>((resolve, reject) => {
    const hear = (piece: Buffer): void => {
      output += piece.toString("utf8");
      for (const line of output.split("\n").filter((text) => text.startsWith('{"event"'))) {
        const found = listeningSchema.safeParse(JSON.parse(line)).data;
        if (found !== undefined) resolve(found.url);
      }
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    void ended.then((code) => {
      reject(new Error(`the server ended (${String(code)}) before it listened: ${output}`));
    });
  });
  return {
    url: await listening,
    child,
    output: () => output,
    end: async (signal) => {
      child.kill(signal);
      return await ended;
    },
  };
}
