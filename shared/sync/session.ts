// POST /v1/sign-in, POST /v1/refresh, POST /v1/recover-key, POST /v1/sign-out: who sits at which device.
import { z } from "../base/zod.ts";
import { actorSchema } from "../domain/actor.ts";
import { directorySchema } from "../domain/policy.ts";

export const signInRequestSchema = z.object({
  version: z.int(),
  tenant: z.string().min(1),
  userName: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
  /** A UUID the device keeps, enrolled before (see enrolment.ts). */
  device: z.uuid(),
  deviceName: z.string().max(100),
});
export type SignInRequest = Readonly<z.infer<typeof signInRequestSchema>>;

/** Answer to sign-in and refresh. */
export const sessionSchema = z.object({
  /** Bearer token for minutes, and the one that buys the next. */
  accessToken: z.string(),
  refreshToken: z.string(),
  expiresInSeconds: z.int().positive(),
  actor: actorSchema,
  /** The scopes a replica of this person may hold now. */
  scopes: z.array(z.string()),
  directory: directorySchema,
  /** Names this life of the database; another one after a restore from a backup. */
  epoch: z.string(),
  /** The server's clock, ISO. */
  now: z.iso.datetime(),
  /** Public key (SPKI, PEM) under which a desk wraps its store key a second time. */
  recoveryPublicKey: z.string(),
});
export type Session = Readonly<z.infer<typeof sessionSchema>>;

export const refreshRequestSchema = z.object({ version: z.int(), refreshToken: z.string(), device: z.uuid() });

/** After a password reset: the wrap made under the recovery key, in base64. Answered by the key; audited. */
export const recoverKeyRequestSchema = z.object({ wrapped: z.base64() });
export const recoverKeyResponseSchema = z.object({ key: z.base64() });
