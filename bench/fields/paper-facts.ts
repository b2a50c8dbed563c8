// What one drawn paper of the evaluation set says: made up, sums and check digits right. Knows nothing of where it stands on the paper.
import { addDays, officeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import { must } from "../../shared/base/must.ts";
import { sumCents, type Cents } from "../../shared/base/money.ts";
import type { Random } from "../../shared/testing/random.ts";
import { madeUpIban, madeUpRouteId, madeUpTaxNumber, madeUpVatId } from "../../server/demo/invoice/check-digits.ts";

/** The words a set of papers is made of; each set has its own. */
export type PaperWords = {
  readonly sellers: readonly (readonly [name: string, street: string, place: string])[];
  readonly banks: readonly string[];
  readonly wares: readonly (readonly [text: string, unit: string])[];
  readonly numbers: readonly ((random: Random, year: string) => string)[];
};

export type Line = {
  readonly text: string;
  readonly unit: string;
  readonly quantity: number;
  readonly price: Cents;
  readonly net: Cents;
  readonly rate: number;
};

export type PaperFacts = {
  readonly number: string;
  readonly customer: string;
  readonly order: string;
  readonly route: string;
  readonly issue: OfficeDate;
  readonly deliveredFrom: OfficeDate;
  readonly delivered: OfficeDate;
  readonly days: number;
  readonly due: OfficeDate;
  /** Hundredths of a percent; the first step is the shortest. */
  readonly discounts: readonly { readonly rate: number; readonly days: number; readonly until: OfficeDate }[];
  readonly seller: {
    readonly name: string;
    readonly street: string;
    readonly place: string;
    readonly phone: string;
    readonly vatId: string;
    readonly taxNumber: string;
    readonly iban: string;
    readonly bic: string;
    readonly bank: string;
  };
  readonly lines: readonly Line[];
  readonly rates: readonly { readonly rate: number; readonly net: Cents; readonly vat: Cents }[];
  readonly net: Cents;
  readonly vat: Cents;
  readonly gross: Cents;
};

/** Draws the facts of one paper; `most` is the largest number of lines, `rates` the VAT rates in percent that may stand in it. */
export function drawFacts(random: Random, words: PaperWords, most: number, rates: readonly number[]): PaperFacts {
  const issue = must(officeDate(2026, random.int(1, 10), random.int(1, 28)), "every month has 28 days");
  const lines = Array.from({ length: random.int(Math.max(1, rates.length), most) }, (_, index): Line => {
    const [text, unit] = random.pick(words.wares);
    const quantity = random.int(1, 40);
    const price = random.int(150, random.chance(0.2) ? 90_000 : 9_000);
    return { text, unit, quantity, price, net: quantity * price, rate: rates[index] ?? random.pick(rates) };
  });
  const sums = [...new Set(lines.map(({ rate }) => rate))]
    .toSorted((a, b) => b - a)
    .map((rate) => {
      const net = sumCents(lines.filter((line) => line.rate === rate).map((line) => line.net));
      return { rate, net, vat: Math.round((net * rate) / 100) };
    });
  const [name, street, place] = random.pick(words.sellers);
  const days = random.pick([14, 21, 30]);
  const steps = random.pick([
    [[200, 8]],
    [[300, 10]],
    [[150, 7]],
    [
      [300, 5],
      [200, 10],
    ],
  ] as const);
  const delivered = addDays(issue, -random.int(1, 20));
  const net = sumCents(sums.map((sum) => sum.net));
  const vat = sumCents(sums.map((sum) => sum.vat));
  return {
    number: random.pick(words.numbers)(random, issue.slice(0, 4)),
    customer: random.chance(0.5) ? random.digits(5) : `K${random.digits(4)}`,
    order: `${random.pick(["B", "BST-", "2026/"])}${random.digits(5)}`,
    route: madeUpRouteId(random),
    issue,
    deliveredFrom: addDays(delivered, -random.int(3, 25)),
    delivered,
    days,
    due: addDays(issue, days),
    discounts: steps.map(([rate, term]) => ({ rate, days: term, until: addDays(issue, term) })),
    seller: {
      name,
      street,
      place,
      phone: `0${random.int(4131, 5899)} ${random.digits(5)}`,
      vatId: madeUpVatId(random),
      taxNumber: madeUpTaxNumber(random),
      iban: madeUpIban(random),
      bic: `${random.pick(["MUST", "PROB", "FIKT", "ERFD"])}DE${random.pick(["21", "2H", "FF", "8L"])}XXX`,
      bank: random.pick(words.banks),
    },
    lines,
    rates: sums,
    net,
    vat,
    gross: net + vat,
  };
}
