// From a reading to a proposal: XML before text, text by the layout of German invoices; pure, so the same reading gives the same proposal everywhere.
import { sameJson } from "../../shared/base/canonical-json.ts";
import type { LearnedPlace } from "../../shared/domain/supplier/schema.ts";
import { fieldsOfXml } from "./fields-of-xml.ts";
import type { Reading } from "../read/reading.ts";
import { checkFields, checkFile } from "./checks.ts";
import { agreedHit, bestHit, documentTextOf, fieldOf, MOST_RECOGNISED, type DocumentText } from "./document-text.ts";
import { findBic, findIbans } from "./find-bank.ts";
import { findBuyerReference } from "./find-references.ts";
import { findTaxNumber, findVatId } from "./find-tax.ts";
import { findDueDate, findIssueDate } from "./find-dates.ts";
import { findCustomerNumber } from "./find-customer.ts";
import { findDeliveryDate } from "./find-delivery.ts";
import { findDiscounts } from "./find-discounts.ts";
import { findKind } from "./find-kind.ts";
import { findInvoiceNumbers, findOrderReference, findRemittance } from "./find-number.ts";
import { findSupplier } from "./find-supplier.ts";
import { dueDateOfTerms } from "./due-date-of-terms.ts";
import { emptyFields, type FieldName, type InvoiceFields, type InvoiceProposal, type ProposalKind } from "./proposal.ts";
import { withLearned } from "./propose-by-learned.ts";
import { findAmounts, findDemand } from "./settle-amounts.ts";
import { withGiroCodes } from "./with-giro-code.ts";

export type ProposeOptions = {
  /** Names of the house itself, which is always addressee and never supplier. */
  readonly buyerNames?: readonly string[];
  /** Where the fields of this paper's supplier stand, the best place first. */
  readonly learned?: readonly LearnedPlace[];
};

/** What a person is offered for one file, codes on its pages included. */
export function proposeInvoice(reading: Reading, options: ProposeOptions = {}): InvoiceProposal {
  const proposal = proposalOfText(reading, options);
  // What is no invoice is not paid, whatever code it bears.
  if (proposal.kind === "other" || reading.codes === undefined) return proposal;
  const { fields, checks } = withGiroCodes(proposal.fields, reading.codes);
  return { ...proposal, fields, checks: [...proposal.checks, ...checks] };
}

/** A picture without text is `notReadYet` and offers nothing but its pages. */
function proposalOfText(reading: Reading, options: ProposeOptions): InvoiceProposal {
  const document = documentTextOf(reading.pages);
  if (reading.invoice) {
    const ofXml = fieldsOfXml(reading.invoice);
    const ofText = document.lines.length > 0 ? fieldsOfText(document, reading.invoice.kind, options) : null;
    const fields = merged({ ...ofXml, dueDate: ofXml.dueDate ?? dueDateOfTerms(reading.invoice) }, ofText?.fields ?? emptyFields);
    const checks = checkFields(
      fields,
      reading,
      reading.invoice.ibans.length > 1 ? reading.invoice.ibans.length - 1 : 0,
      reading.invoice.kind,
    );
    return { kind: reading.invoice.kind, readState: "read", pageCount: reading.pageCount, fields, checks };
  }
  if (isDrawn(reading.format) && !hasText(document)) {
    return { kind: "picture", readState: "notReadYet", pageCount: reading.pageCount, fields: emptyFields, checks: checkFile(reading) };
  }
  const kind = findKind(document);
  if (kind === "other") return { kind, readState: "read", pageCount: reading.pageCount, fields: emptyFields, checks: checkFile(reading) };
  const { fields: general, otherIbans } = fieldsOfText(document, kind, options);
  // What was learned from invoices says nothing of a letter that reminds of one.
  const found = kind === "reminder" ? general : withLearned(general, document, options.learned ?? []);
  const fields = document.lines.some(({ recognised }) => recognised !== null) ? toBeConfirmed(found) : found;
  return { kind, readState: "read", pageCount: reading.pageCount, fields, checks: checkFields(fields, reading, otherIbans, kind) };
}

function isDrawn(format: Reading["format"]): boolean {
  return format === "pdf" || format === "tiff" || format === "jpeg" || format === "png";
}

/** A scanner's stamp or a page number alone is not a text. */
function hasText(document: DocumentText): boolean {
  let letters = 0;
  for (const line of document.lines) letters += line.text.replace(/[^\p{L}\d]/gu, "").length;
  return letters >= 25;
}

