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
  /** What is known from earlier rounds about commands that failed. */
  readonly doubts: Doubts;
  /** True once pushes have failed again and again while everything else was answered: any failure may then lie in what is sent. */
  readonly distrust: boolean;
}

/** When, in counted pushes, each command was first in a batch that failed, and when the server last took anything. */
export interface Doubts {
  readonly firstFailed: Map<string, number>;
  pushes: number;
  lastTaken: number;
}

export function noDoubts(): Doubts {
  return { firstFailed: new Map(), pushes: 0, lastTaken: 0 };
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
  const { store, client, signal, doubts } = options;
  const epoch = await store.read.meta("epoch");
  if (epoch === null) return;
  const suspects: Suspect[] = [];
  const waiting: string[] = [];
  const most = options.timings.pushCommands;
  let units = most;
  for (;;) {
    signal.throwIfAborted();
    const limits = { units, bytes: options.timings.pushBytes };
    const batch = await store.write.takeBatch({ limits, except: [...waiting, ...suspects.flatMap((suspect) => suspect.ids)] });
    if (batch.length === 0) break;
    doubts.pushes += 1;
    try {
      // The server wants content it lost, or content somebody else has to bring, or does not know these yet: not now.
      const undecided = await push(options, epoch, batch);
      waiting.push(...undecided);
      for (const { command } of batch) doubts.firstFailed.delete(command.id);
      if (undecided.length < batch.length) doubts.lastTaken = doubts.pushes;
      units = Math.min(most, units * 2);
    } catch (thrown) {
      await store.write.requeue(null);
      const code = blames(thrown, options);
      // Where nobody is there at all, nothing that was sent is to blame.
      if (code === undefined || (code === "serverFails" && !(await client.reachable()))) throw thrown;
      for (const { command } of batch) if (!doubts.firstFailed.has(command.id)) doubts.firstFailed.set(command.id, doubts.pushes);
      const tried = unitsOf(batch);
      if (tried > 1) units = Math.ceil(tried / 2);
      else suspects.push({ ids: batch.map(({ command }) => command.id), code, thrown });
    }
  }
  await settle(options, epoch, suspects);
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
 * Sets those aside without which the server took others, after they had failed for the first time. Where it took nothing since, only
 * few that it called not understood: a server that takes nothing any more must not turn a whole day's work into refusals.
 */
async function settle(options: PushOptions, epoch: string, suspects: readonly Suspect[]): Promise<void> {
  const { store, log, doubts } = options;
  const fewAndClear = suspects.length <= believedAlone && suspects.every((suspect) => suspect.code !== "serverFails");
  const isProven = ({ ids }: Suspect): boolean => ids.some((id) => (doubts.firstFailed.get(id) ?? Infinity) < doubts.lastTaken);
  const [open] = suspects.filter((suspect) => !fewAndClear && !isProven(suspect));
  for (const suspect of suspects.filter((one) => fewAndClear || isProven(one))) {
    const { ids, code } = suspect;
    // The server may have been down for everybody just then, and may be well again.
    if (code === "serverFails" && (await goesNow(options, epoch, suspects, suspect))) continue;
    log("warn", "command set aside", { code, commands: ids.length });
    await store.write.setAside({ ids, code });
    for (const id of ids) doubts.firstFailed.delete(id);
  }
  if (open !== undefined) throw open.thrown;
}

/** Sends a suspect once more, alone, after the server has taken others; false where it fails again. */
async function goesNow(options: PushOptions, epoch: string, suspects: readonly Suspect[], { ids }: Suspect): Promise<boolean> {
  const { store, client, timings, doubts } = options;
  const except = suspects.flatMap((suspect) => suspect.ids).filter((id) => !ids.includes(id));
  const batch = await store.write.takeBatch({ limits: { units: 1, bytes: timings.pushBytes }, except });
  if (!batch.some(({ command }) => ids.includes(command.id))) {
    await store.write.requeue(null);
    return true;
  }
  try {
    await push(options, epoch, batch);
    for (const id of ids) doubts.firstFailed.delete(id);
    return true;
  } catch (thrown) {
    await store.write.requeue(null);
    if (blames(thrown, options) === undefined || !(await client.reachable())) throw thrown;
    return false;
  }
}
