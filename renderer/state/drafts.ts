// Texts a person has begun and not given yet, so that looking elsewhere loses nothing. Memory only; never copies of records.
import { create } from "zustand";

interface DraftsStore {
  readonly texts: Readonly<Record<string, string>>;
  readonly write: (key: string, text: string) => void;
}

const useDrafts = create<DraftsStore>()((set, get) => ({
  texts: {},
  write: (key, text) => {
    const { [key]: _gone, ...rest } = get().texts;
    set({ texts: text === "" ? rest : { ...rest, [key]: text } });
  },
}));

/** The draft under a key (record and field) and how to write it; writing "" forgets it. */
export function useDraft(key: string): readonly [text: string, write: (text: string) => void] {
  const text = useDrafts((store) => store.texts[key] ?? "");
  const write = useDrafts((store) => store.write);
  return [text, (next) => write(key, next)];
}

/** Forgets every draft: another person signs in. */
export function forgetDrafts(): void {
  useDrafts.setState({ texts: {} });
}
