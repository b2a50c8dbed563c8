// What the scanner inbox would have read from a demo invoice: fields with their origins, places and checks, without running the reader.
import { documentTextOf, placeOfHit, type DocumentText } from "../../../scanner-inbox/propose/document-text.ts";
import { linesOfRuns } from "../../../scanner-inbox/read/text-lines.ts";
import type { CaptureArgs } from "../../../shared/domain/invoice/capture.ts";
import { emptyInvoiceFields, type FieldOrigin } from "../../../shared/domain/invoice/schema.ts";
import { allFieldNames, type AllFieldName, type AllFields } from "../../../shared/domain/invoice/terms.ts";
import { rateText } from "../../../shared/text/terms-text.ts";
import { formatDate, formatIban, formatLongDate, formatMoney } from "../../../shared/text/format.ts";
import { widthOf } from "../pdf/font-metrics.ts";
import { paper, type Page } from "../pdf/sheet.ts";
import { truthOf, type InvoiceFacts } from "./invoice-facts.ts";

type ReadPart = Pick<CaptureArgs, "documentKind" | "readState" | "fields" | "terms" | "origins" | "checks">;

const trust: Readonly<Partial<Record<AllFieldName, number>>> = {
  number: 0.95,
  issueDate: 0.95,
  dueDate: 0.88,
  supplier: 0.8,
  supplierVatId: 0.97,
  iban: 0.98,
  bic: 0.9,
  net: 0.9,
  vat: 0.9,
  gross: 0.94,
};

/** How a value may stand on paper. */
function writings(value: NonNullable<AllFields[AllFieldName]>): readonly string[] {
  // Of a table its first row: on paper the rate stands with it.
  if (typeof value === "object") return value.slice(0, 1).map(({ rate }) => `${rateText(rate)} %`);
  if (typeof value === "number") return [formatMoney(value).replace(/\u00a0.*$/u, "")];
  if (value === "EUR") return [value, "€"];
  return [value, formatDate(value), formatLongDate(value), formatIban(value), formatDate(value).replace(/\.20(\d\d)$/u, ".$1")];
}

function originOf(name: AllFieldName, value: NonNullable<AllFields[AllFieldName]>, { lines }: DocumentText): FieldOrigin {
  const line = lines.find(({ text }) => writings(value).some((writing) => text.includes(writing)));
  if (line === undefined) return { source: "derived", confidence: 0.6 };
  // A table is marked by the whole line of its first row.
  const written = typeof value === "object" ? "" : value;
  return { source: "text", confidence: trust[name] ?? 0.85, ...placeOfHit({ value: written, line }) };
}

/** The pages' text as a reader of the file finds it. */
function textOf(pages: readonly Page[]): DocumentText {
  return documentTextOf(
    pages.map((page, index) => ({ number: index + 1, width: paper.width, height: paper.height, lines: linesOfRuns(runsOf(page)) })),
  );
}

function runsOf(page: Page): Parameters<typeof linesOfRuns>[0] {
  return page.flatMap((mark) =>
    mark.kind === "text"
      ? [{ text: mark.text, x: mark.x, top: mark.y, width: widthOf(mark.font, mark.size, mark.text), size: mark.size }]
      : [],
  );
}

function checksOf(facts: InvoiceFacts): CaptureArgs["checks"] {
  const codes = [
    "amounts-sum",
    "iban-check-digits",
    "vat-id-check-digits",
    ...(facts.buyerReference === null ? [] : ["buyer-reference-check-digits"]),
    ...(facts.dueDate === null ? [] : ["due-after-issue"]),
    "vat-lines-sum",
    "vat-lines-rate",
    ...(facts.discount === null ? [] : ["discount-before-due"]),
  ];
  return codes.map((code) => ({ code, severity: "ok" }));
}

/** The reader's part of a capture: a picture is not read yet, XML is sure, text carries the line it stands on. */
export function readPart(facts: InvoiceFacts, pages: readonly Page[]): ReadPart {
  if (facts.form === "scan") {
    return { documentKind: "picture", readState: "notReadYet", fields: emptyInvoiceFields, origins: {}, checks: [] };
  }
  const truth = truthOf(facts);
  const { deliveryDate, customerNumber, discounts, vatLines, ...fields } = truth;
  const terms = { deliveryDate, customerNumber, discounts, vatLines };
  const text = textOf(facts.form === "text" ? pages : []);
  const origins = allFieldNames.flatMap((name): [string, FieldOrigin][] => {
    const value = truth[name];
    if (value === null) return [];
    return [[name, facts.form === "text" ? originOf(name, value, text) : { source: "xml", confidence: 1 }]];
  });
  return { documentKind: facts.kind, readState: "read", fields, terms, origins: Object.fromEntries(origins), checks: checksOf(facts) };
}
