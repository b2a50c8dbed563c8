// How the inbox is looked at: view, kinds, words, order. Kept while the window is open, so that coming back finds it so.
import { create } from "zustand";
import type { InboxArgs } from "../../shared/desk/inbox-calls.ts";

export type InboxLook = Omit<InboxArgs, "offset" | "limit">;

/** Everything, the nearest deadline first. */
export const firstLook: InboxLook = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  only: undefined,
  sort: { by: "deadline", descending: false },
};

interface InboxFiltersStore {
  readonly look: InboxLook;
  readonly change: (part: Partial<InboxLook>) => void;
}

export const useInboxFilters = create<InboxFiltersStore>()((set, get) => ({
  look: firstLook,
  change: (part) => set({ look: { ...get().look, ...part } }),
}));
