// Who may do what with a payment run: the cash office alone, and never whoever orders (§ 42 (2) and (5) KomHKVO, § 126 NKomVG).
import { actingFor, holdsAnywhere, hasRole, type Actor } from "../actor.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { barredFromRelease, type PaymentRun, type RunItem, type RunState } from "./schema.ts";

type Doing = { readonly actor: Actor; readonly context: { readonly today: string } };

/** Refuses whoever does not pay for each of these units, and whoever may order anything. */
export function cashOnly({ actor, context }: Doing, units: readonly string[]): Refusal | undefined {
  const missing = units.find((unit) => !hasRole(actor, ["CASH"], unit, context.today));
  if (missing !== undefined) return refuse("notAllowed", { role: "CASH", unit: missing });
  return holdsAnywhere(actor, "ORDERING", context.today) ? refuse("orderingAndCashInOneHand") : undefined;
}

/** Refuses whoever pays nowhere: for screens, before there is a run. */
export function cashAnywhere({ actor, context }: Doing): Refusal | undefined {
  if (!holdsAnywhere(actor, "CASH", context.today)) return refuse("notAllowed", { role: "CASH", unit: "" });
  return holdsAnywhere(actor, "ORDERING", context.today) ? refuse("orderingAndCashInOneHand") : undefined;
}

/** Whether the cash office's screen is anything to the actor: who pays, and who audits. */
export function seesPayments({ actor, context }: Doing): boolean {
  return holdsAnywhere(actor, "CASH", context.today) || holdsAnywhere(actor, "AUDIT", context.today);
}

/** In whose name the actor pays, where not in their own. */
export function payingFor({ actor, context }: Doing, units: readonly string[]): { readonly onBehalfOf?: string } {
  const principal = units.map((unit) => actingFor(actor, ["CASH"], unit, context.today)).find((one) => one !== undefined);
  return principal === undefined ? {} : { onBehalfOf: principal };
}

export function unitsOf(items: readonly Pick<RunItem, "unit">[]): readonly string[] {
  return [...new Set(items.map(({ unit }) => unit))].sort();
}

function cashInState(doing: Doing, run: PaymentRun, states: readonly RunState[]): Refusal | undefined {
  const who = cashOnly(doing, unitsOf(run.items));
  if (who !== undefined) return who;
  return states.includes(run.state) ? undefined : refuse("wrongState", { state: `run.${run.state}` });
}

/** As far as it follows from person, run and day; the rule looks at every invoice besides. */
export function whyNotReleased(doing: Doing, run: PaymentRun): Refusal | undefined {
  const units = unitsOf(run.items);
  const who = cashOnly(doing, units) ?? secondPerson(doing, run, units) ?? cashInState(doing, run, ["made"]);
  return who ?? (run.executeOn < doing.context.today ? refuse("executionPast") : undefined);
}

export function whyNotExported(doing: Doing, run: PaymentRun): Refusal | undefined {
  return cashInState(doing, run, ["released", "exported"]);
}

/** Until anything left the house. */
export function whyNotDissolved(doing: Doing, run: PaymentRun): Refusal | undefined {
  return cashInState(doing, run, ["made", "released"]);
}

export function whyNotSettled(doing: Doing, run: PaymentRun): Refusal | undefined {
  return cashInState(doing, run, ["exported", "settled"]);
}

/** A second person releases: neither the maker nor anybody who ordered one of the payments, themselves or by a deputy. */
function secondPerson(doing: Doing, run: PaymentRun, units: readonly string[]): Refusal | undefined {
  const { onBehalfOf } = payingFor(doing, units);
  const hands = [doing.actor.personId, ...(onBehalfOf === undefined ? [] : [onBehalfOf])];
  const { makers, orderers } = barredFromRelease(run);
  if (hands.some((hand) => makers.includes(hand))) return refuse("makerMayNotRelease", { person: run.made.by });
  return hands.some((hand) => orderers.includes(hand)) ? refuse("orderingAndCashInOneHand") : undefined;
}
