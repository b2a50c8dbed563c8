// A town small enough for a test: three units, a handful of people, no records unless they are given.
import { createHash } from "node:crypto";
import type { Grant, Role } from "../../shared/domain/actor.ts";
import { defaultPolicy, type Directory } from "../../shared/domain/policy.ts";
import type { Town } from "../store/town.ts";

export const smallTenant = "musterstadt";
export const smallPassword = "richtig-und-lang";
export const smallIntakeKey = "portal-key-for-tests";

const grant = (role: Role, unit: string): Grant => ({ role, unit });

const people: readonly Readonly<{ id: string; name: string; grants: readonly Grant[] }>[] = [
  { id: "anna", name: "Anna Ahrens", grants: [grant("CLERK", "standesamt")] },
  { id: "bodo", name: "Bodo Brandt", grants: [grant("CLERK", "standesamt"), grant("CLERK", "buergerservice")] },
  { id: "cora", name: "Cora Clasen", grants: [grant("CAPTURE", "finanzen"), grant("CERT_ARITHMETIC", "finanzen")] },
  { id: "dirk", name: "Dirk Dierks", grants: [grant("ORDERING", "finanzen")] },
  { id: "elke", name: "Elke Evers", grants: [grant("AUDIT", "*")] },
];

export const smallDirectory: Directory = {
  tenant: smallTenant,
  townName: "Musterstadt",
  units: [
    { id: "standesamt", name: "Standesamt", short: "StA" },
    { id: "buergerservice", name: "Bürgerservice", short: "BS" },
    { id: "finanzen", name: "Finanzen", short: "Fin" },
    { id: "zentrale-dienste", name: "Zentrale Dienste", short: "ZD" },
  ],
  people: people.map(({ id, name, grants }) => ({ id, name, units: [...new Set(grants.map(({ unit }) => unit))] })),
  filePlan: [{ number: "34.1", title: "Urkunden", unit: "standesamt", retentionYears: 5 }],
  policy: defaultPolicy,
};

/** The town; user names are the ids, every password is `smallPassword`. */
export function smallTown(parts: Partial<Town> = {}): Town {
  return {
    directory: smallDirectory,
    people: people.map(({ id, grants }) => ({ id, userName: id, password: smallPassword, grants })),
    records: [],
    contents: contentsOf([]),
    texts: [],
    intakeSources: [{ id: "portal", key: smallIntakeKey }],
    ...parts,
  };
}

/** Files as the contents of a town. */
export async function* contentsOf(files: readonly Uint8Array[]): Town["contents"] {
  for (const bytes of files) yield await Promise.resolve({ sha256: createHash("sha256").update(bytes).digest("hex"), bytes });
}
