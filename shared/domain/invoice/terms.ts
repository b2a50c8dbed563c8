// What an invoice says beyond its header: day of delivery, customer number, discounts, VAT per rate. It stands beside `fields` and never in it:
// programs of the first release read `fields` strictly and could not open an invoice with one member more.
import { z } from "../../base/zod.ts";
import { invoiceFieldNames, type Invoice, type InvoiceFieldName, type InvoiceFields } from "./schema.ts";
import { invoiceTermsShape } from "./terms-schema.ts";

/** As a command carries them: nothing else beside. */
export const termsArgsSchema = z.strictObject(invoiceTermsShape);
export type InvoiceTermName = keyof typeof invoiceTermsShape;
export type InvoiceTerms = { readonly [K in InvoiceTermName]: NonNullable<z.infer<(typeof invoiceTermsShape)[K]>> | null };
export const invoiceTermNames = z.strictObject(invoiceTermsShape).keyof().options;

/** Whatever a person can read and put right about an invoice, wherever in the body it stands. */
export type AllFields = InvoiceFields & InvoiceTerms;
export type AllFieldName = InvoiceFieldName | InvoiceTermName;
export const allFieldNames: readonly AllFieldName[] = [...invoiceFieldNames, ...invoiceTermNames];

const emptyTerms: InvoiceTerms = { deliveryDate: null, customerNumber: null, discounts: null, vatLines: null };

/** All fields of an invoice; null is "not known", also where an older program has never asked. */
export function allFieldsOf(body: Pick<Invoice, "fields" | "terms">): AllFields {
  const { deliveryDate = null, customerNumber = null, discounts = null, vatLines = null } = body.terms ?? emptyTerms;
  return { ...body.fields, deliveryDate, customerNumber, discounts, vatLines };
}
