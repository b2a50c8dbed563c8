// What is a blank page to us: whatever a scanner, a punch or a stapler did to it, and never one on which anybody wrote the least thing.
import { describe, expect, test } from "vitest";
import { scanOf } from "../ocr/scan-for-tests.ts";
import { turnedPage } from "../ocr/turn-page.ts";
import { layouts } from "../propose/layouts-for-tests.ts";
import { atDpi, type GrayPage } from "../raster/gray-page.ts";
import { drawPdf, type PlacedText } from "../read/pdf-for-tests.ts";
import { blankness } from "./blank-page.ts";
import { disc, numbersFrom, shaded, sheetOfPaper, shiningThrough, stroke, type Paint } from "./paper-for-tests.ts";
import { blackAndWhite, faxOf } from "./sheets-for-tests.ts";
import { smallPage } from "./small-page.ts";

type Paper = Parameters<typeof sheetOfPaper>[0];

function painted(paper: Paper, ...paints: readonly Paint[]): GrayPage {
  const page = sheetOfPaper(paper);
  for (const paint of paints) paint(page);
  return page;
}

const seen = (page: GrayPage): ReturnType<typeof blankness> => blankness(smallPage(page));

const twoHoles = [disc(12, 108.5, 6), disc(12, 188.5, 6)];
const fourHoles = [28.5, 108.5, 188.5, 268.5].map((y) => disc(11, y, 5.5));
const crescents = [108.5, 188.5].map((y) => disc(199, y, 6, 120, true));
const specks = (count: number, wide: number): Paint[] => {
  const next = numbersFrom(99);
  return Array.from({ length: count }, () => disc(next() * 210, next() * 297, wide));
};

describe("blank is a sheet", () => {
  test.each<[string, Paper, readonly Paint[]]>([
    ["of white paper", { dpi: 200, noise: 4 }, []],
    ["of grainy paper", { dpi: 200, noise: 40 }, []],
    ["of recycled paper", { dpi: 150, tone: 190, noise: 25 }, []],
    ["with two holes", { dpi: 200 }, twoHoles],
    ["with four holes", { dpi: 150 }, fourHoles],
    ["with holes at its other side that throw a shadow only", { dpi: 200 }, crescents],
    ["with a staple", { dpi: 200 }, [stroke([8, 9], [18, 13], 0.6)]],
    [
      "with the two holes and the soft shadow of a staple",
      { dpi: 200 },
      [disc(9, 10, 0.9), disc(19, 14, 0.9), shaded((x, y) => Math.max(0, 35 - Math.hypot(x - 14, y - 12) * 4))],
    ],
    ["with dirt", { dpi: 200 }, specks(25, 0.7)],
    ["with a blot", { dpi: 200 }, [disc(90, 140, 1.5)]],
    ["before a dark lid, askew", { dpi: 150 }, [shaded((x, y) => (x < 1 + y * 0.045 || y < 2 || x > 208 ? 220 : 0))]],
    ["with a shadow along its edge", { dpi: 200 }, [shaded((x) => Math.max(0, 120 - x * 15))]],
    ["under a lamp that fades", { dpi: 150 }, [shaded((x, y) => (x + y) / 8)]],
    ["with a streak of dust from end to end", { dpi: 200 }, [stroke([131, -1], [131, 299], 0.3, 120)]],
    [
      "with all of that",
      { dpi: 200, noise: 25 },
      [...twoHoles, ...specks(12, 0.6), stroke([8, 9], [18, 13], 0.6), stroke([131, -1], [131, 299], 0.3, 120)],
    ],
  ])("%s", (_, paper, paints) => {
    const page = painted(paper, ...paints);
    expect(seen(page).blank).toBe(true);
    expect(seen(turnedPage(page, 90)).blank).toBe(true);
  });

  test("through which the other side shines", async () => {
    const front = await scanOf(await drawPdf({ pages: layouts[0]?.pages ?? [] }), { dpi: 200 });
    expect(seen(painted({ dpi: 200 }, shiningThrough(front, 0.18))).blank).toBe(true);
  });

  test("by fax and in black and white, with the grain that they make of it", () => {
    const page = painted({ dpi: 200, noise: 60 }, ...twoHoles);
    const next = numbersFrom(7);
    const salted = { ...page, pixels: page.pixels.map((value) => (next() < 0.0015 || value < 128 ? 0 : 255)) };
    for (const scan of [salted, faxOf(page), faxOf({ ...page, pixels: page.pixels.map((value) => (next() < 0.0007 ? 0 : value)) })])
      expect(seen(scan).blank).toBe(true);
  });

  test("of whatever size, down to none", () => {
    for (const [width, height] of [
      [1, 1],
      [3, 400],
      [0, 0],
    ] as const)
      expect(seen({ width, height, dpi: 200, pixels: new Uint8Array(width * height).fill(240) })).toEqual({ blank: true, ink: 0 });
  });
});

