// Small pages side by side on one picture, as on a contact sheet: what was left out of a file stays to be seen. Pure.
import { pagePlace, pictureSize, placeInPicture } from "../../shared/domain/page-pictures.ts";
import { atDpi, type GrayPage } from "./gray-page.ts";

const white = 255;

/** The pages in the order and the places of shared/domain/page-pictures.ts, at most as many as one picture holds; null leaves its place empty. */
export function contactSheet(pages: readonly (GrayPage | null)[]): GrayPage {
  const { width, height } = pictureSize(pages.length);
  const sheet = { width, height, dpi: 72, pixels: new Uint8Array(width * height).fill(white) };
  for (const [index, page] of pages.entries()) if (page !== null) lay(small(page), placeInPicture(index), sheet);
  return sheet;
}

/** As large as it fits its place. `atDpi` leaves alone what is hardly finer than wanted, so what is hardly too large is made somewhat smaller. */
function small(page: GrayPage): GrayPage {
  const by = Math.min(pagePlace.width / page.width, pagePlace.height / page.height);
  return by >= 1 ? page : atDpi({ ...page, dpiAcross: page.dpi, dpiDown: page.dpi }, page.dpi * Math.min(by, 0.9));
}

function lay(page: GrayPage, { x, y }: { readonly x: number; readonly y: number }, sheet: GrayPage): void {
  for (let row = 0; row < page.height; row += 1)
    sheet.pixels.set(page.pixels.subarray(row * page.width, (row + 1) * page.width), (y + row) * sheet.width + x);
}
