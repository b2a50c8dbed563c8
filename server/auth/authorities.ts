// What the municipality's directory says of rights beside people's names: who may order payments up to which amount, and who pays.
// Must never tell more of a person's rights than that.
import { grantSchema, type Grant } from "../../shared/domain/actor.ts";
import { deputyshipSchema } from "../../shared/domain/deputyship/schema.ts";
import { grantsAsDeputy } from "../../shared/domain/deputyship/grants.ts";
import type { Authority } from "../../shared/domain/policy.ts";
import { z } from "../../shared/base/zod.ts";
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

const grantsSchema = z.array(grantSchema);

/** The list of all people who may order or pay in their own right. */
export async function authoritiesOf(queryable: Queryable, tenant: string): Promise<Authority[]> {
  const rows = await queryable.query<{ id: string; grants: unknown }>(
    sql`select id, grants from person where tenant = ${tenant} and disabled_at is null order by id`,
  );
  return rows.flatMap(({ id, grants }) =>
    grantsSchema.parse(grants).flatMap(({ role, unit, limitCents, from, until, onBehalfOf }): Authority[] => {
      if ((role !== "ORDERING" && role !== "CASH") || onBehalfOf !== undefined) return [];
      return [{ person: id, role, unit, limitCents, from, until }];
    }),
  );
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
