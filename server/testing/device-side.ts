// The device's side of enrolment for tests: a key, signatures, and the exchange with a code. Must never be part of the program.
import { hashRaw } from "@node-rs/argon2";
import { createHmac, generateKeyPairSync, randomBytes, sign, type KeyObject } from "node:crypto";
import { must } from "../../shared/base/must.ts";
import { readEnrolmentCode } from "../../shared/sync/enrolment-code.ts";
import {
  admittedText,
  enrolmentCost,
  enrolmentSalt,
  enrolResponseSchema,
  enrolText,
  requestText,
  type EnrolResponse,
} from "../../shared/sync/enrolment.ts";
import { syncVersion } from "../../shared/sync/version.ts";

export interface DeviceKey {
  readonly publicKey: string;
  readonly privateKey: KeyObject;
}

export function newDeviceKey(): DeviceKey {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return { publicKey: publicKey.export({ type: "spki", format: "der" }).toString("base64"), privateKey };
}

/** The header value that proves a request comes from the device. */
export function deviceProof(key: DeviceKey, request: Parameters<typeof requestText>[0]): string {
  return `${request.challenge} ${sign(null, Buffer.from(requestText(request)), key.privateKey).toString("base64url")}`;
}

/** Enrols with a code; `post` sends a body to a path and returns the answer. Throws where the server does not know the code either. */
export async function enrolWithCode(
  post: (path: string, body: unknown) => Promise<unknown>,
  text: string,
  device: { readonly id: string; readonly key: DeviceKey; readonly certificate?: string },
): Promise<EnrolResponse> {
  const code = must(readEnrolmentCode(text), "the test has a code of the right form");
  const { memoryKiB, passes, bytes } = enrolmentCost;
  const costs = { memoryCost: memoryKiB, timeCost: passes, parallelism: 1, outputLen: bytes };
  const key = await hashRaw(code.secret, { ...costs, salt: Buffer.from(enrolmentSalt(code.name), "hex") });
  const proof = (of: string): string => createHmac("sha256", key).update(of).digest("base64");
  const plain = {
    version: syncVersion,
    code: code.name,
    device: device.id,
    deviceName: "Test",
    publicKey: device.key.publicKey,
    nonce: randomBytes(16).toString("base64url"),
    certificate: device.certificate ?? null,
  };
  const request = { ...plain, proof: proof(enrolText(plain)) };
  const answer = enrolResponseSchema.parse(await post("/v1/enrol", request));
  const { proof: given, ...rest } = answer;
  if (given !== proof(admittedText(request, rest))) throw new Error("the server does not know the code");
  return answer;
}
