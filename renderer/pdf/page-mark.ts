// The marked place on a page of the viewer: drawn over the page, brought into view once, and drawn again whenever the page is.
// Must never change the page itself or take a pointer's press.
import { boxAsShown, sumOfTurns, type Box, type PageBox, type QuarterTurn } from "../../shared/domain/page-box.ts";
import type { TurnedPage } from "../../shared/domain/pages.ts";

/** A place of the file: its page, counted from 1, and the box on it. */
export interface MarkedPlace {
  readonly page: number;
  readonly box: PageBox;
}

/** A place to mark; a new number brings it into view again. */
export interface MarkRequest {
  readonly place: MarkedPlace | null;
  readonly serial: number;
}

/** The box on a page, in percent of it, as the page is turned on the screen. */
export function drawMark(sheet: HTMLElement, box: PageBox, turn: QuarterTurn): void {
  removeMark(sheet);
  const { x, y, width, height } = boxAsShown(box, turn);
  const mark = document.createElement("div");
  mark.className = "page-mark";
  mark.style.left = percent(x);
  mark.style.top = percent(y);
  mark.style.width = percent(width);
  mark.style.height = percent(height);
  sheet.append(mark);
}

export function removeMark(sheet: HTMLElement): void {
  for (const mark of sheet.querySelectorAll(":scope > .page-mark")) mark.remove();
}

const percent = (fraction: number): string => `${(fraction * 100).toFixed(2)}%`;

/** Scrolls no more than it has to: a place that is in sight stays where it is. */
export function bringIntoView(container: HTMLElement, sheet: HTMLElement, box: Box): void {
  const window = container.getBoundingClientRect();
  const page = sheet.getBoundingClientRect();
  const top = page.top + box.y * page.height;
  const left = page.left + box.x * page.width;
  const bottom = top + box.height * page.height;
  const right = left + box.width * page.width;
  const margin = Math.min(window.height, window.width) / 12;
  const down = top < window.top + margin || bottom > window.bottom - margin ? top - window.top - window.height / 3 : 0;
  const across =
    left < window.left
      ? left - window.left - margin
      : right > window.right
        ? Math.min(left - window.left - margin, right - window.right + margin)
        : 0;
  if (down !== 0 || across !== 0) container.scrollBy({ top: down, left: across, behavior: "instant" });
}

/** Where a page of the file is among those shown, counted from 1, and how far it is turned there; null where it is not shown. */
export function shownAt(
  shown: readonly TurnedPage[] | undefined,
  page: number,
): { readonly number: number; readonly turn: QuarterTurn } | null {
  if (shown === undefined) return { number: page, turn: 0 };
  const index = shown.findIndex((one) => one.page === page);
  return index < 0 ? null : { number: index + 1, turn: shown[index]?.turn ?? 0 };
}

/** The page of the file behind a shown one, and how far it is turned with the viewer's own turn. */
export function fileAt(
  shown: readonly TurnedPage[] | undefined,
  number: number,
  viewerTurn: number,
): { readonly page: number; readonly turn: QuarterTurn } {
  const one = shown?.[number - 1];
  return { page: one?.page ?? number, turn: sumOfTurns(one?.turn ?? 0, viewerTurn) };
}
