// What a person decides about two papers that look like one invoice: this one is set aside as the duplicate, or the two are told apart.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule, type CommandInput } from "../command.ts";
import { recordKey, type RecordRef } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { changed } from "./changed.ts";
import { permitted } from "./rights.ts";
import { invoiceSchema, type Invoice } from "./schema.ts";

const noArgs = z.strictObject({});
const ofArgs = z.strictObject({ of: z.uuid() });
type OfArgs = z.infer<typeof ofArgs>;

const reads = ({ of }: OfArgs): readonly RecordRef[] => [{ kind: "invoice", id: of }];

function otherOf({ args, others }: CommandInput<Invoice, OfArgs>): Invoice {
  return invoiceSchema.parse(must(others.get(recordKey({ kind: "invoice", id: args.of })), "the command names it in `reads`").body);
}

function anotherInvoice({ args, id }: CommandInput<Invoice, OfArgs>): Refusal | undefined {
  return args.of === id ? refuse("badArguments") : undefined;
}

/** This paper is the other invoice once more: it stays as it is, and nobody pays it. The other one must not be set aside itself. */
export const setAside = rule<Invoice, OfArgs>({
  args: ofArgs,
  reads,
  allowed: (input) =>
    anotherInvoice(input) ?? permitted(input, "setAside") ?? (otherOf(input).duplicateOf === undefined ? undefined : refuse("isDuplicate")),
  apply: (input) => {
    const { actor, args, context } = input;
    const duplicateOf = { of: args.of, by: actor.personId, at: context.at };
    return { changes: [changed(input, "setAside", { duplicateOf }, { number: otherOf(input).fields.number ?? "" })] };
  },
});

/** It was none after all: whoever set it aside may be away. */
export const bringBack = rule<Invoice, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => permitted(input, "bringBack") ?? (input.record?.body.duplicateOf === undefined ? refuse("notDuplicate") : undefined),
  apply: (input) => ({ changes: [changed(input, "bringBack", { duplicateOf: undefined })] }),
});

/** The two were compared and are two invoices: nobody is asked again. It touches no signature, so it may be said of a paid or filed one too. */
export const tellApart = rule<Invoice, OfArgs>({
  args: ofArgs,
  reads,
  allowed: (input) => anotherInvoice(input) ?? permitted(input, "tellApart"),
  apply: (input) => {
    const { actor, args, context } = input;
    const before = must(input.record, "the rule's `allowed` refused a missing record").body.toldApart;
    const toldApart = { ...before, [args.of]: { by: actor.personId, at: context.at } };
    return { changes: [changed(input, "tellApart", { toldApart }, { number: otherOf(input).fields.number ?? "" })] };
  },
});
