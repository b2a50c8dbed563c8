// The files of one record for whoever shows them: their bytes, what an electronic invoice among them says, how much of them is here, and the switch
// that keeps them here.
import { useCallback } from "react";
import type { CallResult } from "../../shared/desk/contract.ts";
import type { EInvoice, EInvoiceLine } from "../../shared/desk/einvoice-calls.ts";
import { useDeskCall } from "./use-call.ts";
import { useOffline, type Offline } from "./use-content-marks.ts";
import { useReadContent } from "./use-read-content.ts";
import { useSync } from "./use-session.tsx";

export interface RecordFiles {
  readonly read: ReturnType<typeof useReadContent>;
  readonly eInvoice: (sha256: string) => Promise<EInvoice>;
  readonly eInvoiceLines: (sha256: string, from: number, count: number) => Promise<readonly EInvoiceLine[]>;
  readonly eInvoiceFile: (sha256: string, index: number, offset: number, length: number) => Promise<CallResult<"eInvoiceFile">>;
  readonly offline: Offline;
  readonly online: boolean;
  /** Changes when the server was reached: what was not here may come now. */
  readonly lastContactAt: string | null | undefined;
}

export function useRecordFiles(kind: string, id: string): RecordFiles {
  const sync = useSync();
  const offline = useOffline(kind, id);
  const read = useReadContent(kind, id);
  const call = useDeskCall();
  const eInvoice = useCallback(async (sha256: string) => call("eInvoice", { record: { kind, id }, sha256 }), [call, kind, id]);
  const eInvoiceLines = useCallback(
    async (sha256: string, from: number, count: number) =>
      (await call("eInvoiceLines", { record: { kind, id }, sha256, from, count })).lines,
    [call, kind, id],
  );
  const eInvoiceFile = useCallback(
    async (sha256: string, index: number, offset: number, length: number) =>
      call("eInvoiceFile", { record: { kind, id }, sha256, index, offset, length }),
    [call, kind, id],
  );
  return { read, eInvoice, eInvoiceLines, eInvoiceFile, offline, online: sync?.network !== "offline", lastContactAt: sync?.lastContactAt };
}
