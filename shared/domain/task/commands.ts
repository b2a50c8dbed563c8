// What can happen to a task: made, done, opened again.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { hasRole, isSystem, type Actor, type Role } from "../actor.ts";
import { defineKind, rule, type Applied, type CommandInput } from "../command.ts";
import { noteCommands } from "../notes.ts";
import { recordRefSchema } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { personScope, unitScope } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { trailEntry } from "../trail.ts";
import { qualitySampleTopic, scanQuarantinedTopic, taskSchema, type Task } from "./schema.ts";
import { mayRead, noticeId, noticeWith, type Notice } from "./told.ts";

const workers: readonly Role[] = ["CLERK", "CAPTURE", "CERT_FACTUAL", "CERT_ARITHMETIC", "ORDERING", "CASH", "ARCHIVE"];

function workerOf(unit: string | undefined, input: Pick<CommandInput<Task, unknown>, "actor" | "context" | "record">): Refusal | undefined {
  if (unit === undefined) return refuse("recordMissing");
  return mayWork(input.actor, unit, input.context.today, input.record?.body);
}

function mayWork(actor: Actor, unit: string, today: string, body: Task | undefined): Refusal | undefined {
  if (isSystem(actor) || body?.person === actor.personId || hasRole(actor, workers, unit, today)) return undefined;
  return refuse("notAllowed", { role: "CLERK", unit });
}

function changed(input: CommandInput<Task, unknown>, command: string, state: Task["state"]): Applied {
  const record = must(input.record, "the rule's `allowed` refused a missing record");
  const trail = [...record.body.trail, trailEntry(input.context.commandId, command, input.actor, input.context.at)];
  return { changes: [{ kind: "task", id: record.id, unit: record.unit, body: { ...record.body, state, trail } }] };
}

const createArgs = z.strictObject({
  unit: z.string().min(1),
  title: z.string().trim().min(1).max(300),
  dueOn: z.iso.date(),
  person: z.string().optional(),
  about: recordRefSchema.optional(),
});
const create = rule<Task, z.infer<typeof createArgs>>({
  args: createArgs,
  creates: true,
  allowed: (input) => workerOf(input.args.unit, input),
  apply: ({ actor, args, id, context }) => {
    const { unit, ...described } = args;
    const trail = [trailEntry(context.commandId, "create", actor, context.at)];
    return { changes: [{ kind: "task", id, unit, body: { ...described, schema: 1, state: "open", notes: [], trail } satisfies Task }] };
  },
});

const tellArgs = z.strictObject({
  unit: z.string().min(1),
  person: z.string().min(1).max(100),
  folder: z.string().trim().min(1).max(100),
  on: z.iso.date(),
  /** Which file: an id of the desk's own, never its name. */
  scan: z.uuid(),
});
const quarantineNotice = ({ unit, person, folder, on }: z.infer<typeof tellArgs>): Notice => ({
  topic: scanQuarantinedTopic,
  person,
  unit,
  folder,
  on,
});

/** Tells one person that a file out of a scanner folder lies in quarantine; whoever may see nothing of the unit's scans is told nothing. */
const tell = rule<Task, z.infer<typeof tellArgs>>({
  args: tellArgs,
  creates: "either",
  final: "arrivedStays",
  idOf: (args) => noticeId(quarantineNotice(args)),
  allowed: ({ actor, args, context }) => {
    const { unit, person } = args;
    if (!isSystem(actor) && !hasRole(actor, ["CAPTURE"], unit, context.today)) return refuse("notAllowed", { role: "CAPTURE", unit });
    return mayRead(context, person, ["invoice", "post"], unit) ? undefined : refuse("notAllowed", { role: "CLERK", unit });
  },
  apply: (input) => ({ changes: noticeWith(input, quarantineNotice(input.args), { kind: "scan", id: input.args.scan }) }),
});

const noArgs = z.strictObject({});
const complete = rule<Task, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) =>
    workerOf(input.record?.unit, input) ??
    (input.record?.body.state === "open" ? undefined : refuse("wrongState", { state: "done" })) ??
    (input.record?.body.topic === qualitySampleTopic ? refuse("checkAtInvoice") : undefined),
  apply: (input) => changed(input, "complete", "done"),
});
const resume = rule<Task, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) =>
    workerOf(input.record?.unit, input) ??
    (input.record?.body.withdrawn === true ? refuse("alreadyUndone") : undefined) ??
    (input.record?.body.state === "done" ? undefined : refuse("wrongState", { state: "open" })),
  apply: (input) => changed(input, "resume", "open"),
});

/** The kind `task`. */
export const taskKind = defineKind<Task>({
  name: "task",
  schema: taskSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: () => undefined,
  // What came in is nobody's to undo.
  untracked: ["came", "more"],
  scopes: (body, unit) => [unitScope("task", unit), ...(body.person === undefined ? [] : [personScope(body.person)])],
  commands: withTakeBack<Task>(
    { create, tell, complete, resume, ...noteCommands<Task>("task", (input) => workerOf(input.record?.unit, input)) },
    { kind: "task", may: mayWork, unmake: (body) => ({ ...body, state: "done", withdrawn: true }) },
  ),
});
