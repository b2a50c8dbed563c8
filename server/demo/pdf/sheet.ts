// Pages as lists of marks, drawn once and written as PDF or as a picture; knows paper and type, never what is written.
import { widthOf, wrap, type FontName } from "./font-metrics.ts";

/** A4 in points. */
export const paper = { width: 595, height: 842 } as const;

/** Red, green and blue, 0 to 1. */
export type Colour = readonly [number, number, number];
export const black: Colour = [0, 0, 0];
export const grey: Colour = [0.45, 0.45, 0.45];

/** Points from the left and upper edge; `y` of a text is its base line. */
export type Mark =
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly font: FontName;
      readonly size: number;
      readonly colour: Colour;
    }
  | {
      readonly kind: "line";
      readonly x: number;
      readonly y: number;
      readonly toX: number;
      readonly toY: number;
      readonly width: number;
      readonly colour: Colour;
    }
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Colour;
    };

export type Page = readonly Mark[];

interface Style {
  readonly font?: FontName;
  readonly size?: number;
  readonly colour?: Colour;
}

/** A pen over pages. `y` is where the next line of running text goes. */
export class Sheet {
  readonly pages: Mark[][] = [[]];
  y = 60;

  #current = 0;

  #page(): Mark[] {
    const page = this.pages[this.#current];
    if (page === undefined) throw new Error("impossible: a sheet has at least one page");
    return page;
  }

  newPage(y = 60): void {
    this.pages.push([]);
    this.#current = this.pages.length - 1;
    this.y = y;
  }

  /** Draws on each page in turn: feet, page numbers. `page` counts from 1. */
  everyPage(draw: (page: number, of: number) => void): void {
    for (const index of this.pages.keys()) {
      this.#current = index;
      draw(index + 1, this.pages.length);
    }
  }

  text(x: number, y: number, text: string, { font = "regular", size = 10, colour = black }: Style = {}): void {
    if (text !== "") this.#page().push({ kind: "text", x, y, text, font, size, colour });
  }

  /** Text that ends at `x`. */
  textTo(x: number, y: number, text: string, style: Style = {}): void {
    this.text(x - widthOf(style.font ?? "regular", style.size ?? 10, text), y, text, style);
  }

  textCentred(x: number, y: number, text: string, style: Style = {}): void {
    this.text(x - widthOf(style.font ?? "regular", style.size ?? 10, text) / 2, y, text, style);
  }

  line(x: number, y: number, toX: number, toY: number, width = 0.6, colour: Colour = black): void {
    this.#page().push({ kind: "line", x, y, toX, toY, width, colour });
  }

  box(x: number, y: number, width: number, height: number, fill: Colour): void {
    this.#page().push({ kind: "box", x, y, width, height, fill });
  }

  /** The edge of a box, as four lines. */
  frame(x: number, y: number, width: number, height: number, thickness = 0.6, colour: Colour = black): void {
    this.line(x, y, x + width, y, thickness, colour);
    this.line(x, y + height, x + width, y + height, thickness, colour);
    this.line(x, y, x, y + height, thickness, colour);
    this.line(x + width, y, x + width, y + height, thickness, colour);
  }

  /** Running text from `y` downwards, on a new page where this one ends at `bottom`. */
  paragraph(x: number, width: number, text: string, style: Style & { readonly leading?: number; readonly bottom?: number } = {}): void {
    const { font = "regular", size = 10, leading = size * 1.35, bottom = 780 } = style;
    for (const line of wrap(font, size, width, text)) {
      if (this.y > bottom) this.newPage(70);
      this.text(x, this.y, line, style);
      this.y += leading;
    }
  }
}

/** What stands on the pages as plain text, marks of one base line in one line: the extracted text of the PDF. */
export function textOfPages(pages: readonly Page[]): string {
  return pages.map(textOfPage).join("\n\n");
}

function textOfPage(page: Page): string {
  const lines: { y: number; marks: { x: number; text: string }[] }[] = [];
  const marks = page.filter((mark) => mark.kind === "text").sort((a, b) => a.y - b.y || a.x - b.x);
  for (const { x, y, text } of marks) {
    const line = lines.at(-1);
    if (line !== undefined && y - line.y < 3) line.marks.push({ x, text });
    else lines.push({ y, marks: [{ x, text }] });
  }
  return lines
    .map((line) =>
      line.marks
        .sort((a, b) => a.x - b.x)
        .map((mark) => mark.text)
        .join(" "),
    )
    .join("\n");
}
