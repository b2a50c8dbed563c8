// One page looked at from all sides: is it blank, does it bear a code of a separator, does it bear the bars of one.
import { readSeparator } from "../../shared/domain/separator-sheet.ts";
import { isGiroText } from "../propose/giro-code.ts";
import type { GrayPage } from "../raster/gray-page.ts";
import { blankness } from "./blank-page.ts";
import type { PageLook, Separator } from "./page-look.ts";
import { hasPatchT } from "./patch-bars.ts";
import type { CodeReader } from "./read-codes.ts";
import { smallPage } from "./small-page.ts";

/** Resolution that every detector is content with; finer pages take longer and show no more. */
export const LOOK_DPI = 200;

const PATCH_TEXT = "PATCHT";

/** What page `number` looks like. A blank one bears no code, so nothing more is looked for. */
export async function lookAtPage(page: GrayPage, number: number, codes: CodeReader): Promise<PageLook> {
  const small = smallPage(page);
  const { blank, ink } = blankness(small);
  if (blank) return { page: number, separator: null, blank, ink };
  const seen = await codes(page);
  const separator = separatorOf(seen.map(({ text }) => text)) ?? (hasPatchT(small) ? { code: "patchT" as const } : null);
  const payment = seen.filter(({ text }) => isGiroText(text)).map((code) => ({ ...code, page: number }));
  return { page: number, separator, blank, ink, ...(payment.length === 0 ? {} : { payment }) };
}

/** Our own sheet says most and comes first, a damaged one before those of others. */
function separatorOf(texts: readonly string[]): Separator | null {
  const readings = texts.map(readSeparator);
  const sheet = readings.find((reading) => typeof reading === "object");
  if (sheet !== undefined) return { code: "ours", sheet };
  if (readings.includes("damaged")) return { code: "damaged" };
  return texts.some((text) => text.trim().toUpperCase() === PATCH_TEXT) ? { code: "patchCode" } : null;
}
