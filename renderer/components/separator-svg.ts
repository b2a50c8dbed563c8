// Draws the code of a separator sheet, to be printed. Knows neither what the code says nor the rest of the sheet.
import { encode } from "uqr";

/** Modules of white that a reader needs around the code (ISO/IEC 18004). */
const QUIET = 4;

/**
 * The text as a QR code: an SVG of one path, black on white, that takes the size it is given. Drawn so that a quarter of it may be dirty.
 * Printed, it should be 50 millimetres wide or more, so that a fax can be read.
 */
export function separatorSvg(text: string): string {
  const { data, size } = encode(text, { ecc: "Q", border: 0 });
  const side = size + 2 * QUIET;
  const path = data.flatMap((row, y) => row.flatMap((black, x) => (black ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : []))).join("");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges">`,
    `<path fill="#fff" d="M0 0h${side}v${side}h-${side}z"/><path fill="#000" d="${path}"/></svg>`,
  ].join("");
}
