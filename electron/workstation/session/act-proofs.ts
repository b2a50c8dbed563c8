// The password at an act: looked at by the server, or where nobody answers by this device against the person's own key.
// Must never keep the password, and never prove an act that nobody gave it for.
import { DeskError } from "../../../shared/desk/errors.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import type { ActProof } from "../../../shared/domain/command.ts";
import { actDigest, actText, confirmResponseSchema, type Act } from "../../../shared/sync/confirm.ts";
import { uuid7 } from "../outbox/uuid7.ts";
import { deskErrorOf, ProblemAnswer, Unreachable } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";

export interface ActWays {
  readonly client: ServerClient;
  readonly tenant: string;
  readonly person: string;
  readonly device: string;
  /** Signs by the device's key; undefined where it has none. */
  readonly sign: (text: string) => string | undefined;
  /** Rejects with a DeskError where the password does not open the person's own replica. */
  readonly opens: (password: string) => Promise<void>;
}

/** A proof for each act, under an id that its command is to have. Rejects with signInFailed where the password is wrong. */
export async function proveActs(ways: ActWays, password: string, commands: readonly Intention[], at: string): Promise<readonly ActProof[]> {
  const acts = commands.map(({ recordId, ...command }): Act => {
    if (recordId === null) throw new DeskError("badArguments", "what is signed exists already");
    return { command: uuid7(at), digest: actDigest({ ...command, recordId }) };
  });
  return (await byServer(ways.client, password, acts)) ?? (await byDevice(ways, password, acts, at));
}

/** Undefined where the server cannot be asked now, or is too old to be asked. */
async function byServer(client: ServerClient, password: string, acts: readonly Act[]): Promise<readonly ActProof[] | undefined> {
  try {
    const { at, seals } = await client.post("/v1/confirm", { version: client.version, password, acts }, confirmResponseSchema);
    return acts.map(({ command }, index) => ({ by: "server", at, of: command, seal: seals[index] ?? "" }));
  } catch (thrown) {
    if (isAway(thrown)) return undefined;
    throw deskErrorOf(thrown);
  }
}

const away: ReadonlySet<string> = new Set(["busy", "internal", "notFound", "tokenExpired", "versionTooOld", "versionTooNew"]);

function isAway(thrown: unknown): boolean {
  return thrown instanceof Unreachable || (thrown instanceof ProblemAnswer && away.has(thrown.problem));
}

async function byDevice(ways: ActWays, password: string, acts: readonly Act[], at: string): Promise<readonly ActProof[]> {
  await ways.opens(password);
  const { tenant, person, device } = ways;
  return acts.map((act) => {
    const seal = ways.sign(actText({ by: "device", at, tenant, person, device, ...act }));
    if (seal === undefined) throw new DeskError("enrolmentNeeded", "this device has no key to prove the act with");
    return { by: "device", at, of: act.command, seal };
  });
}
