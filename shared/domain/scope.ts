// Scopes decide which records a desk may hold: `<kind>@<unit>` or `person:<id>`. Pure; server and desk must agree.
import { grantIsValid, type Actor, type Role } from "./actor.ts";
import { kindNames, type KindName } from "./record.ts";

export function unitScope(kind: KindName, unit: string): string {
  return `${kind}@${unit}`;
}

export function personScope(personId: string): string {
  return `person:${personId}`;
}

/** The kinds a role lets its holder see within the unit it is granted for. */
const seenBy: Readonly<Record<Role, readonly KindName[]>> = {
  CLERK: ["application", "document", "file", "task"],
  CAPTURE: ["invoice", "task"],
  CERT_FACTUAL: ["invoice"],
  CERT_ARITHMETIC: ["invoice"],
  ORDERING: ["invoice"],
  CASH: ["invoice"],
  AUDIT: kindNames,
  ARCHIVE: ["document", "file"],
  ADMIN: ["deputyship"],
};

/** Every scope the actor may hold on that day, sorted, without doubles. `units` are all units of the tenant. */
export function scopesOf(actor: Actor, units: readonly string[], today: string): readonly string[] {
  const scopes = new Set([personScope(actor.personId)]);
  for (const grant of actor.grants) {
    if (!grantIsValid(grant, today)) continue;
    const granted = grant.unit === "*" ? units : [grant.unit];
    for (const unit of granted) for (const kind of seenBy[grant.role]) scopes.add(unitScope(kind, unit));
  }
  return [...scopes].sort();
}
