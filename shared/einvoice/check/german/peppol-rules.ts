// Rules of Peppol BIS Billing that XRechnung 3.0 took over, as far as they are no matter of a syntax (R008, R043, R044, R053, R054 and R101 are,
// shared/einvoice/syntax); R061 stands with the means of payment.
import { amountOf, decimalOf, sumOf } from "../../decimal.ts";
import type { AllowanceOrCharge, InvoiceLine, SemanticInvoice } from "../../model.ts";
import { type Place, type Rule, type Severity, unless } from "../rule.ts";
import { given, required } from "../terms.ts";

/** What the publishers allow where a product is rounded. */
const slack = "0.02";

type Entry = { readonly entry: AllowanceOrCharge; readonly place: Omit<Place, "term">; readonly of: 0 | 1 | 2 | 3 };

/** Terms of amount, base and percentage of an allowance or a charge, of the document and of a line. */
const terms = [
  ["BT-92", "BT-93", "BT-94"],
  ["BT-99", "BT-100", "BT-101"],
  ["BT-136", "BT-137", "BT-138"],
  ["BT-141", "BT-142", "BT-143"],
] as const;

function entriesOf({ allowances, charges, lines }: SemanticInvoice): readonly Entry[] {
  return [
    ...allowances.map((entry, index): Entry => ({ entry, place: { index }, of: 0 })),
    ...charges.map((entry, index): Entry => ({ entry, place: { index }, of: 1 })),
    ...lines.flatMap((line, index) => [
      ...line.allowances.map((entry): Entry => ({ entry, place: { index }, of: 2 })),
      ...line.charges.map((entry): Entry => ({ entry, place: { index }, of: 3 })),
    ]),
  ];
}

function ofEntries(id: string, which: 0 | 1 | 2, wrong: (entry: AllowanceOrCharge) => Place["values"] | boolean): Rule {
  return {
    id,
    severity: "fatal",
    broken: (invoice) =>
      entriesOf(invoice).flatMap(({ entry, place, of }) => {
        const found = wrong(entry);
        if (found === false || found === undefined) return [];
        const term = terms[of][which];
        return [found === true ? { ...place, term } : { ...place, term, values: found }];
      }),
  };
}

function amountOff({ amount, base, percent }: AllowanceOrCharge): Place["values"] | false {
  const [stated, of, rate] = [amountOf(amount), amountOf(base), decimalOf(percent)];
  if (stated === null || of === null || rate === null) return false;
  const computed = of.times(rate).div(100);
  return stated.minus(computed).abs().gt(slack) && { stated: stated.toString(), computed: computed.round(2).toString() };
}

function ofLines(
  id: string,
  term: Place["term"],
  wrong: (line: InvoiceLine) => Place["values"] | false,
  severity: Severity = "fatal",
): Rule {
  return {
    id,
    severity,
    broken: ({ lines }) =>
      lines.flatMap((line, index) => {
        const values = wrong(line);
        return values === false || values === undefined ? [] : [{ term, index, values }];
      }),
  };
}

function netOff({ net, quantity, price, allowances, charges }: InvoiceLine): Place["values"] | false {
  const [stated, count, each] = [amountOf(net), decimalOf(quantity?.value), amountOf(price?.net)];
  const per = decimalOf(price?.baseQuantity?.value ?? "1");
  if (stated === null || count === null || each === null || per === null || per.lte(0)) return false;
  const sum = (entries: readonly AllowanceOrCharge[]) => sumOf(entries.map(({ amount }) => amount));
  const computed = count.times(each).div(per).plus(sum(charges)).minus(sum(allowances));
  return stated.minus(computed).abs().gt(slack) && { stated: stated.toString(), computed: computed.round(2).toString() };
}

function priceOff({ price }: InvoiceLine): Place["values"] | false {
  const [net, gross, discount] = [amountOf(price?.net), amountOf(price?.gross), amountOf(price?.discount)];
  if (net === null || gross === null) return false;
  const computed = gross.minus(discount ?? 0);
  return !net.eq(computed) && { stated: net.toString(), computed: computed.toString() };
}

export const peppolRules: readonly Rule[] = [
  required("PEPPOL-EN16931-R001", "BT-23", ({ businessProcess }) => given(businessProcess)),
  required("PEPPOL-EN16931-R005", "BT-6", ({ currency, vatCurrency }) => !given(vatCurrency) || vatCurrency?.trim() !== currency?.trim()),
  required("PEPPOL-EN16931-R010", "BT-49", ({ buyer }) => given(buyer.electronicAddress?.id)),
  required("PEPPOL-EN16931-R020", "BT-34", ({ seller }) => given(seller.electronicAddress?.id)),
  ofEntries("PEPPOL-EN16931-R040", 0, amountOff),
  ofEntries("PEPPOL-EN16931-R041", 1, ({ base, percent }) => given(percent) && !given(base?.value)),
  ofEntries("PEPPOL-EN16931-R042", 2, ({ base, percent }) => given(base?.value) && !given(percent)),
  ofLines("PEPPOL-EN16931-R046", "BT-146", priceOff),
  {
    id: "PEPPOL-EN16931-R055",
    severity: "fatal",
    broken: ({ totals }) => {
      const [one, other] = [amountOf(totals.vat), amountOf(totals.vatInAccountingCurrency)];
      return one === null || other === null ? [] : unless(one.times(other).gte(0), "BT-111");
    },
  },
  ofDays("PEPPOL-EN16931-R110", "BT-134", (line, document) => !isBefore(line.start, document.start)),
  ofDays("PEPPOL-EN16931-R111", "BT-135", (line, document) => !isBefore(document.end, line.end)),
  notInCii(ofLines("PEPPOL-EN16931-R120", "BT-131", netOff, "warning")),
  ofLines("PEPPOL-EN16931-R121", "BT-149", ({ price }) => {
    const quantity = price?.baseQuantity;
    return quantity !== null && quantity !== undefined && !(decimalOf(quantity.value)?.gt(0) ?? false) && { stated: quantity.value };
  }),
  ofLines("PEPPOL-EN16931-R130", "BT-150", ({ price, quantity }) => {
    const unit = price?.baseQuantity?.unit;
    return given(unit) && given(quantity?.unit) && unit !== quantity?.unit && { stated: unit ?? "", wanted: quantity?.unit ?? "" };
  }),
];

/** XRechnung asks this of UBL alone. */
function notInCii(rule: Rule): Rule {
  return { ...rule, broken: (invoice) => (invoice.syntax === "cii" ? [] : rule.broken(invoice)) };
}

type Days = { readonly start: string | null; readonly end: string | null };

/** Days that could be read are compared as text. */
function isBefore(one: string | null, other: string | null): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/u;
  return one !== null && other !== null && day.test(one) && day.test(other) && one < other;
}

function ofDays(id: string, term: Place["term"], holds: (line: Days, document: Days) => boolean): Rule {
  return {
    id,
    severity: "fatal",
    broken: ({ period, lines }) =>
      lines.flatMap((line, index) => (period === null || line.period === null || holds(line.period, period) ? [] : [{ term, index }])),
  };
}
