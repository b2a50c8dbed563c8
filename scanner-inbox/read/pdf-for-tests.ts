// Draws small PDFs for tests, text by text at its place; used by tests only, never by the program.
import { PDFDocument, StandardFonts, setCharacterSpacing, setCharacterSqueeze } from "@cantoo/pdf-lib";

/** Distance from the left and upper edge in points, text, size of type (10 where left out). */
export type PlacedText = readonly [x: number, top: number, text: string, size?: number];

/** What a page is set in. `spacing` is added behind each letter in points, `squeeze` is the width of letters in percent. */
export type TestType = { readonly font: keyof typeof StandardFonts; readonly spacing?: number; readonly squeeze?: number };

export type TestPdf = {
  readonly pages: readonly (readonly PlacedText[])[];
  readonly type?: TestType;
  readonly attachments?: readonly { readonly name: string; readonly content: string | Uint8Array }[];
};

/** The bytes of an A4 PDF with these texts and attachments. A text that ends in `<` ends at its place instead of beginning there. */
export async function drawPdf({ pages, type = { font: "Helvetica" }, attachments = [] }: TestPdf): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts[type.font]);
  const { spacing = 0, squeeze = 100 } = type;
  const widthOf = (text: string, size: number): number => (font.widthOfTextAtSize(text, size) + spacing * text.length) * (squeeze / 100);
  for (const texts of pages) {
    const page = document.addPage([595, 842]);
    if (spacing !== 0) page.pushOperators(setCharacterSpacing(spacing));
    if (squeeze !== 100) page.pushOperators(setCharacterSqueeze(squeeze));
    for (const [x, top, text, size = 10] of texts) {
      const shown = text.endsWith("<") ? text.slice(0, -1) : text;
      page.drawText(shown, { x: x - (text.endsWith("<") ? widthOf(shown, size) : 0), y: 842 - top, size, font });
    }
  }
  for (const { name, content } of attachments) {
    await document.attach(typeof content === "string" ? new TextEncoder().encode(content) : content, name, { mimeType: "text/xml" });
  }
  return document.save();
}
