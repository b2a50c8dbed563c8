// Codes come from the lists of EN 16931: BR-CL-01 to BR-CL-26 (2, 9 and 12 were never given out).
// Must never blame a code of an older or newer edition of a list that was or will be allowed; what the extension of the XRechnung adds is its own rules' matter.
import { countries } from "../codes/countries.ts";
import { currencies } from "../codes/currencies.ts";
import { attachmentTypes, creditNoteTypes, documentTypes, invoiceTypes, paymentMeans, taxPoints } from "../codes/document-codes.ts";
import { addressSchemes, classificationSchemes, registrars } from "../codes/identifier-schemes.ts";
import { noteSubjects } from "../codes/note-subjects.ts";
import { allowanceReasons, chargeReasons } from "../codes/reason-codes.ts";
import { referenceCodes } from "../codes/reference-codes.ts";
import { units } from "../codes/units.ts";
import { exemptionReasons, vatCategories } from "../codes/vat-codes.ts";
import type { SemanticInvoice } from "../model.ts";
import { amounts } from "./amounts.ts";
import { profileOf } from "./profile.ts";
import type { Rule } from "./rule.ts";
import { addressSchemeTerms, attachmentType, coded, itemScheme, partySchemes, placeScheme, registrationSchemes } from "./schemes.ts";
import { ofAllLines, ofEach, once, right } from "./terms.ts";

type Codes = ReadonlySet<string>;

/** A list that the extension of the XRechnung widens: its rules (BR-DEX) then ask in place of the norm's. */
function unlessExtended(rule: Rule): Rule {
  return { ...rule, broken: (invoice) => (profileOf(invoice) === "xrechnungExtension" ? [] : rule.broken(invoice)) };
}

/** UBL has one document for invoices and one for credit notes, each with its own list; CII has one for both. */
function typesOf({ syntax, root }: SemanticInvoice): Codes {
  if (syntax === "cii") return documentTypes;
  return root === "creditNote" ? creditNoteTypes : invoiceTypes;
}

/** Invoices about clean vehicles (XRechnung CVD) class them by a scheme of their own. */
function classesOf({ specification }: SemanticInvoice): Codes {
  return /:xrechnung:cvd_/u.test(specification ?? "") ? classificationSchemesAndCvd : classificationSchemes;
}

const classificationSchemesAndCvd: Codes = new Set([...classificationSchemes, "CVD"]);

/** SEPA marks the creditor identifier (BT-90) among the identifiers of the one who is paid. */
const registrarsOrSepa: Codes = new Set([...registrars, "SEPA"]);

/** Reasons for exemption are found in capitals and small letters alike. */
const capital = (code: string | null): string | undefined => code?.toUpperCase();

export const codeRules: readonly Rule[] = [
  coded(
    "BR-CL-01",
    typesOf,
    once("BT-3", ({ typeCode }) => typeCode),
  ),
  right(
    "BR-CL-03",
    amounts,
    ({ currency }) => currency === null || currencies.has(currency.trim()),
    ({ currency }) => currency ?? "",
  ),
  coded(
    "BR-CL-04",
    currencies,
    once("BT-5", ({ currency }) => currency),
  ),
  coded(
    "BR-CL-05",
    currencies,
    once("BT-6", ({ vatCurrency }) => vatCurrency),
  ),
  coded(
    "BR-CL-06",
    taxPoints,
    once("BT-8", ({ taxPointCode }) => taxPointCode),
  ),
  coded(
    "BR-CL-07",
    referenceCodes,
    once("BT-18", ({ object }) => object?.scheme),
    ofAllLines("BT-128", ({ object }) => [object?.scheme]),
  ),
  coded(
    "BR-CL-08",
    noteSubjects,
    ofEach(
      "BT-21",
      ({ notes }) => notes,
      ({ subject }) => subject,
    ),
  ),
  unlessExtended(coded("BR-CL-10", registrarsOrSepa, ...partySchemes)),
  unlessExtended(coded("BR-CL-11", registrars, ...registrationSchemes)),
  coded(
    "BR-CL-13",
    classesOf,
    ofAllLines("BT-158", ({ item }) => item?.classifications.map(({ scheme }) => scheme) ?? []),
  ),
  coded(
    "BR-CL-14",
    countries,
    once("BT-40", ({ seller }) => seller.address?.country),
    once("BT-55", ({ buyer }) => buyer.address?.country),
    once("BT-69", ({ taxRepresentative }) => taxRepresentative?.address?.country),
    once("BT-80", ({ delivery }) => delivery?.address?.country),
  ),
  coded(
    "BR-CL-15",
    countries,
    ofAllLines("BT-159", ({ item }) => [item?.originCountry]),
  ),
  coded(
    "BR-CL-16",
    paymentMeans,
    ofEach(
      "BT-81",
      (invoice) => invoice.paymentMeans,
      ({ code }) => code,
    ),
  ),
  coded(
    "BR-CL-17",
    vatCategories,
    ofEach(
      "BT-95",
      ({ allowances }) => allowances,
      ({ vatCategory }) => vatCategory,
    ),
    ofEach(
      "BT-102",
      ({ charges }) => charges,
      ({ vatCategory }) => vatCategory,
    ),
    ofEach(
      "BT-118",
      ({ vatBreakdown }) => vatBreakdown,
      ({ category }) => category,
    ),
  ),
  coded(
    "BR-CL-18",
    vatCategories,
    ofAllLines("BT-151", ({ vat }) => [vat?.category]),
  ),
  coded(
    "BR-CL-19",
    allowanceReasons,
    ofEach(
      "BT-98",
      ({ allowances }) => allowances,
      ({ reasonCode }) => reasonCode,
    ),
    ofAllLines("BT-140", ({ allowances }) => allowances.map(({ reasonCode }) => reasonCode)),
  ),
  coded(
    "BR-CL-20",
    chargeReasons,
    ofEach(
      "BT-105",
      ({ charges }) => charges,
      ({ reasonCode }) => reasonCode,
    ),
    ofAllLines("BT-145", ({ charges }) => charges.map(({ reasonCode }) => reasonCode)),
  ),
  unlessExtended(coded("BR-CL-21", registrars, itemScheme)),
  coded(
    "BR-CL-22",
    exemptionReasons,
    ofEach(
      "BT-121",
      ({ vatBreakdown }) => vatBreakdown,
      ({ exemptionCode }) => capital(exemptionCode),
    ),
  ),
  coded(
    "BR-CL-23",
    units,
    ofAllLines("BT-130", ({ quantity }) => [quantity?.unit]),
    ofAllLines("BT-150", ({ price }) => [price?.baseQuantity?.unit]),
  ),
  unlessExtended(coded("BR-CL-24", attachmentTypes, attachmentType)),
  unlessExtended(coded("BR-CL-25", addressSchemes, ...addressSchemeTerms)),
  unlessExtended(coded("BR-CL-26", registrars, placeScheme)),
];
