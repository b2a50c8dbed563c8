// Pushes what waits: commands in their order until none is left that could go now. Content goes its own way. A batch that the server does not
// take is halved until the one command is found that it does not take. Must never set a command aside because the server itself is down.
import { pushResponseSchema } from "../../../shared/sync/push.ts";
import type { RefusalCode } from "../../../shared/domain/refusal.ts";
import type { Log } from "../log.ts";
import type { Batch } from "../outbox/send.ts";
import type { Store } from "../store/store-client.ts";
import type { Timings } from "../timings.ts";
import { ProblemAnswer, Unreachable } from "./problem-error.ts";
import type { ServerClient } from "./server-client.ts";

export interface PushOptions {
  readonly store: Store;
  readonly client: ServerClient;
  readonly timings: Pick<Timings, "pushCommands" | "pushBytes">;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** True once pushes have failed again and again while everything else was answered: any failure may then lie in what is sent. */
  readonly distrust: boolean;
}

interface Suspect {
  readonly ids: readonly string[];
  readonly code: RefusalCode;
  readonly thrown: unknown;
}

/** So many commands that alone make the server say "not understood" are believed without a proof that it understands others. */
const believedAlone = 3;

/** Rejects where the network or the server fails; what was on its way then waits again. */
export async function pushAll(options: PushOptions): Promise<void> {
  const { store, signal } = options;
  const epoch = await store.read.meta("epoch");
  if (epoch === null) return;
  const suspects: Suspect[] = [];
  const waiting: string[] = [];
  const most = options.timings.pushCommands;
  let units = most;
  let taken = false;
  for (;;) {
    signal.throwIfAborted();
    const limits = { units, bytes: options.timings.pushBytes };
    const batch = await store.write.takeBatch({ limits, except: [...waiting, ...suspects.flatMap((suspect) => suspect.ids)] });
    if (batch.length === 0) break;
    try {
      // The server wants content it lost, or content somebody else has to bring, or does not know these yet: not now.
      const undecided = await push(options, epoch, batch);
      waiting.push(...undecided);
      taken ||= undecided.length < batch.length;
      units = Math.min(most, units * 2);
    } catch (thrown) {
      await store.write.requeue(null);
      const code = blames(thrown, options);
      if (code === undefined) throw thrown;
      const tried = unitsOf(batch);
      if (tried > 1) units = Math.ceil(tried / 2);
      else suspects.push({ ids: batch.map(({ command }) => command.id), code, thrown });
    }
  }
  await settle(options, suspects, taken);
}

/** Sends one batch and books its answers; returns what was not decided. */
async function push({ store, client, signal, log }: PushOptions, epoch: string, batch: Batch): Promise<readonly string[]> {
  const { answers } = await client.post("/v1/push", { version: client.version, epoch, commands: batch }, pushResponseSchema, signal);
  const sent = new Set(batch.map(({ command }) => command.id));
  if (answers.some((answer) => !sent.has(answer.id))) throw new Unreachable("answers to other commands than were sent", "serverGarbage");
  await store.write.takeAnswers(answers);
  log("debug", "pushed", { commands: batch.length, refused: answers.filter((answer) => answer.answer === "refused").length });
  const answered = new Set(answers.filter((answer) => answer.answer !== "waiting").map((answer) => answer.id));
  return batch.map(({ command }) => command.id).filter((id) => !answered.has(id));
}

function unitsOf(batch: Batch): number {
  return new Set(batch.map(({ command }) => command.group ?? command.id)).size;
}

/** Whether what was sent may be what failed, and what the person is told then. */
function blames(thrown: unknown, { distrust, signal }: PushOptions): RefusalCode | undefined {
  if (signal.aborted) return undefined;
  if (thrown instanceof ProblemAnswer && thrown.problem === "badRequest") return "notUnderstood";
  if (thrown instanceof ProblemAnswer && thrown.problem === "tooLarge") return "tooLarge";
  if (!distrust) return undefined;
  // A device on the way that cuts or answers for the server at certain texts jams the queue as well.
  return thrown instanceof Unreachable || (thrown instanceof ProblemAnswer && thrown.problem === "internal") ? "serverFails" : undefined;
}

/**
 * Sets the suspects aside where the server has shown that it takes other commands. Where it has not, only few that it called not
 * understood: a server that understands nothing any more must not turn a whole day's work into refusals.
 */
async function settle({ store, log }: PushOptions, suspects: readonly Suspect[], taken: boolean): Promise<void> {
  const [first] = suspects;
  if (first === undefined) return;
  const fewAndClear = suspects.length <= believedAlone && suspects.every((suspect) => suspect.code !== "serverFails");
  if (!taken && !fewAndClear) throw first.thrown;
  for (const { ids, code } of suspects) {
    log("warn", "command set aside", { code, commands: ids.length });
    await store.write.setAside({ ids, code });
  }
}
