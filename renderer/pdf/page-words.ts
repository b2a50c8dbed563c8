// The words of a page as its text layer shows them: lines, what is written at a point or selected, and where it stands.
// Must never read anything but the layer of the page that a person sees.
import { boxAround, sumOfTurns, tidyBox, turnedBox, type Box, type PageBox, type QuarterTurn } from "../../shared/domain/page-box.ts";

/** A line of a page. `boxOf` tells where a stretch of its text stands; null where nothing of it does. */
export interface PageLine {
  /** Of the file, counted from 1. */
  readonly page: number;
  readonly text: string;
  readonly boxOf: (start: number, end: number) => PageBox | null;
}

/** Words a person pointed at: a stretch of a line's text. A click means one word; `whole` words were marked by dragging. */
export interface PointedWords {
  readonly line: PageLine;
  readonly start: number;
  readonly end: number;
  readonly whole: boolean;
}

/** A page as it is drawn: its text layer, its number in the file, and how far the file's page is turned clockwise on the screen. */
export interface DrawnPage {
  readonly layer: Element;
  readonly page: number;
  readonly turn: QuarterTurn;
}

/** A text node with its place, upright, in fractions of the page. */
interface Piece {
  readonly node: Text;
  readonly text: string;
  readonly box: Box;
}

/** A piece within its line's text. */
interface Placed extends Piece {
  readonly at: number;
}

/** A gap wider than this many heights parts columns; a narrower one down to the second is a blank. */
const COLUMN_GAP = 1.1;
const WORD_GAP = 0.14;
/** A click this close to a word still means it, in pixels. */
const NEAR = 4;

/** The lines of a page, from top to bottom as they are read. */
export function linesOfPage(drawn: DrawnPage): readonly PageLine[] {
  return placedLines(drawn).map((placed) => pageLine(drawn, placed));
}

/** The word at a point of the window, with its line; null where no word is near. */
export function wordAt(drawn: DrawnPage, x: number, y: number): PointedWords | null {
  const caret = document.caretPositionFromPoint(x, y);
  if (caret === null || !drawn.layer.contains(caret.offsetNode)) return null;
  for (const placed of placedLines(drawn)) {
    const piece = placed.find(({ node }) => node === caret.offsetNode);
    if (piece === undefined) continue;
    const line = pageLine(drawn, placed);
    const lead = piece.node.data.length - piece.node.data.trimStart().length;
    const around = wordAround(line.text, piece.at + Math.max(0, caret.offset - lead));
    return around !== null && isNear(placed, around.start, around.end, x, y) ? { line, ...around, whole: false } : null;
  }
  return null;
}

/** The words that are selected on the page; null where none are, or they go beyond it. */
export function wordsSelected(drawn: DrawnPage, selection: Selection | null): PointedWords | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!drawn.layer.contains(range.commonAncestorContainer)) return null;
  const text = selection.toString().replace(/\s+/gu, " ").trim().normalize("NFC");
  if (text === "") return null;
  const box = boxOfRange(drawn, range);
  return { line: { page: drawn.page, text, boxOf: () => box }, start: 0, end: text.length, whole: true };
}

function pageLine(drawn: DrawnPage, placed: readonly Placed[]): PageLine {
  const last = placed.at(-1);
  const text = Array.from({ length: last === undefined ? 0 : last.at + last.text.length }, () => " ");
  for (const { at, text: piece } of placed) for (let index = 0; index < piece.length; index += 1) text[at + index] = piece.charAt(index);
  const boxOf = (start: number, end: number): PageBox | null => {
    const boxes = rangesOf(placed, start, end).flatMap((range) => boxOfRange(drawn, range) ?? []);
    const around = boxAround(boxes);
    return around === null ? null : { ...tidyBox(around), ...turnOf(boxes[0]) };
  };
  return { page: drawn.page, text: text.join(""), boxOf };
}

const turnOf = (box: PageBox | undefined): Pick<PageBox, "turn"> => (box?.turn === undefined ? {} : { turn: box.turn });

