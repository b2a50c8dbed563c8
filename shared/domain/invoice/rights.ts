// Asks the table (matrix.ts) whether somebody may give a command now, and holds what no table of roles and states can: the separation of
// duties of § 42 KomHKVO and § 126 NKomVG between people.
import { actingFor, hasRole, holdsAnywhere, isSystem, type Actor, type Role } from "../actor.ts";
import type { CommandContext, CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { holdersOf } from "../who-may.ts";
import { lineOf, type InvoiceAct } from "./matrix.ts";
import { certifierHands, handsIn, isNoInvoice, paymentDigest, type Invoice, type InvoiceState } from "./schema.ts";
import { barredBy } from "./stage.ts";

type Input<Args> = CommandInput<Invoice, Args>;

/** Whether the table lets the actor give this command for a unit at all, whatever the invoice's state. */
export function mayAct(actor: Actor, act: InvoiceAct, unit: string, context: Pick<CommandContext, RightsOf>): Refusal | undefined {
  const { roles, server } = lineOf(act);
  if (isSystem(actor)) return server === true ? undefined : notAllowed(roles, unit, context);
  return roles !== "author" && hasRole(actor, roles, unit, context.today) ? undefined : notAllowed(roles, unit, context);
}

type RightsOf = "today" | "authorities" | "duties";

/** Names who may instead, where somebody here knows it. */
function notAllowed(roles: readonly Role[] | "author", unit: string, context: Pick<CommandContext, RightsOf>): Refusal {
  if (roles === "author") return refuse("notAllowed", { role: "author", unit: "" });
  // Of steps that all workers may take, no five names help: the role says more.
  const persons = roles.length === 1 ? holdersOf(context, roles, unit).join(",") : "";
  return refuse("notAllowed", { role: roles[0] ?? "", unit, ...(persons === "" ? {} : { persons }) });
}

/** The table's word on a command at the named invoice as it is now. */
export function permitted<Args>(input: Input<Args>, act: InvoiceAct): Refusal | undefined {
  const { actor, record, context } = input;
  if (record === undefined) return refuse("recordMissing");
  const { roles, states, aside, otherwise, barredBy: stages } = lineOf(act);
  return (
    (roles === "author" ? undefined : mayAct(actor, act, record.unit, context)) ??
    (aside === true ? undefined : notAside(record.body)) ??
    inState(record.body.state, states, otherwise) ??
    barredBy(record.body, stages ?? [], context.today)
  );
}

function notAside(body: Invoice): Refusal | undefined {
  if (body.duplicateOf !== undefined) return refuse("isDuplicate");
  return isNoInvoice(body) ? refuse("isNoInvoice") : undefined;
}

function inState(
  state: InvoiceState,
  states: readonly InvoiceState[],
  otherwise: ReturnType<typeof lineOf>["otherwise"],
): Refusal | undefined {
  return states.includes(state) ? undefined : refuse(otherwise?.[state] ?? "wrongState", { state });
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
  const ordered = handsIn(record?.body.order).some((hand) => payingHands(actor, record?.unit ?? "", context.today).includes(hand));
  return ordered || holdsAnywhere(actor, "ORDERING", context.today) ? refuse("orderingAndCashInOneHand") : undefined;
}

/** § 42 (5): where staff of the cash office certify, a second one of them pays out. */
export function notCertifierPaying<Args>({ actor, record, context }: Input<Args>): Refusal | undefined {
  const hands = payingHands(actor, record?.unit ?? "", context.today);
  return certifierHands(record?.body).some((hand) => hands.includes(hand)) ? refuse("certifierMayNotPay") : undefined;
}

function payingHands(actor: Actor, unit: string, today: string): readonly (string | undefined)[] {
  return [actor.personId, actingFor(actor, ["CASH"], unit, today)];
}

/** What is being paid stays as it is until the run is paid or taken apart. */
export function notInRun<Args>({ record }: Input<Args>): Refusal | undefined {
  const { inRun, fields } = record?.body ?? {};
  return inRun === undefined ? undefined : refuse("inRun", { number: fields?.number ?? "", run: inRun.number });
}
