// What a document of a scanned file is booked with, at a desk and on the server. The one place that chooses the command. Pure.
import type { AnyBody } from "../../shared/domain/command.ts";
import { invoiceIdOf } from "../../shared/domain/invoice/schema.ts";
import { captureArgs, type ScannedBy } from "./capture-args.ts";
import type { ScanPart } from "./scan-part.ts";

/** The content of a part, as it is held. */
export interface HeldPart {
  readonly sha256: string;
  readonly size: number;
}

export interface Booking {
  readonly kind: string;
  readonly name: string;
  /** The record it makes, or adds an arrival to. */
  readonly recordId: string;
  readonly args: AnyBody;
}

/** The command that books a part for a unit. */
export function bookingOf(part: ScanPart, held: HeldPart, unit: string, by: ScannedBy): Booking {
  const { name, mail, pages, scan } = part;
  const args = captureArgs({ name, mail, pages, sha256: held.sha256, size: held.size }, scan, unit, by);
  return { kind: "invoice", name: "capture", recordId: invoiceIdOf(held.sha256, pages), args };
}

/** Each part of a file is booked once, and goes by its first page as its invoice does: the same after a restart. */
export function claimOf({ id, pages }: ScanPart, sha256: string): string {
  return pages === undefined ? `${id}/${sha256}` : `${id}/${sha256}/${invoiceIdOf(sha256, pages)}`;
}
