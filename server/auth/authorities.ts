// What the municipality's directory says of rights beside people's names: who may order payments up to which amount, who pays, who captures
// and certifies, and who may see what comes out of the scanners of which unit.
// Must never tell more of a person's rights than that.
import { grantSchema, type Grant } from "../../shared/domain/actor.ts";
import { deputyshipSchema } from "../../shared/domain/deputyship/schema.ts";
import { grantsAsDeputy } from "../../shared/domain/deputyship/grants.ts";
import type { Authority, Duty, Reader } from "../../shared/domain/policy.ts";
import { scannedKindsSeenBy } from "../../shared/domain/scope.ts";
import { z } from "../../shared/base/zod.ts";
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

const grantsSchema = z.array(grantSchema);

/** The lists of all people who in their own right may order or pay, and of those who may see what comes out of scanners. */
export async function rightsOf(
  queryable: Queryable,
  tenant: string,
): Promise<{ readonly authorities: Authority[]; readonly readers: Reader[]; readonly duties: Duty[] }> {
  const rows = await queryable.query<{ id: string; grants: unknown }>(
    sql`select id, grants from person where tenant = ${tenant} and disabled_at is null order by id`,
  );
  const own = rows.flatMap(({ id, grants }) =>
    grantsSchema.parse(grants).flatMap((grant) => (grant.onBehalfOf === undefined ? [{ person: id, ...grant }] : [])),
  );
  return {
    authorities: own.flatMap(({ person, role, unit, limitCents, from, until }): Authority[] =>
      role === "ORDERING" || role === "CASH" ? [{ person, role, unit, limitCents, from, until }] : [],
    ),
    duties: own.flatMap(({ person, role, unit, from, until }): Duty[] =>
      role === "CAPTURE" || role === "CERT_FACTUAL" || role === "CERT_ARITHMETIC" ? [{ person, role, unit, from, until }] : [],
    ),
    readers: distinct(
      own.flatMap(({ person, role, unit, from, until }) =>
        scannedKindsSeenBy(role).map((kind): Reader => ({ person, kind, unit, from, until })),
      ),
    ),
  };
}

/** Several roles let somebody see the same. */
function distinct(readers: readonly Reader[]): Reader[] {
  return [...new Map(readers.map((reader) => [JSON.stringify(reader), reader])).values()];
}

const heldSchema = z.array(z.object({ body: deputyshipSchema, grants: grantsSchema }));

/**
 * A person's own grants and those they hold as a deputy. `deputyships` are those that name them, each with the grants its
 * principal holds now, as the statement in access.ts gathers them.
 */
export function withDeputyships(personId: string, own: readonly Grant[], deputyships: unknown): readonly Grant[] {
  const held = heldSchema.parse(deputyships ?? []).filter(({ body }) => body.deputy === personId);
  const grants = new Map(held.map((one) => [one.body.principal, one.grants]));
  const added = grantsAsDeputy(
    own,
    held.map((one) => one.body),
    (principal) => grants.get(principal) ?? [],
  );
  return [...own, ...added];
}
