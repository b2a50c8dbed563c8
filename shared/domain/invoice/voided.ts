// A signature that a later change has voided is told to whoever gave it: a task about the invoice, for them alone to see to.
import type { Change, CommandInput } from "../command.ts";
import { newId } from "../command.ts";
import type { Task } from "../task/schema.ts";
import { trailEntry } from "../trail.ts";
import type { Invoice } from "./schema.ts";

/** One task for each person but the one who made the change; `before` is the body with the signatures still on it. */
export function noticesOfVoided({ actor, id, record, context }: CommandInput<Invoice, unknown>, before: Invoice): readonly Change[] {
  const { factual, arithmetic } = before.certifications;
  const topics = new Map<string, string>();
  for (const signature of [factual, arithmetic]) if (signature !== undefined) topics.set(signature.by, "certificationVoided");
  if (before.order !== undefined) topics.set(before.order.by, "orderVoided");
  topics.delete(actor.personId);
  const { supplier, number } = before.fields;
  const title = [supplier, number].filter((part) => part !== null && part !== "").join(" ") || before.document.name;
  return [...topics].map(([person, topic], index): Change => {
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
    return { kind: "task", id: newId(context, index), unit: record?.unit ?? "", body };
  });
}
