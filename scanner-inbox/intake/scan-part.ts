// One document of a scanned file, read and ready to be booked. Types only.
import type { FilePages } from "../../shared/domain/pages.ts";
import type { MailFacts } from "../read/unpack-mail.ts";
import type { ReadScan } from "./capture-args.ts";

/** One document of a claimed file: the file itself, or an attachment of a mail. */
export interface ScanPart {
  /** The same claimed file after a restart, as opposed to a second copy of the same bytes. */
  readonly id: string;
  /** Where it lies until it is booked. */
  readonly path: string;
  /** What it was called when it came. */
  readonly name: string;
  readonly scan: ReadScan;
  readonly mail?: MailFacts;
  /** Which pages of the file it is; all where it is undefined. */
  readonly pages?: FilePages | undefined;
  /** PNGs of the pages that were left out, as files: there until it is booked. */
  readonly pictures?: readonly string[];
  /** The unit that its separator sheet names. */
  readonly unit?: string | undefined;
}
