// Draws small PDFs for tests, text by text at its place; used by tests only, never by the program.
import { PDFDocument, StandardFonts, type PDFFont } from "@cantoo/pdf-lib";

/** Distance from the left and upper edge in points, text, size of type (10 where left out). */
export type PlacedText = readonly [x: number, top: number, text: string, size?: number];

export type TestPdf = {
  readonly pages: readonly (readonly PlacedText[])[];
  readonly attachments?: readonly { readonly name: string; readonly content: string | Uint8Array }[];
};

/** The bytes of an A4 PDF with these texts and attachments. A text that ends in `<` ends at its place instead of beginning there. */
export async function drawPdf({ pages, attachments = [] }: TestPdf): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const texts of pages) {
    const page = document.addPage([595, 842]);
    for (const [x, top, text, size = 10] of texts) {
      const shown = text.endsWith("<") ? text.slice(0, -1) : text;
      page.drawText(shown, { x: x - (text.endsWith("<") ? widthOf(font, shown, size) : 0), y: 842 - top, size, font });
    }
  }
  for (const { name, content } of attachments) {
    await document.attach(typeof content === "string" ? new TextEncoder().encode(content) : content, name, { mimeType: "text/xml" });
  }
  return document.save();
}

function widthOf(font: PDFFont, text: string, size: number): number {
  return font.widthOfTextAtSize(text, size);
}
