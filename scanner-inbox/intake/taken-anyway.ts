// Which files in quarantine a person may take over as they are. Pure. Must never name a reason that kept a file out for safety.
import { innerCode } from "./attachment-failure.ts";

/** Reasons that lie in the file alone. */
const inTheFile = new Set([
  "pdf-damaged",
  "pdf-password",
  "pdf-password-wrong",
  "picture-damaged",
  "xml-malformed",
  "timed-out",
  "reader-crashed",
  "too-large",
  "incomplete",
  "only-separators",
  "wants-person",
]);

/** Whether the original of a file that lies aside for this reason may be booked without its fields. */
export function mayTakeAnyway(code: string): boolean {
  return inTheFile.has(innerCode(code));
}

/** Whether a file that lies aside for this reason may be opened: of a mail nobody looks at the whole. */
export function isHarmless(code: string): boolean {
  return inTheFile.has(code);
}
