// Text of filed documents: what the file says, and what is recognised where a page is only a picture.
import { afterAll, expect, test } from "vitest";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { pngOf, scanOf } from "../../scanner-inbox/ocr/scan-for-tests.ts";
import { openTextExtractor } from "./text-extractor.ts";

const extractor = openTextExtractor();
afterAll(() => extractor.close());

test("a PDF's own text and the text of a scan come alike", async () => {
  const sentence = "Die Beleuchtung ist ausgefallen.";
  const pdf = await drawPdf({ pages: [[[72, 100, sentence, 12]]] });
  expect(await extractor.extractText(pdf, "application/pdf", { recognise: true })).toBe(sentence);
  expect(await extractor.extractText(pngOf(await scanOf(pdf, { dpi: 200, noise: 20 })), "image/png", { recognise: true })).toBe(sentence);
});
