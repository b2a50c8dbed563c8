// Pushes what waits: content first, then commands in their order until none is left that could go now.
import { pushResponseSchema } from "../../../shared/sync/push.ts";
import { syncVersion } from "../../../shared/sync/version.ts";
import type { Transfer } from "../content/transfer.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import { Unreachable } from "./problem-error.ts";
import type { ServerClient } from "./server-client.ts";

export interface PushOptions {
  readonly store: Store;
  readonly client: ServerClient;
  readonly transfer: Transfer;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Rejects where the network or the server fails; what was on its way then waits again. */
export async function pushAll(options: PushOptions): Promise<void> {
  const { store, client, signal, log } = options;
  await uploadContent(options);
  const epoch = await store.read.meta("epoch");
  if (epoch === null) return;
  for (;;) {
    const commands = await store.write.takeBatch(null);
    if (commands.length === 0) return;
    try {
      const json = { version: syncVersion, epoch, commands };
      const { answers } = await client.post("/v1/push", json, pushResponseSchema, signal);
      await store.write.takeAnswers(answers);
      log("debug", "pushed", { commands: commands.length, refused: answers.filter((answer) => answer.answer === "refused").length });
      // The server wants content it lost, or content somebody else has to bring: not now.
      if (answers.every((answer) => answer.answer === "waiting")) return;
    } catch (thrown) {
      await store.write.requeue(null);
      throw thrown;
    }
  }
}

async function uploadContent({ store, transfer, signal, log }: PushOptions): Promise<void> {
  for (const content of await store.read.contentToUpload(null)) {
    try {
      await transfer.upload(content, signal);
    } catch (thrown) {
      if (thrown instanceof Unreachable || signal.aborted) throw thrown;
      // One file that will not go up must not keep everybody else's work here.
      log("warn", "content not uploaded", { reason: reasonOf(thrown) });
    }
  }
}
