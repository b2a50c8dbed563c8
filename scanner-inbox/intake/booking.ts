// What a document of a scanned file is booked with, at a desk and on the server. The one place that chooses the command.
import { basename } from "node:path";
import type { AnyBody } from "../../shared/domain/command.ts";
import { idOfPages } from "../../shared/domain/pages.ts";
import type { ContentRef } from "../../shared/domain/record.ts";
import type { Tell } from "../../shared/domain/task/told.ts";
import { captureArgs, type ScannedBy } from "./capture-args.ts";
import type { ScanPart } from "./scan-part.ts";

/** Content of a part, as it is held. */
export type Held = Pick<ContentRef, "sha256" | "size">;

/** The file a part is in, and small pictures of what was left out of that. */
export interface HeldPart extends Held {
  readonly pictures: readonly ContentRef[];
}

/** Has everything held that a part is booked with; `hold` takes one file into the content. */
export async function heldPart({ path, pictures = [] }: ScanPart, hold: (path: string) => Promise<Held>): Promise<HeldPart> {
  const { sha256, size } = await hold(path);
  const held: ContentRef[] = [];
  for (const picture of pictures) held.push({ ...(await hold(picture)), name: basename(picture), mime: "image/png" });
  return { sha256, size, pictures: held };
}

export interface Booking {
  readonly kind: string;
  readonly name: string;
  /** The record it makes, or adds an arrival to. */
  readonly recordId: string;
  readonly args: AnyBody;
}

/** The command that books a part for a unit. */
export function bookingOf(part: ScanPart, held: HeldPart, unit: string, by: ScannedBy, tell?: Tell): Booking {
  const { name, mail, scan } = part;
  const { sha256, size, pictures } = held;
  const pages = part.pages === undefined || pictures.length === 0 ? part.pages : { ...part.pages, pictures: [...pictures] };
  return {
    kind: scan.as,
    name: "capture",
    recordId: idOfPages(scan.as, sha256, pages),
    args: captureArgs({ name, mail, pages, sha256, size }, scan, unit, by, tell),
  };
}

/** Each part of a file is booked once, and goes by its first page as its record does: the same after a restart. */
export function claimOf({ id, pages, scan }: ScanPart, sha256: string): string {
  return pages === undefined ? `${id}/${sha256}` : `${id}/${sha256}/${idOfPages(scan.as, sha256, pages)}`;
}
