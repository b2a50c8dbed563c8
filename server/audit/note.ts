// Notes in the log what happened besides commands: sign-ins, unwrapped keys, resets, erasures. Must never hold a secret.
import { randomUUID } from "node:crypto";
import { writeBatch } from "../feed/write.ts";
import type { Database, Queryable } from "../store/database.ts";

export interface AuditEvent {
  readonly tenant: string;
  readonly name:
    | "recoverKey"
    | "resetPassword"
    | "makeEnrolmentCode"
    | "enrolDevice"
    | "revokeDevice"
    | "savePerson"
    | "erasePayload"
    | "newEpoch"
    | "refreshReused"
    | "disablePerson"
    | "setGrants"
    | "setOrderingLimit"
    | "endOrdering"
    | "setPolicy"
    | "scanAgain"
    | "setUnattended";
  /** Who did it: a person's id, or `operator` for the command line. */
  readonly person: string;
  readonly device: string | null;
  readonly at: string;
  readonly details?: Readonly<Record<string, string | number>>;
}

/** Writes the event into the tenant's chain, in a transaction of its own or as the last act of the given one. */
export async function noteEvent(database: Database, event: AuditEvent): Promise<void> {
  await database.transaction((transaction) => noteEventWithin(transaction, event));
}

/** See `noteEvent`; nothing may follow in the transaction but its commit. */
export async function noteEventWithin(transaction: Queryable, event: AuditEvent): Promise<void> {
  await writeBatch(transaction, {
    tenant: event.tenant,
    changed: [],
    before: new Map(),
    log: [
      {
        entry: {
          commandId: randomUUID(),
          kind: "audit",
          name: event.name,
          recordId: null,
          person: event.person,
          device: event.device,
          at: event.at,
          receivedAt: event.at,
          group: null,
          sentNumber: null,
          answer: "noted",
          code: null,
          version: null,
          marks: [],
        },
        payload: { args: event.details ?? {} },
      },
    ],
  });
}
