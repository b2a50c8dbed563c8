// The pages of a file that waits for a person: the proposal, asked for once, and each page as a picture when it is wanted.
import { useCallback, useEffect, useRef, useState } from "react";
import type { ScanPages } from "../../shared/desk/scanner-calls.ts";
import { useCall, useDeskCall } from "./use-call.ts";

export interface ScanPagesHandle {
  /** Undefined until the desk has answered. */
  readonly pages: ScanPages | undefined;
  readonly failed: boolean;
  /** An address of the picture; the same page is drawn once. Undefined where it cannot be drawn. */
  readonly picture: (page: number, width: number) => Promise<string | undefined>;
}

export function useScanPages(folder: string, id: string): ScanPagesHandle {
  const call = useDeskCall();
  const { run, error } = useCall("scanPages");
  const [pages, setPages] = useState<ScanPages | undefined>(undefined);
  const drawn = useRef(new Map<string, Promise<string | undefined>>());
  useEffect(() => {
    let gone = false;
    void run({ folder, id }).then((answer) => {
      if (!gone) setPages(answer);
    });
    return () => {
      gone = true;
    };
  }, [run, folder, id]);
  const picture = useCallback(
    async (page: number, width: number) => {
      const key = `${String(page)}/${String(width)}`;
      const known = drawn.current.get(key);
      if (known !== undefined) return known;
      const wanted = call("scanPage", { folder, id, page, width }).then(
        ({ base64 }) => `data:image/png;base64,${base64}`,
        () => undefined,
      );
      drawn.current.set(key, wanted);
      return wanted;
    },
    [call, folder, id],
  );
  return { pages, failed: error !== undefined, picture };
}
