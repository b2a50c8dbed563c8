// Who may do what with a payment run: the cash office alone, and never whoever orders (§ 42 (2) and (5) KomHKVO, § 126 NKomVG).
import { actingFor, holdsAnywhere, hasRole, type Actor } from "../actor.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { barredFromRelease, type PaymentRun } from "./schema.ts";

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

/** In whose name the actor pays, where not in their own. */
export function payingFor({ actor, context }: Doing, units: readonly string[]): { readonly onBehalfOf?: string } {
  const principal = units.map((unit) => actingFor(actor, ["CASH"], unit, context.today)).find((one) => one !== undefined);
  return principal === undefined ? {} : { onBehalfOf: principal };
}

/** A second person releases: neither the maker nor anybody who ordered one of the payments, themselves or by a deputy. */
export function secondPerson(doing: Doing, run: PaymentRun, units: readonly string[]): Refusal | undefined {
  const { onBehalfOf } = payingFor(doing, units);
  const hands = [doing.actor.personId, ...(onBehalfOf === undefined ? [] : [onBehalfOf])];
  const { makers, orderers } = barredFromRelease(run);
  if (hands.some((hand) => makers.includes(hand))) return refuse("makerMayNotRelease", { person: run.made.by });
  return hands.some((hand) => orderers.includes(hand)) ? refuse("orderingAndCashInOneHand") : undefined;
}
