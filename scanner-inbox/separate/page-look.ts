// What one page of a scan looks like to whoever divides it: a separator, blank, or neither. Plain data that crosses threads.
import type { SeparatorSheet } from "../../shared/domain/separator-sheet.ts";
import type { PageCode, ReadFailureCode } from "../read/reading.ts";

/**
 * `ours` a sheet printed by this program; `damaged` one whose code cannot be trusted; `patchT` bars of Patch Code T;
 * `patchCode` a barcode that says PATCHT, as other scanning programs print it.
 */
export type Separator = { readonly code: "ours"; readonly sheet: SeparatorSheet } | { readonly code: "damaged" | "patchT" | "patchCode" };

export type PageLook = {
  /** Counted from 1. */
  readonly page: number;
  readonly separator: Separator | null;
  /** Nobody wrote on it: grain, dirt, holes, staples and what shines through from the other side do not count. */
  readonly blank: boolean;
  /** Codes on it that ask for a payment; absent where there are none. */
  readonly payment?: readonly PageCode[];
  /** Share of the page that is dark, 0 to 1, without the shadows of its edges. */
  readonly ink: number;
  /** Why it could not be looked at; it is then no separator and not blank. */
  readonly failure?: ReadFailureCode;
};
