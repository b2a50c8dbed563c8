// The picture of an electronic invoice held beside its XML, term by term, with the readings that a paper without XML is read by.
// Must never call different what was not read surely: a warning that is often wrong is soon overlooked.
import type { Cents } from "../../shared/base/money.ts";
import { decimalOf } from "../../shared/einvoice/decimal.ts";
import type { ComparedTerm, Difference } from "../../shared/einvoice/difference.ts";
import type { SemanticInvoice } from "../../shared/einvoice/model.ts";
import { isCreditTypeCode } from "../read/e-invoice.ts";
import type { ReadPage } from "../read/reading.ts";
import { documentTextOf, type DocumentText } from "./document-text.ts";
import { findIbans } from "./find-bank.ts";
import type { ProposedField } from "./proposal.ts";
import { fieldsOfText } from "./propose-invoice.ts";

/** From here on a reading of the text is sure enough to contradict the XML. */
const SURE = 0.8;

/** How one term stands in the picture: what was read for it, and whether the value of the XML stands there in any writing. */
type Seen = { readonly read: string | null; readonly sure: boolean; readonly stands: boolean };

/** Every term the XML has of those that are compared. A picture without words has none of them. */
export function compareWithText(invoice: SemanticInvoice, pages: readonly ReadPage[]): readonly Difference[] {
  const document = documentTextOf(pages);
  const isCredit = invoice.root === "creditNote" || isCreditTypeCode(invoice.typeCode);
  const { fields } = fieldsOfText(document, isCredit ? "creditNote" : "invoice", {});
  const { totals, seller } = invoice;
  const text = document.lines.map((line) => line.text).join("\n");

  const ofText = (term: ComparedTerm, xml: string | null, field: ProposedField<string> | null, stands: boolean): readonly Difference[] =>
    xml === null ? [] : [verdictOf(term, xml, { read: field?.value ?? null, sure: isSure(field), stands })];
  const day = (term: ComparedTerm, xml: string | null, field: ProposedField<string> | null): readonly Difference[] =>
    ofText(term, xml, field, xml !== null && xml === field?.value ? true : standsAsDay(text, xml));
  const amount = (term: ComparedTerm, xml: string | null, field: ProposedField<Cents> | null, others: readonly string[] = []) =>
    amountDifference(term, xml, field, text, others);

  return [
    ...ofText("BT-1", invoice.number, fields.number, standsAsWord(text, invoice.number)),
    ...day("BT-2", invoice.issueDate, fields.issueDate),
    ...day("BT-9", invoice.dueDate, fields.dueDate),
    ...ofText(
      "BT-27",
      seller.name,
      fields.supplier,
      [seller.name, seller.tradingName].some((name) => standsAsName(text, name, fields.supplier?.value)),
    ),
    ...accountDifferences(invoice, document),
    ...amount("BT-109", totals.net?.value ?? null, fields.net),
    ...amount("BT-110", totals.vat?.value ?? null, fields.vat),
    // What was paid before is no part of what a paper calls its total.
    ...amount("BT-112", totals.gross?.value ?? null, fields.gross, totals.payable === null ? [] : [totals.payable.value]),
  ];
}

function isSure(field: ProposedField<string | number> | null): boolean {
  return field !== null && field.confidence >= SURE;
}

function verdictOf(term: ComparedTerm, xml: string, { read, sure, stands }: Seen): Difference {
  if (stands) return { term, xml, pdf: xml, verdict: "same" };
  return read !== null && sure ? { term, xml, pdf: read, verdict: "different" } : { term, xml, pdf: null, verdict: "notFound" };
}

/** A sure total counts against a number that stands anywhere; an unsure one does not. */
function amountDifference(
  term: ComparedTerm,
  xml: string | null,
  field: ProposedField<Cents> | null,
  text: string,
  others: readonly string[],
): readonly Difference[] {
  const stated = decimalOf(xml)?.abs();
  if (xml === null || stated === undefined) return [];
  const read = field === null ? null : decimalOf((field.value / 100).toFixed(2));
  const equals = (value: string): boolean => read !== null && decimalOf(value)?.abs().eq(read.abs()) === true;
  if (equals(xml)) return [verdictOf(term, xml, { read: xml, sure: true, stands: true })];
  const sure = isSure(field) && !others.some(equals);
  return [verdictOf(term, xml, { read: read?.toFixed(2) ?? null, sure, stands: !sure && standsAsAmount(text, stated.toFixed(2)) })];
}

function accountDifferences({ paymentMeans }: SemanticInvoice, document: DocumentText): readonly Difference[] {
  const accounts = paymentMeans.flatMap(({ creditTransfers }) => creditTransfers.flatMap(({ account }) => account ?? []));
  const read = findIbans(document);
  const known = new Set(accounts.map(bare));
  const foreign = read.filter(({ confidence }) => confidence >= SURE).find(({ value }) => !known.has(value));
  return [...new Set(accounts)].map((xml) => {
    const stands = read.some(({ value }) => value === bare(xml));
    return verdictOf("BT-84", xml, { read: foreign?.value ?? null, sure: foreign !== undefined, stands });
  });
}

function bare(text: string): string {
  return text.replace(/\s/gu, "").toUpperCase();
}

/** Blanks inside a number are the setter's, not the sender's. */
function standsAsWord(text: string, word: string | null): boolean {
  const letters = (word ?? "")
    .replace(/\s/gu, "")
    .replace(/./gu, (letter) => `${letter.replace(/[\^$\\.*+?()[\]{}|/]/u, String.raw`\$&`)}${String.raw`[^\S\n]?`}`);
  return letters !== "" && new RegExp(String.raw`(?<![\p{L}\d])${letters}(?![\p{L}\d])`, "iu").test(text);
}

const months = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" ");

function standsAsDay(text: string, day: string | null): boolean {
  const [, year = "", month = "", date = ""] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(day ?? "") ?? [];
  if (year === "") return false;
  const loose = (digits: string): string => `0?${Number(digits)}`;
  const name = months[Number(month) - 1] ?? "";
  const written = [
    `${year}-${month}-${date}`,
    String.raw`${loose(date)}\.\s?${loose(month)}\.\s?(?:${year}|${year.slice(2)})`,
    String.raw`${loose(date)}\.?\s+${name}\s+${year}`,
  ];
  return new RegExp(String.raw`(?<!\d)(?:${written.join("|")})(?!\d)`, "iu").test(text);
}

function standsAsAmount(text: string, value: string): boolean {
  const [whole = "", cents = ""] = value.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, String.raw`[.\s']?`);
  return new RegExp(String.raw`(?<![\d.,])${grouped}[.,]${cents}(?!\d)`, "u").test(text);
}

/** Letters and digits alone: how a name is set, and with which legal form, says nothing. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll("ä", "ae")
    .replaceAll("ö", "oe")
    .replaceAll("ü", "ue")
    .replace(/[^\p{L}\d]/gu, "");
}

const shortest = 3;

function standsAsName(text: string, name: string | null, read: string | undefined): boolean {
  const wanted = plain(name ?? "");
  if (wanted.length < shortest) return false;
  const seen = plain(read ?? "");
  return plain(text).includes(wanted) || (seen.length >= shortest && wanted.includes(seen));
}
