// The readable form of an XML invoice (CII or UBL): what a person wants to see instead of tags.
// Must never judge or compute: it shows what stands there. No DTD, no entities, bounded size (the caller's).
import { centsOfDecimal } from "../../shared/base/money.ts";
import { unitCodes, xmlInvoiceLabels, xmlInvoiceTypes } from "../../shared/text/de/screens-viewer.ts";
import { formatDate, formatIban, formatMoney } from "../../shared/text/format.ts";
import { ciiPaths, ublPaths, type InvoicePaths } from "./xml-invoice-paths.ts";

type Label = keyof typeof xmlInvoiceLabels;

export interface ReadableRow {
  readonly label: string;
  readonly value: string;
}
export interface ReadableSection {
  readonly title: string;
  readonly rows: readonly ReadableRow[];
}
export interface ReadableLine {
  readonly position: string;
  readonly item: string;
  readonly quantity: string;
  readonly price: string;
  readonly rate: string;
  readonly amount: string;
}
/** `isInvoice` false: any other XML file, its leaves as one section of rows. */
export interface ReadableXml {
  readonly isInvoice: boolean;
  readonly sections: readonly ReadableSection[];
  readonly lines: readonly ReadableLine[];
  readonly totals: readonly ReadableRow[];
}

const maxRows = 400;

/** Reads XML text; undefined where it is no well-formed XML or declares a document type. */
export function readableXml(text: string): ReadableXml | undefined {
  if (/<!DOCTYPE|<!ENTITY/iu.test(text)) return undefined;
  const root = new DOMParser().parseFromString(text, "application/xml").documentElement;
  if (root.getElementsByTagName("parsererror").length > 0 || root.localName === "parsererror") return undefined;
  if (root.localName === "CrossIndustryInvoice" || root.localName === "CrossIndustryDocument") return invoice(root, ciiPaths);
  if (root.localName === "Invoice" || root.localName === "CreditNote") return invoice(root, ublPaths);
  return { isInvoice: false, sections: [{ title: root.localName, rows: leaves(root, "", []) }], lines: [], totals: [] };
}

function invoice(root: Element, paths: InvoicePaths): ReadableXml {
  const currency = textAt(root, paths.currency) ?? "EUR";
  const sections = paths.sections.map(({ title, below, rows }): ReadableSection => {
    const found = below === "" ? [root] : at(root, below);
    return {
      title: xmlInvoiceLabels[title],
      rows: joinTowns(found.flatMap((element) => rows.flatMap(([label, path]) => row(label, at(element, path), currency)))),
    };
  });
  const lines = paths.lines.below.flatMap((below) => at(root, below)).map((line) => readLine(line, paths, currency));
  const taxes = at(root, paths.taxes.below).map((tax): ReadableRow => {
    const rate = textAt(tax, paths.taxes.rate);
    return {
      label: rate === undefined ? xmlInvoiceLabels.vat : `${xmlInvoiceLabels.vat} ${decimal(rate)} %`,
      value: money(textAt(tax, paths.taxes.amount) ?? "", currency),
    };
  });
  const totals = paths.totals.flatMap(([label, path]) =>
    label === "vat" && taxes.length > 0 ? taxes : row(label, at(root, path).slice(0, 1), currency),
  );
  return { isInvoice: true, sections: sections.filter((section) => section.rows.length > 0), lines, totals };
}

/** Postal code and town, two elements, as the one line of an address. */
function joinTowns(rows: readonly ReadableRow[]): readonly ReadableRow[] {
  return rows.flatMap((one, index) => {
    const next = rows[index + 1];
    const before = rows[index - 1];
    if (one.label !== xmlInvoiceLabels.town) return [one];
    if (before?.label === one.label) return [];
    return [next?.label === one.label ? { ...one, value: `${one.value} ${next.value}` } : one];
  });
}

function readLine(line: Element, { lines }: InvoicePaths, currency: string): ReadableLine {
  const quantity = lines.quantity.flatMap((path) => at(line, path))[0];
  const code = quantity?.getAttribute("unitCode") ?? "";
  const unit = Object.hasOwn(unitCodes, code) ? (unitCodes[code] ?? code) : code;
  const texts = lines.item.map((path) => textAt(line, path) ?? "").filter((text) => text !== "");
  const rate = textAt(line, lines.rate);
  return {
    position: textAt(line, lines.position) ?? "",
    item: [...new Set(texts)].join(" – "),
    quantity: quantity === undefined ? "" : `${decimal(textOf(quantity))} ${unit}`.trim(),
    price: money(textAt(line, lines.price) ?? "", currency),
    rate: rate === undefined ? "" : `${decimal(rate)} %`,
    amount: money(textAt(line, lines.amount) ?? "", currency),
  };
}

const amounts: readonly Label[] = ["lineTotal", "allowances", "charges", "net", "vat", "gross", "prepaid", "payable"];

function row(label: Label, elements: readonly Element[], currency: string): readonly ReadableRow[] {
  return elements.flatMap((element) => {
    const text = textOf(element);
    return text === "" ? [] : [{ label: xmlInvoiceLabels[label], value: shown(label, text, currency) }];
  });
}

function shown(label: Label, text: string, currency: string): string {
  if (amounts.includes(label)) return money(text, currency);
  if (label === "iban") return formatIban(text);
  if (label === "type") return Object.hasOwn(xmlInvoiceTypes, text) ? (xmlInvoiceTypes[text] ?? text) : text;
  return label.endsWith("Date") ? date(text) : text;
}

function date(text: string): string {
  const compact = /^(\d{4})(\d{2})(\d{2})$/u.exec(text);
  return formatDate(compact === null ? text.slice(0, 10) : `${compact[1] ?? ""}-${compact[2] ?? ""}-${compact[3] ?? ""}`);
}

/** Two decimals as money; finer prices keep their digits. */
function money(text: string, currency: string): string {
  const cents = centsOfDecimal(text);
  if (text === "" || cents === null) return text;
  const fine = /\.\d\d\d*[1-9]\d*$/u.test(text.trim()) && !/\.\d\d0*$/u.test(text.trim());
  return fine ? `${decimal(text)}\u00a0${currency === "EUR" ? "€" : currency}` : formatMoney(cents, currency);
}

function decimal(text: string): string {
  return text
    .trim()
    .replace(/(\.\d*?)0+$/u, "$1")
    .replace(/\.$/u, "")
    .replace(".", ",");
}

/** Every element below `element` along local names; a name may demand an attribute: `ID[schemeID=VA]`. */
function at(element: Element, path: string): readonly Element[] {
  let found: readonly Element[] = [element];
  for (const step of path.split("/")) {
    const [, name = "", attribute = "", value = ""] = /^(\w+)(?:\[(\w+)=(\w+)\])?$/u.exec(step) ?? [];
    found = found.flatMap((parent) =>
      [...parent.children].filter((child) => child.localName === name && (attribute === "" || child.getAttribute(attribute) === value)),
    );
  }
  return found;
}

function textAt(element: Element, path: string): string | undefined {
  const [found] = at(element, path);
  return found === undefined ? undefined : textOf(found);
}

function textOf(element: Element): string {
  return (element.textContent ?? "").replace(/\s+/gu, " ").trim();
}

function leaves(element: Element, path: string, rows: ReadableRow[]): readonly ReadableRow[] {
  for (const child of element.children) {
    if (rows.length >= maxRows) break;
    const label = path === "" ? child.localName : `${path} › ${child.localName}`;
    if (child.children.length > 0) leaves(child, label, rows);
    else if (textOf(child) !== "") rows.push({ label, value: textOf(child) });
  }
  return rows;
}
