// Why a mail was put aside for one of its attachments: the code says so and keeps the attachment's own, the sentence names it. Pure.
import type { FailureReason } from "../watch/folder-places.ts";

const prefix = "mail/";

/** The reason of the mail. Its code is none of the screen's, which therefore shows the sentence. */
export function ofAttachment({ code, text }: FailureReason, name: string): FailureReason {
  return { code: `${prefix}${code}`, text: `Anhang „${name}“: ${text}` };
}

/** What is wrong with the file itself, or with its attachment. */
export function innerCode(code: string): string {
  return code.startsWith(prefix) ? code.slice(prefix.length) : code;
}
