// What a signature is made of: whose it is, what it is bound to, how its person proved to be themselves, and what the server found right.
// Must never take a signature without a password where the municipality wants one.
import { must } from "../../base/must.ts";
import { err, ok, type Result } from "../../base/result.ts";
import { z } from "../../base/zod.ts";
import { grantsFor, type Grant, type Role } from "../actor.ts";
import type { CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { paymentDigest, type Invoice, type Signature, type SignatureProof } from "./schema.ts";

/** Invoices that looked like this one and were undecided on the screen of whoever signed all the same. */
export const knownAlike = z.array(z.uuid()).min(1).max(20).optional();

export const certifyArgs = z.strictObject({
  digest: z.string().length(64),
  /** The exact words the person saw when signing. */
  statement: z.string().min(1).max(500),
  alike: knownAlike,
});

/** For the trail: signed although it may be a duplicate. */
export function knowingly(alike: readonly string[] | undefined): { readonly alike?: string[] } {
  return alike === undefined ? {} : { alike: [...alike] };
}

type Input = CommandInput<Invoice, { readonly digest: string; readonly statement: string }>;

/** The right a signature is given with. */
export interface UsedRight {
  readonly grant: Grant;
  /** Cents, of an order. */
  readonly amountCents?: number;
  /** Whether the four eyes that § 42 (4) KomHKVO wants were there. */
  readonly separated: boolean;
}

/** The actor's right to do what `role` does for a unit on a day: their own before that of somebody they stand in for. */
export function rightFor(input: Pick<CommandInput<Invoice, unknown>, "actor" | "record" | "context">, role: Role): Grant {
  const { actor, record, context } = input;
  const held = grantsFor(actor, [role], record?.unit ?? "", context.today);
  return must(held.find(({ onBehalfOf }) => onBehalfOf === undefined) ?? held[0], "the rule's `allowed` refused who lacks the right");
}

/** The signature a command gives; a refusal where the municipality wants a password at the act and none was given for it. */
export function signatureOf(input: Input, used: UsedRight): Result<Signature, Refusal> {
  const { actor, args, context } = input;
  const { authenticated, policy } = context;
  if (policy.signaturesNeedPassword === true && authenticated === undefined) return err(refuse("signatureNotAuthenticated"));
  const { onBehalfOf } = used.grant;
  return ok({
    by: actor.personId,
    at: context.at,
    digest: args.digest,
    statement: args.statement,
    commandId: context.commandId,
    ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    ...(context.device === undefined ? {} : { device: context.device }),
    ...(authenticated === undefined ? {} : { authenticated: authenticated.by, authenticatedAt: authenticated.at }),
    ...(context.lastWord === true ? { proof: proofOf(input, used) } : {}),
  });
}

function proofOf({ args, context, record }: Input, { grant, amountCents, separated }: UsedRight): SignatureProof {
  const { body } = must(record, "the rule's `allowed` refused a missing record");
  return {
    at: context.at,
    role: grant.role,
    unit: grant.unit,
    ...(amountCents === undefined ? {} : { amountCents }),
    ...(grant.limitCents === undefined || amountCents === undefined ? {} : { limitCents: grant.limitCents }),
    separated,
    sameVersion: paymentDigest(body) === args.digest,
  };
}
