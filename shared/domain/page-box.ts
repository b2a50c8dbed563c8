// Where something stands on a page: a box in fractions of the page, so that it holds at any size and resolution. Pure; knows no value.
import { z } from "../base/zod.ts";

const fraction = z.number().min(0).max(1);

/** Quarter turns clockwise, in degrees. */
export const quarterTurns = [0, 90, 180, 270] as const;
export type QuarterTurn = (typeof quarterTurns)[number];

/** A box on a page as its text is read, upright: from the left and upper edge, in fractions of the page's width and height. */
export const pageBoxSchema = z.object({
  x: fraction,
  y: fraction,
  width: fraction,
  height: fraction,
  /** How far the page, as the file shows it, was turned clockwise to be read; absent where it was not. */
  turn: z.literal([90, 180, 270]).optional(),
});
export type PageBox = Readonly<z.infer<typeof pageBoxSchema>>;

/** A box without a turn of its own: on whatever form of the page its holder means. */
export type Box = Pick<PageBox, "x" | "y" | "width" | "height">;

/** Where the box stands once its page was turned clockwise. */
export function turnedBox({ x, y, width, height }: Box, turn: QuarterTurn): Box {
  if (turn === 90) return { x: 1 - y - height, y: x, width: height, height: width };
  if (turn === 180) return { x: 1 - x - width, y: 1 - y - height, width, height };
  if (turn === 270) return { x: y, y: 1 - x - width, width: height, height: width };
  return { x, y, width, height };
}

/** Where the box stands on the page as it is shown: `shown` is how far the file's own page is turned clockwise there. */
export function boxAsShown(box: PageBox, shown: QuarterTurn): Box {
  return turnedBox(box, sumOfTurns(shown, -(box.turn ?? 0)));
}

/** Two turns one after the other; a negative one goes back. */
export function sumOfTurns(one: number, other: number): QuarterTurn {
  return quarterTurns[((((one + other) / 90) % 4) + 4) % 4] ?? 0;
}

/** The box around some boxes; null around none. */
export function boxAround(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The part of a box that is on the page, in steps of a ten-thousandth: finer than any printer. */
export function tidyBox({ x, y, width, height }: Box): Box {
  const within = (value: number): number => Math.min(1, Math.max(0, value));
  const step = (value: number): number => Math.max(0, Math.round(value * 10_000) / 10_000);
  const [left, top] = [step(within(x)), step(within(y))];
  return { x: left, y: top, width: step(within(x + width) - left), height: step(within(y + height) - top) };
}
