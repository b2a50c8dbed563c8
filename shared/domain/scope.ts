// Scopes decide which records a desk may hold: `<kind>@<unit>` or `person:<id>`. Pure; server and desk must agree.
import { grantIsValid, type Actor, type Role } from "./actor.ts";
import { kindNames, type KindName } from "./record.ts";

export function unitScope(kind: KindName, unit: string): string {
  return `${kind}@${unit}`;
}

/** The unit of what belongs to no unit but to all of them, as in a right that is held for every unit. */
export const wholeHouse = "*";

/** Kinds whose records belong to the whole municipality. */
export const houseKinds = [
  "supplier",
  "account",
  "costCentre",
  "budgetLine",
  "purchaseOrder",
  "paymentRun",
] as const satisfies readonly KindName[];
export type HouseKind = (typeof houseKinds)[number];

function isOfTheHouse(kind: KindName): kind is HouseKind {
  return houseKinds.some((house) => house === kind);
}

/** Of a kind that belongs to the whole municipality: whoever sees such records sees all of them. */
export function houseScope(kind: HouseKind): string {
  return unitScope(kind, wholeHouse);
}

export function personScope(personId: string): string {
  return `person:${personId}`;
}

/** The kinds a role lets its holder see within the unit it is granted for. */
const seenBy: Readonly<Record<Role, readonly KindName[]>> = {
  CLERK: ["application", "document", "file", "task", "post"],
  CAPTURE: ["invoice", "task", "post"],
  CERT_FACTUAL: ["invoice"],
  CERT_ARITHMETIC: ["invoice"],
  ORDERING: ["invoice"],
  CASH: ["invoice", "paymentRun"],
  AUDIT: kindNames.filter((kind) => !isOfTheHouse(kind) || kind === "paymentRun"),
  ARCHIVE: ["document", "file"],
  ADMIN: ["deputyship"],
};

/** What an invoice of any unit is entered, booked and held against. A payment run is seen by a role of its own. */
const enteredBy = houseKinds.filter((kind) => kind !== "paymentRun");

/** Who sees invoices of any unit sees what invoices of every unit are entered by, as one may be handed to any unit. */
function seesTheHouse(kinds: readonly KindName[]): boolean {
  return kinds.includes("invoice");
}

/** What a scanner folder books. */
export const scannedKinds = ["invoice", "post"] as const satisfies readonly KindName[];
export type ScannedKind = (typeof scannedKinds)[number];

/** Which of those a role lets its holder see. */
export function scannedKindsSeenBy(role: Role): readonly ScannedKind[] {
  return scannedKinds.filter((kind) => seenBy[role].includes(kind));
}

/** Every scope the actor may hold on that day, sorted, without doubles. `units` are all units of the tenant. */
export function scopesOf(actor: Actor, units: readonly string[], today: string): readonly string[] {
  const scopes = new Set([personScope(actor.personId)]);
  for (const grant of actor.grants) {
    if (!grantIsValid(grant, today)) continue;
    if (seesTheHouse(seenBy[grant.role])) for (const kind of enteredBy) scopes.add(houseScope(kind));
    const granted = grant.unit === "*" ? units : [grant.unit];
    for (const unit of granted)
      for (const kind of seenBy[grant.role]) scopes.add(isOfTheHouse(kind) ? houseScope(kind) : unitScope(kind, unit));
  }
  return [...scopes].sort();
}
