// How the archive is looked at: entry of the plan, file, words, order. Kept while the window is open, so that coming back finds it so.
import { create } from "zustand";
import type { ArchiveListArgs } from "../../shared/desk/archive-calls.ts";

export type ArchiveLook = Omit<ArchiveListArgs, "offset" | "limit">;

export const wholeArchive: ArchiveLook = { planNumber: null, fileId: null, text: "", order: "newest" };

interface ArchiveLookStore {
  readonly look: ArchiveLook;
  /** Numbers of the plan's entries that are unfolded. */
  readonly unfolded: ReadonlySet<string>;
  /** Changes a part. Other words are looked for newest first; ranking is asked for by Enter. */
  readonly change: (part: Partial<ArchiveLook>) => void;
  readonly unfold: (numbers: ReadonlySet<string>) => void;
}

export const useArchiveLook = create<ArchiveLookStore>()((set, get) => ({
  look: wholeArchive,
  unfolded: new Set(),
  change: (part) => {
    const order = part.text === undefined ? {} : ({ order: "newest" } as const);
    set({ look: { ...get().look, ...order, ...part } });
  },
  unfold: (numbers) => {
    set({ unfolded: numbers });
  },
}));
