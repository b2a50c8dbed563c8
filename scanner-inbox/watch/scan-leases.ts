// Who decides between desks that can only read a folder: what this room asks for, so that it need not know of a server.
import { createHash } from "node:crypto";
import { basename } from "node:path";

/** `yours`: this desk may take the file, for a while. `ended`: it is answered for. `here`: it is or was this desk's, no other's. */
export type LeaseState = { readonly state: "yours" | "held" | "ended"; readonly here: boolean };

/** `givenBack`: nothing was done with it, the next who asks may have it. */
export type LeaseOutcome = "booked" | "duplicate" | "quarantined" | "givenBack";

export type ScanLeases = {
  /** Asks for files, one answer a key in their order; asking for what is this desk's already makes it last longer. Rejects where nobody answers. */
  take(keys: readonly string[]): Promise<readonly LeaseState[]>;
  /** Says how files ended. What another desk holds by now stays as it is. Rejects where nobody hears it. */
  end(ends: readonly { readonly key: string; readonly outcome: LeaseOutcome }[]): Promise<void>;
};

/**
 * What desks know a file by among one another, 64 hex digits: its content and its name in form NFC. Neither the folder, which one desk calls
 * Z:\Scans and another /mnt/scans, nor the time of change, which each system rounds and shifts in its own way. Size and content are one.
 * Hashed together, so that the server that keeps it learns no names.
 */
export function scanKeyOf(sha256: string, name: string): string {
  return createHash("sha256")
    .update(`${sha256}\n${basename(name).normalize("NFC")}`)
    .digest("hex");
}

/** Where nobody is there to decide: nothing is ever taken. */
export const nobodyDecides: ScanLeases = {
  take: () => Promise.reject(new Error("nobody decides between desks")),
  end: () => Promise.reject(new Error("nobody decides between desks")),
};
