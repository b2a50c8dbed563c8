// The pages of a file by the documents they make, and what is left out. One list for the keyboard: arrows go from page to page.
import { useEffect, useId, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ScanPages } from "../../../shared/desk/scanner-calls.ts";
import type { Recipe } from "../../../shared/domain/pages.ts";
import { classNames } from "../../components/class-names.ts";
import { pagesInOrder } from "./recipe-steps.ts";

const thumbWidth = 160;

export interface PageStripProps {
  readonly recipe: Recipe;
  readonly pages: ScanPages;
  readonly current: number;
  readonly onCurrent: (page: number) => void;
  /** What a document is called: its unit and kind. */
  readonly titleOf: (index: number) => string;
  readonly picture: (page: number, width: number) => Promise<string | undefined>;
  /** Keys that the strip has no use for. */
  readonly onKey: (event: KeyboardEvent) => void;
}

export function PageStrip({ recipe, pages, current, onCurrent, titleOf, picture, onKey }: PageStripProps) {
  const { t } = useTranslation();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const order = pagesInOrder(recipe);
  useEffect(() => {
    list.current?.querySelector(`[data-page="${String(current)}"]`)?.scrollIntoView({ block: "nearest" });
  }, [current]);
  useEffect(() => {
    list.current?.focus();
  }, []);

  const go = (by: number): void => {
    const next = order[Math.min(order.length - 1, Math.max(0, order.indexOf(current) + by))];
    if (next !== undefined) onCurrent(next);
  };
  const moves: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -1,
    ArrowDown: 1,
    Home: -order.length,
    End: order.length,
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = event.altKey || event.ctrlKey || event.metaKey ? undefined : moves[event.key];
    if (by === undefined) return onKey(event);
    event.preventDefault();
    go(by);
  };
  const option = (page: number, turn: number, note: string, dropped: boolean) => (
    <div
      key={page}
      id={`${id}-${String(page)}`}
      role="option"
      tabIndex={-1}
      aria-selected={page === current}
      data-page={page}
      className={classNames("page-strip__page", dropped && "page-strip__page--dropped")}
      onClick={() => onCurrent(page)}
    >
      <PagePicture page={page} turn={turn} width={thumbWidth} picture={picture} />
      <span className="page-strip__name">{[t("scans.pages.page", { page }), note].filter((word) => word !== "").join(", ")}</span>
    </div>
  );
  const noteOf = (page: number): string => (pages.damaged.includes(page) ? t("scans.pages.damaged") : "");
  return (
    <div
      ref={list}
      className="page-strip"
      role="listbox"
      tabIndex={0}
      aria-label={t("scans.pages.list")}
      aria-activedescendant={`${id}-${String(current)}`}
      onKeyDown={onKeyDown}
    >
      {recipe.parts.map((part, index) => (
        <div key={part[0]?.page} role="group" aria-label={titleOf(index)} className="page-strip__part">
          <p className="page-strip__title" aria-hidden="true">
            {titleOf(index)}
          </p>
          <div className="page-strip__row">{part.map(({ page, turn }) => option(page, turn, noteOf(page), false))}</div>
        </div>
      ))}
      {recipe.leftOut.length === 0 ? null : (
        <div role="group" aria-label={t("scans.pages.leftOut")} className="page-strip__part page-strip__part--dropped">
          <p className="page-strip__title" aria-hidden="true">
            {t("scans.pages.leftOut")}
          </p>
          <div className="page-strip__row">
            {recipe.leftOut.map(({ page, reason, turn = 0 }) => option(page, turn, t(`scans.pages.reason.${reason}`), true))}
          </div>
        </div>
      )}
    </div>
  );
}

export interface PagePictureProps {
  readonly page: number;
  readonly turn: number;
  readonly width: number;
  readonly picture: PageStripProps["picture"];
}

/** A page as it lies in the file, turned as it will be booked. */
export function PagePicture({ page, turn, width, picture }: PagePictureProps) {
  const [source, setSource] = useState<string | null | undefined>(undefined);
  const frame = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let gone = false;
    // Only what comes into sight is drawn: a stack of five hundred pages needs no memory for the rest.
    const watcher = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting !== true) return;
      watcher.disconnect();
      void picture(page, width).then((address) => {
        if (!gone) setSource(address ?? null);
      });
    });
    if (frame.current !== null) watcher.observe(frame.current);
    return () => {
      gone = true;
      watcher.disconnect();
    };
  }, [page, width, picture]);
  return (
    <span ref={frame} className={classNames("page-picture", `page-picture--${String(turn)}`)} aria-busy={source === undefined}>
      {typeof source === "string" ? <img src={source} alt="" draggable={false} /> : null}
    </span>
  );
}
