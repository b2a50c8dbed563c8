// What a deputyship is worth: the rights its principal holds themselves, for its days. Pure; decided anew at every request,
// so that a right the principal loses is lost to the deputy in the same moment.
import type { Grant } from "../actor.ts";
import type { Deputyship } from "./schema.ts";

/** Roles the law keeps apart (§ 42 (5) KomHKVO, § 126 NKomVG). */
const apart = { ORDERING: "CASH", CASH: "ORDERING" } as const;

const later = (one: string | undefined, two: string): string => (one !== undefined && one > two ? one : two);
const earlier = (one: string | undefined, two: string): string => (one !== undefined && one < two ? one : two);

/** The one unit-wide or narrower right that both sides cover, or undefined. */
function commonUnit(held: string, named: string): string | undefined {
  if (held === "*") return named;
  return named === "*" || named === held ? held : undefined;
}

/**
 * Grants that deputyships give beside a person's own. A right that someone holds as a deputy themselves is not passed on, and
 * what must not be in one hand with a right of their own is left out.
 */
export function grantsAsDeputy(
  own: readonly Grant[],
  deputyships: readonly Pick<Deputyship, "principal" | "rights" | "from" | "until" | "state">[],
  grantsOf: (personId: string) => readonly Grant[],
): readonly Grant[] {
  return deputyships
    .filter((deputyship) => deputyship.state === "named")
    .flatMap(({ principal, rights, from, until }) =>
      rights.flatMap((right) =>
        grantsOf(principal).flatMap((held): readonly Grant[] => {
          const unit = commonUnit(held.unit, right.unit);
          if (held.role !== right.role || held.onBehalfOf !== undefined || unit === undefined) return [];
          const opposite = right.role === "ORDERING" || right.role === "CASH" ? apart[right.role] : undefined;
          if (own.some((grant) => grant.role === opposite)) return [];
          const days = { from: later(held.from, from), until: earlier(held.until, until) };
          const limit = held.limitCents === undefined ? {} : { limitCents: held.limitCents };
          return days.from > days.until ? [] : [{ role: right.role, unit, ...limit, onBehalfOf: principal, ...days }];
        }),
      ),
    );
}
