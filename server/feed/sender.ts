// Who sends commands or asks for records: the person, the device and what they may see now.
import type { Actor } from "../../shared/domain/actor.ts";
import { systemActor } from "../../shared/domain/actor.ts";
import type { Directory } from "../../shared/domain/policy.ts";

export interface Sender {
  readonly tenant: string;
  readonly actor: Actor;
  /** Null for the server itself. */
  readonly device: string | null;
  readonly enrolledAt: string | null;
  readonly scopes: readonly string[];
  readonly directory: Directory;
}

/** The server acting by itself within a tenant. */
export function systemSender(tenant: string, directory: Directory): Sender {
  return { tenant, actor: systemActor, device: null, enrolledAt: null, scopes: [], directory };
}
