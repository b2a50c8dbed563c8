// Rights one can be stood in for, as a list to tick and in words. Decides nothing: the rules do.
import type { TFunction } from "i18next";
import type { Grant } from "../../../shared/domain/actor.ts";
import { deputyRoles, type DeputyRight } from "../../../shared/domain/deputyship/schema.ts";
import type { Directory } from "../../../shared/domain/policy.ts";
import { roleLabels } from "../../../shared/text/de/domain.ts";
import { formatMoney } from "../../../shared/text/format.ts";
import { unitName } from "../../../shared/text/refusal-text.ts";

/** A right with the limit that holds for it, if any. */
export interface OfferedRight extends DeputyRight {
  readonly limitCents?: number | undefined;
}

export const rightKey = ({ role, unit }: DeputyRight): string => `${role}@${unit}`;

/** Own rights that are not over; what one holds for somebody else cannot be passed on. */
export function ownRights(grants: readonly Grant[], today: string): readonly OfferedRight[] {
  const offered = new Map<string, OfferedRight>();
  for (const { role, unit, limitCents, onBehalfOf, until } of grants) {
    const known = deputyRoles.find((one) => one === role);
    if (known === undefined || onBehalfOf !== undefined || (until !== undefined && until < today)) continue;
    const right = { role: known, unit, limitCents };
    const before = offered.get(rightKey(right));
    if (before === undefined || (before.limitCents ?? Infinity) < (limitCents ?? Infinity)) offered.set(rightKey(right), right);
  }
  return [...offered.values()];
}

/** For somebody else, whose rights this desk does not know: every role, wherever they hold it. */
export const everyRight: readonly OfferedRight[] = deputyRoles.map((role) => ({ role, unit: "*" }));

/** "Anordnungsbefugnis (alle Einheiten) bis 10.000,00 €". */
export function rightText(t: TFunction, { role, unit, limitCents }: OfferedRight, directory: Directory | null): string {
  const words = { role: roleLabels[role], unit: unit === "*" ? t("deputies.everywhere") : unitName(unit, directory) };
  return limitCents === undefined ? t("deputies.right", words) : t("deputies.rightUpTo", { ...words, amount: formatMoney(limitCents) });
}