describe("not blank is a page", () => {
  const texts: readonly [string, PlacedText][] = [
    ["its number below", [295, 820, "2", 10]],
    ["a small number in its corner", [555, 30, "7", 8]],
    ["a number at the side where holes are", [34, 308, "14", 10]],
    ["one small line", [70, 120, "Bitte wenden", 7]],
    ["a footer", [70, 815, "Sparkasse Uelzen · IBAN DE89 3704 0044 0532 0130 00", 6]],
    ["a dash and a dot", [280, 400, "1 - 2.", 9]],
    ["two letters in the middle", [290, 420, "ok", 10]],
  ];
  test.each(texts)("with %s", async (_, text) => {
    const pdf = await drawPdf({ pages: [[text]] });
    for (const look of [
      { dpi: 150, skew: 1, noise: 25 },
      { dpi: 300, noise: 10 },
    ] as const)
      expect(seen(await scanOf(pdf, look)).blank).toBe(false);
    const page = await scanOf(pdf, { dpi: 200, skew: -2 });
    for (const other of [faxOf(page), blackAndWhite(page, 160), turnedPage(page, 180)]) expect(seen(other).blank).toBe(false);
  });

  test.each<[string, readonly Paint[]]>([
    ["a round stamp", [shaded((x, y) => (Math.abs(Math.hypot(x - 150, y - 60) - 16) < 0.4 ? 110 : 0))]],
    ["a stroke of a pen", [stroke([60, 150], [95, 140], 0.5, 120)]],
    ["a tick by pencil", [stroke([100, 100], [102, 104], 0.5, 75), stroke([102, 104], [108, 94], 0.5, 75)]],
    ["a dark picture", [shaded((x, y) => (x > 50 && x < 150 && y > 80 && y < 200 ? 130 : 0))]],
    ["a disc where no hole is", [disc(105, 140, 6)]],
    ["a line of broken letters", Array.from({ length: 40 }, (_, index) => disc(40 + index * 0.95, 100 + (index % 3) * 0.9, 0.35))],
    ["writing on black", [shaded((x, y) => (Math.abs(y - 150) < 4 && x > 60 && x < 120 ? 0 : 230))]],
  ])("with %s", (_, paints) => {
    expect(seen(painted({ dpi: 200 }, ...paints)).blank).toBe(false);
  });

  test("cut to half a sheet, with a word", async () => {
    const page = await scanOf(await drawPdf({ pages: [[[100, 100, "Beleg", 9]]] }), { dpi: 150 });
    const half = Math.floor(page.height / 2);
    expect(seen({ ...page, height: half, pixels: page.pixels.slice(0, half * page.width) }).blank).toBe(false);
  });
});

test("ink is the share of the page that is dark, whatever its resolution", () => {
  const block = shaded((x, y) => (x > 50 && x < 71 && y > 100 && y < 129.7 ? 200 : 0));
  for (const dpi of [100, 150, 200]) expect(seen(painted({ dpi }, block)).ink).toBeCloseTo(0.01, 3);
  const fine = painted({ dpi: 300 }, block);
  expect(seen(atDpi({ ...fine, dpiAcross: 300, dpiDown: 300 }, 200)).ink).toBeCloseTo(0.01, 3);
});
