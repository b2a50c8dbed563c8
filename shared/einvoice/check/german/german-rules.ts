// What the German standard asks on top of the norm: XRechnung 3.0, BR-DE-1 to BR-DE-31 and BR-DE-TMP-32; numbers left out were withdrawn.
import { isValidIBAN } from "ibantools";
import type { SemanticInvoice } from "../../model.ts";
import { type Rule, type Severity, unless } from "../rule.ts";
import { given, once, ofEach, required, requiredIf, requiredOfEach, right } from "../terms.ts";
import { cleanVehicleRules } from "./clean-vehicle-rules.ts";
import { paymentMeansRules } from "./payment-means-rules.ts";
import { peppolRules } from "./peppol-rules.ts";

/** UNTDID 1001: partial, commercial, corrected, self-billed invoice, credit note, and three of the building trade. */
const typeCodes = new Set(["326", "380", "384", "389", "381", "875", "876", "877"]);

const taxedCategories = new Set(["S", "Z", "E", "AE", "K", "G", "L", "M"]);

/** One line of a discount, to the letter: days, per cent with two digits, and the amount it counts from where that is not BT-115. */
const discountLine = /^#SKONTO#TAGE=\d+#PROZENT=\d+\.\d{2}(?:#BASISBETRAG=-?\d+\.\d{2})?#$/u;

const base = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0";

