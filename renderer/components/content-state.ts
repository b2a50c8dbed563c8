// What a mark says in one word: how much of some files is on this device.
import type { ContentMark } from "../../shared/desk/content-calls.ts";

export type ContentState = "none" | "here" | "partly" | "fetching" | "waiting" | "away";

export interface ContentAmount {
  readonly state: ContentState;
  /** Whole per cent; 100 only where everything is here. */
  readonly percent: number;
}

/** All contents of a mark together, or one of them. */
export function contentAmount(mark: ContentMark, sha256?: string): ContentAmount {
  const contents = sha256 === undefined ? mark.contents : mark.contents.filter((content) => content.sha256 === sha256);
  if (contents.length === 0) return { state: "none", percent: 0 };
  if (contents.every((content) => content.whole)) return { state: "here", percent: 100 };
  const size = contents.reduce((sum, content) => sum + content.size, 0);
  const here = contents.reduce((sum, content) => sum + content.here, 0);
  const percent = size === 0 ? 0 : Math.min(99, Math.floor((here / size) * 100));
  if (contents.some((content) => content.fetching)) return { state: "fetching", percent };
  if (mark.kept) return { state: "waiting", percent };
  return { state: here === 0 ? "away" : "partly", percent };
}
