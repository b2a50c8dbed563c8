// Actors for tests, by the rights they need.
import type { Actor, Grant, Role } from "../domain/actor.ts";

/** A person who holds the roles for one unit ("*" for all of them). */
export function buildActor(personId: string, held: readonly Role[], unit = "*", more: readonly Grant[] = []): Actor {
  return { personId, name: `Person ${personId}`, grants: [...held.map((role): Grant => ({ role, unit })), ...more] };
}
