// How the server says no to a request as a whole (a refused command is an answer, not a problem).
import { z } from "../base/zod.ts";

export const problemCodes = [
  "badRequest",
  "signInFailed",
  "tooManyAttempts",
  "tokenExpired",
  "deviceRevoked",
  /** This device is not known here, or came without the proof of its key. */
  "enrolmentNeeded",
  "codeWrong",
  "codeExpired",
  "codeUsed",
  /** The challenge a request was signed over is too old; the answer brings another. */
  "challengeExpired",
  /** The device sees a certificate that is none of this server's. */
  "otherCertificate",
  "personDisabled",
  "versionTooOld",
  "versionTooNew",
  "epochChanged",
  "notFound",
  "hashMismatch",
  "checksumMismatch",
  "tusVersion",
  "wrongType",
  "tooLarge",
  "offsetMismatch",
  "busy",
  "internal",
] as const;

export const problemSchema = z.object({
  problem: z.string(),
  /** English, for logs; people see the sentence of the code. */
  detail: z.string().optional(),
  retryAfterSeconds: z.number().optional(),
});
export type Problem = Readonly<z.infer<typeof problemSchema>>;
export type ProblemCode = (typeof problemCodes)[number];
