// Whether a file in the folder may be taken: quiet, held by nobody, with its end. Never moves or changes a file.
import { join } from "node:path";
import { endStructure } from "./end-structure.ts";
import { isGone, isHeld, sha256OfFile } from "./folder-places.ts";
import type { ScannerIntervals, WaitingFile } from "./folder-state.ts";
import type { QuietFiles } from "./quiet-files.ts";

/** `broken` lay still for long and never got its end; `gone` is nobody's matter any more. */
export type Wholeness = "whole" | "broken" | "gone" | Extract<WaitingFile["why"], "arriving" | "held" | "incomplete" | "hollow">;

export type WholeFiles = { look(name: string): Promise<Wholeness> };

export function wholeFiles(options: {
  readonly folder: string;
  readonly quiet: QuietFiles;
  readonly intervals: ScannerIntervals;
  readonly now: () => number;
}): WholeFiles {
  const { folder, quiet, intervals, now } = options;
  /** Content of hollow files as it was first: Samba tells the time of a change only when its writer closes the file. */
  const hollow = new Map<string, { readonly sha256: string; readonly since: number }>();

  const ofHollow = async (name: string, path: string): Promise<Wholeness> => {
    const before = hollow.get(name);
    if (before !== undefined && now() - before.since < intervals.hollowMs) return "hollow";
    const sha256 = await sha256OfFile(path);
    if (before?.sha256 === sha256) return "whole";
    hollow.set(name, { sha256, since: now() });
    return "hollow";
  };

  const judge = async (name: string): Promise<Wholeness> => {
    const path = join(folder, name);
    if (await isHeld(path)) return "held";
    // A hollow file is read as a whole: not again at every look.
    const waits = hollow.get(name);
    if (waits !== undefined && now() - waits.since < intervals.hollowMs) return "hollow";
    const end = await endStructure(path);
    if (end === "hollow") return ofHollow(name, path);
    hollow.delete(name);
    if (end !== "incomplete") return "whole";
    return (quiet.quietFor(name, now()) ?? 0) >= intervals.brokenAfterMs ? "broken" : "incomplete";
  };

  return {
    look: async (name) => {
      if (!quiet.isQuiet(name, now())) {
        hollow.delete(name);
        return "arriving";
      }
      try {
        return await judge(name);
      } catch (error) {
        return isGone(error) ? "gone" : "held";
      }
    },
  };
}
