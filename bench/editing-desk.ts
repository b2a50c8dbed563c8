// A desk as a process that is told when to edit and when to send: the parent cuts its network in between.
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { z } from "../shared/base/zod.ts";
import { measuredSchema, measuredScript } from "./child.ts";

/**
 * `seconds` until the server has every command, `inStepSeconds` until what it made of them is here too; `sendingMegabytes` is what the
 * process took for it beyond what it held when it began.
 */
const sentBackSchema = measuredSchema.extend({ inStepSeconds: z.number(), sendingMegabytes: z.number() });
export type SentBack = Readonly<z.infer<typeof sentBackSchema>>;

export interface EditingDesk {
  /** Gives all commands; resolves when they wait in the outbox. */
  edit(): Promise<void>;
  /** Sends them; resolves with what it took, and ends the process. */
  sendBack(): Promise<SentBack>;
}

/** Starts the desk and waits for its first sync. */
export async function startEditingDesk(args: readonly string[]): Promise<EditingDesk> {
  const child = fork(await measuredScript("edits-back-client.ts"), [...args], {
    cwd: join(import.meta.dirname, ".."),
    execArgv: ["--disable-warning=ExperimentalWarning"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const failed = once(child, "exit").then(([code]: readonly unknown[]) => {
    throw new Error(`the desk ended with ${String(code)}`);
  });
  failed.catch(() => undefined);
  const answer = async (): Promise<unknown> => {
    const heard: readonly unknown[] = await Promise.race([once(child, "message"), failed]);
    return heard[0];
  };
  await answer();
  return {
    edit: async () => {
      child.send("edit");
      await answer();
    },
    sendBack: async () => {
      child.send("send");
      const measured = sentBackSchema.parse(await answer());
      const ended = once(child, "exit");
      child.send("end");
      await ended;
      return measured;
    },
  };
}
