// Which rows of the inbox are chosen for an act over many. Holds the rows as they were when chosen; forgets them with the filters.
import { useRef, useState } from "react";
import type { InboxRow } from "../../../shared/desk/inbox-calls.ts";
import type { InboxFilters } from "../../desk/use-inbox.ts";
import { useInboxRows } from "../../desk/use-inbox-rows.ts";
import { useSameWhileEqual } from "../../desk/use-query.ts";

export interface InboxMarks {
  readonly rows: readonly InboxRow[];
  readonly isMarked: (row: InboxRow) => boolean;
  readonly mark: (index: number, how: "toggle" | "range") => void;
  readonly markAll: () => void;
  readonly clear: () => void;
}

interface Marked {
  readonly filters: InboxFilters;
  readonly rows: ReadonlyMap<string, InboxRow>;
}

export function useInboxMarks(look: InboxFilters, rowAt: (index: number) => InboxRow | undefined): InboxMarks {
  const filters = useSameWhileEqual(look);
  const firstRows = useInboxRows();
  const [marked, setMarked] = useState<Marked>({ filters, rows: new Map() });
  const anchor = useRef(-1);
  // Other filters show other rows: what is out of sight must not be acted on unseen.
  const rows = marked.filters === filters ? marked.rows : new Map<string, InboxRow>();
  const set = (next: ReadonlyMap<string, InboxRow>): void => {
    setMarked({ filters, rows: next });
  };
  return {
    rows: [...rows.values()],
    isMarked: (row) => rows.has(row.id),
    mark: (index, how) => {
      const row = rowAt(index);
      if (row === undefined) return;
      if (how === "toggle") {
        anchor.current = index;
        const others = [...rows].filter(([id]) => id !== row.id);
        return set(new Map(rows.has(row.id) ? others : [...others, [row.id, row]]));
      }
      if (anchor.current < 0 || rows.size === 0) anchor.current = Math.max(0, index - 1);
      const [first, last] = [Math.min(anchor.current, index), Math.max(anchor.current, index)];
      const between = Array.from({ length: last - first + 1 }, (_none, offset) => rowAt(first + offset)).filter((one) => one !== undefined);
      set(new Map(between.map((one) => [one.id, one])));
    },
    markAll: () => {
      void firstRows(filters).then((all) => set(new Map(all.map((row) => [row.id, row]))));
    },
    clear: () => {
      anchor.current = -1;
      set(new Map());
    },
  };
}
