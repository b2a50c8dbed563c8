// A signature that a later change has voided is told to whoever gave it: a task about the invoice, for them alone to see to.
import { derivedId } from "../../base/hash.ts";
import type { Change, CommandInput } from "../command.ts";
import { newId } from "../command.ts";
import { recordKey, type RecordRef } from "../record.ts";
import { invoiceQueryTopic, taskSchema, type Task } from "../task/schema.ts";
import { trailEntry } from "../trail.ts";
import type { Invoice } from "./schema.ts";

/** One task for each person but the one who made the change; `before` is the body with the signatures still on it. */
export function noticesOfVoided({ actor, id, record, context }: CommandInput<Invoice, unknown>, before: Invoice): readonly Change[] {
  const { factual, arithmetic } = before.certifications;
  const { technical } = before;
  const topics = new Map<string, string>();
  for (const signature of [factual, arithmetic, technical]) if (signature !== undefined) topics.set(signature.by, "certificationVoided");
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

/** Certified factually, arithmetically, technically, ordered: by four people at most. */
const mostNotices = 4;

/** The notices that a command may have made. */
export function noticesMadeBy(commandId: string): readonly RecordRef[] {
  return Array.from({ length: mostNotices }, (_none, index) => ({ kind: "task", id: derivedId(commandId, index) }));
}

/** Signatures of `next` that count again need nobody to see to them. A notice that somebody has seen to stays as it is. */
export function noticesWithdrawn(
  { actor, args, others, context }: CommandInput<Invoice, { readonly command: string }>,
  { certifications: { factual, arithmetic }, technical, order }: Invoice,
): readonly Change[] {
  // Nobody has to answer a question that is taken back.
  const isIdle = ({ topic, person }: Task): boolean =>
    topic === invoiceQueryTopic ||
    (topic === "orderVoided" ? [order] : [factual, arithmetic, technical]).some(
      (signature) => signature !== undefined && signature.by === person,
    );
  return noticesMadeBy(args.command).flatMap((ref): Change[] => {
    const record = others.get(recordKey(ref));
    // One that a newer program has written is left to it.
    const task = record === undefined ? undefined : taskSchema.safeParse(record.body).data;
    if (record === undefined || task?.state !== "open" || !isIdle(task)) return [];
    const line = trailEntry(context.commandId, "takeBack", actor, context.at, { of: args.command, command: "create" });
    return [{ ...ref, unit: record.unit, body: { ...task, state: "done", withdrawn: true, trail: [...task.trail, line] } satisfies Task }];
  });
}
