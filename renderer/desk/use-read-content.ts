// Bytes of a record's content for the viewer.
import { useCallback } from "react";
import type { CallResult } from "../../shared/desk/contract.ts";
import { useDeskCall } from "./use-call.ts";

/** Reads a piece of a content that the record names. The same function as long as the record is the same. */
export function useReadContent(
  kind: string,
  id: string,
): (sha256: string, offset: number, length: number) => Promise<CallResult<"readContent">> {
  const call = useDeskCall();
  return useCallback(
    async (sha256, offset, length) => call("readContent", { record: { kind, id }, sha256, offset, length }),
    [call, kind, id],
  );
}
