// Draws a payment order sheet as a tagged PDF (headings, tables with header cells, language, title, embedded font) and puts the pages of the invoice
// behind it as they are. Must never change a page of the invoice, and never say that the whole is PDF/A: the invoice's pages may not be.
import { degrees, PDFDocument as PdfFile } from "@cantoo/pdf-lib";
import PDFDocument from "pdfkit";
import { must } from "../../shared/base/must.ts";
import { assetBytes } from "../raster/asset.ts";
import { ReadError } from "../read/reading.ts";
import type { OrderedFile, OrderSheet, SheetPart } from "./order-sheet.ts";

const margin = 56;
const labelShare = 0.32;
const gap = 10;

/** The sheet, and behind it the file's pages. Rejects with a ReadError where the file cannot be opened, as a locked one cannot. */
export async function drawOrderSheet(sheet: OrderSheet, file: OrderedFile | null): Promise<Uint8Array> {
  const fonts = await Promise.all(
    ["Regular", "Bold"].map((face) => assetBytes(`LiberationSans-${face}.ttf`, `pdfjs-dist/standard_fonts/LiberationSans-${face}.ttf`)),
  );
  const drawn = await new SheetWriter(sheet, must(fonts[0], "two were read"), must(fonts[1], "two were read")).finished();
  if (file === null) return drawn;
  try {
    return await withPages(drawn, file);
  } catch (error) {
    throw new ReadError("pdf-damaged", error instanceof Error ? error.name : "unknown error");
  }
}

/** The structure tree is the sheet's own file's, so the invoice's pages go into it and not the other way round. */
async function withPages(drawn: Uint8Array, { bytes, mime, pages }: OrderedFile): Promise<Uint8Array> {
  const whole = await PdfFile.load(drawn, { updateMetadata: false });
  if (mime === "application/pdf") {
    const source = await PdfFile.load(bytes, { updateMetadata: false });
    const shown = pages ?? source.getPageIndices().map((index) => ({ page: index + 1, turn: 0 }));
    const copies = await whole.copyPages(
      source,
      shown.map(({ page }) => page - 1),
    );
    for (const [index, copy] of copies.entries()) {
      const turn = shown[index]?.turn ?? 0;
      if (turn !== 0) copy.setRotation(degrees((copy.getRotation().angle + turn) % 360));
      whole.addPage(copy);
    }
  } else {
    const picture = mime === "image/png" ? await whole.embedPng(bytes) : await whole.embedJpg(bytes);
    const page = whole.addPage([595.28, 841.89]);
    const { width, height } = picture.scaleToFit(page.getWidth(), page.getHeight());
    page.drawImage(picture, { x: 0, y: page.getHeight() - height, width, height });
  }
  return whole.save();
}

type Struct = ReturnType<InstanceType<typeof PDFDocument>["struct"]>;

class SheetWriter {
  readonly #document: InstanceType<typeof PDFDocument>;
  readonly #chunks: Buffer[] = [];
  readonly #ended: Promise<void>;
  readonly #root: Struct;

