// Puts the focus where work begins when a dialog opens. Only for dialogs: a screen never takes the focus from where it is.
import { useEffect, useRef, type RefObject } from "react";

/** A ref for the element that gets the focus once it is drawn. */
export function useFirstFocus<T extends HTMLElement>(): RefObject<T | null> {
  const element = useRef<T>(null);
  useEffect(() => {
    element.current?.focus();
  }, []);
  return element;
}
