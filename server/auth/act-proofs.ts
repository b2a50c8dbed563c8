// That a person gave their password for an act: the server's own code over it, or without network the signature of their device.
// Must never keep a password, and never let a proof count for another act, person or device.
import { createHmac, timingSafeEqual } from "node:crypto";
import type { z } from "../../shared/base/zod.ts";
import { idsOfAct, type ActProof, type Authenticated } from "../../shared/domain/command.ts";
import { actDigest, actText, type confirmRequestSchema, type confirmResponseSchema } from "../../shared/sync/confirm.ts";
import type { SentCommand } from "../feed/decide.ts";
import type { Sender } from "../feed/sender.ts";
import { RequestProblem } from "../http/problem.ts";
import { sql } from "../store/sql.ts";
import type { Access } from "./access.ts";
import { verifies } from "./device-proof.ts";
import { enrolledDevice } from "./devices.ts";
import { forgetFailures, noteFailure, restSeconds } from "./lock-out.ts";
import { passwordMatches } from "./passwords.ts";

type Confirmation = z.infer<typeof confirmResponseSchema>;

/** Seals acts for the sender whose password this is. Throws signInFailed or tooManyAttempts, as sign-in does and counted with it. */
export async function confirmActs(
  access: Access,
  sender: Sender,
  { password, acts }: z.infer<typeof confirmRequestSchema>,
): Promise<Confirmation> {
  const { tenant, actor, device } = sender;
  const { database, tokenSecret } = access;
  const at = access.now();
  const [row] = await database.query<{ user_name: string; password_hash: string }>(
    sql`select user_name, password_hash from person where tenant = ${tenant} and id = ${actor.personId}`,
  );
  if (row === undefined || device === null) throw new RequestProblem("signInFailed");
  const rest = await restSeconds(database, tenant, row.user_name, at);
  if (rest > 0) throw new RequestProblem("tooManyAttempts", undefined, rest);
  if (!(await passwordMatches(row.password_hash, password))) {
    await noteFailure(database, tenant, row.user_name, at);
    throw new RequestProblem("signInFailed");
  }
  await forgetFailures(database, tenant, row.user_name);
  const who = { by: "server", at, tenant, person: actor.personId, device };
  return { at, seals: acts.map((act) => sealOf(tokenSecret, actText({ ...who, ...act })).toString("base64url")) };
}

/**
 * The commands with what their proofs are worth. A proof serves for one accepted command: one that was refused may be given once more
 * under the next of its ids, as a desk does by itself after a restore. No time limit: what was signed without network counts whenever
 * the network comes back.
 */
export async function withProofs(access: Access, sender: Sender, commands: readonly SentCommand[]): Promise<readonly SentCommand[]> {
  const { tenant, device } = sender;
  if (device === null || !commands.some(({ command }) => command.proof !== undefined)) return commands;
  const wantsKey = commands.some(({ command }) => command.proof?.by === "device");
  const publicKey = wantsKey ? ((await enrolledDevice(access.database, tenant, device))?.publicKey ?? null) : null;
  const taken = await takenOf(access, tenant, commands);
  return commands.map((sent) => {
    const { proof, id } = sent.command;
    const ids = proof === undefined ? [] : idsOfAct(proof);
    if (proof === undefined || !ids.includes(id) || ids.some((other) => other !== id && taken.has(other))) return sent;
    const text = actText({
      by: proof.by,
      at: proof.at,
      tenant,
      person: sender.actor.personId,
      device,
      command: proof.of,
      digest: actDigest(sent.command),
    });
    const holds = proof.by === "server" ? isSealed(access.tokenSecret, text, proof.seal) : isSigned(publicKey, text, proof.seal);
    return holds ? { ...sent, authenticated: authenticatedBy(proof) } : sent;
  });
}

/** Which ids of the acts that come with a proof were accepted. */
async function takenOf({ database }: Access, tenant: string, commands: readonly SentCommand[]): Promise<ReadonlySet<string>> {
  const ids = commands.flatMap(({ command: { proof } }) => (proof === undefined ? [] : idsOfAct(proof)));
  const rows = await database.query<{ command_id: string }>(
    sql`select command_id from command_log
      where tenant = ${tenant} and command_id = any(${ids}::uuid[]) and entry->>'answer' = 'accepted'`,
  );
  return new Set(rows.map((row) => row.command_id));
}

function authenticatedBy({ by, at }: ActProof): Authenticated {
  return { by, at };
}

function sealOf(secret: Uint8Array, text: string): Buffer {
  return createHmac("sha256", secret).update(text).digest();
}

function isSealed(secret: Uint8Array, text: string, seal: string): boolean {
  const expected = sealOf(secret, text);
  const given = Buffer.from(seal, "base64url");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isSigned(publicKey: string | null, text: string, seal: string): boolean {
  return publicKey !== null && verifies(publicKey, text, seal);
}
