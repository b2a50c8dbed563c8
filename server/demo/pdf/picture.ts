// A drawn page as the picture a scanner would make of it: paper tint, a little noise, slightly crooked. Pixels may differ between machines.
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { createCanvas, GlobalFonts, type SKRSContext2D } from "@napi-rs/canvas";
import type { Random } from "../../../shared/testing/random.ts";
import type { FontName } from "./font-metrics.ts";
import { paper, type Colour, type Page } from "./sheet.ts";
import type { PicturePage } from "./write-pdf.ts";

const family = "Demo Sans";
const faces: Readonly<Record<FontName, string>> = {
  regular: family,
  bold: `bold ${family}`,
  italic: `italic ${family}`,
  serif: family,
  serifBold: `bold ${family}`,
  mono: family,
};

let ready = false;

/** Registers the free fonts that pdfjs brings along, so that no machine's own fonts are needed. */
export function useDemoFonts(): void {
  if (ready) return;
  const folder = join(dirname(createRequire(import.meta.url).resolve("pdfjs-dist/package.json")), "standard_fonts");
  for (const face of ["Regular", "Bold", "Italic"]) GlobalFonts.registerFromPath(join(folder, `LiberationSans-${face}.ttf`), family);
  ready = true;
}

const css = (colour: Colour): string => `rgb(${colour.map((part) => Math.round(part * 255)).join(",")})`;

function draw(context: SKRSContext2D, page: Page): void {
  for (const mark of page) {
    if (mark.kind === "text") {
      const weight = faces[mark.font].replace(family, "").trim();
      context.font = `${weight} ${mark.size}px "${family}"`.trim();
      context.fillStyle = css(mark.colour);
      context.fillText(mark.text, mark.x, mark.y);
    } else if (mark.kind === "line") {
      context.strokeStyle = css(mark.colour);
      context.lineWidth = mark.width;
      context.beginPath();
      context.moveTo(mark.x, mark.y);
      context.lineTo(mark.toX, mark.toY);
      context.stroke();
    } else {
      context.fillStyle = css(mark.fill);
      context.fillRect(mark.x, mark.y, mark.width, mark.height);
    }
  }
}

/** One scanned page as JPEG at `dpi` dots an inch. */
export function scanOf(page: Page, random: Random, dpi = 120): PicturePage {
  useDemoFonts();
  const scale = dpi / 72;
  const width = Math.round(paper.width * scale);
  const height = Math.round(paper.height * scale);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext("2d");
  const tint = random.int(244, 252);
  context.fillStyle = `rgb(${tint},${tint},${tint - 3})`;
  context.fillRect(0, 0, width, height);
  context.save();
  context.scale(scale, scale);
  context.translate(random.int(-3, 3), random.int(-2, 2));
  context.rotate((random.int(-6, 6) / 1000) * 0.8);
  draw(context, page);
  context.restore();
  for (let speck = 0; speck < 160; speck += 1) {
    const dark = random.int(90, 210);
    context.fillStyle = `rgba(${dark},${dark},${dark},0.5)`;
    context.fillRect(random.int(0, width), random.int(0, height), 1, random.int(1, 2));
  }
  return { jpeg: canvas.encodeSync("jpeg", 62), width, height };
}
