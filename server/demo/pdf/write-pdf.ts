// Pages to PDF bytes: at once, without waiting, and the same bytes for the same pages on every machine (no clock, no compression).
import {
  PDFContext,
  PDFCrossRefSection,
  PDFHeader,
  PDFHexString,
  PDFName,
  PDFRawStream,
  PDFString,
  PDFTrailer,
  PDFTrailerDict,
  type PDFDict,
  type PDFRef,
} from "@cantoo/pdf-lib";
import { digestOf } from "../../../shared/base/hash.ts";
import { fontNames, hexOf, standardFonts, type FontName } from "./font-metrics.ts";
import { paper, type Colour, type Mark, type Page } from "./sheet.ts";

export interface PdfAttachment {
  readonly name: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
  readonly description: string;
}

export interface PdfOptions {
  readonly title: string;
  readonly author: string;
  readonly producer?: string;
  /** Instant of creation, ISO in UTC. */
  readonly createdAt: string;
  readonly attachment?: PdfAttachment;
  /** XMP packet, as PDF/A and hybrid invoices carry it. */
  readonly metadata?: string;
}

/** A page that is nothing but a picture, as a scanner makes it. */
export interface PicturePage {
  readonly jpeg: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

const short = (value: number): string => String(Math.round(value * 100) / 100);
const paint = (colour: Colour, operator: string): string => `${colour.map(short).join(" ")} ${operator}`;

function operatorsOf(mark: Mark): string {
  const up = (y: number): string => short(paper.height - y);
  switch (mark.kind) {
    case "text": {
      const font = `/${mark.font} ${short(mark.size)} Tf`;
      return `BT ${paint(mark.colour, "rg")} ${font} ${short(mark.x)} ${up(mark.y)} Td <${hexOf(mark.font, mark.text)}> Tj ET`;
    }
    case "line":
      return `${paint(mark.colour, "RG")} ${short(mark.width)} w ${short(mark.x)} ${up(mark.y)} m ${short(mark.toX)} ${up(mark.toY)} l S`;
    case "box":
      return `${paint(mark.fill, "rg")} ${short(mark.x)} ${up(mark.y + mark.height)} ${short(mark.width)} ${short(mark.height)} re f`;
  }
}

function usedFonts(pages: readonly Page[]): readonly FontName[] {
  const used = new Set(pages.flatMap((page) => page.map((mark) => (mark.kind === "text" ? mark.font : undefined))));
  return fontNames.filter((name) => used.has(name));
}

/** The PDF of drawn pages: real text in the standard fonts. */
export function pdfOfPages(pages: readonly Page[], options: PdfOptions): Uint8Array {
  const context = PDFContext.create();
  const fonts = Object.fromEntries(
    usedFonts(pages).map((name) => [
      name,
      context.register(context.obj({ Type: "Font", Subtype: "Type1", BaseFont: standardFonts[name], Encoding: "WinAnsiEncoding" })),
    ]),
  );
  const resources = context.register(context.obj({ Font: fonts }));
  const leaves = pages.map((page) => {
    const content = Buffer.from(page.map(operatorsOf).join("\n"), "latin1");
    return { resources, content: register(context, content, {}) };
  });
  return finish(context, leaves, options);
}

/** The PDF of a scan: pictures and not one character of text. */
export function pdfOfPictures(pictures: readonly PicturePage[], options: PdfOptions): Uint8Array {
  const context = PDFContext.create();
  const leaves = pictures.map(({ jpeg, width, height }) => {
    const image = register(context, jpeg, {
      Type: "XObject",
      Subtype: "Image",
      Width: width,
      Height: height,
      ColorSpace: "DeviceRGB",
      BitsPerComponent: 8,
      Filter: "DCTDecode",
    });
    const content = register(context, Buffer.from(`q ${paper.width} 0 0 ${paper.height} 0 0 cm /scan Do Q`, "latin1"), {});
    return { resources: context.register(context.obj({ XObject: { scan: image } })), content };
  });
  return finish(context, leaves, options);
}

function register(context: PDFContext, bytes: Uint8Array, entries: Readonly<Record<string, string | number>>): PDFRef {
  return context.register(PDFRawStream.of(context.obj({ ...entries, Length: bytes.length }), bytes));
}

/** `D:20261124080000Z` */
function pdfDate(iso: string): PDFString {
  return PDFString.of(`D:${iso.replace(/\D/gu, "").slice(0, 14)}Z`);
}

function finish(context: PDFContext, leaves: readonly { resources: PDFRef; content: PDFRef }[], options: PdfOptions): Uint8Array {
  const tree = context.nextRef();
  const kids = leaves.map(({ resources, content }) =>
    context.register(
      context.obj({ Type: "Page", Parent: tree, MediaBox: [0, 0, paper.width, paper.height], Resources: resources, Contents: content }),
    ),
  );
  context.assign(tree, context.obj({ Type: "Pages", Kids: kids, Count: kids.length }));
  const catalog = context.obj({ Type: "Catalog", Pages: tree, Lang: PDFString.of("de-DE") });
  if (options.metadata !== undefined) {
    const packet = Buffer.from(options.metadata, "utf8");
    catalog.set(PDFName.of("Metadata"), register(context, packet, { Type: "Metadata", Subtype: "XML" }));
  }
  if (options.attachment !== undefined) attach(context, catalog, options.attachment, options.createdAt);
  const info = context.obj({
    Title: PDFHexString.fromText(options.title),
    Author: PDFHexString.fromText(options.author),
    Producer: PDFHexString.fromText(options.producer ?? "Amtsstube"),
    CreationDate: pdfDate(options.createdAt),
    ModDate: pdfDate(options.createdAt),
  });
  return serialize(context, context.register(catalog), context.register(info), digestOf([options.title, options.createdAt]).slice(0, 32));
}

/** An attachment as PDF/A-3 wants it: a file specification that the catalog names as an associated file. */
function attach(context: PDFContext, catalog: PDFDict, attachment: PdfAttachment, createdAt: string): void {
  const { bytes, name, mime, description } = attachment;
  const stream = PDFRawStream.of(
    context.obj({
      Type: "EmbeddedFile",
      Subtype: mime,
      Length: bytes.length,
      Params: { Size: bytes.length, ModDate: pdfDate(createdAt) },
    }),
    bytes,
  );
  const embedded = context.register(stream);
  const specification = context.register(
    context.obj({
      Type: "Filespec",
      F: PDFString.of(name),
      UF: PDFHexString.fromText(name),
      Desc: PDFHexString.fromText(description),
      AFRelationship: "Alternative",
      EF: { F: embedded, UF: embedded },
    }),
  );
  catalog.set(PDFName.of("Names"), context.obj({ EmbeddedFiles: { Names: [PDFString.of(name), specification] } }));
  catalog.set(PDFName.of("AF"), context.obj([specification]));
}

/** The file's bytes: header, objects in order, cross-reference table, trailer. */
function serialize(context: PDFContext, root: PDFRef, info: PDFRef, id: string): Uint8Array {
  const header = PDFHeader.forVersion(1, 7);
  const chunks: Uint8Array[] = [];
  let offset = 0;
  const put = (chunk: Uint8Array): void => {
    chunks.push(chunk);
    offset += chunk.length;
  };
  const bytesOf = (part: { sizeInBytes(): number; copyBytesInto(buffer: Uint8Array, offset: number): number }): Uint8Array => {
    const bytes = new Uint8Array(part.sizeInBytes());
    part.copyBytesInto(bytes, 0);
    return bytes;
  };
  const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
  const table = PDFCrossRefSection.create();
  put(bytesOf(header));
  put(latin("\n"));
  for (const [ref, object] of context.enumerateIndirectObjects()) {
    table.addEntry(ref, offset);
    put(latin(`${ref.objectNumber} ${ref.generationNumber} obj\n`));
    put(bytesOf(object));
    put(latin("\nendobj\n"));
  }
  const tableAt = offset;
  put(bytesOf(table));
  put(latin("\n"));
  const trailer = context.obj({
    Size: context.largestObjectNumber + 1,
    Root: root,
    Info: info,
    ID: [PDFHexString.of(id), PDFHexString.of(id)],
  });
  put(bytesOf(PDFTrailerDict.of(trailer)));
  put(latin("\n"));
  put(bytesOf(PDFTrailer.forLastCrossRefSectionOffset(tableAt)));
  return Buffer.concat(chunks);
}