  constructor(sheet: OrderSheet, regular: Uint8Array, bold: Uint8Array) {
    const made = new Date(sheet.at);
    const document = new PDFDocument({
      size: "A4",
      margin,
      tagged: true,
      lang: "de-DE",
      displayTitle: true,
      pdfVersion: "1.7",
      // No standard font is looked for: those are not embedded.
      font: "",
      info: { Title: `${sheet.title} ${sheet.line}`, CreationDate: made, ModDate: made, Producer: "Amtsstube", Creator: "Amtsstube" },
    });
    document.registerFont("regular", Buffer.from(regular)).registerFont("bold", Buffer.from(bold));
    this.#document = document;
    document.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
    this.#ended = new Promise((resolve) => document.on("end", resolve));
    this.#root = document.struct("Document");
    document.addStructure(this.#root);
    this.#words("H1", sheet.title, { size: 20, bold: true });
    this.#words("P", sheet.line, { size: 10, after: 12 });
    for (const part of sheet.parts) this.#part(part);
    this.#words("P", sheet.foot, { size: 8, before: 14 });
    this.#root.end();
    document.end();
  }

  async finished(): Promise<Uint8Array> {
    await this.#ended;
    return new Uint8Array(Buffer.concat(this.#chunks));
  }

  #font(bold: boolean, size: number): void {
    this.#document.font(bold ? "bold" : "regular").fontSize(size);
  }

  get #width(): number {
    return this.#document.page.width - 2 * margin;
  }

  /** A new page where `height` points do not fit any more. */
  #room(height: number): void {
    if (this.#document.y + height > this.#document.page.height - margin) this.#document.addPage();
  }

  #words(tag: string, text: string, look: { size: number; bold?: boolean; before?: number; after?: number }): void {
    const document = this.#document;
    this.#font(look.bold === true, look.size);
    document.y += look.before ?? 0;
    this.#room(document.heightOfString(text, { width: this.#width }));
    const content = document.markStructureContent(tag);
    document.text(text, margin, document.y, { width: this.#width });
    document.endMarkedContent();
    this.#root.add(document.struct(tag, {}, [content]));
    document.y += look.after ?? 0;
  }

  #part(part: SheetPart): void {
    // A heading stays with what it is of.
    this.#room(70);
    this.#words("H2", part.heading, { size: 12, bold: true, before: 10, after: 4 });
    const table = this.#document.struct("Table");
    this.#root.add(table);
    if ("values" in part) for (const [name, value] of part.values) this.#row(table, valueCells(name, value));
    else {
      const cells = (texts: readonly string[], head: boolean): readonly Cell[] =>
        part.columns.map(({ share, amount = false }, index) => ({
          text: texts[index] ?? "",
          share,
          amount,
          ...(head ? { scope: "Column" } : {}),
        }));
      this.#row(
        table,
        cells(
          part.columns.map(({ title }) => title),
          true,
        ),
      );
      for (const row of part.rows) this.#row(table, cells(row, false));
    }
    table.end();
  }

  #row(table: Struct, cells: readonly Cell[]): void {
    const document = this.#document;
    const size = 9.5;
    // The last column ends where the line below it does.
    const widths = cells.map(({ share }, index) => share * this.#width - (index === cells.length - 1 ? 0 : gap));
    const heights = cells.map(({ text, scope }, index) => {
      this.#font(scope !== undefined, size);
      return document.heightOfString(text === "" ? " " : text, { width: widths[index] ?? 0 });
    });
    const height = Math.max(...heights) + 5;
    this.#room(height);
    const top = document.y;
    const row = document.struct("TR");
    table.add(row);
    let left = margin;
    for (const [index, { text, scope, amount, share }] of cells.entries()) {
      const tag = scope === undefined ? "TD" : "TH";
      const look = { lang: "de-DE", ...(scope === undefined ? {} : { scope }) };
      this.#font(scope !== undefined, size);
      const content = document.markStructureContent(tag);
      document.text(text, left, top, { width: widths[index] ?? 0, align: amount ? "right" : "left" });
      document.endMarkedContent();
      row.add(document.struct(tag, look, [content]));
      left += share * this.#width;
    }
    row.end();
    document.markContent("Artifact", { type: "Layout" });
    document
      .moveTo(margin, top + height - 2)
      .lineTo(margin + this.#width, top + height - 2)
      .lineWidth(0.4)
      .strokeColor("#b8b8b8")
      .stroke();
    document.endMarkedContent();
    document.x = margin;
    document.y = top + height + 1;
  }
}

type Cell = { readonly text: string; readonly share: number; readonly amount: boolean; readonly scope?: string };

function valueCells(name: string, value: string): readonly Cell[] {
  return [
    { text: name, share: labelShare, amount: false, scope: "Row" },
    { text: value, share: 1 - labelShare, amount: false },
  ];
}
