// The inbox in windows: only the pages in sight are asked for and kept live, whatever the length of the list.
import { useCallback, useEffect, useState } from "react";
import type { InboxArgs, InboxResult, InboxRow } from "../../shared/desk/inbox-calls.ts";
import type { DeskError } from "../../shared/desk/errors.ts";
import { useConnection } from "./desk-context.tsx";
import { useSameWhileEqual } from "./use-query.ts";

export type InboxFilters = Omit<InboxArgs, "offset" | "limit">;

export interface InboxWindow {
  /** Undefined before the first answer. */
  readonly total: number | undefined;
  readonly counts: InboxResult["counts"] | undefined;
  readonly error: DeskError | undefined;
  /** The row at an index, or undefined while its page is on the way. */
  readonly rowAt: (index: number) => InboxRow | undefined;
  /** The index of a row on the pages at hand, or -1. */
  readonly indexOf: (id: string) => number;
  /** Says which rows are in sight. */
  readonly show: (first: number, last: number) => void;
}

/** Rows a page. Two pages cover any window on screen. */
export const inboxPageSize = 200;

interface Answers {
  readonly filters: InboxFilters | undefined;
  readonly total: number | undefined;
  readonly counts: InboxResult["counts"] | undefined;
  readonly pages: ReadonlyMap<number, readonly InboxRow[]>;
  readonly error: DeskError | undefined;
}

const nothingYet: Answers = { filters: undefined, total: undefined, counts: undefined, pages: new Map(), error: undefined };

/** The inbox under `filters`. Until a new filter has its first answer, the rows of the one before stay. */
export function useInbox(filters: InboxFilters): InboxWindow {
  const { desk } = useConnection();
  const asked = useSameWhileEqual(filters);
  const [firstPage, setFirstPage] = useState(0);
  const [lastPage, setLastPage] = useState(0);
  const [answers, setAnswers] = useState(nothingYet);

  useEffect(() => {
    if (desk === null) return undefined;
    const watchPage = (page: number): (() => void) =>
      desk.watch(
        "inbox",
        { ...asked, kinds: [...asked.kinds], offset: page * inboxPageSize, limit: inboxPageSize },
        ({ total, counts, rows }) =>
          setAnswers((before) => {
            const pages = new Map(before.filters === asked ? before.pages : []);
            return { filters: asked, total, counts, pages: pages.set(page, rows), error: undefined };
          }),
        (error) => {
          if (error.code !== "disconnected" && error.code !== "deskDead") setAnswers({ ...nothingYet, error });
        },
      );
    const stops = [watchPage(firstPage), ...(lastPage > firstPage ? [watchPage(lastPage)] : [])];
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk, asked, firstPage, lastPage]);

  const show = useCallback((first: number, last: number) => {
    setFirstPage(Math.floor(first / inboxPageSize));
    setLastPage(Math.floor(last / inboxPageSize));
  }, []);
  const rowAt = useCallback(
    (index: number) => answers.pages.get(Math.floor(index / inboxPageSize))?.[index % inboxPageSize],
    [answers.pages],
  );
  const indexOf = useCallback(
    (id: string) => {
      for (const [page, rows] of answers.pages) {
        const found = rows.findIndex((row) => row.id === id);
        if (found >= 0) return page * inboxPageSize + found;
      }
      return -1;
    },
    [answers.pages],
  );
  return { total: answers.total, counts: answers.counts, error: answers.error, rowAt, indexOf, show };
}
