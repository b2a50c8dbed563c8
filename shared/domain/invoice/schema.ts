// An incoming invoice: what was read from it, who certified what, who ordered payment. Amounts are integer cents.
import { digestOf } from "../../base/hash.ts";
import { z } from "../../base/zod.ts";
import { arrivalSchema, checkSchema } from "../arrival.ts";
import { extractedTextSchema } from "../extracted-text.ts";
import { authenticators } from "../command.ts";
import { pageBoxSchema } from "../page-box.ts";
import { filePagesSchema, idOfPages, type FilePages } from "../pages.ts";
import { contentRefSchema, renditionSchema } from "../record.ts";
import { bodyBase } from "../trail.ts";
import { clarifyShape } from "./clarify-schema.ts";
import { bookingsSchema } from "./bookings-schema.ts";
import { invoicePaymentsShape } from "./payments-schema.ts";
import { invoiceTermsSchema } from "./terms-schema.ts";
import { qualitySchema } from "./transfer-note.ts";

export const invoiceStates = ["captured", "inReview", "ready", "ordered", "paid", "filed"] as const;
export type InvoiceState = (typeof invoiceStates)[number];

export const certificationKinds = ["factual", "arithmetic"] as const;

const text = z.string().max(300).nullable();
const cents = z.int().nullable();
const date = z.iso.date().nullable();

/** Header terms of an invoice; null is "not known yet". BT numbers are those of EN 16931. */
export const invoiceFieldsSchema = z.strictObject({
  /** BT-1 */
  number: text,
  /** BT-2 */
  issueDate: date,
  /** BT-9 */
  dueDate: date,
  /** BT-27 */
  supplier: text,
  /** BT-31 */
  supplierVatId: text,
  /** BT-32 */
  supplierTaxNumber: text,
  /** BT-10, the Leitweg-ID where the supplier gave one */
  buyerReference: text,
  /** BT-13 */
  orderReference: text,
  /** BT-84, without blanks */
  iban: text,
  /** BT-86 */
  bic: text,
  /** BT-109 */
  net: cents,
  /** BT-110 */
  vat: cents,
  /** BT-112 */
  gross: cents,
  /** BT-5 */
  currency: text,
  /** BT-83 */
  remittance: text,
  /** Product account the payment is booked on (Produktsachkonto). */
  account: text,
});
export type InvoiceFields = Readonly<z.infer<typeof invoiceFieldsSchema>>;
export type InvoiceFieldName = keyof InvoiceFields;
export const invoiceFieldNames = invoiceFieldsSchema.keyof().options;

export const emptyInvoiceFields: InvoiceFields = invoiceFieldsSchema.parse(
  Object.fromEntries(invoiceFieldNames.map((name) => [name, null])),
);

/** Fields that stand or fall together when two people edit. */
export const invoiceFieldGroups: readonly (readonly (InvoiceFieldName | "vatLines")[])[] = [
  ["net", "vat", "gross", "currency", "vatLines"],
  ["supplier", "iban", "bic"],
];

/** Fields a certification or an order binds to. */
const paymentFields = [
  "number",
  "issueDate",
  "supplier",
  "iban",
  "bic",
  "net",
  "vat",
  "gross",
  "currency",
  "account",
] as const satisfies readonly InvoiceFieldName[];

export function isPaymentField(field: string): boolean {
  return paymentFields.some((known) => known === field);
}

/** So many other values are kept beside the one the reader chose. */
export const mostAlternatives = 4;

/** Where a value stands: the page of the file, counted from 1, the box on it and the line around it. */
export const placeSchema = z.looseObject({
  page: z.int().positive().optional(),
  box: pageBoxSchema.optional(),
  excerpt: z.string().max(300).optional(),
});
export type Place = Readonly<z.infer<typeof placeSchema>>;

/** Another value that the reader might have taken for the field, written as the field holds it. */
const alternativeSchema = z.looseObject({
  ...placeSchema.shape,
  value: z.union([z.string().max(300), z.int()]),
  confidence: z.number().min(0).max(1),
});
export type Alternative = Readonly<z.infer<typeof alternativeSchema>>;

