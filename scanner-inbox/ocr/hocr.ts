// Words and their places out of hOCR, the form in which the native tesseract tells base lines too. Pure; what it does not know it passes over.
import type { SeenPage, SeenWord } from "./engine.ts";
import { middleOf, STROKE } from "./seen-words.ts";

type Line = {
  readonly x0: number;
  readonly y1: number;
  readonly x1: number;
  readonly slope: number;
  readonly offset: number;
  readonly size: number;
};

const element = /<span\b([^>]*)>|<\/span>/gu;
const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** A page as the engine in this program would have told it. */
export function seenOfHocr(html: string): SeenPage {
  const words: SeenWord[] = [];
  const slopes: { readonly slope: number; readonly words: number; readonly width: number }[] = [];
  let line: Line | undefined;
  let inLine = 0;
  const endLine = (): void => {
    if (line !== undefined) slopes.push({ slope: line.slope, words: inLine, width: line.x1 - line.x0 });
    inLine = 0;
  };
  for (const { 1: attributes = "", index, 0: whole } of html.matchAll(element)) {
    const kind = /class=['"]([\w]+)['"]/u.exec(attributes)?.[1];
    const title = /title=(?:'([^']*)'|"([^"]*)")/u.exec(attributes)?.slice(1).join("") ?? "";
    const box = numbersOf(title, "bbox");
    if (box.length !== 4) continue;
    const [x0 = 0, , x1 = 0, y1 = 0] = box;
    if (kind !== "ocrx_word") {
      endLine();
      const [slope = 0, offset = 0] = numbersOf(title, "baseline");
      line = { x0, x1, y1, slope, offset, size: numbersOf(title, "x_size")[0] ?? y1 - (box[1] ?? 0) };
      continue;
    }
    const text = textAt(html, index + whole.length);
    if (line === undefined || text === "" || STROKE.test(text)) continue;
    inLine += 1;
    // A base line is told from the lower left corner of its line's box.
    const base = line.y1 + line.offset + line.slope * (x0 - line.x0);
    const confidence = Math.min(1, Math.max(0, (numbersOf(title, "x_wconf")[0] ?? 0) / 100));
    words.push({ text, x: x0, base, width: x1 - x0, size: line.size, confidence });
  }
  endLine();
  return { words, slope: middleOf(slopes.filter((one) => one.words > 2 && one.width > 200).map(({ slope }) => slope)) };
}

/** The text of a word, without the marks of bold and italics in it. */
function textAt(html: string, start: number): string {
  const end = html.indexOf("</span>", start);
  const inner = html.slice(start, end === -1 ? start : end).replace(/<[^>]*>/gu, "");
  return inner
    .replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/giu, (all, hex?: string, decimal?: string, name?: string) => {
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      if (name !== undefined) return entities[name] ?? all;
      return point <= 0x10ffff ? String.fromCodePoint(point) : "";
    })
    .trim();
}

function numbersOf(title: string, name: string): readonly number[] {
  const found = new RegExp(`(?:^|;)\\s*${name}((?:\\s+-?[\\d.]+)+)`, "u").exec(title)?.[1];
  return found === undefined ? [] : found.trim().split(/\s+/u).map(Number);
}
