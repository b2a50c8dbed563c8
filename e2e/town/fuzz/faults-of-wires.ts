// Planted faults between desk and server: bodies that are changed on their way.
import { z } from "../../../shared/base/zod.ts";
import { pullEndSchema } from "../../../shared/sync/pull.ts";
import { pushResponseSchema, type Answer } from "../../../shared/sync/push.ts";
import type { PlantedFault } from "./planted.ts";

const beginSchema = z.looseObject({ t: z.literal("begin"), scopes: z.array(z.string()) });

function everyLine(body: Buffer, change: (line: string) => string | undefined): Buffer {
  const lines = body
    .toString("utf8")
    .split("\n")
    .filter((line) => line !== "");
  const kept = lines.flatMap((line) => change(line) ?? []);
  return Buffer.from(kept.map((line) => `${line}\n`).join(""));
}

const ofPull =
  (change: (line: string, desk: string) => string | undefined): NonNullable<PlantedFault["answer"]> =>
  (path, body, desk) =>
    path === "/v1/pull" ? everyLine(body, (line) => change(line, desk)) : body;

const ofPush =
  (change: (answers: readonly Answer[]) => readonly Answer[]): NonNullable<PlantedFault["answer"]> =>
  (path, body) => {
    if (path !== "/v1/push") return body;
    const parsed = pushResponseSchema.safeParse(JSON.parse(body.toString("utf8")));
    return parsed.success ? Buffer.from(JSON.stringify({ answers: change(parsed.data.answers) })) : body;
  };

export const faultsOfWires: Readonly<Record<string, () => PlantedFault>> = {
  "tombstones ignored": () => ({ answer: ofPull((line) => (line.includes('"t":"left"') ? undefined : line)) }),
  "scope leak: rights that shrink are not told": () => {
    const known = new Map<string, Set<string>>();
    return {
      answer: ofPull((line, desk) => {
        const begin = line.startsWith('{"t":"begin"') ? beginSchema.parse(JSON.parse(line)) : undefined;
        if (begin === undefined) return line;
        const scopes = known.get(desk) ?? new Set<string>();
        known.set(desk, scopes);
        for (const scope of begin.scopes) scopes.add(scope);
        return JSON.stringify({ ...begin, scopes: [...scopes].sort() });
      }),
    };
  },
  "cursor moved past what is coming": () => ({
    answer: ofPull((line) => {
      const end = line.startsWith('{"t":"end"') ? pullEndSchema.parse(JSON.parse(line)) : undefined;
      if (end === undefined) return line;
      return JSON.stringify({ ...end, cursors: Object.fromEntries(Object.entries(end.cursors).map(([scope, seq]) => [scope, seq + 1])) });
    }),
  }),
  "answer taken for another command": () => ({
    answer: ofPush((answers) =>
      answers.map((answer, index) => ({ ...answer, id: answers[(index + 1) % answers.length]?.id ?? answer.id })),
    ),
  }),
  "refusal swallowed": () => ({
    answer: ofPush((answers) =>
      answers.map((answer) =>
        answer.answer === "refused"
          ? { id: answer.id, answer: "accepted", version: 1, receivedAt: answer.receivedAt, conflicts: [] }
          : answer,
      ),
    ),
  }),
  "conflicts not told": () => ({
    answer: ofPush((answers) => answers.map((answer) => (answer.answer === "accepted" ? { ...answer, conflicts: [] } : answer))),
  }),
  "group cut in two": () => ({
    request: (path, body) => {
      if (path !== "/v1/push") return body;
      const push = z
        .looseObject({ commands: z.array(z.looseObject({ command: z.looseObject({ group: z.string().optional() }) })) })
        .parse(JSON.parse(body));
      const last = push.commands.at(-1);
      return last?.command.group === undefined || push.commands.length < 2
        ? body
        : JSON.stringify({ ...push, commands: push.commands.slice(0, -1) });
    },
  }),
};
