// The exchange by which a device is admitted: both sides prove that they know the code, and the code itself never travels.
// Must never trust an answer whose proof is wrong: whoever sits in between knows no code.
import { hashRaw } from "@node-rs/argon2";
import { createHmac, timingSafeEqual } from "node:crypto";
import { DeskError } from "../../../shared/desk/errors.ts";
import { readEnrolmentCode } from "../../../shared/sync/enrolment-code.ts";
import {
  admittedText,
  enrolmentCost,
  enrolmentSalt,
  enrolResponseSchema,
  enrolText,
  type EnrolResponse,
} from "../../../shared/sync/enrolment.ts";
import { ProblemAnswer, Unreachable, deskErrorOf } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";
import { newNonce } from "../sync/server-trust.ts";

export interface EnrolExchange {
  readonly client: ServerClient;
  /** Fingerprint of the certificate the connection shows; null without TLS. */
  readonly certificate: () => string | null;
  readonly code: string;
  readonly device: string;
  readonly deviceName: string;
  readonly publicKey: string;
}

/** What the server says of itself and of this device. Rejects with a DeskError that says what is wrong with code, address or server. */
export async function enrolExchange(exchange: EnrolExchange): Promise<EnrolResponse> {
  const { client, device, deviceName, publicKey } = exchange;
  const code = readEnrolmentCode(exchange.code);
  if (code === undefined) throw new DeskError("codeWrong", "not of the form of a code");
  try {
    // A first answer, so that the certificate is known which the proof has to name.
    if (!(await client.reachable())) throw await unreached(client);
    const key = await keyOf(code.name, code.secret);
    const plain = {
      version: client.version,
      code: code.name,
      device,
      deviceName,
      publicKey,
      nonce: newNonce(),
      certificate: exchange.certificate(),
    };
    const request = { ...plain, proof: proofUnder(key, enrolText(plain)).toString("base64") };
    const { proof, ...answer } = await client.postAnonymous("/v1/enrol", request, enrolResponseSchema);
    const expected = proofUnder(key, admittedText(request, answer));
    const given = Buffer.from(proof, "base64");
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      throw new DeskError("otherServer", "whoever answers does not know the code");
    return { ...answer, proof };
  } catch (thrown) {
    if (thrown instanceof ProblemAnswer && thrown.problem === "notFound") throw new DeskError("notAServer", thrown.message);
    throw deskErrorOf(thrown);
  }
}

/** Why nobody answers: asked once more, for the reason. */
async function unreached(client: ServerClient): Promise<Error> {
  try {
    await client.postAnonymous("/v1/hello", { nonce: newNonce() }, enrolResponseSchema);
  } catch (thrown) {
    if (thrown instanceof Unreachable) return thrown;
  }
  return new Unreachable("no answer");
}

async function keyOf(name: string, secret: string): Promise<Buffer> {
  const { memoryKiB, passes, bytes } = enrolmentCost;
  const salt = Buffer.from(enrolmentSalt(name), "hex");
  return await hashRaw(secret, { memoryCost: memoryKiB, timeCost: passes, parallelism: 1, outputLen: bytes, salt });
}

function proofUnder(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}
