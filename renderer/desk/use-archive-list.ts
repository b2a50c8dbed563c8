// Documents of the archive in windows: only the pages in sight are asked for, whatever the length of the list.
import { useCallback, useEffect, useState } from "react";
import type { ArchiveList, ArchiveListArgs, ArchiveRow } from "../../shared/desk/archive-calls.ts";
import type { DeskError } from "../../shared/desk/errors.ts";
import { useConnection } from "./desk-context.tsx";
import { useSameWhileEqual } from "./use-query.ts";

type Look = Omit<ArchiveListArgs, "offset" | "limit">;

export interface ArchiveWindow {
  /** Undefined before the first answer. */
  readonly total: number | undefined;
  /** False where counting stopped at `total`. */
  readonly exact: boolean;
  readonly error: DeskError | undefined;
  readonly rowAt: (index: number) => ArchiveRow | undefined;
  /** Index of a document on the pages at hand, or -1. */
  readonly indexOf: (id: string) => number;
  readonly show: (first: number, last: number) => void;
}

const pageSize = 100;

interface Answers {
  readonly look: Look | undefined;
  readonly answer: Omit<ArchiveList, "rows"> | undefined;
  readonly pages: ReadonlyMap<number, readonly ArchiveRow[]>;
  readonly error: DeskError | undefined;
}

const nothingYet: Answers = { look: undefined, answer: undefined, pages: new Map(), error: undefined };

/** The documents under `look`. Until other words have their first answer, the rows of the ones before stay. */
export function useArchiveList(look: Look): ArchiveWindow {
  const { desk } = useConnection();
  const asked = useSameWhileEqual(look);
  const [sight, setSight] = useState({ first: 0, last: 0 });
  const [sightOf, setSightOf] = useState(asked);
  const [answers, setAnswers] = useState(nothingYet);
  if (sightOf !== asked) {
    // Other words, another list: it begins at its top.
    setSightOf(asked);
    setSight({ first: 0, last: 0 });
  }

  useEffect(() => {
    if (desk === null) return undefined;
    const watchPage = (page: number): (() => void) =>
      desk.watch(
        "archiveList",
        { ...asked, offset: page * pageSize, limit: pageSize },
        ({ rows, ...answer }) => {
          setAnswers((before) => {
            const pages = new Map(before.look === asked ? before.pages : []);
            return { look: asked, answer, pages: pages.set(page, rows), error: undefined };
          });
        },
        (error) => {
          if (error.code !== "disconnected" && error.code !== "deskDead") setAnswers({ ...nothingYet, error });
        },
      );
    const stops = [watchPage(sight.first), ...(sight.last > sight.first ? [watchPage(sight.last)] : [])];
    return () => {
      for (const stop of stops) stop();
    };
  }, [desk, asked, sight]);

  const show = useCallback((first: number, last: number) => {
    const next = { first: Math.floor(first / pageSize), last: Math.floor(last / pageSize) };
    setSight((before) => (before.first === next.first && before.last === next.last ? before : next));
  }, []);
  const rowAt = useCallback((index: number) => answers.pages.get(Math.floor(index / pageSize))?.[index % pageSize], [answers.pages]);
  const indexOf = useCallback(
    (id: string) => {
      for (const [page, rows] of answers.pages) {
        const found = rows.findIndex((row) => row.id === id);
        if (found >= 0) return page * pageSize + found;
      }
      return -1;
    },
    [answers.pages],
  );
  return { total: answers.answer?.total, exact: answers.answer?.exact ?? true, error: answers.error, rowAt, indexOf, show };
}
