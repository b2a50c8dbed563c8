// Which terms of an electronic invoice stand in which part of its sheet. A table and nothing else; what the sender left out is no row.
import type { ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import { invoiceTypes, paymentCodes } from "../../shared/text/de/screens-einvoice.ts";
import { lookUp } from "../../shared/text/refusal-text.ts";
import { accountText, amountText, dayText, identifierText, percentText, periodText, quantityText } from "./e-invoice-format.ts";

type Invoice = ReadEInvoice["invoice"];
type Line = ReadEInvoice["lines"][number];
export type Allowance = Invoice["allowances"][number];

/** A term and its value as it is shown. */
export interface TermRow {
  readonly term: string;
  readonly value: string;
}

type Pair = readonly [term: string, value: string | null | undefined];

function rowsOf(pairs: readonly Pair[]): readonly TermRow[] {
  return pairs.flatMap(([term, value]) => (value === null || value === undefined || value.trim() === "" ? [] : [{ term, value }]));
}

/** A code with its words where they are known. */
function coded(words: Readonly<Record<string, string>>, code: string | null): string | null {
  if (code === null) return null;
  const known = lookUp(words, code);
  return known === undefined ? code : `${known} (${code})`;
}

export function headRows(invoice: Invoice): readonly TermRow[] {
  return rowsOf([
    ["BT-1", invoice.number],
    ["BT-3", coded(invoiceTypes, invoice.typeCode)],
    ["BT-2", dayText(invoice.issueDate)],
    ["BT-9", dayText(invoice.dueDate)],
    ["BT-7", dayText(invoice.taxPointDate)],
    ["BT-8", invoice.taxPointCode],
    ["BT-5", invoice.currency],
    ["BT-6", invoice.vatCurrency],
    ["BT-24", invoice.specification],
    ["BT-23", invoice.businessProcess],
  ]);
}

export function referenceRows(invoice: Invoice): readonly TermRow[] {
  return rowsOf([
    ["BT-10", invoice.buyerReference],
    ["BT-13", invoice.purchaseOrder],
    ["BT-14", invoice.salesOrder],
    ["BT-12", invoice.contract],
    ["BT-11", invoice.project],
    ["BT-15", invoice.receivingAdvice],
    ["BT-16", invoice.despatchAdvice],
    ["BT-17", invoice.tender],
    ["BT-18", identifierText(invoice.object)],
    ["BT-19", invoice.accountingReference],
  ]);
}

type AddressTerms = readonly [
  line1: string,
  line2: string,
  line3: string,
  city: string,
  postCode: string,
  subdivision: string,
  country: string,
];

function addressRows(address: Invoice["seller"]["address"], terms: AddressTerms): readonly TermRow[] {
  if (address === null) return [];
  const { line1, line2, line3, city, postCode, subdivision, country } = address;
  const [first, second, third, town, code, part, land] = terms;
  return rowsOf([
    [first, line1],
    [second, line2],
    [third, line3],
    [code, postCode],
    [town, city],
    [part, subdivision],
    [land, country],
  ]);
}

export function sellerRows({ seller }: Invoice): readonly TermRow[] {
  return [
    ...rowsOf([
      ["BT-27", seller.name],
      ["BT-28", seller.tradingName],
    ]),
    ...addressRows(seller.address, ["BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"]),
    ...rowsOf([
      ["BT-31", seller.vatId],
      ["BT-32", seller.taxNumber],
      ...seller.identifiers.map((one): Pair => ["BT-29", identifierText(one)]),
      ["BT-30", identifierText(seller.registration)],
      ["BT-33", seller.legalInformation],
      ["BT-34", identifierText(seller.electronicAddress)],
      ["BT-41", seller.contact?.name],
      ["BT-42", seller.contact?.phone],
      ["BT-43", seller.contact?.email],
    ]),
  ];
}

export function buyerRows({ buyer }: Invoice): readonly TermRow[] {
  return [
    ...rowsOf([
      ["BT-44", buyer.name],
      ["BT-45", buyer.tradingName],
    ]),
    ...addressRows(buyer.address, ["BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"]),
    ...rowsOf([
      ["BT-46", identifierText(buyer.identifier)],
      ["BT-47", identifierText(buyer.registration)],
      ["BT-48", buyer.vatId],
      ["BT-49", identifierText(buyer.electronicAddress)],
      ["BT-56", buyer.contact?.name],
      ["BT-57", buyer.contact?.phone],
      ["BT-58", buyer.contact?.email],
    ]),
  ];
}

export function payeeRows({ payee }: Invoice): readonly TermRow[] {
  return rowsOf([
    ["BT-59", payee?.name],
    ["BT-60", identifierText(payee?.identifier ?? null)],
    ["BT-61", identifierText(payee?.registration ?? null)],
  ]);
}

export function representativeRows({ taxRepresentative }: Invoice): readonly TermRow[] {
  return [
    ...rowsOf([
      ["BT-62", taxRepresentative?.name],
      ["BT-63", taxRepresentative?.vatId],
    ]),
    ...addressRows(taxRepresentative?.address ?? null, ["BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"]),
  ];
}

export function deliveryRows({ delivery, period }: Invoice): readonly TermRow[] {
  return [
    ...rowsOf([
      ["BT-72", dayText(delivery?.date ?? null)],
      ["BT-73", dayText(period?.start ?? null)],
      ["BT-74", dayText(period?.end ?? null)],
      ["BT-70", delivery?.name],
      ["BT-71", identifierText(delivery?.location ?? null)],
    ]),
    ...addressRows(delivery?.address ?? null, ["BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"]),
  ];
}

export function paymentRows({ paymentMeans, paymentTerms }: Invoice): readonly TermRow[] {
  return [
    ...paymentMeans.flatMap((means) =>
      rowsOf([
        ["BT-81", coded(paymentCodes, means.code)],
        ["BT-82", means.text],
        ...means.creditTransfers.flatMap(({ account, accountName, bic }): readonly Pair[] => [
          ["BT-84", accountText(account)],
          ["BT-85", accountName],
          ["BT-86", bic],
        ]),
        ["BT-83", means.remittance],
        ["BT-87", means.card?.number],
        ["BT-88", means.card?.holder],
        ["BT-89", means.directDebit?.mandate],
        ["BT-90", means.directDebit?.creditor],
        ["BT-91", accountText(means.directDebit?.account ?? null)],
      ]),
    ),
    ...rowsOf([["BT-20", paymentTerms]]),
  ];
}

export function totalRows({ totals }: Invoice): readonly TermRow[] {
  return rowsOf([
    ["BT-106", amountText(totals.lines)],
    ["BT-107", amountText(totals.allowances)],
    ["BT-108", amountText(totals.charges)],
    ["BT-109", amountText(totals.net)],
    ["BT-110", amountText(totals.vat)],
    ["BT-111", amountText(totals.vatInAccountingCurrency)],
    ["BT-112", amountText(totals.gross)],
    ["BT-113", amountText(totals.prepaid)],
    ["BT-114", amountText(totals.rounding)],
    ["BT-115", amountText(totals.payable)],
  ]);
}

export function noteRows({ notes }: Invoice): readonly TermRow[] {
  return notes.flatMap(({ subject, text }) =>
    rowsOf([
      ["BT-21", subject],
      ["BT-22", text],
    ]),
  );
}

/** Everything of a line that has no column of its own. */
export function lineRows(line: Line): readonly TermRow[] {
  const { item, price } = line;
  return rowsOf([
    ["BT-154", item?.description],
    ["BT-155", item?.sellerId],
    ["BT-156", item?.buyerId],
    ["BT-157", identifierText(item?.standardId ?? null)],
    ...(item?.classifications ?? []).map((one): Pair => ["BT-158", identifierText(one)]),
    ["BT-159", item?.originCountry],
    ...(item?.attributes ?? []).map(({ name, value }): Pair => ["BG-32", [name, value].filter((part) => part !== null).join(": ")]),
    ["BT-127", line.note],
    ["BT-128", identifierText(line.object)],
    ["BT-132", line.orderLine],
    ["BT-133", line.accountingReference],
    ["BG-26", periodText(line.period)],
    ["BT-148", amountText(price?.gross ?? null)],
    ["BT-147", amountText(price?.discount ?? null)],
    ["BT-149", quantityText(price?.baseQuantity ?? null)],
    ...line.allowances.map((one): Pair => ["BG-27", allowanceText(one)]),
    ...line.charges.map((one): Pair => ["BG-28", allowanceText(one)]),
  ]);
}

/** An allowance of a line in one line: amount, reason, and what it is a share of. */
function allowanceText({ amount, base, percent, reason, reasonCode }: Allowance): string {
  const share = [percentText(percent), amountText(base)].filter((part) => part !== null).join(" von ");
  const why = [reason, reasonCode].filter((part) => part !== null).join(", ");
  return [amountText(amount), why, share].filter((part) => part !== null && part !== "").join(" · ");
}
