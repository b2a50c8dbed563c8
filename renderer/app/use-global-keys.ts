// Keys that work wherever nobody is typing: areas by Alt and digit, "/" for search, "?" for help.
import { useEffect } from "react";
import { areas, usePlace } from "../state/place.ts";

/** Whether a key belongs to a field that is being typed in. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]") !== null;
}

/** Puts the focus into the search field of the area now shown. */
export function focusSearch(): void {
  const field = document.querySelector<HTMLInputElement>("main [data-main-search] input, main .search-field input");
  field?.focus();
  field?.select();
}

export function useGlobalKeys(onHelp: () => void): void {
  const go = usePlace((store) => store.go);
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
      const area = event.altKey ? areas[Number(event.code.replace("Digit", "")) - 1] : undefined;
      if (area !== undefined) {
        event.preventDefault();
        go(area);
        return;
      }
      const dialogOpen = document.querySelector("[role=dialog], [role=alertdialog]") !== null;
      if (event.altKey || isTyping(event.target) || dialogOpen) return;
      if (event.key === "/") {
        event.preventDefault();
        focusSearch();
      } else if (event.key === "?") {
        event.preventDefault();
        onHelp();
      }
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [go, onHelp]);
}
