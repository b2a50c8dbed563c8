// What one invoice of the demo town says: lines, taxes, dates. Sums are made from the lines and therefore add up.
import { addDays } from "../../../shared/base/office-date.ts";
import { sumCents, type Cents } from "../../../shared/base/money.ts";
import { emptyInvoiceFields } from "../../../shared/domain/invoice/schema.ts";
import type { AllFields } from "../../../shared/domain/invoice/terms.ts";
import type { Random } from "../../../shared/testing/random.ts";
import { placeOf } from "../person-data.ts";
import type { InvoiceForm, Ware } from "./supplier-row.ts";
import type { Supplier } from "./suppliers.ts";

export interface InvoiceLine {
  readonly text: string;
  readonly unit: string;
  /** Hundredths of the unit. */
  readonly quantity: number;
  readonly unitPrice: Cents;
  readonly net: Cents;
  readonly rate: number;
}

export interface VatSum {
  readonly rate: number;
  readonly net: Cents;
  readonly vat: Cents;
}

export interface InvoiceFacts {
  readonly kind: "invoice" | "creditNote";
  readonly form: InvoiceForm;
  readonly supplier: Supplier;
  readonly number: string;
  readonly customerNumber: string;
  readonly issueDate: string;
  readonly deliveryDate: string;
  readonly dueDate: string | null;
  readonly buyerReference: string | null;
  readonly orderReference: string | null;
  /** Number of the invoice that a credit note corrects. */
  readonly precedingNumber: string | null;
  readonly discount: { readonly percent: number; readonly days: number; readonly until: string } | null;
  readonly lines: readonly InvoiceLine[];
  readonly vatSums: readonly VatSum[];
  readonly net: Cents;
  readonly vat: Cents;
  readonly gross: Cents;
  readonly remittance: string;
}

export interface FactsRequest {
  readonly supplier: Supplier;
  readonly issueDate: string;
  readonly form: InvoiceForm;
  readonly kind?: "invoice" | "creditNote";
  /** Number of lines; drawn where absent. */
  readonly lines?: number;
  /** Running part of the invoice number; drawn where absent. */
  readonly running?: number;
}

/** The town's own routing number (Leitweg-ID): made up, with right check digits. */
export const townRoutingId = "03360-BEVENSENEBSTORF-34";

function lineOf(random: Random, [text, unit, from, to, rate, most]: Ware): InvoiceLine {
  const fractional = unit === "Std." || unit === "t" || unit === "m³";
  const whole = random.int(Math.max(1, Math.floor(most / 12)), most);
  const quantity = whole * 100 + (fractional ? random.pick([0, 25, 50, 75]) : 0);
  const unitPrice = random.int(from, to);
  return { text, unit, quantity, unitPrice, net: Math.round((quantity * unitPrice) / 100), rate };
}

/** A long invoice lists the same wares for many places. */
function manyOf(random: Random, wares: readonly Ware[], count: number): readonly Ware[] {
  return Array.from({ length: count }, () => {
    const [text, unit, from, to, rate, most] = random.pick(wares);
    return [`${text}, ${placeOf(random).municipality}`, unit, from, to, rate, Math.max(1, Math.ceil(most / 10))] as const;
  });
}

function vatSumsOf(lines: readonly InvoiceLine[]): readonly VatSum[] {
  const rates = [...new Set(lines.map((line) => line.rate))].sort((a, b) => b - a);
  return rates.map((rate) => {
    const net = sumCents(lines.filter((line) => line.rate === rate).map((line) => line.net));
    return { rate, net, vat: Math.round((net * rate) / 100) };
  });
}

/** Draws one invoice of a supplier. */
export function invoiceFacts(random: Random, request: FactsRequest): InvoiceFacts {
  const { supplier, issueDate, form, kind = "invoice" } = request;
  const count = request.lines ?? random.int(1, supplier.wares.length);
  const wares = count <= supplier.wares.length ? random.sample(supplier.wares, count) : manyOf(random, supplier.wares, count);
  const lines = wares.map((ware) => lineOf(random, ware));
  const vatSums = vatSumsOf(lines);
  const net = sumCents(vatSums.map((sum) => sum.net));
  const vat = sumCents(vatSums.map((sum) => sum.vat));
  const running = request.running ?? random.int(100, 9899);
  const number = `${supplier.prefix}${kind === "creditNote" ? "G" : ""}${issueDate.slice(0, 4)}${String(running).padStart(5, "0")}`;
  const customerNumber = String(10_000 + ((supplier.name.length * 397) % 80_000));
  const isXml = form !== "text" && form !== "scan";
  return {
    kind,
    form,
    supplier,
    number,
    customerNumber,
    issueDate,
    deliveryDate: addDays(issueDate, -random.int(1, 12)),
    dueDate: kind === "creditNote" ? null : addDays(issueDate, supplier.days),
    buyerReference: isXml || random.chance(0.15) ? townRoutingId : null,
    orderReference: random.chance(0.3) ? `BE-${issueDate.slice(2, 4)}-${random.digits(4)}` : null,
    precedingNumber: kind === "creditNote" ? `${supplier.prefix}${issueDate.slice(0, 4)}${random.digits(5)}` : null,
    discount: supplier.discount > 0 && kind === "invoice" ? { percent: supplier.discount, days: 10, until: addDays(issueDate, 10) } : null,
    lines,
    vatSums,
    net,
    vat,
    gross: net + vat,
    remittance: `${number} Kd-Nr. ${customerNumber}`,
  };
}

/** The header terms a perfect reader finds in the file; null where the file does not say it (the account never is). */
export function truthOf(facts: InvoiceFacts): AllFields {
  const {
    supplier,
    number,
    issueDate,
    dueDate,
    deliveryDate,
    customerNumber,
    buyerReference,
    orderReference,
    net,
    vat,
    gross,
    remittance,
  } = facts;
  const isXml = facts.form !== "text" && facts.form !== "scan";
  return {
    ...emptyInvoiceFields,
    number,
    issueDate,
    dueDate,
    deliveryDate,
    customerNumber,
    discounts: facts.discount === null ? null : [{ rate: facts.discount.percent * 100, until: facts.discount.until }],
    vatLines: facts.vatSums.map(({ rate, net: base, vat: tax }) => ({ rate: rate * 100, net: base, vat: tax })),
    supplier: supplier.name,
    supplierVatId: supplier.vatId,
    supplierTaxNumber: supplier.taxNumber,
    buyerReference,
    orderReference,
    iban: supplier.iban,
    bic: supplier.bic,
    net,
    vat,
    gross,
    currency: "EUR",
    remittance: isXml ? remittance : null,
  };
}
