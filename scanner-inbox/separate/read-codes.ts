// QR codes and the two barcodes that separator sheets bear, read by ZXing in this thread. No network: its program lies beside the bundle.
import { prepareZXingModule, readBarcodes, type ReaderOptions } from "zxing-wasm/reader";
import { assetBytes } from "../raster/asset.ts";
import type { GrayPage } from "../raster/gray-page.ts";
import { boxAround, tidyBox, type Box } from "../../shared/domain/page-box.ts";

/** A code's text, and where it stands on the page. */
export type SeenCode = { readonly text: string; readonly box: Box };

/** All codes on a page, whichever way it lies. */
export type CodeReader = (page: GrayPage) => Promise<readonly SeenCode[]>;

const options: ReaderOptions = {
  formats: ["QRCode", "Code39", "Code128"],
  tryHarder: true,
  tryRotate: true,
  tryDownscale: true,
  // White on black is no separator of anybody's, and looking for it takes as long again.
  tryInvert: false,
  textMode: "Plain",
};

/** Starts the reader. Rejects where its program is not there. */
export async function openCodeReader(): Promise<CodeReader> {
  const { buffer } = await assetBytes("zxing_reader.wasm", "zxing-wasm/reader/zxing_reader.wasm");
  await prepareZXingModule({ overrides: { wasmBinary: buffer }, fireImmediately: true });
  return async ({ width, height, pixels }) => {
    // A grey picture of the simplest kind there is: as colours it would be four times as large.
    const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
    const picture = new Uint8Array(head.byteLength + pixels.byteLength);
    picture.set(head);
    picture.set(pixels, head.byteLength);
    return (await readBarcodes(picture, options))
      .filter(({ isValid }) => isValid)
      .map(({ text, position }) => {
        const { topLeft, topRight, bottomLeft, bottomRight } = position;
        const corners = [topLeft, topRight, bottomLeft, bottomRight].map(({ x, y }) => ({
          x: x / width,
          y: y / height,
          width: 0,
          height: 0,
        }));
        return { text, box: tidyBox(boxAround(corners) ?? { x: 0, y: 0, width: 0, height: 0 }) };
      });
  };
}
