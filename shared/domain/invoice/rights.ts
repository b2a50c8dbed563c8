// Who may do what with an invoice: roles and the separation of duties of § 42 KomHKVO and § 126 NKomVG.
import { actingFor, hasRole, holdsAnywhere, isSystem, type Role } from "../actor.ts";
import type { CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { handsIn, isNoInvoice, paymentDigest, type Invoice, type InvoiceState } from "./schema.ts";

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

/** Refuses a step in another state than these, and any step on what was set aside. */
export function inState<Args>({ record }: Input<Args>, states: readonly InvoiceState[]): Refusal | undefined {
  if (record === undefined) return refuse("recordMissing");
  if (record.body.duplicateOf !== undefined) return refuse("isDuplicate");
  if (isNoInvoice(record.body)) return refuse("isNoInvoice");
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

/** § 42 (5): whoever may order anything takes no part in paying, neither for themselves nor for somebody else. */
export function notOrdering<Args>({ actor, record, context }: Input<Args>): Refusal | undefined {
  const unit = record?.unit ?? "";
  const hands = [actor.personId, actingFor(actor, ["CASH"], unit, context.today)];
  const ordered = handsIn(record?.body.order).some((hand) => hands.includes(hand));
  return ordered || holdsAnywhere(actor, "ORDERING", context.today) ? refuse("orderingAndCashInOneHand") : undefined;
}
