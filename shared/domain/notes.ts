// Notes on a record: the same two commands for every kind that people write on.
import { must } from "../base/must.ts";
import { z } from "../base/zod.ts";
import { rule, type AnyBody, type CommandInput, type Rule } from "./command.ts";
import { refuse, type Refusal } from "./refusal.ts";
import { trailEntry, type Note, type TrailEntry } from "./trail.ts";

type Noted = AnyBody & { readonly notes: readonly Note[]; readonly trail: readonly TrailEntry[] };

const addArgs = z.strictObject({ text: z.string().trim().min(1).max(4000) });
const withdrawArgs = z.strictObject({ note: z.uuid() });

/** `addNote` and `withdrawNote` for a kind; `mayWrite` says who may. A note is withdrawn only by whoever wrote it. */
export function noteCommands<Body extends Noted>(
  kind: string,
  mayWrite: (input: CommandInput<Body, unknown>) => Refusal | undefined,
): Readonly<Record<"addNote" | "withdrawNote", Rule<Body>>> {
  const changed = (input: CommandInput<Body, unknown>, command: string, notes: readonly Note[]) => {
    const record = must(input.record, "the rule's `allowed` refused a missing record");
    const trail = [...record.body.trail, trailEntry(input.context.commandId, command, input.actor, input.context.at)];
    return { changes: [{ kind, id: record.id, unit: record.unit, body: { ...record.body, notes, trail } }] };
  };
  return {
    addNote: rule<Body, z.infer<typeof addArgs>>({
      args: addArgs,
      allowed: mayWrite,
      apply: (input) => {
        const before = input.record?.body.notes ?? [];
        const note = { id: input.context.commandId, text: input.args.text, by: input.actor.personId, at: input.context.at };
        return changed(input, "addNote", [...before, note]);
      },
    }),
    withdrawNote: rule<Body, z.infer<typeof withdrawArgs>>({
      args: withdrawArgs,
      allowed: (input) => {
        const refusal = mayWrite(input);
        if (refusal !== undefined) return refusal;
        const note = input.record?.body.notes.find((candidate) => candidate.id === input.args.note);
        if (note === undefined) return refuse("notUndoable");
        return note.by === input.actor.personId ? undefined : refuse("notAllowed", { role: "author", unit: "" });
      },
      apply: (input) =>
        changed(
          input,
          "withdrawNote",
          (input.record?.body.notes ?? []).filter((note) => note.id !== input.args.note),
        ),
    }),
  };
}
