// The form of an invoice's further terms; apart from terms.ts so that the body's schema and its readers do not import each other.
import { z } from "../../base/zod.ts";

/** One step of a discount for early payment: `rate` in hundredths of a percent, paid by the day `until`. */
const discountSchema = z.strictObject({ rate: z.int().min(1).max(10_000), until: z.iso.date() });

/** One rate of the VAT breakdown (BG-23): `rate` in hundredths of a percent, amounts in cents. */
const vatLineSchema = z.strictObject({ rate: z.int().min(0).max(10_000), net: z.int(), vat: z.int() });

export type Discount = Readonly<z.infer<typeof discountSchema>>;
export type VatLine = Readonly<z.infer<typeof vatLineSchema>>;

/** Every term may be missing: bodies of the first release have none. BT numbers are those of EN 16931. */
export const invoiceTermsShape = {
  /** BT-72; the last day where it was a period (BT-74). */
  deliveryDate: z.iso.date().nullable().optional(),
  /** BT-46: what the supplier calls its customer. */
  customerNumber: z.string().max(300).nullable().optional(),
  /** Of BT-20, shortest term first. */
  discounts: z.array(discountSchema).min(1).max(6).nullable().optional(),
  /** BG-23, highest rate first. */
  vatLines: z.array(vatLineSchema).min(1).max(12).nullable().optional(),
};

/** As a body holds them: terms of a later program are kept. */
export const invoiceTermsSchema = z.looseObject(invoiceTermsShape);
