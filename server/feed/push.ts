// Commands come in, answers go out once they are on disk. One transaction a batch; a batch that cannot be stored is taken apart.
import type { Command } from "../../shared/domain/command.ts";
import { refuse } from "../../shared/domain/refusal.ts";
import type { Answer } from "../../shared/sync/push.ts";
import type { NewLogRow } from "../audit/chain.ts";
import { engineProblem } from "../store/database-problem.ts";
import type { Database } from "../store/database.ts";
import { decideBatch, type Decided, type SentCommand } from "./decide.ts";
import { loadGround } from "./load.ts";
import { announce } from "./news.ts";
import type { Sender } from "./sender.ts";
import { writeBatch } from "./write.ts";

/** Milliseconds a desk's clock may be ahead before the log marks it. */
const clockTolerance = 5 * 60_000;

/** Applies commands for their sender; answers in the order of the commands. Every answer but "waiting" is durable when this resolves. */
export async function pushCommands(
  database: Database,
  sender: Sender,
  commands: readonly SentCommand[],
  receivedAt: string,
): Promise<readonly Answer[]> {
  try {
    return await pushBatch(database, sender, commands, receivedAt);
  } catch (error) {
    if (!["data", "other"].includes(engineProblem(error))) throw error;
    return await pushApart(database, sender, commands, receivedAt, error);
  }
}

async function pushBatch(
  database: Database,
  sender: Sender,
  commands: readonly SentCommand[],
  receivedAt: string,
): Promise<readonly Answer[]> {
  const { decided, head } = await database.transaction(async (transaction) => {
    const ground = await loadGround(transaction, sender, commands);
    const decision = decideBatch(sender, commands, ground, receivedAt);
    const log = decision.decided.flatMap((item) => logRow(sender, item, receivedAt) ?? []);
    if (log.length === 0) return { decided: decision.decided, head: undefined };
    const batch = { tenant: sender.tenant, changed: decision.changed, before: ground.records, log };
    return { decided: decision.decided, head: await writeBatch(transaction, batch) };
  });
  if (head !== undefined) void announce(database, sender.tenant, head);
  return decided.map((item) => item.answer);
}

/**
 * One command that no table can hold must not jam the outbox behind it: units go one by one,
 * and the one that fails by itself is refused, with an empty payload in the log.
 */
async function pushApart(
  database: Database,
  sender: Sender,
  commands: readonly SentCommand[],
  receivedAt: string,
  cause: unknown,
): Promise<readonly Answer[]> {
  const keys = [...new Set(commands.map(({ command }) => command.group ?? command.id))];
  if (keys.length > 1) {
    const answers = new Map<string, Answer>();
    for (const key of keys) {
      const unit = commands.filter(({ command }) => (command.group ?? command.id) === key);
      for (const answer of await pushCommands(database, sender, unit, receivedAt)) answers.set(answer.id, answer);
    }
    return commands.flatMap(({ command }) => answers.get(command.id) ?? []);
  }
  if (engineProblem(cause) !== "data") throw cause;
  return await refuseAll(database, sender, commands, receivedAt);
}

async function refuseAll(
  database: Database,
  sender: Sender,
  commands: readonly SentCommand[],
  receivedAt: string,
): Promise<readonly Answer[]> {
  const answers = commands.map(({ command }): Answer => ({
    id: command.id,
    answer: "refused",
    receivedAt,
    refusal: refuse("badArguments"),
  }));
  await database.transaction(async (transaction) => {
    const log = commands.flatMap((sent, index) => {
      const answer = answers[index];
      const plain = { ...sent, command: { ...sent.command, args: {} } };
      return answer === undefined ? [] : (logRow(sender, { sent: plain, answer, known: false }, receivedAt) ?? []);
    });
    await writeBatch(transaction, { tenant: sender.tenant, changed: [], before: new Map(), log });
  });
  return answers;
}

function marksOf(sender: Sender, command: Command, receivedAt: string): string[] {
  const at = Date.parse(command.at);
  return [
    ...(at > Date.parse(receivedAt) + clockTolerance ? ["future"] : []),
    ...(sender.enrolledAt !== null && at < Date.parse(sender.enrolledAt) ? ["beforeEnrolment"] : []),
    ...(sender.device !== null && sender.device !== command.device ? ["otherDevice"] : []),
  ];
}

/** The row a decision leaves in the log; none where nothing was decided now. */
function logRow(sender: Sender, { sent, answer, known }: Decided, receivedAt: string): readonly NewLogRow[] | undefined {
  if (known || answer.answer === "waiting") return undefined;
  const { command } = sent;
  const accepted = answer.answer === "accepted";
  const { conflicts, refusal } = accepted
    ? { conflicts: answer.conflicts, refusal: undefined }
    : { conflicts: undefined, refusal: answer.refusal };
  return [
    {
      entry: {
        commandId: command.id,
        kind: plain(command.kind),
        name: plain(command.name),
        recordId: command.recordId,
        person: sender.actor.personId,
        device: sender.device,
        at: command.at,
        receivedAt,
        group: command.group ?? null,
        sentNumber: sent.number,
        answer: answer.answer,
        code: refusal?.code ?? null,
        version: accepted ? answer.version : null,
        marks: marksOf(sender, command, receivedAt),
      },
      payload: { args: command.args, answer: { conflicts, refusal } },
    },
  ];
}

/** A name that came from outside, short enough for a log. */
function plain(name: string): string {
  return name.replaceAll("\0", "").slice(0, 100);
}
