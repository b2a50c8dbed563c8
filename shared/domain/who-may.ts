// Who holds a role for a unit, as far as the directory tells: whom a refusal names, whom one may ask.
import { grantIsValid, type Role } from "./actor.ts";
import type { CommandContext } from "./command.ts";

const mostNamed = 5;

/** Ids of people who hold one of these roles in their own right for the unit on that day, sorted; five at most. Empty where nothing is known. */
export function holdersOf(
  context: Pick<CommandContext, "today" | "authorities" | "duties">,
  roles: readonly Role[],
  unit: string,
): readonly string[] {
  return allHoldersOf(context, roles, unit).slice(0, mostNamed);
}

/** The same, everybody. */
export function allHoldersOf(
  { today, authorities, duties }: Pick<CommandContext, "today" | "authorities" | "duties">,
  roles: readonly Role[],
  unit: string,
): readonly string[] {
  const known = [...(authorities ?? []), ...(duties ?? [])];
  const holds = known.filter(
    (line) => roles.some((role) => role === line.role) && (line.unit === "*" || line.unit === unit) && grantIsValid(line, today),
  );
  return [...new Set(holds.map(({ person }) => person))].sort();
}
