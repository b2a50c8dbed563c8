// Who may do what with a supplier. A supplier belongs to the whole municipality: a right counts wherever it is held.
import { grantIsValid, isSystem, type Actor, type Role } from "../actor.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { invoiceWorkers } from "../invoice/matrix.ts";

/** Who captures and certifies keeps the list. Who orders or pays only reads it: they would decide where their own order goes. */
export const supplierKeepers: readonly Role[] = ["CAPTURE", "CERT_FACTUAL", "CERT_ARITHMETIC"];

type Doing = { readonly actor: Actor; readonly context: { readonly today: string } };

function held({ actor, context }: Doing, wanted: readonly Role[]) {
  return actor.grants.filter((grant) => wanted.includes(grant.role) && grantIsValid(grant, context.today));
}

/** The refusal of who does not keep the list of suppliers. */
export function keeperOnly(doing: Doing): Refusal | undefined {
  if (isSystem(doing.actor) || held(doing, supplierKeepers).length > 0) return undefined;
  return refuse("notAllowed", { role: "CAPTURE", unit: "" });
}

/** Places are learned from whoever works on invoices. */
export function learnerOnly(doing: Doing): Refusal | undefined {
  if (isSystem(doing.actor) || held(doing, invoiceWorkers).length > 0) return undefined;
  return refuse("notAllowed", { role: "CAPTURE", unit: "" });
}

/** The person a keeper stands in for where they hold no right of their own. */
export function keepingFor(doing: Doing): string | undefined {
  const grants = held(doing, supplierKeepers);
  return grants.some(({ onBehalfOf }) => onBehalfOf === undefined) ? undefined : grants[0]?.onBehalfOf;
}
