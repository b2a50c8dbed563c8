import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { describe, expect, test } from "vitest";
import { makeSample, sampleWishes } from "./samples.ts";

const folder = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");
const samples = Object.entries(sampleWishes);

/** The JPEG inside a one-page scan. */
function pictureIn(pdf: Uint8Array): Uint8Array {
  const bytes = Buffer.from(pdf);
  return bytes.subarray(bytes.indexOf(Buffer.from([0xff, 0xd8, 0xff])), bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) + 2);
}

/** Mean brightness of the picture in a grid of cells, 0 to 255. */
async function brightness(jpeg: Uint8Array): Promise<readonly number[]> {
  const canvas = createCanvas(24, 34);
  const context = canvas.getContext("2d");
  context.drawImage(await loadImage(Buffer.from(jpeg)), 0, 0, 24, 34);
  const { data } = context.getImageData(0, 0, 24, 34);
  return Array.from({ length: 24 * 34 }, (_unused, cell) => data[cell * 4] ?? 0);
}

describe("the sample folder", () => {
  test("holds the samples and nothing else, in less than 600 kB", () => {
    const names = readdirSync(folder);
    expect(names.sort()).toEqual(samples.map(([name]) => name).sort());
    expect(names.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)).toBeLessThan(600_000);
  });

  test.each(samples.filter(([, wish]) => wish.form !== "scan"))("%s is what the generator makes, byte for byte", (name, wish) => {
    expect(Buffer.from(makeSample(name, wish).bytes).equals(readFileSync(join(folder, name)))).toBe(true);
  });

  // Type is drawn by the machine's own rasterizer, so pictures are compared by what an eye sees.
  test.each(samples.filter(([, wish]) => wish.form === "scan"))(
    "%s looks like what the generator makes and holds no text",
    async (name, wish) => {
      const kept = readFileSync(join(folder, name));
      expect(kept.includes(" Tj")).toBe(false);
      const [before, after] = await Promise.all([brightness(pictureIn(kept)), brightness(pictureIn(makeSample(name, wish).bytes))]);
      const difference = before.reduce((sum, value, cell) => sum + Math.abs(value - (after[cell] ?? 0)), 0) / before.length;
      expect(difference).toBeLessThan(3);
      expect(Math.min(...before)).toBeLessThan(200);
    },
  );
});
