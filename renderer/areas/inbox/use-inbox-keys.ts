// Keys of the inbox that work in its list and its reading pane, but never while somebody types or a dialog is open.
import { useEffect, useRef } from "react";
import { isFreeKey } from "../../state/keyboard.ts";

export interface InboxKeys {
  readonly claim: () => void;
  readonly next: () => void;
  readonly previous: () => void;
  readonly back: () => void;
  /** 0 to 3: the views in their order. */
  readonly view: (index: number) => void;
}

export function useInboxKeys(keys: InboxKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.altKey || !isFreeKey(event)) return;
      const run = action(event.key, latest.current);
      if (run === undefined) return;
      event.preventDefault();
      run();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}

function action(key: string, keys: InboxKeys): (() => void) | undefined {
  switch (key) {
    case "z":
    case "Z":
      return keys.claim;
    case "n":
    case "N":
      return keys.next;
    case "p":
    case "P":
      return keys.previous;
    case "Escape":
      return keys.back;
    case "1":
    case "2":
    case "3":
    case "4":
      return () => keys.view(Number(key) - 1);
    default:
      return undefined;
  }
}
