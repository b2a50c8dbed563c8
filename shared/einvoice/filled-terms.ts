// Where each business term of EN 16931-1 stands in the semantic model, so that whoever asks is told which ones an invoice fills.
import type { Address, AllowanceOrCharge, Contact, InvoiceLine, SemanticInvoice } from "./model.ts";

type Value = unknown;
type Finder = (invoice: SemanticInvoice) => readonly Value[];

const one =
  (value: (invoice: SemanticInvoice) => Value): Finder =>
  (invoice) => [value(invoice)];

const each =
  <T>(list: (invoice: SemanticInvoice) => readonly T[], value: (entry: T) => Value): Finder =>
  (invoice) =>
    list(invoice).map(value);

const address = (
  ids: readonly [string, string, string, string, string, string, string],
  of: (invoice: SemanticInvoice) => Address | null | undefined,
): readonly (readonly [string, Finder])[] =>
  (["line1", "line2", "line3", "city", "postCode", "subdivision", "country"] as const).map((part, index) => [
    ids[index] ?? "",
    one((invoice) => of(invoice)?.[part]),
  ]);

const contact = (
  ids: readonly [string, string, string],
  of: (invoice: SemanticInvoice) => Contact | null,
): readonly (readonly [string, Finder])[] =>
  (["name", "phone", "email"] as const).map((part, index) => [ids[index] ?? "", one((invoice) => of(invoice)?.[part])]);

const reductions = (
  ids: readonly (readonly [string, keyof AllowanceOrCharge])[],
  of: (invoice: SemanticInvoice) => readonly AllowanceOrCharge[],
): readonly (readonly [string, Finder])[] => ids.map(([id, part]) => [id, each(of, (entry) => entry[part])]);

const line = (value: (entry: InvoiceLine) => Value): Finder => each(({ lines }) => lines, value);
const means = (value: (entry: SemanticInvoice["paymentMeans"][number]) => Value): Finder => each(({ paymentMeans }) => paymentMeans, value);
const transfer = (value: (entry: SemanticInvoice["paymentMeans"][number]["creditTransfers"][number]) => Value): Finder =>
  each(({ paymentMeans }) => paymentMeans.flatMap(({ creditTransfers }) => creditTransfers), value);
const group = (value: (entry: SemanticInvoice["vatBreakdown"][number]) => Value): Finder => each(({ vatBreakdown }) => vatBreakdown, value);
const paper = (value: (entry: SemanticInvoice["supportingDocuments"][number]) => Value): Finder =>
  each(({ supportingDocuments }) => supportingDocuments, value);
const attribute = (value: (entry: { readonly name: string | null; readonly value: string | null }) => Value): Finder =>
  each(({ lines }) => lines.flatMap(({ item }) => item?.attributes ?? []), value);

