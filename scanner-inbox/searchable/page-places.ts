// From places on the upright page that was recognised to places in a PDF's own coordinates, whichever way sheet and page were turned. Pure.
import type { Turn } from "../ocr/turn-page.ts";

/** A page of a PDF as it is shown: what is seen of its paper, in its own points, and how it is turned for showing. */
export type ShownPage = {
  readonly left: number;
  readonly bottom: number;
  readonly width: number;
  readonly height: number;
  readonly rotate: Turn;
};

export type Point = { readonly x: number; readonly y: number };

/** The turn that is meant by any multiple of 90 degrees. */
export function turnOf(degrees: number): Turn {
  const turn = ((Math.round(degrees / 90) * 90) % 360) + 360;
  return ([0, 90, 180, 270] as const)[(turn / 90) % 4] ?? 0;
}

/**
 * Where a point of the upright page lies in the PDF. `upright` is that page's size in points, seen from its upper left corner; `turn` is how far
 * the shown page was turned clockwise to be upright.
 */
export function placeOnPage(
  point: Point,
  upright: { readonly width: number; readonly height: number },
  turn: Turn,
  page: ShownPage,
): Point {
  const seen = unturned(point, upright, turn);
  // What is shown was turned clockwise by `rotate`: its size is that of the turned paper, as far as recognition measured it.
  const size = turn % 180 === 0 ? upright : { width: upright.height, height: upright.width };
  const paper = unturned(seen, size, page.rotate);
  const measured = page.rotate % 180 === 0 ? size : { width: size.height, height: size.width };
  return {
    x: page.left + (paper.x * page.width) / measured.width,
    y: page.bottom + page.height - (paper.y * page.height) / measured.height,
  };
}

/** Where a point of a page that was turned clockwise, of this size now, lay before; from upper left corners. */
function unturned({ x, y }: Point, turned: { readonly width: number; readonly height: number }, turn: Turn): Point {
  switch (turn) {
    case 0:
      return { x, y };
    case 90:
      return { x: y, y: turned.width - x };
    case 180:
      return { x: turned.width - x, y: turned.height - y };
    case 270:
      return { x: turned.height - y, y: x };
  }
}
