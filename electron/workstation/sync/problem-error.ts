// How a request to the server failed: not reached, or answered with a problem. Commands refused are answers, not failures.
import { DeskError, type DeskErrorCode } from "../../../shared/desk/errors.ts";

/** Our server was not reached, or the line broke in the middle; `code` says how. Worth trying again by itself. */
export class Unreachable extends Error {
  readonly code: DeskErrorCode;
  constructor(reason: string, code: DeskErrorCode = "serverUnreachable") {
    super(reason);
    this.name = "Unreachable";
    this.code = code;
  }
}

/** The server said no to the request as a whole; `problem` is a code of shared/sync/problem.ts. */
export class ProblemAnswer extends Error {
  readonly problem: string;
  readonly retryAfterSeconds: number | undefined;
  constructor(problem: string, detail: string, retryAfterSeconds?: number) {
    super(`${problem}: ${detail}`);
    this.name = "ProblemAnswer";
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export type LockOut = "deviceRevoked" | "personDisabled";

/** The municipality has locked out this device, or its person: what the desk holds has to go. */
export function lockOutOf(problem: string | null): LockOut | undefined {
  return problem === "deviceRevoked" || problem === "personDisabled" ? problem : undefined;
}

/** What a person is told of a failed request. */
export function deskErrorOf(thrown: unknown): DeskError {
  if (thrown instanceof DeskError) return thrown;
  if (thrown instanceof Unreachable) return new DeskError(thrown.code, thrown.message);
  if (!(thrown instanceof ProblemAnswer)) return new DeskError("internal", thrown instanceof Error ? thrown.message : String(thrown));
  switch (thrown.problem) {
    case "signInFailed":
    case "tooManyAttempts":
    case "deviceRevoked":
    case "personDisabled":
    case "versionTooOld":
    case "versionTooNew":
    case "notFound":
    case "enrolmentNeeded":
    case "codeWrong":
    case "codeExpired":
    case "codeUsed":
    case "otherCertificate":
      return new DeskError(thrown.problem, thrown.message);
    case "tokenExpired":
      return new DeskError("notSignedIn", thrown.message);
    case "busy":
      return new DeskError("serverUnreachable", thrown.message);
    default:
      return new DeskError("internal", thrown.message);
  }
}