const finders: readonly (readonly [string, Finder])[] = [
  ["BT-1", one(({ number }) => number)],
  ["BT-2", one(({ issueDate }) => issueDate)],
  ["BT-3", one(({ typeCode }) => typeCode)],
  ["BT-5", one(({ currency }) => currency)],
  ["BT-6", one(({ vatCurrency }) => vatCurrency)],
  ["BT-7", one(({ taxPointDate }) => taxPointDate)],
  ["BT-8", one(({ taxPointCode }) => taxPointCode)],
  ["BT-9", one(({ dueDate }) => dueDate)],
  ["BT-10", one(({ buyerReference }) => buyerReference)],
  ["BT-11", one(({ project }) => project)],
  ["BT-12", one(({ contract }) => contract)],
  ["BT-13", one(({ purchaseOrder }) => purchaseOrder)],
  ["BT-14", one(({ salesOrder }) => salesOrder)],
  ["BT-15", one(({ receivingAdvice }) => receivingAdvice)],
  ["BT-16", one(({ despatchAdvice }) => despatchAdvice)],
  ["BT-17", one(({ tender }) => tender)],
  ["BT-18", one(({ object }) => object)],
  ["BT-19", one(({ accountingReference }) => accountingReference)],
  ["BT-20", one(({ paymentTerms }) => paymentTerms)],
  [
    "BT-21",
    each(
      ({ notes }) => notes,
      ({ subject }) => subject,
    ),
  ],
  [
    "BT-22",
    each(
      ({ notes }) => notes,
      ({ text }) => text,
    ),
  ],
  ["BT-23", one(({ businessProcess }) => businessProcess)],
  ["BT-24", one(({ specification }) => specification)],
  [
    "BT-25",
    each(
      ({ precedingInvoices }) => precedingInvoices,
      ({ number }) => number,
    ),
  ],
  [
    "BT-26",
    each(
      ({ precedingInvoices }) => precedingInvoices,
      ({ issueDate }) => issueDate,
    ),
  ],
  ["BT-27", one(({ seller }) => seller.name)],
  ["BT-28", one(({ seller }) => seller.tradingName)],
  [
    "BT-29",
    each(
      ({ seller }) => seller.identifiers,
      (identifier) => identifier,
    ),
  ],
  ["BT-30", one(({ seller }) => seller.registration)],
  ["BT-31", one(({ seller }) => seller.vatId)],
  ["BT-32", one(({ seller }) => seller.taxNumber)],
  ["BT-33", one(({ seller }) => seller.legalInformation)],
  ["BT-34", one(({ seller }) => seller.electronicAddress)],
  ...address(["BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"], ({ seller }) => seller.address),
  ...contact(["BT-41", "BT-42", "BT-43"], ({ seller }) => seller.contact),
  ["BT-44", one(({ buyer }) => buyer.name)],
  ["BT-45", one(({ buyer }) => buyer.tradingName)],
  ["BT-46", one(({ buyer }) => buyer.identifier)],
  ["BT-47", one(({ buyer }) => buyer.registration)],
  ["BT-48", one(({ buyer }) => buyer.vatId)],
  ["BT-49", one(({ buyer }) => buyer.electronicAddress)],
  ...address(["BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"], ({ buyer }) => buyer.address),
  ...contact(["BT-56", "BT-57", "BT-58"], ({ buyer }) => buyer.contact),
  ["BT-59", one(({ payee }) => payee?.name)],
  ["BT-60", one(({ payee }) => payee?.identifier)],
  ["BT-61", one(({ payee }) => payee?.registration)],
  ["BT-62", one(({ taxRepresentative }) => taxRepresentative?.name)],
  ["BT-63", one(({ taxRepresentative }) => taxRepresentative?.vatId)],
  ...address(["BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"], ({ taxRepresentative }) => taxRepresentative?.address),
  ["BT-70", one(({ delivery }) => delivery?.name)],
  ["BT-71", one(({ delivery }) => delivery?.location)],
  ["BT-72", one(({ delivery }) => delivery?.date)],
  ["BT-73", one(({ period }) => period?.start)],
  ["BT-74", one(({ period }) => period?.end)],
  ...address(["BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"], ({ delivery }) => delivery?.address),
  ["BT-81", means(({ code }) => code)],
  ["BT-82", means(({ text }) => text)],
  ["BT-83", means(({ remittance }) => remittance)],
  ["BT-84", transfer(({ account }) => account)],
  ["BT-85", transfer(({ accountName }) => accountName)],
  ["BT-86", transfer(({ bic }) => bic)],
  ["BT-87", means(({ card }) => card?.number)],
  ["BT-88", means(({ card }) => card?.holder)],
  ["BT-89", means(({ directDebit }) => directDebit?.mandate)],
  ["BT-90", means(({ directDebit }) => directDebit?.creditor)],
  ["BT-91", means(({ directDebit }) => directDebit?.account)],
  ...reductions(
    [
      ["BT-92", "amount"],
      ["BT-93", "base"],
      ["BT-94", "percent"],
      ["BT-95", "vatCategory"],
      ["BT-96", "vatRate"],
      ["BT-97", "reason"],
      ["BT-98", "reasonCode"],
    ],
    ({ allowances }) => allowances,
  ),
  ...reductions(
    [
      ["BT-99", "amount"],
      ["BT-100", "base"],
      ["BT-101", "percent"],
      ["BT-102", "vatCategory"],
      ["BT-103", "vatRate"],
      ["BT-104", "reason"],
      ["BT-105", "reasonCode"],
    ],
    ({ charges }) => charges,
  ),
  ["BT-106", one(({ totals }) => totals.lines)],
  ["BT-107", one(({ totals }) => totals.allowances)],
  ["BT-108", one(({ totals }) => totals.charges)],
  ["BT-109", one(({ totals }) => totals.net)],
  ["BT-110", one(({ totals }) => totals.vat)],
  ["BT-111", one(({ totals }) => totals.vatInAccountingCurrency)],
  ["BT-112", one(({ totals }) => totals.gross)],
  ["BT-113", one(({ totals }) => totals.prepaid)],
  ["BT-114", one(({ totals }) => totals.rounding)],
  ["BT-115", one(({ totals }) => totals.payable)],
  ["BT-116", group(({ base }) => base)],
  ["BT-117", group(({ amount }) => amount)],
  ["BT-118", group(({ category }) => category)],
  ["BT-119", group(({ rate }) => rate)],
  ["BT-120", group(({ exemptionReason }) => exemptionReason)],
  ["BT-121", group(({ exemptionCode }) => exemptionCode)],
  ["BT-122", paper(({ reference }) => reference)],
  ["BT-123", paper(({ description }) => description)],
  ["BT-124", paper(({ location }) => location)],
  ["BT-125", paper(({ file }) => file)],
  ["BT-126", line(({ id }) => id)],
  ["BT-127", line(({ note }) => note)],
  ["BT-128", line(({ object }) => object)],
  ["BT-129", line(({ quantity }) => quantity)],
  ["BT-130", line(({ quantity }) => quantity?.unit)],
  ["BT-131", line(({ net }) => net)],
  ["BT-132", line(({ orderLine }) => orderLine)],
  ["BT-133", line(({ accountingReference }) => accountingReference)],
  ["BT-134", line(({ period }) => period?.start)],
  ["BT-135", line(({ period }) => period?.end)],
  ...reductions(
    [
      ["BT-136", "amount"],
      ["BT-137", "base"],
      ["BT-138", "percent"],
      ["BT-139", "reason"],
      ["BT-140", "reasonCode"],
    ],
    ({ lines }) => lines.flatMap(({ allowances }) => allowances),
  ),
  ...reductions(
    [
      ["BT-141", "amount"],
      ["BT-142", "base"],
      ["BT-143", "percent"],
      ["BT-144", "reason"],
      ["BT-145", "reasonCode"],
    ],
    ({ lines }) => lines.flatMap(({ charges }) => charges),
  ),
  ["BT-146", line(({ price }) => price?.net)],
  ["BT-147", line(({ price }) => price?.discount)],
  ["BT-148", line(({ price }) => price?.gross)],
  ["BT-149", line(({ price }) => price?.baseQuantity)],
  ["BT-150", line(({ price }) => price?.baseQuantity?.unit)],
  ["BT-151", line(({ vat }) => vat?.category)],
  ["BT-152", line(({ vat }) => vat?.rate)],
  ["BT-153", line(({ item }) => item?.name)],
  ["BT-154", line(({ item }) => item?.description)],
  ["BT-155", line(({ item }) => item?.sellerId)],
  ["BT-156", line(({ item }) => item?.buyerId)],
  ["BT-157", line(({ item }) => item?.standardId)],
  [
    "BT-158",
    each(
      ({ lines }) => lines.flatMap(({ item }) => item?.classifications ?? []),
      (found) => found,
    ),
  ],
  ["BT-159", line(({ item }) => item?.originCountry)],
  ["BT-160", attribute(({ name }) => name)],
  ["BT-161", attribute(({ value }) => value)],
];

/** Every business term the model has a place for. */
export const allTerms: readonly string[] = finders.map(([id]) => id);

/** Terms that every invoice has to have (BR-1 to BR-15, BR-25 and the like), as far as one look at the header tells. */
export const coreTerms: readonly string[] = [
  "BT-1",
  "BT-2",
  "BT-3",
  "BT-5",
  "BT-24",
  "BT-27",
  "BT-44",
  "BT-106",
  "BT-109",
  "BT-112",
  "BT-115",
  "BT-126",
  "BT-131",
  "BT-153",
];

/** Terms that an invoice has a value for, anywhere in their list. */
export function filledTerms(invoice: SemanticInvoice): readonly string[] {
  return finders.filter(([, find]) => find(invoice).some((value) => value !== null && value !== undefined)).map(([id]) => id);
}
