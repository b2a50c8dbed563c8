// Net, VAT and gross of an invoice's text: candidates by their labels, then the ones whose sum is right; never invents an amount that no line carries or proves.
import type { Cents } from "../../shared/base/money.ts";
import type { TextCell } from "../read/reading.ts";
import { amountSegmentsOf, type AmountClass } from "./amount-labels.ts";
import type { DocumentLine, DocumentText, Hit } from "./document-text.ts";
import { underOrOver } from "./find-labelled.ts";
import { amountsIn, ratesIn } from "../../shared/base/value-text.ts";

export type AmountHit = Hit<Cents> & {
  readonly amountClass: AmountClass;
  /** The rates named beside it, in hundredths of a percent. */
  readonly rates: readonly number[];
};

/** One rate of the invoice's VAT, proved by its own line: base times rate is the tax. */
export type VatRateLine = {
  readonly rateHundredths: number;
  readonly net: Cents;
  readonly vat: Cents;
  /** Net and tax together, where the line says that too. */
  readonly gross: Cents | null;
  readonly line: DocumentLine;
};

export type AmountCandidates = { readonly hits: readonly AmountHit[]; readonly rateLines: readonly VatRateLine[] };

/** Whatever the labels and the VAT table of a text offer. */
export function findAmountCandidates(document: DocumentText): AmountCandidates {
  const hits: AmountHit[] = [];
  const rateLines: VatRateLine[] = [];
  for (const line of document.lines) {
    const rateLine = rateLineOf(line);
    if (rateLine && !rateLines.some((known) => known.rateHundredths === rateLine.rateHundredths && known.net === rateLine.net))
      rateLines.push(rateLine);
    const segments = amountSegmentsOf(line.text);
    for (const segment of segments) {
      const amount = segment.amountClass === "vat" ? vatAmountOf(segment.ratesHundredths, segment.amounts) : segment.amounts.at(-1)?.cents;
      if (amount !== undefined)
        hits.push({ amountClass: segment.amountClass, value: amount, confidence: segment.weight, rates: segment.ratesHundredths, line });
    }
    if (segments.length > 0 && amountsIn(line.text).length === 0) hits.push(...amountsUnder(document, line));
  }
  return { hits, rateLines };
}

/** In "19 % von 100,00 19,00" the tax is the amount that the rate makes of the other; alone or unproved, the last one. */
function vatAmountOf(rates: readonly number[], amounts: readonly { readonly cents: Cents }[]): Cents | undefined {
  for (const rate of rates) {
    const proved = amounts.find((vat) => amounts.some((base) => base !== vat && isTaxOf(base.cents, rate, vat.cents)));
    if (proved) return proved.cents;
  }
  return amounts.at(-1)?.cents;
}

/** Whether an amount is the tax on a base, rounding of many positions allowed for. */
export function isTaxOf(net: Cents, rateHundredths: number, vat: Cents): boolean {
  if (net === 0 || rateHundredths === 0) return false;
  return Math.abs((net * rateHundredths) / 10_000 - vat) <= 2.5 && Math.sign(net) === Math.sign(vat);
}

function rateLineOf(line: DocumentLine): VatRateLine | null {
  const amounts = amountsIn(line.text).map(({ cents }) => cents);
  for (const rateHundredths of ratesIn(line.text)) {
    for (const net of amounts) {
      for (const vat of amounts) {
        if (isTaxOf(net, rateHundredths, vat))
          return { rateHundredths, net, vat, gross: amounts.find((sum) => sum === net + vat) ?? null, line };
      }
    }
  }
  return null;
}

/** A row of labels over a row of amounts, as many foot tables have it. */
function amountsUnder(document: DocumentText, line: DocumentLine): AmountHit[] {
  return line.cells.flatMap((cell): AmountHit[] => {
    const segment = amountSegmentsOf(cell.text)[0];
    if (!segment || cell.text.length > segment.label.length + 20) return [];
    const below = amountBelow(document, line, cell);
    return below
      ? [
          {
            amountClass: segment.amountClass,
            value: below.cents,
            confidence: segment.weight * 0.85,
            rates: segment.ratesHundredths,
            line: below.line,
          },
        ]
      : [];
  });
}

function amountBelow(
  document: DocumentText,
  line: DocumentLine,
  cell: TextCell,
): { readonly cents: Cents; readonly line: DocumentLine } | null {
  for (const distance of [1, 2]) {
    const below = underOrOver(document, line, cell, distance);
    const amount = below ? amountsIn(below.cell.text).at(-1) : undefined;
    if (below && amount) return { cents: amount.cents, line: below.line };
  }
  return null;
}
