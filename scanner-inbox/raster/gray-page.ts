// A page as a picture in grey: what barcodes, blank pages and text recognition look at; never colour, never a file.

/** Rows of bytes without padding, 0 black to 255 white, with the resolution that makes pixels into lengths. */
export type GrayPage = { readonly width: number; readonly height: number; readonly pixels: Uint8Array; readonly dpi: number };

/** Pixels of a decoder before they have one resolution: fax machines have another across than down. */
export type RawPage = Omit<GrayPage, "dpi"> & { readonly dpiAcross: number; readonly dpiDown: number };

/** The width of A4, which a picture without a resolution is taken to have. */
const A4_INCHES = 8.27;

/** Grey out of interleaved samples of 8 bits: 1 grey, 2 grey and alpha, 3 colours, 4 colours and alpha, on white paper. */
export function grayOf(samples: ArrayLike<number>, channels: number, count: number): Uint8Array {
  if (channels === 1) return samples instanceof Uint8Array ? samples : Uint8Array.from(samples);
  const pixels = new Uint8Array(count);
  const colours = channels >= 3;
  const hasAlpha = channels === 2 || channels === 4;
  for (let index = 0, at = 0; index < count; index += 1, at += channels) {
    const first = samples[at] ?? 255;
    const gray = colours ? (first * 299 + (samples[at + 1] ?? 255) * 587 + (samples[at + 2] ?? 255) * 114) / 1000 : first;
    const alpha = hasAlpha ? (samples[at + channels - 1] ?? 255) / 255 : 1;
    pixels[index] = Math.round(gray * alpha + 255 * (1 - alpha));
  }
  return pixels;
}

/**
 * Gives the memory of pixels back at once instead of at some later garbage collection; nobody may look at them afterwards. Pixels that lie
 * in a larger buffer, of a library's working memory, say, are left alone.
 */
export function freePixels({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** A resolution that can be meant: scanners write 0, 1 or 72 where they know nothing better. */
export function credibleDpi(dpi: number | undefined, width: number): number {
  return dpi !== undefined && dpi > 72 && dpi <= 2400 ? dpi : Math.max(72, Math.round(width / A4_INCHES));
}

/** The page at `dpi` where it was finer, else at its own resolution; never blown up but to make pixels square. */
export function atDpi(page: RawPage, dpi: number): GrayPage {
  const own = Math.max(page.dpiAcross, page.dpiDown);
  const wanted = own > dpi * 1.1 ? dpi : own;
  const width = Math.max(1, Math.round((page.width * wanted) / page.dpiAcross));
  const height = Math.max(1, Math.round((page.height * wanted) / page.dpiDown));
  return { width, height, pixels: resampled(page, width, height), dpi: wanted };
}

/** The page with no more than so many pixels, coarser where it had more; what it was made of is freed. */
export function withinMost(page: GrayPage, most: number): GrayPage {
  const scale = Math.sqrt(most / (page.width * page.height));
  if (scale >= 1) return page;
  const [width, height] = [Math.max(1, Math.floor(page.width * scale)), Math.max(1, Math.floor(page.height * scale))];
  const pixels = resampled(page, width, height);
  freePixels(page.pixels);
  return { width, height, pixels, dpi: page.dpi * scale };
}

/** A page out of a decoder at `dpi`; what it was made of is freed. */
export function drawnAt(raw: RawPage, dpi: number): GrayPage {
  const page = atDpi(raw, dpi);
  if (page.pixels !== raw.pixels) freePixels(raw.pixels);
  return page;
}

/** Each new pixel is the mean of those it covers, or the nearest one where it covers none. */
function resampled(page: Omit<GrayPage, "dpi">, width: number, height: number): Uint8Array {
  if (width === page.width && height === page.height) return page.pixels;
  const pixels = new Uint8Array(width * height);
  const across = spans(page.width, width);
  const down = spans(page.height, height);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [down[y] ?? 0, Math.max(down[y + 1] ?? 0, (down[y] ?? 0) + 1)];
    for (let x = 0; x < width; x += 1) {
      const [left, right] = [across[x] ?? 0, Math.max(across[x + 1] ?? 0, (across[x] ?? 0) + 1)];
      let sum = 0;
      for (let row = top; row < bottom; row += 1)
        for (let at = row * page.width + left; at < row * page.width + right; at += 1) sum += page.pixels[at] ?? 255;
      pixels[y * width + x] = sum / ((bottom - top) * (right - left));
    }
  }
  return pixels;
}

function spans(from: number, to: number): Int32Array {
  return Int32Array.from({ length: to + 1 }, (_, index) => Math.min(from, Math.floor((index * from) / to)));
}
