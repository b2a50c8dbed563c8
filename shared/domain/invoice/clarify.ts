// What stops an invoice for a while and lets it go on: put off until a day, disputed, sent back with a letter, settled.
import { z } from "../../base/zod.ts";
import { rule } from "../command.ts";
import { refuse } from "../refusal.ts";
import { changed } from "./changed.ts";
import { letterText, reasonText } from "./clarify-schema.ts";
import { permitted } from "./rights.ts";
import type { Invoice } from "./schema.ts";

const noArgs = z.strictObject({});
const holdArgs = z.strictObject({ until: z.iso.date(), reason: reasonText });

/** Puts the invoice off until a day; from that day on it goes on by itself. */
export const hold = rule<Invoice, z.infer<typeof holdArgs>>({
  args: holdArgs,
  allowed: (input) => permitted(input, "hold") ?? (input.args.until > input.context.today ? undefined : refuse("periodWrong")),
  apply: (input) => {
    const { actor, args, context } = input;
    const next = { hold: { until: args.until, reason: args.reason, by: actor.personId, at: context.at } };
    return { changes: [changed(input, "hold", next, { until: args.until, reason: args.reason })] };
  },
});

/** It goes on at once. Anybody who works on it may say so: whoever put it off may be away. */
export const liftHold = rule<Invoice, z.infer<typeof noArgs>>({
  args: noArgs,
  allowed: (input) => permitted(input, "liftHold") ?? (input.record?.body.hold === undefined ? refuse("nothingToSettle") : undefined),
  apply: (input) => ({ changes: [changed(input, "liftHold", { hold: undefined })] }),
});

const disputeArgs = z.strictObject({ reason: reasonText });

/** The municipality does not accept it as it is and says so to the supplier. */
export const dispute = rule<Invoice, z.infer<typeof disputeArgs>>({
  args: disputeArgs,
  allowed: (input) => permitted(input, "dispute"),
  apply: (input) => {
    const { actor, args, context } = input;
    const next = { dispute: { reason: args.reason, by: actor.personId, at: context.at } };
    return { changes: [changed(input, "dispute", next, { reason: args.reason })] };
  },
});

const returnArgs = z.strictObject({ reason: reasonText, letter: letterText });

/** Sends it back to the supplier with a letter, which stays with the invoice as it was sent. */
export const returnToSupplier = rule<Invoice, z.infer<typeof returnArgs>>({
  args: returnArgs,
  allowed: (input) => permitted(input, "returnToSupplier"),
  apply: (input) => {
    const { actor, args, context } = input;
    const next = { returned: { reason: args.reason, letter: args.letter, by: actor.personId, at: context.at } };
    return { changes: [changed(input, "returnToSupplier", next, { reason: args.reason })] };
  },
});

const settleArgs = z.strictObject({ text: reasonText });

/** The dispute is over, or what was sent back goes on after all; how it ended stands in the history. */
export const settle = rule<Invoice, z.infer<typeof settleArgs>>({
  args: settleArgs,
  allowed: (input) => {
    const { dispute: disputed, returned } = input.record?.body ?? {};
    return permitted(input, "settle") ?? (disputed === undefined && returned === undefined ? refuse("nothingToSettle") : undefined);
  },
  apply: (input) => ({ changes: [changed(input, "settle", { dispute: undefined, returned: undefined }, { text: input.args.text })] }),
});
