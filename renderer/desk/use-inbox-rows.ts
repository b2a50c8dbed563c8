// The first rows of the inbox under its filters, asked once: for choosing all of them.
import { useCallback } from "react";
import type { InboxRow } from "../../shared/desk/inbox-calls.ts";
import { useConnection } from "./desk-context.tsx";
import type { InboxFilters } from "./use-inbox.ts";

/** Never rejects: no rows where the desk is not there. At most 500, as many as one act may be over. */
export function useInboxRows(): (filters: InboxFilters) => Promise<readonly InboxRow[]> {
  const { desk } = useConnection();
  return useCallback(
    (filters) =>
      new Promise((resolve) => {
        if (desk === null) return resolve([]);
        const watching: { stop?: () => void; over: boolean } = { over: false };
        const end = (rows: readonly InboxRow[]): void => {
          watching.over = true;
          watching.stop?.();
          resolve(rows);
        };
        watching.stop = desk.watch(
          "inbox",
          { ...filters, kinds: [...filters.kinds], offset: 0, limit: 500 },
          ({ rows }) => end(rows),
          () => end([]),
        );
        if (watching.over) watching.stop();
      }),
    [desk],
  );
}