/** Where a field came from and how sure the reader was, 0 to 1; a person's entry is sure. */
export const originSchema = z.looseObject({
  source: z.enum(["xml", "text", "derived", "person"]),
  /** Why a derived value is what it is; a word of the reader. */
  reason: z.string().optional(),
  confidence: z.number().min(0).max(1),
  ...placeSchema.shape,
  /** The surest first. */
  alternatives: z.array(alternativeSchema).max(mostAlternatives).optional(),
  /** Who looked at the value and said that it is right. */
  confirmedBy: z.string().optional(),
  /** Read from a payment code (GiroCode). The source is "text" all the same: older programs know no other word. */
  code: z.boolean().optional(),
  /** The text was recognised in a picture, so a person has to look. The source is "text" all the same: older programs know no other word. */
  recognised: z.boolean().optional(),
  /** Check digits told what a slip of the recognition must have been. */
  repaired: z.boolean().optional(),
  /** It stands where earlier papers of this supplier have taught to look. */
  learned: z.boolean().optional(),
});
export type FieldOrigin = Readonly<z.infer<typeof originSchema>>;

/** What the server found right at the moment it took a signature; absent until it has answered. */
export const signatureProofSchema = z.looseObject({
  /** When the server looked, by its clock. */
  at: z.iso.datetime(),
  /** The right that was used, and the unit it is for; "*" is every unit. */
  role: z.string(),
  unit: z.string(),
  /** Of an order: the amount, and up to which one the right goes. Absent without a limit. */
  amountCents: z.int().optional(),
  limitCents: z.int().optional(),
  /** Separation of duties held; false where a certifier ordered with a written reason. */
  separated: z.boolean(),
  /** The payment fields and the document were those of the digest. */
  sameVersion: z.boolean(),
});
export type SignatureProof = Readonly<z.infer<typeof signatureProofSchema>>;

const signatureSchema = z.looseObject({
  by: z.string(),
  at: z.iso.datetime(),
  digest: z.string(),
  statement: z.string(),
  commandId: z.string(),
  /** The person whose deputy `by` signed as. */
  onBehalfOf: z.string().optional(),
  device: z.string().optional(),
  /** Who looked at the password given for it, and when; absent where none was asked for. */
  authenticated: z.enum(authenticators).optional(),
  authenticatedAt: z.iso.datetime().optional(),
  proof: signatureProofSchema.optional(),
});
export type Signature = Readonly<z.infer<typeof signatureSchema>>;

/** Another record this one was compared with, and who said what it is to it. */
const comparedSchema = z.looseObject({ of: z.uuid(), by: z.string(), at: z.iso.datetime() });

export const invoiceSchema = z.looseObject({
  ...bodyBase,
  document: contentRefSchema,
  /** The part of the file this invoice is; absent where it is the whole file as it is. */
  pages: filePagesSchema.optional(),
  /** Made from the document by programs; absent where there is none. */
  renditions: z.array(renditionSchema).optional(),
  /** Hash and length of the text the server holds beside it, for search; absent where it has none. */
  text: extractedTextSchema.optional(),
  documentKind: z.enum(["invoice", "creditNote", "picture", "other"]),
  readState: z.enum(["read", "notReadYet"]),
  /** A reminder of an invoice: "other" to programs that know no such kind. It asks for money that another paper asks for already. */
  reminder: z.boolean().optional(),
  fields: invoiceFieldsSchema,
  terms: invoiceTermsSchema.optional(),
  origins: z.record(z.string(), originSchema),
  checks: z.array(checkSchema),
  arrivals: z.array(arrivalSchema).min(1),
  receivedAt: z.iso.datetime(),
  state: z.enum(invoiceStates),
  clerk: z.string().optional(),
  certifications: z.object({ factual: signatureSchema.optional(), arithmetic: signatureSchema.optional() }),
  order: signatureSchema.extend({ exceptionReason: z.string().optional() }).optional(),
  payment: z
    .looseObject({ by: z.string(), at: z.iso.datetime(), paidOn: z.iso.date(), commandId: z.string(), onBehalfOf: z.string().optional() })
    .optional(),
  ...invoicePaymentsShape,
  documentId: z.uuid().optional(),
  /** What it is booked on; absent where nothing but the account in `fields` says so. */
  bookings: bookingsSchema.optional(),
  /** Which supplier of the list it comes from; the fields say what the paper says. */
  supplierId: z.uuid().optional(),
  /** This paper is the other invoice once more: nobody signs or pays it. */
  duplicateOf: comparedSchema.optional(),
  /** Invoices that looked like this one and are others, by their id, so that each word can be taken back by itself. */
  toldApart: z.record(z.uuid(), comparedSchema.omit({ of: true })).optional(),
  /** The same, as it was kept before; nothing writes it any more. */
  differsFrom: z.array(comparedSchema).optional(),
  /** This paper is a letter and goes on as the incoming document `of`. */
  notAnInvoice: comparedSchema.optional(),
  /** That a letter was booked as this invoice was taken back. */
  withdrawn: z.boolean().optional(),
  /** Of a scan that was drawn as a sample, or that somebody has held beside its paper. */
  quality: qualitySchema.optional(),
  /** "Fachtechnisch richtig", where somebody wanted it. Beside the certifications: older programs know two of them. */
  technical: signatureSchema.optional(),
  ...clarifyShape,
});
export type Invoice = Readonly<z.infer<typeof invoiceSchema>>;

