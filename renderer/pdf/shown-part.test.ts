// A part of a real PDF, read by pdf.js as the viewer reads it: its pages alone, in the recipe's order and turned as it says.
import { PDFDocument, StandardFonts } from "@cantoo/pdf-lib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { shownPart } from "./shown-part.ts";

test("a part has its own pages, numbers and text; a turned page stands as the recipe says, and the file is as it was", async () => {
  const drawn = await PDFDocument.create();
  const font = await drawn.embedFont(StandardFonts.Helvetica);
  for (const words of ["Blatt eins", "Blatt zwei", "Blatt drei"]) drawn.addPage([595, 842]).drawText(words, { x: 60, y: 700, font });
  const task = getDocument({ data: await drawn.save(), verbosity: 0 });
  const whole = await task.promise;
  const part = shownPart(whole, [
    { page: 3, turn: 0 },
    { page: 2, turn: 90 },
    { page: 9, turn: 0 },
  ]);
  expect(part.numPages).toBe(2);
  const [first, second] = [await part.getPage(1), await part.getPage(2)];
  const textOf = async (page: typeof first): Promise<string> =>
    (await page.getTextContent()).items.map((item) => ("str" in item ? item.str : "")).join("");
  expect([await textOf(first), await textOf(second)]).toEqual(["Blatt drei", "Blatt zwei"]);
  expect([first.rotate, second.rotate]).toEqual([0, 90]);
  expect(second.getViewport({ scale: 1 })).toMatchObject({ width: 842, height: 595 });
  expect(second.getViewport({ scale: 1, rotation: 0 })).toMatchObject({ width: 595, height: 842 });
  await expect(part.getPage(3)).rejects.toThrow(RangeError);
  expect(whole.numPages).toBe(3);
  expect((await whole.getPage(2)).rotate).toBe(0);
  await task.destroy();
});
