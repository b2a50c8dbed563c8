// Who may order a payment, in whose name and up to which amount. Limits and deputies are those of the day that counts:
// the server's day of receipt. Must never let a deputy do what separation of duties forbids them or their principal.
import { grantIsValid, grantsFor, type Grant } from "../actor.ts";
import type { CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { certifierHands, type Invoice } from "./schema.ts";

type Input = CommandInput<Invoice, { readonly exceptionReason?: string | undefined }>;

/** The right an order is given with: one's own, or that of the person one stands in for. */
export interface OrderingHand {
  readonly grant: Grant;
  /** The certifier orders all the same: the order carries the reason. */
  readonly exception: boolean;
}

/** The right the actor orders with, the plainest that serves; or why none does. */
export function orderingHand(input: Input): OrderingHand | Refusal {
  const { actor, record, context } = input;
  if (record === undefined) return refuse("recordMissing");
  const grants = grantsFor(actor, ["ORDERING"], record.unit, context.today);
  if (grants.length === 0) return refuse("notAllowed", { role: "ORDERING", unit: record.unit });
  const plainestFirst = [...grants].sort((one, two) => Number(one.onBehalfOf !== undefined) - Number(two.onBehalfOf !== undefined));
  const tried = plainestFirst.map((grant) => ({ grant, refusal: notCertifier(input, grant) }));
  const enough = tried.filter(({ grant }) => reaches(grant, amountOf(input)));
  const free = enough.find(({ grant, refusal }) => refusal === undefined && !certified(input, grant));
  const chosen = free ?? enough.find(({ refusal }) => refusal === undefined);
  if (chosen !== undefined) return { grant: chosen.grant, exception: free === undefined };
  // Where the amount is within reach, only the separation of duties can be in the way.
  return (
    enough[0]?.refusal ?? (tried.every(({ refusal }) => refusal !== undefined) ? tried[0]?.refusal : undefined) ?? aboveLimit(input, grants)
  );
}

function amountOf({ record }: Input): number {
  return Math.abs(record?.body.fields.gross ?? 0);
}

function reaches(limit: { readonly limitCents?: number | undefined }, amount: number): boolean {
  return limit.limitCents === undefined || limit.limitCents >= amount;
}

/** Whether the person, or the one they would act for, has certified this invoice in person or by a deputy. */
function certified({ actor, record }: Input, grant: Grant): boolean {
  const hands = certifierHands(record?.body);
  return hands.includes(actor.personId) || (grant.onBehalfOf !== undefined && hands.includes(grant.onBehalfOf));
}

/** § 42 (4) KomHKVO: the certifier should not order; a configured exception needs a written reason. */
function notCertifier(input: Input, grant: Grant): Refusal | undefined {
  if (!certified(input, grant)) return undefined;
  if (!input.context.policy.certifierMayOrderWithReason) return refuse("certifierMayNotOrder");
  return (input.args.exceptionReason ?? "").trim() === "" ? refuse("exceptionReasonMissing") : undefined;
}

function aboveLimit(input: Input, grants: readonly Grant[]): Refusal {
  const { record } = input;
  const amount = amountOf(input);
  const limit = Math.max(0, ...grants.map((grant) => grant.limitCents ?? 0));
  const persons = whoMayOrder(input, amount).join(",");
  return refuse("amountAboveLimit", { amount, limit, unit: record?.unit ?? "", persons });
}

const mostNamed = 5;

/** Others whose limit reaches this amount, and whom nothing known here keeps from ordering it. */
function whoMayOrder({ actor, record, context }: Input, amount: number): readonly string[] {
  const authorities = context.authorities ?? [];
  const barred = new Set([actor.personId, ...certifierHands(record?.body)]);
  const valid = authorities.filter((line) => grantIsValid(line, context.today));
  for (const line of valid) if (line.role === "CASH") barred.add(line.person);
  const able = valid.filter(
    (line) =>
      line.role === "ORDERING" && (line.unit === "*" || line.unit === record?.unit) && reaches(line, amount) && !barred.has(line.person),
  );
  return [...new Set(able.map((line) => line.person))].sort().slice(0, mostNamed);
}
