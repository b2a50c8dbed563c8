// Widths and bytes of characters in the standard PDF fonts, looked up once; must never be asked for fonts a PDF would have to embed.
import { isStandardFont, StandardFontEmbedder, StandardFonts } from "@cantoo/pdf-lib";

export const fontNames = ["regular", "bold", "italic", "serif", "serifBold", "mono"] as const;
export type FontName = (typeof fontNames)[number];

export const standardFonts: Readonly<Record<FontName, StandardFonts>> = {
  regular: StandardFonts.Helvetica,
  bold: StandardFonts.HelveticaBold,
  italic: StandardFonts.HelveticaOblique,
  serif: StandardFonts.TimesRoman,
  serifBold: StandardFonts.TimesRomanBold,
  mono: StandardFonts.Courier,
};

interface Glyph {
  /** Thousandths of the type size. */
  readonly width: number;
  /** Two hex digits: the character's byte in WinAnsi. */
  readonly hex: string;
}

const tables: Readonly<Record<FontName, Map<string, Glyph>>> = {
  regular: new Map(),
  bold: new Map(),
  italic: new Map(),
  serif: new Map(),
  serifBold: new Map(),
  mono: new Map(),
};

type MetricName = Parameters<typeof StandardFontEmbedder.for>[0];

/** The library names its fonts in two enums of the same words. */
function hasMetrics(name: string): name is MetricName {
  return isStandardFont(name);
}

function embedderOf(font: FontName): StandardFontEmbedder {
  const name: string = standardFonts[font];
  if (!hasMetrics(name)) throw new Error(`impossible: ${name} is one of the standard fonts`);
  return StandardFontEmbedder.for(name);
}

function glyphOf(font: FontName, character: string): Glyph {
  const known = tables[font].get(character);
  if (known !== undefined) return known;
  const embedder = embedderOf(font);
  const glyph = {
    width: embedder.widthOfTextAtSize(character, 1000),
    hex: embedder.encodeText(character).asString(),
  };
  tables[font].set(character, glyph);
  return glyph;
}

/** Width of a text in points. */
export function widthOf(font: FontName, size: number, text: string): number {
  let thousandths = 0;
  for (const character of text) thousandths += glyphOf(font, character).width;
  return (thousandths * size) / 1000;
}

/** The text as hex digits of WinAnsi bytes. */
export function hexOf(font: FontName, text: string): string {
  let hex = "";
  for (const character of text) hex += glyphOf(font, character).hex;
  return hex;
}

/** The text in lines no wider than `width` points, broken between words. */
export function wrap(font: FontName, size: number, width: number, text: string): string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  const blank = widthOf(font, size, " ");
  for (const word of text.split(" ")) {
    const needed = widthOf(font, size, word);
    if (line !== "" && used + blank + needed > width) {
      lines.push(line);
      line = word;
      used = needed;
    } else {
      line = line === "" ? word : `${line} ${word}`;
      used += needed + (used === 0 ? 0 : blank);
    }
  }
  return line === "" ? lines : [...lines, line];
}
