// Who may act on an application: clerks of the responsible unit, and who acts for one of them as a deputy.
import { actingFor, grantsFor, hasRole, isSystem, type Actor } from "../actor.ts";
import type { CommandInput } from "../command.ts";
import { refuse, type Refusal } from "../refusal.ts";
import type { Application, ApplicationState } from "./schema.ts";

/** Refuses whoever is no clerk of the unit. */
export function clerkOnly<Args>({ actor, record, context }: CommandInput<Application, Args>): Refusal | undefined {
  return record === undefined ? refuse("recordMissing") : clerkOf(actor, record.unit, context.today);
}

export function clerkOf(actor: Actor, unit: string, today: string): Refusal | undefined {
  if (isSystem(actor) || hasRole(actor, ["CLERK"], unit, today)) return undefined;
  return refuse("notAllowed", { role: "CLERK", unit });
}

export function inState<Args>({ record }: CommandInput<Application, Args>, states: readonly ApplicationState[]): Refusal | undefined {
  if (record === undefined) return refuse("recordMissing");
  return states.includes(record.body.state) ? undefined : refuse("wrongState", { state: record.body.state });
}

/** Refuses whoever does not hold the case; a deputy of its clerk acts as the clerk. */
export function holderOnly<Args>(input: CommandInput<Application, Args>): Refusal | undefined {
  const refusal = clerkOnly(input);
  if (refusal !== undefined || isSystem(input.actor)) return refusal;
  const clerk = input.record?.body.clerk;
  if (clerk === undefined) return refuse("notClaimed");
  return clerk === input.actor.personId || standsFor(input, clerk) ? undefined : refuse("claimedByOther", { person: clerk });
}

function standsFor({ actor, record, context }: CommandInput<Application, unknown>, person: string): boolean {
  return grantsFor(actor, ["CLERK"], record?.unit ?? "", context.today).some((grant) => grant.onBehalfOf === person);
}

/** In whose name the actor works on the case: that of its clerk where they are the deputy, or of whoever their only right comes from. */
export function inNameOf(input: CommandInput<Application, unknown>): string | undefined {
  const { actor, record, context } = input;
  const clerk = record?.body.clerk;
  if (clerk !== undefined && clerk !== actor.personId && standsFor(input, clerk)) return clerk;
  return actingFor(actor, ["CLERK"], record?.unit ?? "", context.today);
}
