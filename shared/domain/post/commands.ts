// The kind `post`: what people do with a letter. capture.ts holds how it comes in.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { hasRole, isSystem } from "../actor.ts";
import { defineKind, rule } from "../command.ts";
import { documentFromFiling, filingArgsSchema, filingReads, openFile } from "../document/filing.ts";
import { documentTypes } from "../document/schema.ts";
import { attachTextBy } from "../extracted-text.ts";
import { fieldEditsSchema, mergeEdits } from "../field-edit.ts";
import { noteCommands } from "../notes.ts";
import { refuse } from "../refusal.ts";
import { unitScope } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { capture, rebook } from "./capture.ts";
import { changed, workerIn, workerOf, workerOnly } from "./changed.ts";
import { postInvariants, postSchema, postStateOf, postTitleSchema, type Post } from "./schema.ts";

const describeArgs = z.strictObject({ fields: fieldEditsSchema });
const titleOnly = z.strictObject({ title: postTitleSchema });

/** Says what the letter is about. */
const describe = rule<Post, z.infer<typeof describeArgs>>({
  args: describeArgs,
  allowed: (input) =>
    Object.keys(input.args.fields).every((field) => field === "title") ? workerIn(input, "open") : refuse("badArguments"),
  apply: (input) => {
    const { title } = must(input.record, "the rule's `allowed` refused a missing record").body;
    const merged = mergeEdits({ title }, input.args.fields, []);
    if (Object.keys(merged.applied).length === 0 && merged.conflicts.length > 0)
      return { ...refuse("fieldConflict"), conflicts: [...merged.conflicts] };
    const next = titleOnly.safeParse(merged.fields);
    if (!next.success) return refuse("badArguments");
    return { changes: [changed(input, "describe", next.data, { edits: merged.applied })], conflicts: merged.conflicts };
  },
});

const assignArgs = z.strictObject({ unit: z.string().min(1) });

/** Hands the letter to the unit it is for. */
const assign = rule<Post, z.infer<typeof assignArgs>>({
  args: assignArgs,
  allowed: (input) => workerIn(input, "open"),
  apply: (input) => {
    const from = must(input.record, "the rule's `allowed` refused a missing record").unit;
    const { unit } = input.args;
    return { changes: [changed(input, "assign", { clerk: undefined }, { from, to: unit }, unit)] };
  },
});

const noArgs = z.strictObject({});

/** Takes the letter on one's own desk; says who looks after it, blocks nobody. */
const claim = rule<Post, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => {
    const clerk = input.record?.body.clerk;
    const held = clerk !== undefined && clerk !== input.actor.personId;
    return workerIn(input, "open") ?? (held ? refuse("claimedByOther", { person: clerk }) : undefined);
  },
  apply: (input) => ({ changes: [changed(input, "claim", { clerk: input.actor.personId })] }),
});

const release = rule<Post, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => {
    const clerk = input.record?.body.clerk;
    if (clerk === undefined) return refuse("notClaimed");
    return clerk === input.actor.personId ? workerOnly(input) : refuse("claimedByOther", { person: clerk });
  },
  apply: (input) => ({ changes: [changed(input, "release", { clerk: undefined })] }),
});

const fileArgs = filingArgsSchema.extend({ documentType: z.enum(documentTypes) });

/** Files the letter. That is the clerks' word alone: whoever scans for a unit does not decide where its letters lie. */
const fileAway = rule<Post, z.infer<typeof fileArgs>>({
  args: fileArgs,
  final: "filedStays",
  reads: filingReads,
  allowed: (input) => {
    const refusal = workerIn(input, "open");
    if (refusal !== undefined) return refusal;
    const unit = input.record?.unit ?? "";
    if (!isSystem(input.actor) && !hasRole(input.actor, ["CLERK"], unit, input.context.today))
      return refuse("notAllowed", { role: "CLERK", unit });
    return openFile(input.others, input.args.fileId);
  },
  apply: (input) => {
    const { id, body } = must(input.record, "the rule's `allowed` refused a missing record");
    const document = documentFromFiling(input, {
      about: { kind: "post", id },
      content: body.document,
      pages: body.pages,
      enclosures: [],
      documentDate: body.receivedAt.slice(0, 10),
      documentType: input.args.documentType,
      alsoSeenBy: [],
    });
    return { changes: [changed(input, "fileAway", { documentId: document.id }, { file: input.args.fileId }), document] };
  },
});

const discardArgs = z.strictObject({ reason: z.string().trim().min(1).max(1000) });

/** Puts away what nobody has to keep, advertising say. The scan stays as long as every other one. */
const discard = rule<Post, z.infer<typeof discardArgs>>({
  args: discardArgs,
  allowed: (input) => workerIn(input, "open"),
  apply: (input) => {
    const { reason } = input.args;
    const discarded = { reason, by: input.actor.personId, at: input.context.at };
    return { changes: [changed(input, "discard", { discarded }, { reason })] };
  },
});

/** Takes out again what was put away: whoever did so may be away. What went on as an invoice comes back from there alone. */
const reopen = rule<Post, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => {
    const body = input.record?.body;
    const isElsewhere = body?.discarded?.invoice !== undefined || body?.withdrawn === true;
    return workerIn(input, "discarded") ?? (isElsewhere ? refuse("wrongState", { state: "discarded" }) : undefined);
  },
  apply: (input) => ({ changes: [changed(input, "reopen", { discarded: undefined })] }),
});

const isInvoiceArgs = z.strictObject({ invoice: z.uuid() });

/** The paper goes on as an invoice; given together with the invoice's `rebook`. */
const isInvoice = rule<Post, z.infer<typeof isInvoiceArgs>>({
  args: isInvoiceArgs,
  allowed: (input) => workerIn(input, "open"),
  apply: (input) => {
    const { invoice } = input.args;
    const discarded = { reason: "", by: input.actor.personId, at: input.context.at, invoice };
    return { changes: [changed(input, "isInvoice", { discarded })] };
  },
});

/** The kind `post`. */
export const postKind = defineKind<Post>({
  name: "post",
  schema: postSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: postInvariants,
  scopes: (_body, unit) => [unitScope("post", unit)],
  // The state follows from the others; how often a file came is nobody's to undo.
  untracked: ["state", "arrivals", "text"],
  commands: withTakeBack<Post>(
    {
      capture,
      rebook,
      describe,
      assign,
      claim,
      release,
      fileAway,
      discard,
      reopen,
      isInvoice,
      attachText: attachTextBy<Post>((input) => changed(input, "attachText", { text: input.args })),
      ...noteCommands<Post>("post", workerOnly),
    },
    {
      kind: "post",
      may: workerOf,
      // Filed is only what was not put away, and the other way round.
      restsOn: ({ command }) => (command === "fileAway" ? ["discarded"] : []),
      settle: (body) => ({ ...body, state: postStateOf(body) }),
      unmake: (body) => ({ ...body, withdrawn: true, state: "discarded" }),
    },
  ),
});
