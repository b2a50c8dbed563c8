// Terms that carry a code of who gave an identifier or of a file's type: the norm and the extension of the XRechnung ask them against lists of their own.
import type { SemanticInvoice } from "../model.ts";
import type { Rule } from "./rule.ts";
import { ofAllLines, ofEach, once, right, type Term } from "./terms.ts";

type Codes = ReadonlySet<string>;

/** Each value of the terms is in the list; blanks around it are no matter. */
export function coded(id: string, list: Codes | ((invoice: SemanticInvoice) => Codes), ...terms: readonly Term<string>[]): Rule {
  return right(
    id,
    terms,
    (code, invoice) => (typeof list === "function" ? list(invoice) : list).has(code.trim()),
    (code) => code.trim(),
  );
}

export const partySchemes: readonly Term<string>[] = [
  ofEach(
    "BT-29",
    ({ seller }) => seller.identifiers,
    ({ scheme }) => scheme,
  ),
  once("BT-46", ({ buyer }) => buyer.identifier?.scheme),
  once("BT-60", ({ payee }) => payee?.identifier?.scheme),
];

export const registrationSchemes: readonly Term<string>[] = [
  once("BT-30", ({ seller }) => seller.registration?.scheme),
  once("BT-47", ({ buyer }) => buyer.registration?.scheme),
  once("BT-61", ({ payee }) => payee?.registration?.scheme),
];

export const itemScheme: Term<string> = ofAllLines("BT-157", ({ item }) => [item?.standardId?.scheme]);

export const addressSchemeTerms: readonly Term<string>[] = [
  once("BT-34", ({ seller }) => seller.electronicAddress?.scheme),
  once("BT-49", ({ buyer }) => buyer.electronicAddress?.scheme),
];

export const placeScheme: Term<string> = once("BT-71", ({ delivery }) => delivery?.location?.scheme);

export const attachmentType: Term<string> = ofEach(
  "BT-125",
  ({ supportingDocuments }) => supportingDocuments,
  ({ file }) => file?.mimeType,
);
