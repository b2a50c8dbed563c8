// A file in quarantine for the viewer: asked for once, then read piece by piece.
import { useCallback, useEffect, useState } from "react";
import type { CallResult } from "../../shared/desk/contract.ts";
import type { ScanLook } from "../../shared/desk/scanner-calls.ts";
import { useCall, useDeskCall } from "./use-call.ts";

export interface LookAtScan {
  /** Undefined until the desk has answered. */
  readonly look: ScanLook | undefined;
  readonly failed: boolean;
  /** The same function as long as the file is the same. */
  readonly read: (sha256: string, offset: number, length: number) => Promise<CallResult<"readScan">>;
}

export function useLookAtScan(folder: string, name: string): LookAtScan {
  const call = useDeskCall();
  const { run, error } = useCall("lookAtScan");
  const [look, setLook] = useState<ScanLook | undefined>(undefined);
  useEffect(() => {
    let gone = false;
    void run({ folder, name }).then((answer) => {
      if (!gone) setLook(answer);
    });
    return () => {
      gone = true;
    };
  }, [run, folder, name]);
  const read = useCallback(
    async (sha256: string, offset: number, length: number) => call("readScan", { folder, name, sha256, offset, length }),
    [call, folder, name],
  );
  return { look, failed: error !== undefined, read };
}
