// Who acts, with which rights. Rights are role x unit, deny by default (domain rules of § 42 KomHKVO, § 126 NKomVG).
import { z } from "../base/zod.ts";

export const roles = ["CLERK", "CAPTURE", "CERT_FACTUAL", "CERT_ARITHMETIC", "ORDERING", "CASH", "AUDIT", "ARCHIVE", "ADMIN"] as const;
export type Role = (typeof roles)[number];

export const grantSchema = z.object({
  role: z.enum(roles),
  /** Id of the unit the right is for; "*" stands for every unit. */
  unit: z.string().min(1),
  /** Upper limit of a payment order in cents; absent means no limit. Counts for ORDERING only. */
  limitCents: z.int().nonnegative().optional(),
  /** The person this right is held for as a deputy. */
  onBehalfOf: z.string().optional(),
  /** First and last day of the right (office dates, inclusive). */
  from: z.iso.date().optional(),
  until: z.iso.date().optional(),
});
export type Grant = Readonly<z.infer<typeof grantSchema>>;

export const actorSchema = z.object({
  personId: z.string().min(1),
  name: z.string().min(1),
  grants: z.array(grantSchema),
});
/** A person (or the server itself, see `systemActor`) with the rights they hold. */
export type Actor = Readonly<{ personId: string; name: string; grants: readonly Grant[] }>;

/** The server acting by itself: intake, rules, deadlines. Only the server may execute as this actor. */
export const systemActor: Actor = { personId: "system", name: "System", grants: [] };

export function isSystem(actor: Actor): boolean {
  return actor.personId === systemActor.personId;
}

/** Whether a grant counts on a day. */
export function grantIsValid(grant: Pick<Grant, "from" | "until">, today: string): boolean {
  return (grant.from === undefined || grant.from <= today) && (grant.until === undefined || today <= grant.until);
}

/** The grants of one of `wanted` that count for `unit` on that day. */
export function grantsFor(actor: Actor, wanted: readonly Role[], unit: string, today: string): readonly Grant[] {
  return actor.grants.filter(
    (grant) => wanted.includes(grant.role) && (grant.unit === "*" || grant.unit === unit) && grantIsValid(grant, today),
  );
}

/**
 * The person an actor stands in for when they use one of these rights: the principal of a deputy's grant where they hold none
 * of their own, else nobody.
 */
export function actingFor(actor: Actor, wanted: readonly Role[], unit: string, today: string): string | undefined {
  const held = grantsFor(actor, wanted, unit, today);
  return held.some((grant) => grant.onBehalfOf === undefined) ? undefined : held[0]?.onBehalfOf;
}

export function hasRole(actor: Actor, wanted: readonly Role[], unit: string, today: string): boolean {
  return grantsFor(actor, wanted, unit, today).length > 0;
}

/** Whether the actor holds the role anywhere: for rules of incompatibility, which know no unit. */
export function holdsAnywhere(actor: Actor, role: Role, today: string): boolean {
  return actor.grants.some((grant) => grant.role === role && grantIsValid(grant, today));
}
