// Everything that can happen to an application. `receive` belongs to the server's intake, the rest to people.
import { z } from "../../base/zod.ts";
import { isSystem } from "../actor.ts";
import { defineKind, rule, type Applied, type CommandInput } from "../command.ts";
import { noteCommands } from "../notes.ts";
import { documentFromFiling, filingArgsSchema, filingReads, openFile } from "../document/filing.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { unitScope } from "../scope.ts";
import { withTakeBack } from "../take-back.ts";
import { trailEntry } from "../trail.ts";
import { must } from "../../base/must.ts";
import { clerkOf, clerkOnly, holderOnly, inNameOf, inState } from "./rights.ts";
import {
  applicantSchema,
  applicationInvariants,
  applicationSchema,
  attachmentSchema,
  decisionOutcomes,
  payloadSchema,
  sourceSchema,
  type Application,
} from "./schema.ts";

type Input<Args> = CommandInput<Application, Args>;

/** The record with `next` over its body and one line more in its trail. */
function changed<Args>(
  input: Input<Args>,
  command: string,
  next: Partial<Application>,
  details?: Parameters<typeof trailEntry>[4],
  unit?: string,
): Applied {
  const record = must(input.record, "the rule's `allowed` refused a missing record");
  const entry = trailEntry(input.context.commandId, command, input.actor, input.context.at, details, inNameOf(input));
  const body = { ...record.body, ...next, trail: [...record.body.trail, entry] };
  return { changes: [{ kind: "application", id: record.id, unit: unit ?? record.unit, body }] };
}

const noArgs = z.strictObject({});

const receive = rule({
  args: z.object({
    unit: z.string().min(1),
    service: z.string().min(1),
    memberMunicipality: z.string().optional(),
    applicant: applicantSchema,
    payload: payloadSchema,
    attachments: z.array(attachmentSchema),
    source: sourceSchema,
    deadline: z.iso.date().optional(),
  }),
  creates: true,
  final: "systemOnly",
  content: (args) => args.attachments.map((attachment) => attachment.content.sha256),
  allowed: ({ actor }) => (isSystem(actor) ? undefined : refuse("systemOnly")),
  apply: ({ actor, args, id, context }) => {
    const { unit, ...received } = args;
    const body: Application = {
      ...received,
      schema: 1,
      state: "received",
      receivedAt: context.at,
      notes: [],
      trail: [trailEntry(context.commandId, "receive", actor, context.at)],
    };
    return { changes: [{ kind: "application", id, unit, body }] };
  },
});

const claim = rule<Application, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => {
    const refusal = clerkOnly(input) ?? inState(input, ["received", "inProgress"]);
    if (refusal !== undefined) return refusal;
    const clerk = input.record?.body.clerk;
    return clerk !== undefined && clerk !== input.actor.personId ? refuse("claimedByOther", { person: clerk }) : undefined;
  },
  apply: (input) => changed(input, "claim", { state: "inProgress", clerk: input.actor.personId }),
});

const release = rule<Application, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => holderOnly(input) ?? inState(input, ["inProgress"]),
  apply: (input) => changed(input, "release", { state: "received", clerk: undefined }),
});

const handOver = rule<Application, { unit: string }>({
  args: z.strictObject({ unit: z.string().min(1) }),
  allowed: (input) => clerkOnly(input) ?? inState(input, ["received", "inProgress"]),
  apply: (input) => {
    const from = must(input.record, "the rule's `allowed` refused a missing record").unit;
    return changed(input, "handOver", { state: "received", clerk: undefined }, { from, to: input.args.unit }, input.args.unit);
  },
});

const decideArgs = z.strictObject({ outcome: z.enum(decisionOutcomes), reason: z.string().max(4000) });
const decide = rule<Application, z.infer<typeof decideArgs>>({
  args: decideArgs,
  allowed: (input) => {
    const refusal = inState(input, ["inProgress"]) ?? holderOnly(input);
    if (refusal !== undefined) return refusal;
    return input.args.outcome !== "approved" && input.args.reason.trim() === "" ? refuse("reasonMissing") : undefined;
  },
  apply: (input) => {
    const { outcome, reason } = input.args;
    const onBehalfOf = inNameOf(input);
    const decided = { outcome, reason, by: input.actor.personId, at: input.context.at, commandId: input.context.commandId };
    const decision = onBehalfOf === undefined ? decided : { ...decided, onBehalfOf };
    return changed(input, "decide", { state: "decided", decision }, { outcome, reason });
  },
});

const withdrawDecisionArgs = z.strictObject({ decision: z.uuid() });
const withdrawDecision = rule<Application, z.infer<typeof withdrawDecisionArgs>>({
  args: withdrawDecisionArgs,
  allowed: (input) => {
    const refusal = inState(input, ["decided"]) ?? holderOnly(input);
    if (refusal !== undefined) return refusal;
    return input.record?.body.decision?.commandId === input.args.decision ? undefined : refuse("laterWorkExists");
  },
  apply: (input) => changed(input, "withdrawDecision", { state: "inProgress", decision: undefined }),
});

const close = rule<Application, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => inState(input, ["decided"]) ?? holderOnly(input),
  apply: (input) => changed(input, "close", { state: "closed" }),
});

const reopen = rule<Application, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => inState(input, ["closed"]) ?? holderOnly(input),
  apply: (input) => changed(input, "reopen", { state: "decided" }),
});

const fileAway = rule<Application, z.infer<typeof filingArgsSchema>>({
  args: filingArgsSchema,
  final: "filedStays",
  reads: filingReads,
  allowed: (input): Refusal | undefined =>
    inState(input, ["decided", "closed"]) ?? holderOnly(input) ?? openFile(input.others, input.args.fileId),
  apply: (input) => {
    const record = must(input.record, "the rule's `allowed` refused a missing record");
    const content = record.body.attachments.find((attachment) => attachment.purpose === "form") ?? record.body.attachments[0];
    const document = documentFromFiling(input, {
      about: { kind: "application", id: record.id },
      content: content?.content,
      enclosures: record.body.attachments.filter((attachment) => attachment !== content).map((attachment) => attachment.content),
      documentDate: record.body.receivedAt.slice(0, 10),
      documentType: "application",
      alsoSeenBy: [],
    });
    const filed = changed(input, "fileAway", { state: "filed", documentId: document.id }, { file: input.args.fileId });
    return { changes: [...filed.changes, document] };
  },
});

/** The kind `application`. */
export const applicationKind = defineKind<Application>({
  name: "application",
  schema: applicationSchema,
  schemaVersion: 1,
  raise: (body) => body,
  invariants: applicationInvariants,
  scopes: (_body, unit) => [unitScope("application", unit)],
  commands: withTakeBack<Application>(
    {
      receive,
      claim,
      release,
      handOver,
      decide,
      withdrawDecision,
      close,
      reopen,
      fileAway,
      ...noteCommands<Application>("application", clerkOnly),
    },
    { kind: "application", may: clerkOf },
  ),
});
