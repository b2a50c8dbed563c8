// What a watched folder asks of whoever says which desk has which file. There are two ways: a rename, where the folder can be written to
// (rename-claims.ts), and a lease with a copy, where it can only be read (lease-claims.ts). Holds nothing and touches no disk itself.
import type { Claim, FailedFile, FailureReason } from "./folder-places.ts";
import type { WaitingFile } from "./folder-state.ts";
import type { Sighting } from "./quiet-files.ts";

/** How a file ends that other hands have answered for: another desk, or this one under another sighting of the same file. */
export type EndedBefore = "elsewhere" | "duplicate";

/** How a file ends that leaves this desk's hands for good, but for quarantine. */
export type Finished = "booked" | "spooled" | EndedBefore;

/** Why a file is not in this desk's hands: it waits, or nothing is left to do about it. */
export type NotOurs = { readonly why: WaitingFile["why"] } | { readonly end: EndedBefore };

export type Claims = {
  /** Takes a file for this desk alone, or says why not. */
  take(id: string, file: Sighting): Promise<Claim | NotOurs>;
  /** Takes a file out of quarantine again; null where it is not there. */
  takeFailed(id: string, name: string): Promise<Claim | null>;
  /** What an earlier run of this desk left behind. */
  left(): Promise<readonly Claim[]>;
  /** Asked before a claimed file is opened: null where it still is this desk's. */
  confirm(claim: Claim): Promise<NotOurs | null>;
  /** Says that this desk is alive and holds these; names those of them that are another desk's by now. */
  signOfLife(held: readonly Claim[]): Promise<readonly string[]>;
  /** Takes over what belongs to desks that gave no sign of life for long. */
  abandoned(): Promise<readonly Claim[]>;
  /** The file is answered for: it leaves this desk's hands for good. */
  finish(claim: Claim, end: Finished): Promise<void>;
  /** Puts a file into quarantine with its reason; `sha256` where it was read. */
  putAside(claim: Claim, reason: FailureReason, sha256: string | null): Promise<void>;
  /** What lies in quarantine. */
  failed(): Promise<readonly FailedFile[]>;
};