function placedLines(drawn: DrawnPage): Placed[][] {
  const pieces = piecesOf(drawn).sort((a, b) => middle(a.box) - middle(b.box));
  const lines: Piece[][] = [];
  for (const piece of pieces) {
    const line = lines.at(-1);
    const first = line?.[0];
    const near = first !== undefined && middle(piece.box) - middle(first.box) < Math.min(first.box.height, piece.box.height) / 2;
    if (line !== undefined && near) line.push(piece);
    else lines.push([piece]);
  }
  const shape = drawn.layer.getBoundingClientRect();
  return lines.map((line) => {
    const placed: Placed[] = [];
    for (const piece of line.sort((a, b) => a.box.x - b.box.x)) {
      const before = placed.at(-1);
      const end = before === undefined ? 0 : before.at + before.text.length;
      // Fractions of width and of height are of different lengths: gaps are compared in pixels.
      const gap = before === undefined ? 0 : (piece.box.x - before.box.x - before.box.width) * shape.width;
      const height = piece.box.height * shape.height;
      placed.push({ ...piece, at: end + (gap > height * COLUMN_GAP ? 2 : gap > height * WORD_GAP ? 1 : 0) });
    }
    return placed;
  });
}

const middle = (box: Box): number => box.y + box.height / 2;

function piecesOf(drawn: DrawnPage): Piece[] {
  const walker = document.createTreeWalker(drawn.layer, NodeFilter.SHOW_TEXT);
  const pieces: Piece[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text) || node.data.trim() === "") continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const box = boxOfRange(drawn, range);
    if (box !== null) pieces.push({ node, text: node.data.trim(), box });
  }
  return pieces;
}

function rangesOf(placed: readonly Placed[], start: number, end: number): Range[] {
  return placed.flatMap(({ node, text, at }) => {
    const from = Math.max(start, at);
    const to = Math.min(end, at + text.length);
    if (from >= to) return [];
    const lead = node.data.length - node.data.trimStart().length;
    const range = document.createRange();
    range.setStart(node, lead + from - at);
    range.setEnd(node, lead + to - at);
    return [range];
  });
}

/** The box of a range, on the page as its text is read; null where it is not drawn. */
function boxOfRange(drawn: DrawnPage, range: Range): PageBox | null {
  const sheet = drawn.layer.getBoundingClientRect();
  const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
  if (rects.length === 0 || sheet.width === 0 || sheet.height === 0) return null;
  const shown = boxAround(
    rects.map(({ left, top, width, height }) => ({
      x: (left - sheet.left) / sheet.width,
      y: (top - sheet.top) / sheet.height,
      width: width / sheet.width,
      height: height / sheet.height,
    })),
  );
  const direction = directionOf(range);
  const turn = sumOfTurns(drawn.turn, -direction);
  return shown === null ? null : { ...tidyBox(turnedBox(shown, sumOfTurns(0, -direction))), ...(turn === 0 ? {} : { turn }) };
}

/** Which way a text runs on the screen: 0 to the right, 90 downwards. A single letter tells nothing and counts as upright. */
function directionOf(range: Range): QuarterTurn {
  const node = range.startContainer;
  if (!(node instanceof Text) || node.data.trim().length < 2) return 0;
  const letter = (offset: number): DOMRect => {
    const one = document.createRange();
    one.setStart(node, offset);
    one.setEnd(node, offset + 1);
    return one.getBoundingClientRect();
  };
  const lead = node.data.length - node.data.trimStart().length;
  const [first, last] = [letter(lead), letter(node.data.trimEnd().length - 1)];
  const across = last.left + last.width / 2 - first.left - first.width / 2;
  const down = last.top + last.height / 2 - first.top - first.height / 2;
  if (Math.abs(across) >= Math.abs(down)) return across < 0 ? 180 : 0;
  return down > 0 ? 90 : 270;
}

/** The word that a position of a text is in or behind. */
export function wordAround(text: string, at: number): { readonly start: number; readonly end: number } | null {
  const inside = /\S/u.test(text.charAt(at)) ? at : at - 1;
  if (!/\S/u.test(text.charAt(inside))) return null;
  let [start, end] = [inside, inside + 1];
  while (start > 0 && /\S/u.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && /\S/u.test(text.charAt(end))) end += 1;
  return { start, end };
}

function isNear(placed: readonly Placed[], start: number, end: number, x: number, y: number): boolean {
  return rangesOf(placed, start, end).some((range) =>
    [...range.getClientRects()].some(
      (rect) => x >= rect.left - NEAR && x <= rect.right + NEAR && y >= rect.top - NEAR && y <= rect.bottom + NEAR,
    ),
  );
}
