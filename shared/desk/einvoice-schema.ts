// The semantic model of an electronic invoice on the wire to a screen; the terms' meanings stand in shared/einvoice/model.ts.
// Must never be stricter than the model: what a sender wrote is shown, however wrong it is.
import { z } from "../base/zod.ts";

const text = z.string().nullable();
const listOf = <T extends z.ZodType>(entry: T) => z.array(entry).readonly();

const amount = z.object({ value: z.string(), currency: text }).nullable();
const identifier = z.object({ id: z.string(), scheme: text, version: z.exactOptional(text) });
const quantity = z.object({ value: z.string(), unit: text }).nullable();
const period = z.object({ start: text, end: text }).nullable();
const address = z
  .object({ line1: text, line2: text, line3: text, city: text, postCode: text, subdivision: text, country: text })
  .nullable();
const contact = z.object({ name: text, phone: text, email: text }).nullable();

const seller = z.object({
  name: text,
  tradingName: text,
  identifiers: listOf(identifier),
  registration: identifier.nullable(),
  vatId: text,
  taxNumber: text,
  legalInformation: text,
  electronicAddress: identifier.nullable(),
  address,
  contact,
});

const buyer = z.object({
  name: text,
  tradingName: text,
  identifier: identifier.nullable(),
  registration: identifier.nullable(),
  vatId: text,
  electronicAddress: identifier.nullable(),
  address,
  contact,
});

const paymentMeans = z.object({
  code: text,
  text,
  remittance: text,
  creditTransfers: listOf(z.object({ account: text, accountName: text, bic: text })),
  card: z.object({ number: text, holder: text }).nullable(),
  directDebit: z.object({ mandate: text, creditor: text, account: text }).nullable(),
});

const allowance = z.object({
  amount,
  base: amount,
  percent: text,
  vatCategory: text,
  vatRate: text,
  reason: text,
  reasonCode: text,
});

const item = z.object({
  name: text,
  description: text,
  sellerId: text,
  buyerId: text,
  standardId: identifier.nullable(),
  classifications: listOf(identifier),
  originCountry: text,
  attributes: listOf(z.object({ name: text, value: text })),
});

export const invoiceLineSchema = z.object({
  id: text,
  note: text,
  object: identifier.nullable(),
  quantity,
  net: amount,
  orderLine: text,
  accountingReference: text,
  period,
  allowances: listOf(allowance),
  charges: listOf(allowance),
  price: z.object({ net: amount, discount: amount, gross: amount, baseQuantity: quantity }).nullable(),
  vat: z.object({ category: text, rate: text }).nullable(),
  item: item.nullable(),
  get subLines(): z.ZodReadonly<z.ZodArray<typeof invoiceLineSchema>> {
    return z.array(invoiceLineSchema).readonly();
  },
});

const vatBreakdown = z.object({ base: amount, amount, category: text, rate: text, exemptionReason: text, exemptionCode: text });

const supportingDocument = z.object({
  reference: text,
  description: text,
  location: text,
  file: z.object({ name: text, mimeType: text, size: z.int().nonnegative() }).nullable(),
});

export const shownInvoiceSchema = z.object({
  syntax: z.enum(["ubl", "cii"]),
  root: z.enum(["invoice", "creditNote"]),
  businessProcess: text,
  specification: text,
  number: text,
  issueDate: text,
  typeCode: text,
  currency: text,
  vatCurrency: text,
  taxPointDate: text,
  taxPointCode: text,
  dueDate: text,
  buyerReference: text,
  project: text,
  contract: text,
  purchaseOrder: text,
  salesOrder: text,
  receivingAdvice: text,
  despatchAdvice: text,
  tender: text,
  object: identifier.nullable(),
  accountingReference: text,
  paymentTerms: text,
  notes: listOf(z.object({ subject: text, text })),
  precedingInvoices: listOf(z.object({ number: text, issueDate: text })),
  seller,
  buyer,
  payee: z.object({ name: text, identifier: identifier.nullable(), registration: identifier.nullable() }).nullable(),
  taxRepresentative: z.object({ name: text, vatId: text, address }).nullable(),
  delivery: z.object({ name: text, location: identifier.nullable(), date: text, address }).nullable(),
  period,
  paymentMeans: listOf(paymentMeans),
  allowances: listOf(allowance),
  charges: listOf(allowance),
  totals: z.object({
    lines: amount,
    allowances: amount,
    charges: amount,
    net: amount,
    vat: amount,
    vatInAccountingCurrency: amount,
    gross: amount,
    prepaid: amount,
    rounding: amount,
    payable: amount,
  }),
  vatBreakdown: listOf(vatBreakdown),
  supportingDocuments: listOf(supportingDocument),
  thirdPartyPayments: listOf(z.object({ type: text, amount, description: text })),
});
