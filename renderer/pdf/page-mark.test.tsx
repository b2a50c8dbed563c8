import { expect, test } from "vitest";
import { drawMark, fileAt, removeMark, shownAt } from "./page-mark.ts";
import { wordAround } from "./page-words.ts";

const shown = [
  { page: 4, turn: 180 },
  { page: 2, turn: 0 },
] as const;

test("a page of the file is found where the part shows it, and back with the viewer's own turn", () => {
  expect(shownAt(shown, 2)).toEqual({ number: 2, turn: 0 });
  expect(shownAt(shown, 4)).toEqual({ number: 1, turn: 180 });
  expect(shownAt(shown, 3)).toBeNull();
  expect(shownAt(undefined, 3)).toEqual({ number: 3, turn: 0 });
  expect(fileAt(shown, 1, 270)).toEqual({ page: 4, turn: 90 });
  expect(fileAt(undefined, 7, 90)).toEqual({ page: 7, turn: 90 });
});

test("the mark stands in percent of its page, turned as the page is, and there is one of it", () => {
  const sheet = document.createElement("div");
  const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.05, turn: 180 } as const;
  drawMark(sheet, box, 0);
  drawMark(sheet, box, 180);
  expect(sheet.children).toHaveLength(1);
  const at = (): string[] => {
    const { left, top, width, height } = (sheet.firstElementChild as HTMLElement).style;
    return [left, top, width, height];
  };
  expect(at()).toEqual(["10%", "20%", "30%", "5%"]);
  drawMark(sheet, box, 0);
  expect(at()).toEqual(["60%", "75%", "30%", "5%"]);
  removeMark(sheet);
  expect(sheet.children).toHaveLength(0);
});

test("a click in, before or just behind a word means the word, one on blanks none", () => {
  expect(wordAround("bis 30.11.2026  an", 6)).toEqual({ start: 4, end: 14 });
  expect(wordAround("bis 30.11.2026  an", 4)).toEqual({ start: 4, end: 14 });
  expect(wordAround("bis 30.11.2026  an", 14)).toEqual({ start: 4, end: 14 });
  expect(wordAround("bis 30.11.2026   an", 16)).toBeNull();
});
