// Quality samples of replacement scanning (BSI TR-03138 RESISCAN): which scans are drawn, and what a person found beside the paper.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { newId, rule, type Change, type CommandContext, type CommandInput } from "../command.ts";
import { recordKey } from "../record.ts";
import { refuse } from "../refusal.ts";
import { taskSchema, qualitySampleTopic, type Task } from "../task/schema.ts";
import { trailEntry } from "../trail.ts";
import { changed } from "./changed.ts";
import { workerOnly } from "./rights.ts";
import type { Invoice } from "./schema.ts";
import { isSample, verdictSchema } from "./transfer-note.ts";

/** The id of the sample's task where a scan that is being captured is drawn. */
export function sampleOf(id: string, channel: string, context: CommandContext): string | undefined {
  const percent = context.policy.qualitySamplePercent ?? 0;
  return channel === "scanner" && isSample(id, percent) ? newId(context) : undefined;
}

/** The task for the unit that a drawn scan is to be held beside its paper. */
export function sampleTask({ actor, id, context }: CommandInput<Invoice, unknown>, unit: string, body: Invoice): readonly Change[] {
  const task = body.quality?.task;
  if (task === undefined) return [];
  const made: Task = {
    schema: 1,
    title: body.document.name.slice(0, 300),
    topic: qualitySampleTopic,
    dueOn: context.today,
    about: { kind: "invoice", id },
    state: "open",
    notes: [],
    trail: [trailEntry(context.commandId, "create", actor, context.at)],
  };
  return [{ kind: "task", id: task, unit, body: made }];
}

const checkArgs = z.strictObject({
  verdict: verdictSchema,
  findings: z.string().trim().max(1000),
  /** The sample's task as the record names it, which is done with this. */
  task: z.uuid().optional(),
});
type CheckArgs = z.infer<typeof checkArgs>;

/** Notes whether the scan agrees with its paper. A later check stands beside an earlier one; none is taken back. */
export const checkTransfer = rule<Invoice, CheckArgs>({
  args: checkArgs,
  final: "qualityCheckStays",
  touches: ({ task }) => (task === undefined ? [] : [{ kind: "task", id: task }]),
  allowed: (input) => {
    const { args, record } = input;
    const refused = workerOnly(input);
    if (refused !== undefined) return refused;
    if (record?.body.arrivals[0]?.transfer === undefined || args.task !== record.body.quality?.task) return refuse("badArguments");
    return args.verdict === "deviates" && args.findings === "" ? refuse("reasonMissing") : undefined;
  },
  apply: (input) => {
    const { actor, args, context } = input;
    const { quality } = must(input.record, "the rule's `allowed` refused a missing record").body;
    const { verdict, findings } = args;
    const check = { by: actor.personId, at: context.at, verdict, findings, commandId: context.commandId };
    const next = { ...quality, checks: [...(quality?.checks ?? []), check] };
    return { changes: [changed(input, "checkTransfer", { quality: next }, { verdict }), ...sampleDone(input)] };
  },
});

function sampleDone({ actor, args, others, context }: CommandInput<Invoice, CheckArgs>): readonly Change[] {
  if (args.task === undefined) return [];
  const record = others.get(recordKey({ kind: "task", id: args.task }));
  const task = record === undefined ? undefined : taskSchema.safeParse(record.body).data;
  if (record === undefined || task?.state !== "open") return [];
  const trail = [...task.trail, trailEntry(context.commandId, "complete", actor, context.at)];
  return [{ kind: "task", id: record.id, unit: record.unit, body: { ...task, state: "done", trail } satisfies Task }];
}
