// How a person likes the program to look. Kept on this device; never holds records or names.
import { create } from "zustand";
import { persist } from "zustand/middleware";
import { z } from "../../shared/base/zod.ts";

const preferencesSchema = z.object({
  theme: z.enum(["system", "light", "dark"]),
  density: z.enum(["compact", "comfortable"]),
  railCollapsed: z.boolean(),
  /** Sizes of split views in percent, by the split's name and then the pane's. */
  splits: z.record(z.string(), z.record(z.string(), z.number())),
});
type Preferences = z.infer<typeof preferencesSchema>;

const defaults: Preferences = { theme: "system", density: "compact", railCollapsed: false, splits: {} };

interface PreferencesStore extends Preferences {
  readonly set: (change: Partial<Preferences>) => void;
}

/** The preferences, with `set` to change some of them. */
export const usePreferences = create<PreferencesStore>()(
  persist(
    (set) => ({
      ...defaults,
      set: (change) => set(change),
    }),
    {
      name: "amtsstube.preferences",
      partialize: ({ theme, density, railCollapsed, splits }) => ({ theme, density, railCollapsed, splits }),
      merge: (stored, current) => {
        const parsed = preferencesSchema.partial().safeParse(stored);
        return parsed.success ? { ...current, ...parsed.data } : current;
      },
    },
  ),
);
