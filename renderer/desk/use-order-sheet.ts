// The payment order of an invoice as a PDF: asked for once, then read piece by piece.
import { useCallback, useEffect, useState } from "react";
import type { CallResult } from "../../shared/desk/contract.ts";
import { useCall, useDeskCall } from "./use-call.ts";

export interface OrderSheetHandle {
  /** Undefined until the desk has made it. */
  readonly sheet: CallResult<"orderSheet"> | undefined;
  readonly failed: boolean;
  /** The same function as long as the invoice is the same. */
  readonly read: (sha256: string, offset: number, length: number) => Promise<CallResult<"readOrderSheet">>;
}

export function useOrderSheet(id: string): OrderSheetHandle {
  const call = useDeskCall();
  const { run, error } = useCall("orderSheet");
  const [sheet, setSheet] = useState<CallResult<"orderSheet"> | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    void run({ id }).then((answer) => {
      if (!gone) setSheet(answer);
    });
    return () => {
      gone = true;
    };
  }, [run, id]);
  const read = useCallback(
    async (sha256: string, offset: number, length: number) => call("readOrderSheet", { id, sha256, offset, length }),
    [call, id],
  );
  return { sheet, failed: error !== undefined, read };
}