/** What the text alone says, and how many accounts it names beside the one chosen. */
export function fieldsOfText(
  document: DocumentText,
  kind: ProposalKind,
  options: ProposeOptions,
): { readonly fields: InvoiceFields; readonly otherIbans: number } {
  const issueDate = fieldOf(findIssueDate(document, kind));
  const number = fieldOf(agreedHit(findInvoiceNumbers(document, kind)));
  const ibans = findIbans(document);
  const otherIbans = ibans.filter((hit) => hit.confidence >= 0.8).length - 1;
  const iban = bestHit(ibans);
  const remittance = fieldOf(findRemittance(document));
  const amounts = kind === "reminder" ? findDemand(document) : findAmounts(document);
  const discounts = kind === "reminder" ? null : findDiscounts(document, issueDate?.value ?? null);
  const fields: InvoiceFields = {
    number,
    issueDate,
    dueDate: findDueDate(document, issueDate?.value ?? null, discounts?.value),
    deliveryDate: kind === "reminder" ? null : findDeliveryDate(document, issueDate?.value ?? null),
    discounts,
    supplier: fieldOf(findSupplier(document, options.buyerNames ?? [])),
    supplierVatId: fieldOf(findVatId(document)),
    supplierTaxNumber: fieldOf(findTaxNumber(document)),
    buyerReference: fieldOf(findBuyerReference(document)),
    orderReference: fieldOf(findOrderReference(document)),
    customerNumber: fieldOf(findCustomerNumber(document)),
    iban: fieldOf(iban && otherIbans > 0 ? { ...iban, confidence: iban.confidence * 0.85 } : iban),
    bic: fieldOf(findBic(document, iban)),
    ...amounts,
    currency: amounts.gross ? currencyOf(document) : null,
    remittance: remittance ?? (number ? { value: number.value, source: "derived", reason: "sameAsNumber", confidence: 0.6 } : null),
  };
  return { fields, otherIbans: Math.max(0, otherIbans) };
}

/** What was worked out from recognised text is no surer than that text. */
function toBeConfirmed(fields: InvoiceFields): InvoiceFields {
  const lowered = Object.entries(fields).map(([name, field]): [string, InvoiceFields[FieldName]] => {
    if (field === null || field.source === "ocr") return [name, field];
    const source = field.source === "text" && field.page === undefined ? "ocr" : field.source;
    return [name, { ...field, source, confidence: Math.min(MOST_RECOGNISED, field.confidence) }];
  });
  return { ...fields, ...Object.fromEntries(lowered) };
}

function currencyOf(document: DocumentText): InvoiceFields["currency"] {
  const euro = document.lines.some((line) => /€|(?<!\p{L})(?:EUR|Euro)(?!\p{L})/u.test(line.text));
  const foreign = document.lines
    .map((line) => /(?<!\p{L})(CHF|USD|GBP|DKK|PLN|SEK)(?!\p{L})/u.exec(line.text)?.[1])
    .find((code) => code !== undefined);
  if (!euro && foreign !== undefined) return { value: foreign, source: "text", confidence: 0.8 };
  if (euro) return { value: "EUR", source: "text", confidence: 0.9 };
  return { value: "EUR", source: "derived", reason: "usualCurrency", confidence: 0.6 };
}

/** XML before text, field by field, each with its place on the page where the text says the same. Text never adds an amount, a number or a name. */
function merged(given: InvoiceFields, text: InvoiceFields): InvoiceFields {
  const placed = Object.entries(given).map(([name, field]): [string, InvoiceFields[FieldName]] => {
    const seen = Object.entries(text).find(([other]) => other === name)?.[1];
    if (field === null || seen?.box === undefined || !sameJson(seen.value, field.value)) return [name, field];
    return [name, { ...field, page: seen.page, box: seen.box }];
  });
  const xml: InvoiceFields = { ...given, ...Object.fromEntries(placed) };
  const addable: readonly FieldName[] = [
    "dueDate",
    "deliveryDate",
    "discounts",
    "supplierVatId",
    "supplierTaxNumber",
    "buyerReference",
    "orderReference",
    "customerNumber",
  ];
  const added = Object.fromEntries(addable.filter((name) => xml[name] === null).map((name) => [name, text[name]]));
  return { ...xml, ...added, iban: xml.iban ?? text.iban, bic: xml.bic ?? text.bic };
}
