// Joins the drafts of the screens with those the desk keeps for the signed-in person.
import { useEffect } from "react";
import { keepDrafts, keepNow } from "../state/drafts.ts";
import { useDeskCall } from "./use-call.ts";

/** While the component is there, drafts are kept by the desk; once, at the beginning, they come from there. */
export function useKeptDrafts(): void {
  const call = useDeskCall();
  useEffect(() => {
    let over = false;
    const keep = (key: string, text: string): void => {
      // A desk that is gone for a moment keeps the next one; the window itself still has this text.
      call("saveDraft", { key, text }).catch(() => undefined);
    };
    call("drafts", {}).then(
      ({ texts }) => {
        if (!over) keepDrafts(texts, keep);
      },
      () => undefined,
    );
    window.addEventListener("pagehide", keepNow);
    return () => {
      over = true;
      window.removeEventListener("pagehide", keepNow);
    };
  }, [call]);
}
