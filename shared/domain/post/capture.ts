// How a letter comes in: out of a scanner folder, or as an invoice that turned out to be none.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { hasRole, isSystem } from "../actor.ts";
import { arrivedSchema, checkSchema } from "../arrival.ts";
import { rule, type CommandInput } from "../command.ts";
import { mayAct } from "../invoice/rights.ts";
import { invoiceSchema, type Invoice } from "../invoice/schema.ts";
import { filePagesSchema } from "../pages.ts";
import { contentRefSchema, recordKey, type OfficeRecord } from "../record.ts";
import { refuse } from "../refusal.ts";
import { tellOfScan, tellSchema, toldOf } from "../task/told.ts";
import { trailEntry } from "../trail.ts";
import { changed } from "./changed.ts";
import { postIdOf, titleOfFile, type Post } from "./schema.ts";

const captureArgs = z.strictObject({
  unit: z.string().min(1),
  document: contentRefSchema,
  /** Where the letter is a part of the file. */
  pages: filePagesSchema.optional(),
  checks: z.array(checkSchema),
  arrival: arrivedSchema,
  tell: tellSchema.optional(),
});

/** Books a file or a part of one. The same again, from any desk, are noted as one more arrival of the letter that exists. */
export const capture = rule<Post, z.infer<typeof captureArgs>>({
  args: captureArgs,
  creates: "either",
  idOf: (args) => postIdOf(args.document.sha256, args.pages),
  final: "arrivedStays",
  touches: toldOf,
  content: (args) => [args.document.sha256],
  allowed: ({ actor, args, context }) => {
    if (isSystem(actor) || hasRole(actor, ["CAPTURE"], args.unit, context.today)) return undefined;
    return refuse("notAllowed", { role: "CAPTURE", unit: args.unit });
  },
  apply: (input) => {
    const { actor, args, id, record, context } = input;
    const { fileName } = args.arrival;
    const arrival = { ...args.arrival, by: actor.personId, at: context.at };
    const told = tellOfScan("post", input);
    if (record !== undefined) {
      // What was booked here from an invoice, and taken back, has now come as a letter of its own.
      const next = { arrivals: [...record.body.arrivals, arrival], withdrawn: undefined };
      return { changes: [changed(input, "duplicate", next, { fileName }), ...told] };
    }
    const body: Post = {
      schema: 1,
      document: args.document,
      ...(args.pages === undefined ? {} : { pages: args.pages }),
      title: titleOfFile(fileName),
      checks: args.checks,
      arrivals: [arrival],
      receivedAt: context.at,
      state: "open",
      notes: [],
      trail: [trailEntry(context.commandId, "capture", actor, context.at, { fileName })],
    };
    return { changes: [{ kind: "post", id, unit: args.unit, body }, ...told] };
  },
});

const rebookArgs = z.strictObject({ from: z.uuid() });
type Input = CommandInput<Post, z.infer<typeof rebookArgs>>;

function invoiceOf({ args, others }: Input): OfficeRecord<Invoice> {
  const record = must(others.get(recordKey({ kind: "invoice", id: args.from })), "the command names it in `reads`");
  return { ...record, body: invoiceSchema.parse(record.body) };
}

/** Books the paper of an invoice as a letter, or brings back the letter it has been before. The invoice says itself that it is none. */
export const rebook = rule<Post, z.infer<typeof rebookArgs>>({
  args: rebookArgs,
  creates: "either",
  reads: ({ from }) => [{ kind: "invoice", id: from }],
  allowed: (input) => {
    const { document, pages } = invoiceOf(input).body;
    if (input.id !== postIdOf(document.sha256, pages)) return refuse("badArguments");
    return mayAct(input.actor, "isLetter", invoiceOf(input).unit, input.context);
  },
  apply: (input) => {
    const { actor, id, record, context } = input;
    if (record !== undefined) return { changes: [changed(input, "rebook", { discarded: undefined, withdrawn: undefined })] };
    const { unit, body: invoice } = invoiceOf(input);
    const body: Post = {
      schema: 1,
      document: invoice.document,
      ...(invoice.pages === undefined ? {} : { pages: invoice.pages }),
      title: titleOfFile(invoice.document.name),
      checks: [],
      arrivals: invoice.arrivals,
      receivedAt: invoice.receivedAt,
      state: "open",
      notes: [],
      trail: [trailEntry(context.commandId, "rebook", actor, context.at)],
    };
    return { changes: [{ kind: "post", id, unit, body }] };
  },
});
