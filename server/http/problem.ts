// How the server says no: an error with a code of shared/sync/problem.ts and its HTTP status. Must never carry personal data.
import type { ProblemCode } from "../../shared/sync/problem.ts";

const statusOf: Readonly<Record<ProblemCode, number>> = {
  badRequest: 400,
  signInFailed: 401,
  tokenExpired: 401,
  deviceRevoked: 403,
  enrolmentNeeded: 403,
  codeWrong: 403,
  codeExpired: 403,
  codeUsed: 403,
  challengeExpired: 401,
  otherCertificate: 403,
  personDisabled: 403,
  notFound: 404,
  epochChanged: 409,
  offsetMismatch: 409,
  tusVersion: 412,
  tooLarge: 413,
  wrongType: 415,
  hashMismatch: 422,
  versionTooOld: 426,
  versionTooNew: 426,
  tooManyAttempts: 429,
  // Not of the HTTP registry: the tus protocol's own.
  checksumMismatch: 460,
  internal: 500,
  busy: 503,
};

/** Thrown by whoever cannot serve a request; the error handler turns it into the answer. */
export class RequestProblem extends Error {
  readonly code: ProblemCode;
  readonly statusCode: number;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ProblemCode, detail?: string, retryAfterSeconds?: number) {
    super(detail ?? code);
    this.name = "RequestProblem";
    this.code = code;
    this.statusCode = statusOf[code];
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A request was signed over a challenge that is too old; the answer brings a fresh one. */
export class ChallengeProblem extends RequestProblem {
  readonly challenge: string;

  constructor(challenge: string) {
    super("challengeExpired");
    this.name = "ChallengeProblem";
    this.challenge = challenge;
  }
}
