// A peer's process as its parent sees it. Must never outlive the bench: it hangs on a channel, and is ended by force where it does not let go.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { measuredScript } from "../child.ts";
import type { Edits } from "./told.ts";

export interface ToldProcess {
  /** What it said when it was ready. */
  readonly ready: unknown;
  tell(word: string, edits?: Edits): Promise<unknown>;
  end(): Promise<void>;
}

const patienceMilliseconds = 10_000;
/** A peer that has not answered by then is stuck. */
const longestMilliseconds = 900_000;

/** Starts the script of this folder and waits until it is ready. */
export async function startTold(script: string, args: readonly string[]): Promise<ToldProcess> {
  const child = fork(await measuredScript(`peers/${script}`), args, {
    cwd: join(import.meta.dirname, "..", ".."),
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const failed = exited.then(([code]: readonly unknown[]) => {
    throw new Error(`${script} ended with ${String(code)}`);
  });
  failed.catch(() => undefined);
  const heard = async (): Promise<unknown> => {
    const words: readonly unknown[] = await Promise.race([
      once(child, "message", { signal: AbortSignal.timeout(longestMilliseconds) }),
      failed,
    ]);
    return words[0];
  };
  return {
    ready: await heard(),
    tell: (word, edits = { ids: [], mark: 0 }) => {
      const answer = heard();
      child.send({ word, edits });
      return answer;
    },
    end: async () => {
      if (child.connected) child.disconnect();
      const force = setTimeout(() => child.kill("SIGKILL"), patienceMilliseconds);
      await exited;
      clearTimeout(force);
    },
  };
}
