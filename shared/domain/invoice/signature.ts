// A signature as a command writes it: who, when, over which fields, with which words, in whose name.
import { z } from "../../base/zod.ts";
import type { CommandInput } from "../command.ts";
import type { Invoice, Signature } from "./schema.ts";

/** Invoices that looked like this one and were undecided on the screen of whoever signed all the same. */
export const knownAlike = z.array(z.uuid()).min(1).max(20).optional();

export const certifyArgs = z.strictObject({
  digest: z.string().length(64),
  /** The exact words the person saw when signing. */
  statement: z.string().min(1).max(500),
  alike: knownAlike,
});

/** The signature that the actor gives with these arguments. */
export function signature(
  { actor, args, context }: CommandInput<Invoice, { digest: string; statement: string }>,
  onBehalfOf: string | undefined,
): Signature {
  const signed = { by: actor.personId, at: context.at, digest: args.digest, statement: args.statement, commandId: context.commandId };
  return { ...signed, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

/** For the trail: signed although it may be a duplicate. */
export function knowingly(alike: readonly string[] | undefined): { readonly alike?: string[] } {
  return alike === undefined ? {} : { alike: [...alike] };
}
