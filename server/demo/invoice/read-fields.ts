// What the scanner inbox would have read from a demo invoice: fields with their origins, places and checks, without running the reader.
import { documentTextOf, placeOfHit, type DocumentText } from "../../../scanner-inbox/propose/document-text.ts";
import { linesOfRuns } from "../../../scanner-inbox/read/text-lines.ts";
import type { CaptureArgs } from "../../../shared/domain/invoice/capture.ts";
import { emptyInvoiceFields, invoiceFieldNames, type FieldOrigin, type InvoiceFieldName } from "../../../shared/domain/invoice/schema.ts";
import { formatDate, formatIban, formatLongDate, formatMoney } from "../../../shared/text/format.ts";
import { widthOf } from "../pdf/font-metrics.ts";
import { paper, type Page } from "../pdf/sheet.ts";
import { truthOf, type InvoiceFacts } from "./invoice-facts.ts";

type ReadPart = Pick<CaptureArgs, "documentKind" | "readState" | "fields" | "origins" | "checks">;

const trust: Readonly<Partial<Record<InvoiceFieldName, number>>> = {
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
function writings(value: string | number): readonly string[] {
  if (typeof value === "number") return [formatMoney(value).replace(/\u00a0.*$/u, "")];
  if (value === "EUR") return [value, "€"];
  return [value, formatDate(value), formatLongDate(value), formatIban(value), formatDate(value).replace(/\.20(\d\d)$/u, ".$1")];
}

function originOf(name: InvoiceFieldName, value: string | number, { lines }: DocumentText): FieldOrigin {
  const line = lines.find(({ text }) => writings(value).some((writing) => text.includes(writing)));
  if (line === undefined) return { source: "derived", confidence: 0.6 };
  return { source: "text", confidence: trust[name] ?? 0.85, ...placeOfHit({ value, line }) };
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
  const isXml = facts.form !== "text";
  const codes = [
    "amounts-sum",
    "iban-check-digits",
    "vat-id-check-digits",
    ...(facts.buyerReference === null ? [] : ["buyer-reference-check-digits"]),
    ...(facts.dueDate === null ? [] : ["due-after-issue"]),
    ...(isXml ? ["vat-lines-sum"] : []),
    ...(facts.form === "zugferd" ? ["xml-differs-from-text"] : []),
  ];
  return codes.map((code) => ({ code, severity: "ok" }));
}

/** The reader's part of a capture: a picture is not read yet, XML is sure, text carries the line it stands on. */
export function readPart(facts: InvoiceFacts, pages: readonly Page[]): ReadPart {
  if (facts.form === "scan") {
    return { documentKind: "picture", readState: "notReadYet", fields: emptyInvoiceFields, origins: {}, checks: [] };
  }
  const fields = truthOf(facts);
  const text = textOf(facts.form === "text" ? pages : []);
  const origins = invoiceFieldNames.flatMap((name): [string, FieldOrigin][] => {
    const value = fields[name];
    if (value === null) return [];
    return [[name, facts.form === "text" ? originOf(name, value, text) : { source: "xml", confidence: 1 }]];
  });
  return { documentKind: facts.kind, readState: "read", fields, origins: Object.fromEntries(origins), checks: checksOf(facts) };
}
