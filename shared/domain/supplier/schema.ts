// A supplier: whom the municipality pays, by which marks one knows their papers, and where on these papers the fields stand.
// Must never hold what an invoice says: of invoices only ids, of their pages only places and words of labels.
import { derivedId } from "../../base/hash.ts";
import { z } from "../../base/zod.ts";
import { bodyBase } from "../trail.ts";
import { plainMark, plainName } from "./names.ts";

const text = z.string().trim().min(1).max(300).nullable();

export const supplierFieldsSchema = z.strictObject({
  name: z.string().trim().min(1).max(300),
  /** Other spellings that stand on papers. */
  otherNames: z.array(z.string().trim().min(1).max(300)).max(20),
  /** BT-31, without blanks. */
  vatId: text,
  /** BT-32 */
  taxNumber: text,
  /** What the supplier calls the municipality. */
  customerNumber: text,
  street: text,
  postcode: text,
  city: text,
});
export type SupplierFields = Readonly<z.infer<typeof supplierFieldsSchema>>;
export type SupplierFieldName = keyof SupplierFields;
export const supplierFieldNames = supplierFieldsSchema.keyof().options;

export const emptySupplierFields: Omit<SupplierFields, "name"> = {
  otherNames: [],
  vatId: null,
  taxNumber: null,
  customerNumber: null,
  street: null,
  postcode: null,
  city: null,
};

/** BT-84 and BT-86, in capitals and without blanks. */
export const accountSchema = z.strictObject({
  iban: z.string().regex(/^[A-Z]{2}\d{2}[A-Z\d]{8,30}$/u),
  bic: z
    .string()
    .regex(/^[A-Z\d]{8}(?:[A-Z\d]{3})?$/u)
    .nullable(),
});
export type Account = Readonly<z.infer<typeof accountSchema>>;

const said = { by: z.string(), at: z.iso.datetime() };
/** The person whose deputy proposed it. */
const onBehalfOf = z.string().optional();

/** An account with who proposed it and who confirmed it; without either word it is older than that rule and counts. */
const supplierAccountSchema = z.looseObject({
  ...accountSchema.shape,
  ...said,
  onBehalfOf,
  /** Proposed by one person, seen by no second one. */
  unconfirmed: z.boolean().optional(),
  confirmed: z.looseObject({ ...said, note: z.string() }).optional(),
  /** Somebody wants it gone; it counts until a second person agrees. */
  removal: z.looseObject({ ...said, onBehalfOf }).optional(),
});
export type SupplierAccount = Readonly<z.infer<typeof supplierAccountSchema>>;

const fraction = z.number().min(0).max(1);

/** Where a value stands seen from its label; `box`: it has none, its place on the page is all there is. */
export const placedAs = ["behind", "right", "below", "box"] as const;

const placeShape = {
  /** Name of the invoice's field. */
  field: z.string().min(1).max(40),
  /** Counted from 1: from the first page, or from the last one where `fromEnd`. */
  page: z.int().min(1).max(1000),
  fromEnd: z.boolean(),
  /** Words of the label, without any token that holds a digit; empty where there is none. */
  label: z
    .string()
    .max(60)
    .regex(/^\P{N}*$/u),
  where: z.enum(placedAs),
  /** The value's place as fractions of the upright page. */
  box: z.object({ x: fraction, y: fraction, width: fraction, height: fraction }),
};
/** A place as the desk found it. */
export const foundPlaceSchema = z.strictObject(placeShape);
export type FoundPlace = Readonly<z.infer<typeof foundPlaceSchema>>;

/** An invoice is counted once: so many of the newest are remembered. */
export const invoicesRemembered = 10;

export const learnedPlaceSchema = z.looseObject({
  ...placeShape,
  /** On how many invoices the field stood there, and on how many something else did. */
  right: z.int().nonnegative(),
  wrong: z.int().nonnegative(),
  /** Ids of the newest invoices it was seen at, the last one last. */
  invoices: z.array(z.uuid()).min(1).max(invoicesRemembered),
  at: z.iso.datetime(),
});
export type LearnedPlace = Readonly<z.infer<typeof learnedPlaceSchema>>;

export const supplierSchema = z.looseObject({
  ...bodyBase,
  fields: supplierFieldsSchema,
  ibans: z.array(supplierAccountSchema).max(20),
  state: z.enum(["active", "blocked"]),
  /** The entering was taken back: nobody is matched with it any more. */
  withdrawn: z.boolean().optional(),
  /** By `placeIdOf`. */
  learned: z.record(z.uuid(), learnedPlaceSchema),
});
export type Supplier = Readonly<z.infer<typeof supplierSchema>>;

/**
 * The id of a supplier with these marks: VAT id before the first account before the name, so that two desks that enter the same
 * one without network make the same record.
 */
export function supplierIdOf({ fields, ibans }: { readonly fields: SupplierFields; readonly ibans: readonly Account[] }): string {
  const [account] = ibans;
  const mark =
    fields.vatId !== null
      ? `vat:${plainMark(fields.vatId)}`
      : account !== undefined
        ? `iban:${plainMark(account.iban)}`
        : `name:${plainName(fields.name)}`;
  return derivedId(`supplier:${mark}`, 0);
}

/** One place of one field is one record of experience, whichever invoice showed it. */
export function placeIdOf({ field, page, fromEnd, label, where, box }: FoundPlace): string {
  // Without a label only the place tells one from another; a tenth of the page is as fine as paper lies.
  const at = where === "box" ? `${Math.round(box.x * 10)}/${Math.round(box.y * 10)}` : "";
  return derivedId(`place:${[field, page, fromEnd, where, label.toLowerCase(), at].join("/")}`, 0);
}

/** What must hold of every supplier; the first breach in English for the log. */
export function supplierInvariants({ ibans, learned }: Supplier): string | undefined {
  if (new Set(ibans.map(({ iban }) => iban)).size < ibans.length) return "an account stands there once";
  return Object.values(learned).some(({ right, wrong }) => right + wrong === 0) ? "what was learned was seen once" : undefined;
}
