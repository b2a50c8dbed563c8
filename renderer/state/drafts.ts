// Texts a person has begun and not given yet, so that looking elsewhere loses nothing, nor does a reload: the desk keeps them in the
// person's encrypted replica. Never copies of records, and never in the browser's own storage.
import { create } from "zustand";

type Keep = (key: string, text: string) => void;

interface DraftsStore {
  readonly texts: Readonly<Record<string, string>>;
  readonly write: (key: string, text: string) => void;
}

const restMilliseconds = 250;
/** Where drafts are kept while somebody is signed in, and what is still to be brought there. */
let keep: Keep | null = null;
const pending = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;

const useDrafts = create<DraftsStore>()((set, get) => ({
  texts: {},
  write: (key, text) => {
    const { [key]: _gone, ...rest } = get().texts;
    set({ texts: text === "" ? rest : { ...rest, [key]: text } });
    pending.set(key, text);
    timer ??= setTimeout(keepNow, restMilliseconds);
  },
}));

/** Brings to the desk what was typed last: before the window goes, too. */
export function keepNow(): void {
  clearTimeout(timer);
  timer = undefined;
  if (keep === null) return;
  for (const [key, text] of pending) keep(key, text);
  pending.clear();
}

/** From now on drafts are kept by the desk; what it kept comes back, unless it was typed anew meanwhile. */
export function keepDrafts(kept: Readonly<Record<string, string>>, keeper: Keep): void {
  keep = keeper;
  useDrafts.setState((state) => ({ texts: { ...kept, ...state.texts } }));
}

/** The draft under a key (record and field) and how to write it; writing "" forgets it. */
export function useDraft(key: string): readonly [text: string, write: (text: string) => void] {
  const text = useDrafts((store) => store.texts[key] ?? "");
  const write = useDrafts((store) => store.write);
  return [text, (next) => write(key, next)];
}

/** Forgets every draft, as a new window knows none. The desk keeps them for their own person. */
export function forgetDrafts(): void {
  keepNow();
  keep = null;
  pending.clear();
  useDrafts.setState({ texts: {} });
}