/** The id of the invoice with these bytes: one file is one invoice, and so is each part of one. */
export function invoiceIdOf(sha256: string, pages?: FilePages): string {
  return idOfPages("invoice", sha256, pages);
}

/**
 * What certifications and orders bind to: the payment-relevant fields, what it is booked on, the document's hash and which of its pages
 * it is, never a version number and never how a page is turned.
 */
export function paymentDigest(body: Pick<Invoice, "fields" | "document" | "pages" | "bookings">): string {
  const fields = Object.fromEntries(paymentFields.map((name) => [name, body.fields[name]]));
  const pages = body.pages?.shown.map(({ page }) => page);
  // Present only where they are: digests that were signed before there were any stay right.
  const more = {
    ...(pages === undefined ? {} : { pages }),
    ...(body.bookings === undefined ? {} : { bookings: z.json().parse(body.bookings) }),
  };
  return digestOf({ document: body.document.sha256, fields, ...more });
}

/** The state that follows from what was certified, ordered, paid and filed. */
export function stateOf(body: Pick<Invoice, "certifications" | "order" | "payment" | "documentId">): InvoiceState {
  if (body.documentId !== undefined) return "filed";
  if (body.payment !== undefined) return "paid";
  if (body.order !== undefined) return "ordered";
  const { factual, arithmetic } = body.certifications;
  if (factual !== undefined && arithmetic !== undefined) return "ready";
  return factual !== undefined || arithmetic !== undefined ? "inReview" : "captured";
}

/** Whether somebody has said that this paper is none, or has taken back that it is one. */
export function isNoInvoice({ notAnInvoice, withdrawn }: Pick<Invoice, "notAnInvoice" | "withdrawn">): boolean {
  return notAnInvoice !== undefined || withdrawn === true;
}

/** Everyone in whose name something was signed: the person, and the one they stood in for. None where nothing was signed. */
export function handsIn(signature: Pick<Signature, "by" | "onBehalfOf"> | undefined): readonly string[] {
  if (signature === undefined) return [];
  return signature.onBehalfOf === undefined ? [signature.by] : [signature.by, signature.onBehalfOf];
}

/** Everyone in whose name the invoice was certified. */
export function certifierHands(body: Pick<Invoice, "certifications" | "technical"> | undefined): readonly string[] {
  return [body?.certifications.factual, body?.certifications.arithmetic, body?.technical].flatMap(handsIn);
}

/** What must hold of every invoice (separation of duties: § 42 KomHKVO); the first breach in English for the log. */
export function invoiceInvariants(body: Invoice): string | undefined {
  const digest = paymentDigest(body);
  const { factual, arithmetic } = body.certifications;
  if (body.state !== stateOf(body)) return "the state follows from the signatures";
  if ([factual, arithmetic, body.technical, body.order].some((signature) => signature !== undefined && signature.digest !== digest))
    return "signatures are bound to today's payment fields";
  if (body.order !== undefined && (factual === undefined || arithmetic === undefined)) return "an order follows both certifications";
  if (body.order !== undefined && body.technicalWanted !== undefined && body.technical === undefined)
    return "an order follows the technical certification where it is wanted";
  const credits = Object.values(body.credits ?? {}).reduce((sum, { cents }) => sum + cents, 0);
  if (credits > 0 && credits > (body.fields.gross ?? 0)) return "credit notes never exceed the invoice";
  const certifiers = certifierHands(body);
  const orderers = handsIn(body.order);
  if (body.order !== undefined && body.order.exceptionReason === undefined && orderers.some((hand) => certifiers.includes(hand)))
    return "whoever certified orders only with a logged reason";
  if (handsIn(body.payment).some((hand) => orderers.includes(hand))) return "ordering and payment are never in one hand";
  if (body.inRun !== undefined && body.order === undefined) return "what is in a payment run stays ordered";
  if (body.duplicateOf !== undefined && body.order !== undefined) return "a duplicate is never ordered";
  if (isNoInvoice(body) && body.order !== undefined) return "what is no invoice is never ordered";
  if (body.documentId !== undefined && body.order === undefined) return "only an ordered invoice is filed";
  return undefined;
}