/** The identifiers of XRechnung 3.0, of its extension and of its form for clean vehicles. */
function isSpecification(id: string): boolean {
  const [own, more] = [id.trim().slice(0, base.length), id.trim().slice(base.length)];
  const extended = "#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0";
  return own === base && (more === "" || more === extended || /^#compliant#urn:xeinkauf\.de:kosit:xrechnung:cvd_\d+\.\d+$/u.test(more));
}

const address =
  /^[\w!#$%&"*+/=?^`{|}~-]+(?:\.[\w!#$%&"*+/=?^`{|}~-]+)*@(?:[a-zA-Z\d](?:[a-zA-Z\d-]*[a-zA-Z\d])?\.)+[a-zA-Z\d](?:[a-zA-Z\d-]*[a-zA-Z\d])?$/u;

function weighing(severity: Severity, rule: Rule): Rule {
  return { ...rule, severity };
}

/** Lines of BT-20 that begin with `#` are discounts, and each ends with a line break. */
function discountsFit(terms: string): boolean {
  const lines = terms.split(/\r?\n/u);
  const last = lines.at(-1)?.trim() ?? "";
  return !last.startsWith("#") && lines.filter((line) => line.trim().startsWith("#")).every((line) => discountLine.test(line.trim()));
}

function isTaxed({ lines, allowances, charges }: SemanticInvoice): boolean {
  const taxed = (category: string | null | undefined): boolean => taxedCategories.has(category?.trim() ?? "");
  return lines.some(({ vat }) => taxed(vat?.category)) || [...allowances, ...charges].some(({ vatCategory }) => taxed(vatCategory));
}

function sameNameTwice({ supportingDocuments }: SemanticInvoice): readonly number[] {
  const seen = new Set<string>();
  return supportingDocuments.flatMap(({ file }, index) => {
    const name = file?.name ?? "";
    if (name === "") return [];
    const again = seen.has(name);
    seen.add(name);
    return again ? [index] : [];
  });
}

const contact = (id: string, term: `BT-${string}`, key: "name" | "phone" | "email"): Rule =>
  requiredIf(
    id,
    term,
    ({ seller }) => seller.contact,
    (group) => given(group[key]),
  );
const place = (
  id: string,
  term: `BT-${string}`,
  of: (invoice: SemanticInvoice) => SemanticInvoice["seller"]["address"],
  key: "city" | "postCode",
): Rule => requiredIf(id, term, of, (group) => given(group[key]));

export const germanRules: readonly Rule[] = [
  required("BR-DE-1", "BG-16", ({ paymentMeans }) => paymentMeans.length > 0),
  required("BR-DE-2", "BG-6", ({ seller }) => seller.contact !== null),
  place("BR-DE-3", "BT-37", ({ seller }) => seller.address, "city"),
  place("BR-DE-4", "BT-38", ({ seller }) => seller.address, "postCode"),
  contact("BR-DE-5", "BT-41", "name"),
  contact("BR-DE-6", "BT-42", "phone"),
  contact("BR-DE-7", "BT-43", "email"),
  place("BR-DE-8", "BT-52", ({ buyer }) => buyer.address, "city"),
  place("BR-DE-9", "BT-53", ({ buyer }) => buyer.address, "postCode"),
  place("BR-DE-10", "BT-77", ({ delivery }) => delivery?.address ?? null, "city"),
  place("BR-DE-11", "BT-78", ({ delivery }) => delivery?.address ?? null, "postCode"),
  requiredOfEach(
    "BR-DE-14",
    "BT-119",
    ({ vatBreakdown }) => vatBreakdown,
    ({ rate }) => given(rate),
  ),
  required("BR-DE-15", "BT-10", ({ buyerReference }) => given(buyerReference)),
  required(
    "BR-DE-16",
    "BT-31",
    (invoice) => !isTaxed(invoice) || given(invoice.seller.vatId) || given(invoice.seller.taxNumber) || invoice.taxRepresentative !== null,
  ),
  right(
    "BR-DE-17",
    [once("BT-3", ({ typeCode }) => typeCode)],
    (code) => typeCodes.has(code.trim()),
    (code) => code,
    "warning",
  ),
  required("BR-DE-18", "BT-20", ({ paymentTerms }) => paymentTerms === null || discountsFit(paymentTerms)),
  right(
    "BR-DE-19",
    [
      ofEach(
        "BT-84",
        ({ paymentMeans }) => paymentMeans.filter(({ code }) => code?.trim() === "58").flatMap(({ creditTransfers }) => creditTransfers),
        ({ account }) => account,
      ),
    ],
    isIban,
    (iban) => iban,
    "warning",
  ),
  right(
    "BR-DE-20",
    [
      ofEach(
        "BT-91",
        ({ paymentMeans }) => paymentMeans.filter(({ code }) => code?.trim() === "59"),
        ({ directDebit }) => directDebit?.account,
      ),
    ],
    isIban,
    (iban) => iban,
    "warning",
  ),
  right("BR-DE-21", [once("BT-24", (invoice) => invoice.specification)], isSpecification, (id) => id, "warning"),
  {
    id: "BR-DE-22",
    severity: "fatal",
    broken: (invoice) => sameNameTwice(invoice).map((index) => ({ term: "BT-125", index })),
  },
  ...paymentMeansRules,
  weighing(
    "warning",
    required("BR-DE-26", "BG-3", ({ typeCode, precedingInvoices }) => typeCode?.trim() !== "384" || precedingInvoices.length > 0),
  ),
  right(
    "BR-DE-27",
    [once("BT-42", ({ seller }) => seller.contact?.phone)],
    (phone) => (phone.match(/\d/gu)?.length ?? 0) >= 3,
    (phone) => phone,
    "warning",
  ),
  right(
    "BR-DE-28",
    [once("BT-43", ({ seller }) => seller.contact?.email)],
    (email) => address.test(email.trim()),
    (email) => email,
    "warning",
  ),
  {
    id: "BR-DE-TMP-32",
    severity: "information",
    broken: ({ delivery, period, lines }) =>
      unless(given(delivery?.date) || period !== null || lines.every((line) => line.period !== null), "BT-72"),
  },
  {
    id: "BR-TMP-2",
    severity: "warning",
    broken: ({ supportingDocuments }) =>
      supportingDocuments.flatMap(({ location }, index) =>
        location === null || /^[a-zA-Z][a-zA-Z\d+.-]+:/u.test(location.trim())
          ? []
          : [{ term: "BT-124", index, values: { stated: location } }],
      ),
  },
  ...peppolRules,
  ...cleanVehicleRules,
];

/** Blanks in it are for the eye. */
function isIban(text: string): boolean {
  return isValidIBAN(text.replace(/\s/gu, "").toUpperCase());
}
