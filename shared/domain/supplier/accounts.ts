// A supplier's accounts: nobody changes them alone. What one person proposes counts once another has asked the supplier and says how.
// Accounts from before this rule count as they are.
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import type { Actor } from "../actor.ts";
import type { CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { keeperOnly, keepingFor } from "./rights.ts";
import { accountSchema, type Account, type Supplier, type SupplierAccount } from "./schema.ts";

type Input<Args> = CommandInput<Supplier, Args>;
type Proposal = NonNullable<SupplierAccount["removal"]>;

export const ibanArgs = accountSchema.pick({ iban: true });
export const confirmArgs = z.strictObject({
  ...ibanArgs.shape,
  /** How it was checked: whom one called back, under which number. */
  note: z.string().trim().min(1).max(1000),
});

/** Whether money may go there: confirmed by a second person, or there since before anybody had to. */
export function isConfirmed({ unconfirmed }: Pick<SupplierAccount, "unconfirmed">): boolean {
  return unconfirmed !== true;
}

/** An account as it is proposed. */
export function proposed({ actor, context }: Input<unknown>, account: Account): SupplierAccount {
  return { ...account, ...proposal({ actor, context }), unconfirmed: true };
}

function proposal(doing: Pick<Input<unknown>, "actor" | "context">): Proposal {
  const onBehalfOf = keepingFor(doing);
  return { by: doing.actor.personId, at: doing.context.at, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) };
}

/** What waits for a second person at an account: that it comes, that it goes, or nothing. */
export function openProposal(account: SupplierAccount): Proposal | undefined {
  return isConfirmed(account) ? account.removal : account;
}

/** Why this person is not the second one; undefined where they are. Who proposed is neither themselves nor whom they stand in for. */
export function whyNotSecond(account: SupplierAccount, actor: Actor, today: string): Refusal | undefined {
  const refused = keeperOnly({ actor, context: { today } });
  const first = openProposal(account);
  if (refused !== undefined || first === undefined) return refused ?? refuse("accountSettled");
  const mine = [actor.personId, keepingFor({ actor, context: { today } })];
  return [first.by, first.onBehalfOf].some((hand) => hand !== undefined && mine.includes(hand))
    ? refuse("secondPersonNeeded", { person: first.by })
    : undefined;
}

function accountOf({ record, args }: Input<{ readonly iban: string }>): SupplierAccount | undefined {
  return record?.body.ibans.find(({ iban }) => iban === args.iban);
}

export function maySettle(input: Input<{ readonly iban: string }>): Refusal | undefined {
  const account = accountOf(input);
  return account === undefined ? refuse("accountMissing") : whyNotSecond(account, input.actor, input.context.today);
}

/** The accounts once the second person has agreed: it counts, or it is gone. */
export function settled(input: Input<z.infer<typeof confirmArgs>>): Supplier["ibans"] {
  const { actor, args, context } = input;
  const account = must(accountOf(input), "the rule's `allowed` found it");
  const others = ibansOf(input);
  if (isConfirmed(account)) return others.filter(({ iban }) => iban !== args.iban);
  const confirmed = { by: actor.personId, at: context.at, note: args.note };
  return others.map((one) => (one.iban === args.iban ? { ...one, unconfirmed: undefined, confirmed } : one));
}

/** The accounts after somebody wants one gone: one that never counted goes at once, any other waits for a second person. */
export function withRemoval(input: Input<{ readonly iban: string }>): Supplier["ibans"] {
  const { args } = input;
  const account = must(accountOf(input), "the rule's `allowed` found it");
  if (!isConfirmed(account)) return ibansOf(input).filter(({ iban }) => iban !== args.iban);
  return ibansOf(input).map((one) => (one.iban === args.iban ? { ...one, removal: proposal(input) } : one));
}

/** The accounts after somebody says that one stays. */
export function kept(input: Input<{ readonly iban: string }>): Supplier["ibans"] {
  return ibansOf(input).map((one) => (one.iban === input.args.iban ? { ...one, removal: undefined } : one));
}

export function mayRemove(input: Input<{ readonly iban: string }>): Refusal | undefined {
  const account = accountOf(input);
  if (account === undefined) return refuse("accountMissing");
  return account.removal === undefined ? undefined : refuse("removalThere", { person: account.removal.by });
}

export function mayKeep(input: Input<{ readonly iban: string }>): Refusal | undefined {
  const account = accountOf(input);
  if (account === undefined) return refuse("accountMissing");
  return account.removal === undefined ? refuse("accountSettled") : undefined;
}

function ibansOf({ record }: Input<unknown>): Supplier["ibans"] {
  return record?.body.ibans ?? [];
}
