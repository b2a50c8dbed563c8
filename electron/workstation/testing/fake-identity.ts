// Who the fake server is: signs hello and admits every device that knows the one code of the tests. Must never be part of the program.
import { hashRaw } from "@node-rs/argon2";
import { createHmac, generateKeyPairSync, randomUUID, sign, type KeyObject } from "node:crypto";
import { must } from "../../../shared/base/must.ts";
import { readEnrolmentCode } from "../../../shared/sync/enrolment-code.ts";
import {
  admittedText,
  enrolmentCost,
  enrolmentSalt,
  enrolRequestSchema,
  helloRequestSchema,
  statementText,
  type HelloStatement,
} from "../../../shared/sync/enrolment.ts";

/** Enrols any number of devices with a fake server. */
export const testCode = "TEST-0000-0000";
const { name, secret } = must(readEnrolmentCode(testCode), "it has the form of a code");
const { memoryKiB, passes, bytes } = enrolmentCost;
const codeKey = hashRaw(secret, {
  memoryCost: memoryKiB,
  timeCost: passes,
  parallelism: 1,
  outputLen: bytes,
  salt: Buffer.from(enrolmentSalt(name), "hex"),
});

export interface FakeIdentity {
  readonly publicKey: string;
  /** Fingerprints of the certificates that may be shown for this server. */
  readonly certificates: string[];
  hello(body: unknown, at: string): { readonly statement: string; readonly signature: string };
  enrol(body: unknown, tenant: string, at: string): Promise<unknown>;
}

export function newFakeIdentity(): FakeIdentity {
  const pair = generateKeyPairSync("ed25519");
  const privateKey: KeyObject = pair.privateKey;
  const publicKey = pair.publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const certificates: string[] = [];
  return {
    publicKey,
    certificates,
    hello: (body, at) => {
      const { nonce } = helloRequestSchema.parse(body);
      const said: HelloStatement = { nonce, key: publicKey, next: [], certificates, challenge: randomUUID(), at };
      const statement = JSON.stringify(said);
      return { statement, signature: sign(null, Buffer.from(statementText(statement)), privateKey).toString("base64") };
    },
    enrol: async (body, tenant, at) => {
      const request = enrolRequestSchema.parse(body);
      const { deviceName } = request;
      const answer = { tenant, townName: "Teststadt", deviceName, serverKeys: [publicKey], at };
      const proof = createHmac("sha256", await codeKey)
        .update(admittedText(request, answer))
        .digest("base64");
      return { ...answer, proof };
    },
  };
}
