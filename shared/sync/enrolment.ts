// POST /v1/hello, /v1/enrol, /v1/device: how server and device prove to each other who they are, and what is signed for it.
// Must never hold a key: only their forms and the texts that are signed.
import { canonicalJson } from "../base/canonical-json.ts";
import { sha256OfText } from "../base/hash.ts";
import { z } from "../base/zod.ts";
import { signedUnattendedSchema } from "./unattended.ts";

/** An Ed25519 public key: SPKI, DER, base64. */
const publicKeySchema = z.base64().min(1).max(200);
const nonceSchema = z.string().min(16).max(100);
/** SHA-256 of a certificate's public key (SPKI), base64. */
const certificateSchema = z.base64().max(100);

/** First words on every connection: the server has to sign this nonce. */
export const helloRequestSchema = z.object({ nonce: nonceSchema });

/** What the server says of itself; signed as the very text that `statement` holds. */
export const helloStatementSchema = z.object({
  nonce: nonceSchema,
  /** The key that signs. */
  key: publicKeySchema,
  /** Keys that may sign later: a desk takes them over beforehand. */
  next: z.array(publicKeySchema),
  /** Certificates a connection to this server may show. Empty where it is reached without TLS. */
  certificates: z.array(certificateSchema),
  /** What a device signs its requests over, for minutes. */
  challenge: z.string(),
  /** The server's clock, ISO. */
  at: z.iso.datetime(),
});
export type HelloStatement = Readonly<z.infer<typeof helloStatementSchema>>;

export const helloResponseSchema = z.object({ statement: z.string().max(20_000), signature: z.base64() });

/** What an Ed25519 signature of a statement is taken over. */
export function statementText(statement: string): string {
  return `amtsstube hello\n${statement}`;
}

/** A device asks to be admitted; both sides prove by `proof` that they know the code, which itself never travels. */
export const enrolRequestSchema = z.object({
  version: z.int(),
  /** The part of the code that names it. */
  code: z.string().min(1).max(20),
  device: z.uuid(),
  deviceName: z.string().max(100),
  publicKey: publicKeySchema,
  nonce: nonceSchema,
  /** The certificate the device sees on this connection; null without TLS. */
  certificate: certificateSchema.nullable(),
  /** HMAC-SHA-256 under the code's key, base64. */
  proof: z.base64(),
});
export type EnrolRequest = Readonly<z.infer<typeof enrolRequestSchema>>;

export const enrolResponseSchema = z.object({
  tenant: z.string(),
  townName: z.string(),
  deviceName: z.string(),
  /** The server's keys: the one that signs, then those that may sign later. */
  serverKeys: z.array(publicKeySchema).min(1),
  at: z.iso.datetime(),
  proof: z.base64(),
});
export type EnrolResponse = Readonly<z.infer<typeof enrolResponseSchema>>;

/** What the device's proof is taken over. */
export function enrolText(request: Omit<EnrolRequest, "proof">): string {
  return `amtsstube enrol\n${canonicalJson(request)}`;
}

/** What the server's proof is taken over: its answer and the question it belongs to. */
export function admittedText(request: EnrolRequest, response: Omit<EnrolResponse, "proof">): string {
  return `amtsstube admitted\n${canonicalJson({ request, response })}`;
}

/** How the code's key comes from its secret part: argon2id with these costs. */
export const enrolmentCost = { memoryKiB: 19_456, passes: 2, bytes: 32 } as const;

/** Salt of the code's key, as hex digits of 16 bytes. */
export function enrolmentSalt(code: string): string {
  return sha256OfText(`amtsstube enrolment code\n${code}`).slice(0, 32);
}

/** A device asks how it stands, signed by its key; nobody need be signed in. */
export const deviceStateRequestSchema = z.object({
  version: z.int(),
  tenant: z.string().min(1),
  device: z.uuid(),
  /** Files that lie sealed on it, on their way to the server. */
  sealed: z.int().nonnegative().optional(),
});
export const deviceStateResponseSchema = z.object({
  state: z.enum(["enrolled"]),
  /** What it may do while nobody is signed in; null or absent: nothing. */
  unattended: signedUnattendedSchema.nullable().optional(),
});

/** Header of a request that a device has signed: `<challenge> <signature, base64url>`. */
export const deviceProofHeader = "device-proof";
/** Header of an answer that brings a fresh challenge. */
export const deviceChallengeHeader = "device-challenge";

/**
 * What a device signs for a request: the challenge, where it goes, and what makes it this one: the access token, or the body where
 * there is no token yet.
 */
export function requestText(request: {
  readonly challenge: string;
  readonly method: string;
  readonly path: string;
  readonly token: string | undefined;
  readonly body: unknown;
}): string {
  const { challenge, method, path, token, body } = request;
  return ["amtsstube request", challenge, method, path, sha256OfText(token ?? canonicalJson(body ?? null))].join("\n");
}
