// Pages of a PDF drawn by PDFium, as a person would see them: turned as the file says, stamps and notes included.
import { PDFiumLibrary } from "@hyzyla/pdfium";
import { ReadError } from "../read/reading.ts";
import { assetBytes } from "./asset.ts";
import type { Raster, RasterLimits } from "./raster.ts";

let library: ReturnType<typeof PDFiumLibrary.init> | null = null;

/** Opens a PDF. Throws a ReadError for a locked or unreadable one. */
export async function openPdf(bytes: Uint8Array, limits: RasterLimits): Promise<Raster> {
  library ??= assetBytes("pdfium.wasm", "@hyzyla/pdfium/pdfium.wasm").then(({ buffer }) => PDFiumLibrary.init({ wasmBinary: buffer }));
  const pdfium = await library;
  const document = await pdfium.loadDocument(bytes).catch((error: unknown) => {
    const locked = error instanceof Error && /password|security/iu.test(error.message);
    throw new ReadError(locked ? "pdf-password" : "pdf-damaged", locked ? "a password is needed to open it" : "it cannot be opened");
  });
  let open = true;
  return {
    pageCount: document.getPageCount(),
    async page(number, dpi) {
      if (!open) throw new ReadError("not-readable", "the file is closed");
      const page = document.getPage(number - 1);
      const { originalWidth, originalHeight } = page.getOriginalSize();
      const inches = { across: originalWidth / 72, down: originalHeight / 72 };
      const fitting = Math.min(dpi, Math.sqrt(Math.min(limits.pixels, limits.drawnPixels ?? Infinity) / (inches.across * inches.down)));
      const drawn = await page.render({ scale: fitting / 72, colorSpace: "Gray", render: "bitmap" });
      return { width: drawn.width, height: drawn.height, pixels: drawn.data, dpi: fitting };
    },
    close() {
      if (open) document.destroy();
      open = false;
    },
  };
}
