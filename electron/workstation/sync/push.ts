// Pushes what waits: commands in their order until none is left that could go now. Content goes its own way beside the rounds.
import { pushResponseSchema } from "../../../shared/sync/push.ts";
import type { Log } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import type { ServerClient } from "./server-client.ts";

export interface PushOptions {
  readonly store: Store;
  readonly client: ServerClient;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** Rejects where the network or the server fails; what was on its way then waits again. */
export async function pushAll(options: PushOptions): Promise<void> {
  const { store, client, signal, log } = options;
  const epoch = await store.read.meta("epoch");
  if (epoch === null) return;
  for (;;) {
    const commands = await store.write.takeBatch(null);
    if (commands.length === 0) return;
    try {
      const json = { version: client.version, epoch, commands };
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
