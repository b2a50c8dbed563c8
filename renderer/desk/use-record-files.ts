// The files of one record for whoever shows them: their bytes, how much of them is here, and the switch that keeps them here.
import { useOffline, type Offline } from "./use-content-marks.ts";
import { useReadContent } from "./use-read-content.ts";
import { useSync } from "./use-session.tsx";

export interface RecordFiles {
  readonly read: ReturnType<typeof useReadContent>;
  readonly offline: Offline;
  readonly online: boolean;
  /** Changes when the server was reached: what was not here may come now. */
  readonly lastContactAt: string | null | undefined;
}

export function useRecordFiles(kind: string, id: string): RecordFiles {
  const sync = useSync();
  const offline = useOffline(kind, id);
  const read = useReadContent(kind, id);
  return { read, offline, online: sync?.network !== "offline", lastContactAt: sync?.lastContactAt };
}
