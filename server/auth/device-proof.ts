// That a request comes from the device it names: signed by its key over a challenge of ours. A copied token alone opens nothing.
import { createPublicKey, verify } from "node:crypto";
import { deviceProofHeader, requestText } from "../../shared/sync/enrolment.ts";
import { ChallengeProblem, RequestProblem } from "../http/problem.ts";
import type { Queryable } from "../store/database.ts";
import { enrolledDevice } from "./devices.ts";
import { challengeHolds, newChallenge } from "./server-identity.ts";

/** What of a request is looked at. */
export interface SignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface ProofAccess {
  readonly tokenSecret: Uint8Array;
  readonly now: () => string;
  /** Whether a device that was known before devices had keys may go on without one. */
  readonly keylessDevices: boolean;
}

/** Throws enrolmentNeeded where the signature is missing or wrong, challengeExpired where it is only late. */
export function checkProof(
  access: ProofAccess,
  request: SignedRequest,
  publicKey: string | null,
  said: { readonly token: string } | { readonly body: unknown },
): void {
  if (publicKey === null) {
    if (access.keylessDevices) return;
    throw new RequestProblem("enrolmentNeeded", "this device has no key yet");
  }
  const header = request.headers[deviceProofHeader];
  const [challenge = "", signature = ""] = typeof header === "string" ? header.split(" ") : [];
  const text = requestText({
    challenge,
    method: request.method,
    path: request.url,
    token: "token" in said ? said.token : undefined,
    body: "body" in said ? said.body : undefined,
  });
  if (!verifies(publicKey, text, signature)) throw new RequestProblem("enrolmentNeeded", "the device's signature is missing or wrong");
  const now = access.now();
  if (!challengeHolds(access.tokenSecret, challenge, now)) throw new ChallengeProblem(newChallenge(access.tokenSecret, now));
}

/** Whether the key of this SPKI (DER, base64) signed the text; `signature` in base64url. */
export function verifies(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), type: "spki", format: "der" });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
  } catch {
    return false;
  }
}

/** Lets a device pass that is enrolled, not revoked, and has signed this request's body. */
export async function checkDevice(
  access: ProofAccess & { readonly database: Queryable },
  request: SignedRequest,
  device: { readonly tenant: string; readonly id: string },
  body: unknown,
): Promise<void> {
  const known = await enrolledDevice(access.database, device.tenant, device.id);
  if (known === undefined) throw new RequestProblem("enrolmentNeeded", "no such device");
  if (known.revoked) throw new RequestProblem("deviceRevoked");
  checkProof(access, request, known.publicKey, { body });
}
