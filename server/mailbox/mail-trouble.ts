// Why a mailbox cannot be emptied now, as a code that has a German sentence. Must never repeat what a mail server or the system wrote:
// such texts name people, paths and subjects.
import type { MailboxTrouble } from "../../shared/sync/scanner-folders.ts";

/** `detail` is a code of the system or of the protocol, for the log. */
export class MailTrouble extends Error {
  readonly code: MailboxTrouble;
  readonly detail: string;
  constructor(code: MailboxTrouble, detail: string) {
    super(`mailbox: ${code}`);
    this.code = code;
    this.detail = detail;
  }
}

const ofCertificate =
  /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:GET|VERIFY|DECRYPT|DECODE)_|HOSTNAME_MISMATCH|INVALID_CA|CRL_|EPROTO)/u;
const ofDisk = new Set(["ENOSPC", "EDQUOT", "EROFS", "EIO"]);

/** What is behind an error of the library or of the disk; whatever is not known counts as unreachable, and is tried again. */
export function troubleOf(thrown: unknown): MailTrouble {
  if (thrown instanceof MailTrouble) return thrown;
  const detail = codeOf(thrown);
  if (isSignIn(thrown)) return new MailTrouble("password", "AUTHENTICATIONFAILED");
  if (ofCertificate.test(detail)) return new MailTrouble("certificate", detail);
  if (isTlsMissing(thrown)) return new MailTrouble("certificate", "STARTTLS");
  return ofDisk.has(detail) || isOfDisk(thrown) ? new MailTrouble("disk", detail) : new MailTrouble("unreachable", detail);
}

function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return "unknown";
  if ("code" in thrown && typeof thrown.code === "string" && /^\w{1,60}$/u.test(thrown.code)) return thrown.code;
  return thrown.name;
}

function isSignIn(thrown: unknown): boolean {
  return thrown instanceof Error && "authenticationFailed" in thrown && thrown.authenticationFailed === true;
}

function isTlsMissing(thrown: unknown): boolean {
  return thrown instanceof Error && "tlsFailed" in thrown && thrown.tlsFailed === true;
}

/** What the system says of a file names it; what it says of a connection does not. */
function isOfDisk(thrown: unknown): boolean {
  return thrown instanceof Error && "path" in thrown && "syscall" in thrown && thrown.syscall !== "connect";
}
