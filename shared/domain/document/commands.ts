// What can happen to a document in the archive: filed, described, read by the server. Never rewritten.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { hasRole, isSystem, type Actor } from "../actor.ts";
import { defineKind, rule, type Change, type CommandInput } from "../command.ts";
import { attachTextBy } from "../extracted-text.ts";
import { fieldEditsSchema, mergeEdits } from "../field-edit.ts";
import { noteCommands } from "../notes.ts";
import { contentRefSchema } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { unitScope } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { trailEntry } from "../trail.ts";
import { filingReads, openFile } from "./filing.ts";
import { documentSchema, documentTypes, type OfficeDocument } from "./schema.ts";

type Input<Args> = CommandInput<OfficeDocument, Args>;

function archivistOnly(input: CommandInput<OfficeDocument, unknown>): Refusal | undefined {
  return input.record === undefined ? refuse("recordMissing") : archivistOf(input.actor, input.record.unit, input.context.today);
}

function archivistOf(actor: Actor, unit: string, today: string): Refusal | undefined {
  if (isSystem(actor) || hasRole(actor, ["CLERK", "ARCHIVE"], unit, today)) return undefined;
  return refuse("notAllowed", { role: "CLERK", unit });
}

function changed(
  input: Input<unknown>,
  command: string,
  next: Partial<OfficeDocument>,
  details?: Parameters<typeof trailEntry>[4],
): Change {
  const record = must(input.record, "the rule's `allowed` refused a missing record");
  const trail = [...record.body.trail, trailEntry(input.context.commandId, command, input.actor, input.context.at, details)];
  return { kind: "document", id: record.id, unit: record.unit, body: { ...record.body, ...next, trail } };
}

const addArgs = z.strictObject({
  unit: z.string().min(1),
  fileId: z.uuid(),
  title: z.string().trim().min(1).max(300),
  documentType: z.enum(documentTypes),
  documentDate: z.iso.date(),
  keywords: z.array(z.string()),
  content: contentRefSchema,
});
const add = rule<OfficeDocument, z.infer<typeof addArgs>>({
  args: addArgs,
  creates: true,
  final: "filedStays",
  reads: (args) => filingReads({ fileId: args.fileId, title: args.title }),
  content: (args) => [args.content.sha256],
  allowed: ({ actor, args, others, context }) => {
    if (!isSystem(actor) && !hasRole(actor, ["CLERK", "ARCHIVE"], args.unit, context.today))
      return refuse("notAllowed", { role: "CLERK", unit: args.unit });
    return openFile(others, args.fileId);
  },
  apply: ({ actor, args, id, context }) => {
    const { unit, ...described } = args;
    const body: OfficeDocument = {
      ...described,
      schema: 1,
      enclosures: [],
      alsoSeenBy: [],
      filedBy: actor.personId,
      filedAt: context.at,
      notes: [],
      trail: [trailEntry(context.commandId, "add", actor, context.at)],
    };
    return { changes: [{ kind: "document", id, unit, body }] };
  },
});

const editable = ["title", "documentDate", "documentType", "keywords"] as const;

function describedBy({ title, documentDate, documentType, keywords }: OfficeDocument) {
  return { title, documentDate, documentType, keywords };
}

const describeArgs = z.strictObject({ fields: fieldEditsSchema });
const describe = rule<OfficeDocument, z.infer<typeof describeArgs>>({
  args: describeArgs,
  allowed: (input) => {
    const strange = Object.keys(input.args.fields).find((field) => !editable.some((known) => known === field));
    return strange === undefined ? archivistOnly(input) : refuse("badArguments");
  },
  apply: (input) => {
    const body = must(input.record, "the rule's `allowed` refused a missing record").body;
    const merged = mergeEdits(describedBy(body), input.args.fields, []);
    if (Object.keys(merged.applied).length === 0 && merged.conflicts.length > 0)
      return { ...refuse("fieldConflict"), conflicts: [...merged.conflicts] };
    const next = documentSchema.pick({ title: true, documentDate: true, documentType: true, keywords: true }).safeParse(merged.fields);
    if (!next.success) return refuse("badArguments");
    return { changes: [changed(input, "describe", next.data, { edits: merged.applied })], conflicts: merged.conflicts };
  },
});

/** The kind `document`. */
export const documentKind = defineKind<OfficeDocument>({
  name: "document",
  schema: documentSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: () => undefined,
  scopes: (body, unit) => [unitScope("document", unit), ...body.alsoSeenBy.map((kind) => unitScope(kind, unit))],
  commands: withTakeBack<OfficeDocument>(
    {
      add,
      describe,
      attachText: attachTextBy<OfficeDocument>((input) => changed(input, "attachText", { text: input.args })),
      ...noteCommands<OfficeDocument>("document", archivistOnly),
    },
    { kind: "document", may: archivistOf },
  ),
});
