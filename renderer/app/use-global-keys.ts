// Keys that work wherever nobody is typing: areas by Alt and digit, "/" for search, "?" for help.
import { useEffect } from "react";
import { seesPayments } from "../../shared/domain/payment-run/rights.ts";
import { useSignedIn } from "../desk/use-session.tsx";
import { isFreeKey } from "../state/keyboard.ts";
import { areas, usePlace } from "../state/place.ts";

function searchField(): HTMLInputElement | null {
  return document.querySelector<HTMLInputElement>("main [data-main-search] input, main .search-field input");
}

/** Puts the focus into the search field of the area now shown; where it has none, into the inbox's. */
export function focusSearch(): void {
  if (searchField() === null) usePlace.getState().go("inbox", null);
  requestAnimationFrame(() => {
    const field = searchField();
    field?.focus();
    field?.select();
  });
}

export function useGlobalKeys(onHelp: () => void): void {
  const go = usePlace((store) => store.go);
  const { actor, today } = useSignedIn();
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const area = event.altKey ? areas[Number(event.code.replace("Digit", "")) - 1] : undefined;
      const hidden = area === "payment" && !seesPayments({ actor, context: { today } });
      if (area !== undefined && !hidden && !event.defaultPrevented && !event.ctrlKey) {
        event.preventDefault();
        go(area);
        return;
      }
      if (event.altKey || !isFreeKey(event)) return;
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
  }, [go, onHelp, actor, today]);
}
