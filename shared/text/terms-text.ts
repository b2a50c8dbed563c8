// Discounts and VAT per rate as people read them in a line; it never reads them back, which is the form's work.
import type { Json } from "../base/canonical-json.ts";
import { z } from "../base/zod.ts";
import { formatDate, formatMoney } from "./format.ts";

const lineSchema = z.object({ rate: z.number(), until: z.string().optional(), net: z.number().optional(), vat: z.number().optional() });

/** "2" or "2,5": hundredths of a percent without the sign. */
export function rateText(hundredths: number): string {
  return String(hundredths / 100).replace(".", ",");
}

/** "2 % bis 17.11.2026" or "19 % auf 100,00 €: 19,00 €", one after the other; undefined for any other list. */
export function termsText(value: readonly Json[]): string | undefined {
  const lines = value.map((line) => lineSchema.safeParse(line));
  if (lines.length === 0 || lines.some((line) => !line.success)) return undefined;
  return lines
    .map(({ data }) => {
      const rate = `${rateText(data?.rate ?? 0)} %`;
      if (data?.until !== undefined) return `${rate} bis ${formatDate(data.until)}`;
      return `${rate} auf ${formatMoney(data?.net ?? 0)}: ${formatMoney(data?.vat ?? 0)}`;
    })
    .join(", ");
}
