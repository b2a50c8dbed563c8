// Quality samples of replacement scanning (BSI TR-03138 RESISCAN): which scans are drawn, and what a person found beside the paper.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { newId, rule, type Change, type CommandContext, type CommandInput } from "../command.ts";
import { recordKey } from "../record.ts";
import { refuse } from "../refusal.ts";
import { documentSchema, type OfficeDocument } from "../document/schema.ts";
import { deviatingScanTopic, qualitySampleTopic, taskSchema, type Task } from "../task/schema.ts";
import { trailEntry } from "../trail.ts";
import { changed } from "./changed.ts";
import { permitted } from "./rights.ts";
import type { Invoice } from "./schema.ts";
import { isSample, transferNoteOf, verdictSchema, type TransferNote } from "./transfer-note.ts";

/** The id of the sample's task where a scan that is being captured is drawn. */
export function sampleOf(id: string, channel: string, context: CommandContext): string | undefined {
  const percent = context.policy.qualitySamplePercent ?? 0;
  return channel === "scanner" && isSample(id, percent) ? newId(context) : undefined;
}

/** The task for the unit that a drawn scan is to be held beside its paper. */
export function sampleTask(input: CommandInput<Invoice, unknown>, unit: string, body: Invoice): readonly Change[] {
  const task = body.quality?.task;
  return task === undefined ? [] : [taskOf(input, { id: task, unit, topic: qualitySampleTopic, file: body.document.name })];
}

/** What there is to do about a scan, for its unit, today. */
function taskOf(
  { actor, id: invoice, context }: CommandInput<Invoice, unknown>,
  { id, unit, topic, file }: Readonly<Record<"id" | "unit" | "topic" | "file", string>>,
): Change {
  const body: Task = {
    schema: 1,
    title: file.slice(0, 300),
    topic,
    dueOn: context.today,
    about: { kind: "invoice", id: invoice },
    state: "open",
    notes: [],
    trail: [trailEntry(context.commandId, "create", actor, context.at)],
  };
  return { kind: "task", id, unit, body };
}

const checkArgs = z.strictObject({
  verdict: verdictSchema,
  findings: z.string().trim().max(1000),
  /** The sample's task as the record names it, which is done with this. */
  task: z.uuid().optional(),
  /** The document it is filed as, as the record names it: its note gets the finding too. */
  document: z.uuid().optional(),
});
type CheckArgs = z.infer<typeof checkArgs>;

/**
 * Notes whether the scan agrees with its paper. A later check stands beside an earlier one; none is taken back. One that deviates makes a task
 * for the unit to scan the paper anew.
 */
export const checkTransfer = rule<Invoice, CheckArgs>({
  args: checkArgs,
  final: "qualityCheckStays",
  touches: ({ task, document }) => [
    ...(task === undefined ? [] : [{ kind: "task" as const, id: task }]),
    ...(document === undefined ? [] : [{ kind: "document" as const, id: document }]),
  ],
  allowed: (input) => {
    const { args, record } = input;
    const refused = permitted(input, "checkTransfer");
    if (refused !== undefined) return refused;
    if (record?.body.arrivals[0]?.transfer === undefined || args.task !== record.body.quality?.task) return refuse("badArguments");
    if (args.document !== undefined && args.document !== record.body.documentId) return refuse("badArguments");
    return args.verdict === "deviates" && args.findings === "" ? refuse("reasonMissing") : undefined;
  },
  apply: (input) => {
    const { actor, args, context } = input;
    const { unit, body } = must(input.record, "the rule's `allowed` refused a missing record");
    const { verdict, findings } = args;
    const check = { by: actor.personId, at: context.at, verdict, findings, commandId: context.commandId };
    const quality = { ...body.quality, checks: [...(body.quality?.checks ?? []), check] };
    const anew = { id: newId(context), unit, topic: deviatingScanTopic, file: body.document.name };
    return {
      changes: [
        changed(input, "checkTransfer", { quality }, { verdict }),
        ...sampleDone(input),
        ...(verdict === "deviates" ? [taskOf(input, anew)] : []),
        ...documentNoted(input, transferNoteOf({ ...body, quality })),
      ],
    };
  },
});

/** The filed document with the note as it is now. */
function documentNoted({ args, others }: CommandInput<Invoice, CheckArgs>, transferNote: TransferNote | undefined): readonly Change[] {
  if (args.document === undefined) return [];
  const record = others.get(recordKey({ kind: "document", id: args.document }));
  const document = record === undefined ? undefined : documentSchema.safeParse(record.body).data;
  if (record === undefined || document === undefined) return [];
  return [{ kind: "document", id: record.id, unit: record.unit, body: { ...document, transferNote } satisfies OfficeDocument }];
}

function sampleDone({ actor, args, others, context }: CommandInput<Invoice, CheckArgs>): readonly Change[] {
  if (args.task === undefined) return [];
  const record = others.get(recordKey({ kind: "task", id: args.task }));
  const task = record === undefined ? undefined : taskSchema.safeParse(record.body).data;
  if (record === undefined || task?.state !== "open") return [];
  const trail = [...task.trail, trailEntry(context.commandId, "complete", actor, context.at)];
  return [{ kind: "task", id: record.id, unit: record.unit, body: { ...task, state: "done", trail } satisfies Task }];
}
