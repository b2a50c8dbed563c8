// Who may do what with an invoice: roles, amount limits and the separation of duties of § 42 KomHKVO and § 126 NKomVG.
import { grantsFor, hasRole, holdsAnywhere, isSystem, type Role } from "../actor.ts";
import type { CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { paymentDigest, type Invoice, type InvoiceState } from "./schema.ts";

type Input<Args> = CommandInput<Invoice, Args>;

/** Everyone who works on invoices of a unit before payment. */
export const invoiceWorkers: readonly Role[] = ["CAPTURE", "CERT_FACTUAL", "CERT_ARITHMETIC", "ORDERING"];

export function roleOnly<Args>({ actor, record, context }: Input<Args>, wanted: readonly Role[]): Refusal | undefined {
  if (record === undefined) return refuse("recordMissing");
  if (hasRole(actor, wanted, record.unit, context.today)) return undefined;
  return refuse("notAllowed", { role: wanted[0] ?? "", unit: record.unit });
}

export function workerOnly<Args>(input: Input<Args>): Refusal | undefined {
  return isSystem(input.actor) ? undefined : roleOnly(input, invoiceWorkers);
}

export function inState<Args>({ record }: Input<Args>, states: readonly InvoiceState[]): Refusal | undefined {
  if (record === undefined) return refuse("recordMissing");
  return states.includes(record.body.state) ? undefined : refuse("wrongState", { state: record.body.state });
}

/** Refuses a signature made over other payment fields than the record holds now. */
export function sameDigest<Args extends { readonly digest: string }>({ record, args }: Input<Args>): Refusal | undefined {
  if (record === undefined) return refuse("recordMissing");
  return paymentDigest(record.body) === args.digest ? undefined : refuse("digestChanged");
}

/** Nobody certifies or orders a payment to themselves (bias). */
export function notBiased<Args>({ actor, record }: Input<Args>): Refusal | undefined {
  const payee = record?.body.fields.supplier?.trim().toLocaleLowerCase("de");
  return payee !== undefined && payee === actor.name.trim().toLocaleLowerCase("de") ? refuse("payeeIsActor") : undefined;
}

/** § 42 (5) KomHKVO, § 126 NKomVG: ordering and cash never in one hand, no exception. */
export function notCash<Args>({ actor, context }: Input<Args>): Refusal | undefined {
  return holdsAnywhere(actor, "CASH", context.today) ? refuse("orderingAndCashInOneHand") : undefined;
}

/** § 42 (4) KomHKVO: the certifier should not order; a configured exception needs a written reason. */
export function notCertifier<Args extends { readonly exceptionReason?: string | undefined }>({
  actor,
  record,
  args,
  context,
}: Input<Args>): Refusal | undefined {
  const { factual, arithmetic } = record?.body.certifications ?? {};
  if (factual?.by !== actor.personId && arithmetic?.by !== actor.personId) return undefined;
  if (!context.policy.certifierMayOrderWithReason) return refuse("certifierMayNotOrder");
  return (args.exceptionReason ?? "").trim() === "" ? refuse("exceptionReasonMissing") : undefined;
}

/** Refuses an amount above every limit the actor's ordering rights for the unit carry. */
export function withinLimit<Args>({ actor, record, context }: Input<Args>): Refusal | undefined {
  if (record === undefined) return refuse("recordMissing");
  const amount = Math.abs(record.body.fields.gross ?? 0);
  const grants = grantsFor(actor, ["ORDERING"], record.unit, context.today);
  if (grants.some((grant) => grant.limitCents === undefined || grant.limitCents >= amount)) return undefined;
  return refuse("amountAboveLimit", { amount, limit: Math.max(0, ...grants.map((grant) => grant.limitCents ?? 0)) });
}

/** § 42 (5): whoever may order anything takes no part in paying. */
export function notOrdering<Args>({ actor, record, context }: Input<Args>): Refusal | undefined {
  const ordered = record?.body.order?.by === actor.personId;
  return ordered || holdsAnywhere(actor, "ORDERING", context.today) ? refuse("orderingAndCashInOneHand") : undefined;
}
