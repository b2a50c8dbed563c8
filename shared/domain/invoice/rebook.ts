// What a person decides about a paper that was taken for something else: this is no invoice, or that letter is one. Each of the two is
// given together with its counterpart of the kind `post`, as one act, so that the paper is always one of both.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule, type CommandInput } from "../command.ts";
import { workerOf as postWorkerOf } from "../post/changed.ts";
import { postSchema, type Post } from "../post/schema.ts";
import { recordKey, type OfficeRecord } from "../record.ts";
import { refuse } from "../refusal.ts";
import { trailEntry } from "../trail.ts";
import { changed } from "./changed.ts";
import { permitted } from "./rights.ts";
import { emptyInvoiceFields, invoiceIdOf, type Invoice } from "./schema.ts";

const isLetterArgs = z.strictObject({ post: z.uuid() });

/** This paper is none: it waits for nobody here, and goes on as the letter that is named. */
export const isLetter = rule<Invoice, z.infer<typeof isLetterArgs>>({
  args: isLetterArgs,
  allowed: (input) => permitted(input, "isLetter"),
  apply: (input) => {
    const notAnInvoice = { of: input.args.post, by: input.actor.personId, at: input.context.at };
    return { changes: [changed(input, "isLetter", { notAnInvoice })] };
  },
});

const rebookArgs = z.strictObject({ from: z.uuid() });
type Input = CommandInput<Invoice, z.infer<typeof rebookArgs>>;

function letterOf({ args, others }: Input): OfficeRecord<Post> {
  const record = must(others.get(recordKey({ kind: "post", id: args.from })), "the command names it in `reads`");
  return { ...record, body: postSchema.parse(record.body) };
}

/** Books the paper of a letter as an invoice that nobody has read yet, or brings back the invoice it has been before. */
export const rebook = rule<Invoice, z.infer<typeof rebookArgs>>({
  args: rebookArgs,
  creates: "either",
  reads: ({ from }) => [{ kind: "post", id: from }],
  allowed: (input) => {
    const { unit, body } = letterOf(input);
    if (input.id !== invoiceIdOf(body.document.sha256, body.pages)) return refuse("badArguments");
    return postWorkerOf(input.actor, unit, input.context.today);
  },
  apply: (input) => {
    const { actor, id, record, context } = input;
    if (record !== undefined) return { changes: [changed(input, "rebook", { notAnInvoice: undefined, withdrawn: undefined })] };
    const { unit, body: letter } = letterOf(input);
    const body: Invoice = {
      schema: 1,
      document: letter.document,
      ...(letter.pages === undefined ? {} : { pages: letter.pages }),
      documentKind: "other",
      readState: "notReadYet",
      fields: emptyInvoiceFields,
      origins: {},
      checks: letter.checks,
      arrivals: letter.arrivals,
      receivedAt: letter.receivedAt,
      state: "captured",
      certifications: {},
      notes: [],
      trail: [trailEntry(context.commandId, "rebook", actor, context.at)],
    };
    return { changes: [{ kind: "invoice", id, unit, body }] };
  },
});
