// Whether whoever answers is the server this device was enrolled with: it has to sign our nonce by a key we know.
import { createPublicKey, randomBytes, verify } from "node:crypto";
import { helloResponseSchema, helloStatementSchema, statementText, type HelloStatement } from "../../../shared/sync/enrolment.ts";
import { Unreachable } from "./problem-error.ts";

/** What a device knows of its server. */
export interface ServerTrust {
  /** Keys that may sign: today's and those announced. */
  keys(): readonly string[];
  /** Told of everything the server has signed, so that announced keys are kept. */
  learn(statement: HelloStatement): void;
}

export function newNonce(): string {
  return randomBytes(24).toString("base64url");
}

/**
 * The statement of an answer to hello, once its signature is found right. `certificate` is the fingerprint of the one the connection
 * showed; null without TLS, undefined where it is not looked at. Throws Unreachable with otherServer for anybody else.
 */
export function provenHello(trust: ServerTrust, answer: unknown, nonce: string, certificate: string | null | undefined): HelloStatement {
  const response = helloResponseSchema.safeParse(answer).data;
  const said = response === undefined ? undefined : helloStatementSchema.safeParse(jsonOf(response.statement)).data;
  if (response === undefined || said === undefined) throw new Unreachable("whoever answers does not say who it is", "otherServer");
  if (said.nonce !== nonce || !trust.keys().includes(said.key) || !signed(said.key, response.statement, response.signature))
    throw new Unreachable("whoever answers is not the server of this device", "otherServer");
  if (typeof certificate === "string" && !said.certificates.includes(certificate))
    throw new Unreachable("the connection shows a certificate that the server does not know", "otherServer");
  trust.learn(said);
  return said;
}

function signed(key: string, statement: string, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key: Buffer.from(key, "base64"), type: "spki", format: "der" });
    return verify(null, Buffer.from(statementText(statement)), publicKey, Buffer.from(signature, "base64"));
  } catch {
    return false;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether an address may be trusted at all: TLS, or this very machine. */
export function isSafeAddress(url: URL): boolean {
  return url.protocol === "https:" || ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}
