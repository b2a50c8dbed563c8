// How much of records' files is on this device, live, and the switch that keeps them here.
import { useCallback, useMemo, useState } from "react";
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import type { RecordRef } from "../../shared/domain/record.ts";
import { useCall } from "./use-call.ts";
import { useQuery } from "./use-query.ts";

const mostRecords = 500;

/** Marks by record id; records that have none yet are not in it. */
export function useContentMarks(records: readonly RecordRef[]): ReadonlyMap<string, ContentMark> {
  const { value } = useQuery("contentMarks", { records: records.slice(0, mostRecords).map(({ kind, id }) => ({ kind, id })) });
  return useMemo(() => new Map(value?.marks.map((mark) => [mark.id, mark])), [value]);
}

/** Rows are asked for by so many at once, so that scrolling does not ask anew at every line. */
const block = 50;

/** Marks of the rows in sight of a list that is drawn in windows; `onRange` goes to the list in place of its `show`. */
export function useMarksInSight<Row>(
  list: { readonly show: (first: number, last: number) => void; readonly rowAt: (index: number) => Row | undefined },
  refOf: (row: Row) => RecordRef,
): { readonly marks: ReadonlyMap<string, ContentMark>; readonly onRange: (first: number, last: number) => void } {
  const [sight, setSight] = useState({ first: 0, last: 0 });
  const { show, rowAt } = list;
  const onRange = useCallback(
    (first: number, last: number) => {
      setSight({ first: first - (first % block), last: last - (last % block) + block - 1 });
      show(first, last);
    },
    [show],
  );
  const rows = Array.from({ length: sight.last - sight.first + 1 }, (_none, index) => rowAt(sight.first + index));
  const marks = useContentMarks(rows.flatMap((row) => (row === undefined ? [] : [refOf(row)])));
  return { marks, onRange };
}

export interface Offline {
  /** Undefined before the first answer. */
  readonly mark: ContentMark | undefined;
  readonly keep: (keep: boolean) => void;
  readonly failed: boolean;
}

/** One record's files: how much is here, and whether they are kept. */
export function useOffline(kind: string, id: string): Offline {
  const mark = useContentMarks([{ kind, id }]).get(id);
  const { run, error } = useCall("keepOffline");
  return {
    mark,
    keep: (keep) => {
      void run({ record: { kind, id }, keep });
    },
    failed: error !== undefined,
  };
}
