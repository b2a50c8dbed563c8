// VAT per rate out of a text: the lines that prove themselves, as far as they make up the invoice's own sums. Never a split nobody wrote.
import { sumCents, type Cents } from "../../shared/base/money.ts";
import type { VatLine } from "../../shared/domain/invoice/terms-schema.ts";
import { fieldOfLines, roundConfidence } from "./document-text.ts";
import { isTaxOf, type AmountCandidates, type VatRateLine } from "./find-amounts.ts";
import type { ProposedField } from "./proposal.ts";

type Sums = { readonly net: ProposedField<Cents> | null; readonly vat: ProposedField<Cents> | null };

/** The rates of an invoice whose net and VAT are known: several where the paper splits them, one where one rate explains all. */
export function vatLinesOf({ hits, rateLines }: AmountCandidates, { net, vat }: Sums): ProposedField<readonly VatLine[]> | null {
  if (net === null || vat === null) return null;
  if (vat.value === 0 && vat.source === "derived")
    return { value: [{ rate: 0, net: net.value, vat: 0 }], source: "derived", reason: "taxFree", confidence: vat.confidence };
  const written = writtenSplit(rateLines, net.value, vat.value);
  if (written) {
    const value = written.map(({ rateHundredths: rate, net: base, vat: tax }) => ({ rate, net: base, vat: tax }));
    return fieldOfLines(
      value,
      0.95,
      written.map(({ line }) => line),
    );
  }
  const rates = new Set(hits.flatMap(({ amountClass, rates: named }) => (amountClass === "vat" ? named : [])));
  const explaining = [...rates].filter((rate) => isTaxOf(net.value, rate, vat.value));
  const [rate] = explaining;
  if (rate === undefined || explaining.length > 1) return null;
  const confidence = roundConfidence(Math.min(net.confidence, vat.confidence, 0.9));
  const { page, box, excerpt } = vat;
  const place = {
    ...(page === undefined ? {} : { page }),
    ...(box === undefined ? {} : { box }),
    ...(excerpt === undefined ? {} : { excerpt }),
  };
  return { value: [{ rate, net: net.value, vat: vat.value }], source: "derived", reason: "amounts", confidence, ...place };
}

/** One line a rate whose sums are those of the invoice; a rate that stands twice is taken where it fits. */
function writtenSplit(lines: readonly VatRateLine[], net: Cents, vat: Cents): readonly VatRateLine[] | null {
  const rates = [...new Set(lines.map(({ rateHundredths }) => rateHundredths))].toSorted((one, other) => other - one);
  const choices = rates.map((rate) => lines.filter(({ rateHundredths }) => rateHundredths === rate).slice(-4));
  const fits = (chosen: readonly VatRateLine[]): boolean =>
    chosen.length > 0 && sumCents(chosen.map((line) => line.net)) === net && sumCents(chosen.map((line) => line.vat)) === vat;
  const tryFrom = (at: number, chosen: readonly VatRateLine[]): readonly VatRateLine[] | null => {
    const options = choices[at];
    if (options === undefined) return fits(chosen) ? chosen : null;
    for (const line of options) {
      const found = tryFrom(at + 1, [...chosen, line]);
      if (found) return found;
    }
    return tryFrom(at + 1, chosen);
  };
  return rates.length > 6 ? null : tryFrom(0, []);
}
