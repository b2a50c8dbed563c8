// A question about an invoice to a colleague, and the answer. Each is told by a task. Must never ask somebody who may not see the invoice.
import { derivedId } from "../../base/hash.ts";
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { grantIsValid, type Actor } from "../actor.ts";
import { newId, rule, type Change, type CommandContext, type CommandInput } from "../command.ts";
import { recordKey } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { invoiceQueryTopic, queryAnsweredTopic, taskSchema, type Task } from "../task/schema.ts";
import { trailEntry } from "../trail.ts";
import { allHoldersOf } from "../who-may.ts";
import { changed } from "./changed.ts";
import { reasonText } from "./clarify-schema.ts";
import { andCash } from "./matrix.ts";
import { permitted } from "./rights.ts";
import type { Invoice } from "./schema.ts";

const queryArgs = z.strictObject({ to: z.string().min(1).max(100), question: reasonText });

/** Asks a colleague. Nobody orders or pays until they have answered. */
export const query = rule<Invoice, z.infer<typeof queryArgs>>({
  args: queryArgs,
  allowed: (input) => permitted(input, "query") ?? mayBeAsked(input),
  apply: (input) => {
    const { actor, args, context } = input;
    const { body } = must(input.record, "the rule's `allowed` refused a missing record");
    const asked = { to: args.to, question: args.question, by: actor.personId, at: context.at };
    const next = { queries: { ...body.queries, [context.commandId]: asked } };
    return {
      changes: [changed(input, "query", next, { to: args.to, question: args.question }), taskFor(input, args.to, invoiceQueryTopic)],
    };
  },
});

/** People who work on invoices of the unit, as the directory lists them; undefined where it lists nobody. */
export function askable(context: Pick<CommandContext, "today" | "authorities" | "duties">, unit: string): readonly string[] | undefined {
  return context.duties === undefined ? undefined : allHoldersOf(context, andCash, unit);
}

function mayBeAsked({ actor, args, record, context }: CommandInput<Invoice, z.infer<typeof queryArgs>>): Refusal | undefined {
  if (args.to === actor.personId) return refuse("askedOneself");
  const people = askable(context, record?.unit ?? "");
  return people === undefined || people.includes(args.to) ? undefined : refuse("cannotSee", { person: args.to });
}

const answerArgs = z.strictObject({ query: z.uuid(), text: reasonText });

/** Answers a question one was asked, or whose addressee one stands in for. */
export const answer = rule<Invoice, z.infer<typeof answerArgs>>({
  args: answerArgs,
  final: "answerStays",
  touches: ({ query: id }) => [{ kind: "task", id: derivedId(id, 0) }],
  allowed: (input) => {
    const asked = input.record?.body.queries?.[input.args.query];
    const refused = permitted(input, "answer");
    if (refused !== undefined) return refused;
    if (asked === undefined || asked.answer !== undefined) return refuse("notAsked");
    return standsFor(input.actor, asked.to, input.context.today) ? undefined : refuse("askedOther", { person: asked.to });
  },
  apply: (input) => {
    const { actor, args, context } = input;
    const { body } = must(input.record, "the rule's `allowed` refused a missing record");
    const asked = must(body.queries?.[args.query], "the rule's `allowed` found it");
    const queries = { ...body.queries, [args.query]: { ...asked, answer: { by: actor.personId, at: context.at, text: args.text } } };
    return {
      changes: [
        changed(input, "answer", { queries }, { text: args.text }),
        ...asksDone(input),
        ...(asked.by === actor.personId ? [] : [taskFor(input, asked.by, queryAnsweredTopic)]),
      ],
    };
  },
});

function standsFor({ personId, grants }: Actor, asked: string, today: string): boolean {
  return asked === personId || grants.some((grant) => grant.onBehalfOf === asked && grantIsValid(grant, today));
}

/** What somebody has to do about the invoice, today; under the first id that the command derives. */
function taskFor({ actor, id, record, context }: CommandInput<Invoice, unknown>, person: string, topic: string): Change {
  const { unit, body: invoice } = must(record, "the rule's `allowed` refused a missing record");
  const { supplier, number } = invoice.fields;
  const title = [supplier, number].filter((part) => part !== null && part !== "").join(" ") || invoice.document.name;
  const body: Task = {
    schema: 1,
    title: title.slice(0, 300),
    topic,
    dueOn: context.today,
    person,
    about: { kind: "invoice", id },
    state: "open",
    notes: [],
    trail: [trailEntry(context.commandId, "create", actor, context.at)],
  };
  return { kind: "task", id: newId(context), unit, body };
}

function asksDone({ actor, args, others, context }: CommandInput<Invoice, z.infer<typeof answerArgs>>): readonly Change[] {
  const record = others.get(recordKey({ kind: "task", id: derivedId(args.query, 0) }));
  const task = record === undefined ? undefined : taskSchema.safeParse(record.body).data;
  if (record === undefined || task?.state !== "open") return [];
  const trail = [...task.trail, trailEntry(context.commandId, "complete", actor, context.at)];
  return [{ kind: "task", id: record.id, unit: record.unit, body: { ...task, state: "done", trail } satisfies Task }];
}
