// Why a call to the desk failed: a closed list, each with a German sentence in shared/text.
import { z } from "../base/zod.ts";

export const deskErrorCodes = [
  /** The wire is closed or was closed before the answer. */
  "disconnected",
  /** The other side did not answer a ping in time. */
  "deskDead",
  "unknownCall",
  "badArguments",
  "badReply",
  "notSignedIn",
  "signInFailed",
  "tooManyAttempts",
  "serverUnreachable",
  /** A connection, but no answer in time. */
  "serverSilent",
  /** Somebody in between answers for the server: a sign-in page of a guest network, a proxy. */
  "captivePortal",
  /** An answer that is none of our protocol. */
  "serverGarbage",
  /** The answer ended before its last line. */
  "answerCut",
  /** No encrypted line came about. */
  "tlsFailed",
  /** Never signed in here before, so there is nothing to unlock without network. */
  "noOfflineReplica",
  /** Too long without contact, or too many wrong passwords: only the server can open the replica. */
  "offlineUnlockEnded",
  /** The password was reset at the server; the replica opens once the server is reached. */
  "replicaLocked",
  "deviceRevoked",
  /** The municipality has locked the person out. */
  "personDisabled",
  /** This device has not been enrolled with any server yet. */
  "notEnrolled",
  /** The server does not know this device (any more). */
  "enrolmentNeeded",
  "codeWrong",
  "codeExpired",
  "codeUsed",
  /** Whoever answers is not the server this device was enrolled with. */
  "otherServer",
  "otherCertificate",
  /** Neither https nor this machine: a password would travel in the clear. */
  "insecureAddress",
  /** Nothing of ours answers at the address. */
  "notAServer",
  "versionTooOld",
  "versionTooNew",
  /** The replica was written by a newer version of the program. */
  "storeTooNew",
  "storeDamaged",
  "diskFull",
  "contentNotHere",
  "notFound",
  "internal",
] as const;
export type DeskErrorCode = (typeof deskErrorCodes)[number];

export const deskErrorSchema = z.object({ code: z.enum(deskErrorCodes), detail: z.string().optional() });

/** The only error a call or a watch rejects with. `detail` is English and for logs. */
export class DeskError extends Error {
  readonly code: DeskErrorCode;
  readonly detail: string | undefined;
  constructor(code: DeskErrorCode, detail?: string) {
    super(detail === undefined ? code : `${code}: ${detail}`);
    this.name = "DeskError";
    this.code = code;
    this.detail = detail;
  }
}

/** Any thrown value as a DeskError. */
export function toDeskError(thrown: unknown): DeskError {
  if (thrown instanceof DeskError) return thrown;
  return new DeskError("internal", thrown instanceof Error ? thrown.message : String(thrown));
}

const codes: ReadonlySet<string | null> = new Set(deskErrorCodes);

export function isDeskErrorCode(code: string | null): code is DeskErrorCode {
  return codes.has(code);
}
