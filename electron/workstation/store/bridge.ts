// What passes between a store thread and the desk: one request, one response, in order. Must never carry SQL.
import type { DeskErrorCode } from "../../../shared/desk/errors.ts";
import type { Moved } from "./database.ts";

/** Named among what moved where records left this desk for good; no table is called so. */
export const leftTable = "left";

/** How a store thread opens its file: the writer makes and migrates it, the reader only reads. */
export interface StoreStart {
  readonly file: string;
  readonly key: Uint8Array;
  readonly role: "writer" | "reader";
  /** Kinds and commands this program does not know, see `kindsWithout`; none where it is today's. */
  readonly unknown?: readonly string[];
}

export interface StoreRequest {
  readonly id: number;
  readonly name: string;
  readonly args: unknown;
}

export type StoreResponse =
  | { readonly t: "ready" }
  | { readonly t: "failed"; readonly code: DeskErrorCode; readonly message: string }
  | { readonly t: "done"; readonly id: number; readonly result: unknown; readonly moved: Moved | null }
  | { readonly t: "error"; readonly id: number; readonly code: DeskErrorCode; readonly message: string }
  | { readonly t: "slow"; readonly name: string; readonly milliseconds: number };
