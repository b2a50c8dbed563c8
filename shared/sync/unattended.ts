// POST /v1/devices/unattended, /v1/capsules/begin, /v1/capsules/piece, and what /v1/device says of it: a device takes scans in while nobody
// is signed in, sealed for the server.
import { z } from "../base/zod.ts";

/** An administrator lets a device scan for a unit while nobody is signed in, or ends that (null). */
export const unattendedRequestSchema = z.object({ device: z.uuid(), unit: z.string().min(1).nullable() });

/** What the server lets a device do; signed as the very text that `statement` of the answer holds. */
export const unattendedStatementSchema = z.object({
  tenant: z.string(),
  device: z.uuid(),
  unit: z.string(),
  /** The municipality's intake key: X25519, SPKI, DER, base64. */
  intakeKey: z.base64(),
  at: z.iso.datetime(),
});
export type UnattendedStatement = Readonly<z.infer<typeof unattendedStatementSchema>>;

export const signedUnattendedSchema = z.object({ statement: z.string().max(5_000), signature: z.base64() });
export type SignedUnattended = Readonly<z.infer<typeof signedUnattendedSchema>>;

/** What the signature of a statement is taken over. */
export function unattendedText(statement: string): string {
  return `amtsstube unattended\n${statement}`;
}

/** Bytes of a capsule at most in one request. */
export const capsulePieceBytes = 2_000_000;

const capsuleOf = { tenant: z.string().min(1), device: z.uuid(), id: z.uuid() };

/** Signed by the device; nobody need be signed in. Answered with how much of it is here. */
export const capsuleBeginSchema = z.object({
  ...capsuleOf,
  size: z.int().positive().max(300_000_000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export const capsulePieceSchema = capsuleBeginSchema.extend({
  offset: z.int().nonnegative(),
  base64: z.base64().max(capsulePieceBytes * 2),
});
export type CapsuleBegin = Readonly<z.infer<typeof capsuleBeginSchema>>;

/** `done`: opened, and durable at the server: the device may forget it. */
export const capsuleProgressSchema = z.object({ offset: z.int().nonnegative(), done: z.boolean() });
export type CapsuleProgress = Readonly<z.infer<typeof capsuleProgressSchema>>;
