// The lines and sums of an invoice on paper, over as many pages as they need.
import { formatMoney } from "../../../shared/text/format.ts";
import { wrap } from "../pdf/font-metrics.ts";
import { black, grey, type Colour, type Sheet } from "../pdf/sheet.ts";
import type { InvoiceFacts, InvoiceLine } from "./invoice-facts.ts";
import type { Column, Layout } from "./layouts.ts";

export const left = 62;
export const right = 533;
const lastLine = 690;

const widths: Readonly<Record<Exclude<Column, "text">, number>> = { position: 30, quantity: 52, unit: 52, price: 72, rate: 40, net: 82 };
const headings: Readonly<Record<Column, string>> = {
  position: "Pos.",
  text: "Bezeichnung",
  quantity: "Menge",
  unit: "Einheit",
  price: "Einzelpreis",
  rate: "USt.",
  net: "Betrag",
};
const toTheRight: ReadonlySet<Column> = new Set(["quantity", "price", "rate", "net"]);
const pale: Colour = [0.94, 0.95, 0.96];

interface Place {
  readonly column: Column;
  readonly from: number;
  readonly to: number;
}

function placesOf(columns: readonly Column[]): readonly Place[] {
  const taken = columns.reduce((sum, column) => sum + (column === "text" ? 0 : widths[column]), 0);
  let at = left;
  return columns.map((column) => {
    const from = at;
    at += column === "text" ? right - left - taken : widths[column];
    return { column, from, to: at };
  });
}

const plain = (cents: number): string => formatMoney(cents).replace(/\u00a0.*$/u, "");

/** "12,50" or "12": hundredths as people write a quantity. */
export function quantityText(hundredths: number): string {
  return hundredths % 100 === 0 ? String(hundredths / 100) : plain(hundredths);
}

function cellText(column: Column, line: InvoiceLine, position: number): string {
  switch (column) {
    case "position":
      return String(position);
    case "text":
      return line.text;
    case "quantity":
      return quantityText(line.quantity);
    case "unit":
      return line.unit;
    case "price":
      return plain(line.unitPrice);
    case "rate":
      return `${line.rate} %`;
    case "net":
      return plain(line.net);
  }
}

function put(sheet: Sheet, place: Place, y: number, text: string, style: Parameters<Sheet["text"]>[3]): void {
  if (toTheRight.has(place.column)) sheet.textTo(place.to - 4, y, text, style);
  else sheet.text(place.from + 4, y, text, style);
}

function drawHeading(sheet: Sheet, layout: Layout, places: readonly Place[]): void {
  const bold = layout.serif ? "serifBold" : "bold";
  const inverse = layout.table === "striped";
  if (inverse) sheet.box(left, sheet.y - 11, right - left, 16, layout.accent);
  if (layout.table === "grid") sheet.box(left, sheet.y - 11, right - left, 16, pale);
  for (const place of places)
    put(sheet, place, sheet.y, headings[place.column], { font: bold, size: 9, colour: inverse ? [1, 1, 1] : black });
  if (layout.table === "ruled") sheet.line(left, sheet.y + 5, right, sheet.y + 5, 1, layout.accent);
  if (layout.table === "grid") sheet.frame(left, sheet.y - 11, right - left, 16, 0.5);
  sheet.y += 18;
}

/** Draws the table of lines; a page that is full carries its sum over. */
export function drawTable(sheet: Sheet, layout: Layout, facts: InvoiceFacts): void {
  const places = placesOf(layout.columns);
  const font = layout.serif ? "serif" : "regular";
  const textWidth = places.find((place) => place.column === "text");
  drawHeading(sheet, layout, places);
  let carried = 0;
  for (const [index, line] of facts.lines.entries()) {
    const texts = wrap(font, 9.5, (textWidth?.to ?? right) - (textWidth?.from ?? left) - 8, line.text);
    const height = texts.length * 12 + 4;
    if (sheet.y + height > lastLine + (sheet.pages.length > 1 ? 40 : 0)) {
      sheet.textTo(right - 4, sheet.y + 4, `Übertrag ${plain(carried)}`, { font, size: 9, colour: grey });
      sheet.newPage(90);
      drawHeading(sheet, layout, places);
    }
    if (layout.table === "striped" && index % 2 === 1) sheet.box(left, sheet.y - 10, right - left, height, pale);
    for (const place of places) {
      const cells = place.column === "text" ? texts : [cellText(place.column, line, index + 1)];
      for (const [row, text] of cells.entries()) put(sheet, place, sheet.y + row * 12, text, { font, size: 9.5 });
      if (layout.table === "grid") sheet.frame(place.from, sheet.y - 11, place.to - place.from, height, 0.4, grey);
    }
    carried += line.net;
    sheet.y += height;
    if (layout.table === "ruled") sheet.line(left, sheet.y - 11, right, sheet.y - 11, 0.3, [0.8, 0.8, 0.8]);
  }
  sheet.y += 6;
}

/** Draws net, taxes and gross the way the layout shows them. */
export function drawTotals(sheet: Sheet, layout: Layout, facts: InvoiceFacts): void {
  const { words, money } = layout;
  const rows: (readonly [string, string])[] = [
    [words.net, money(facts.net)],
    ...facts.vatSums.map((sum) => [words.vat(sum.rate, money(sum.net)), money(sum.vat)] as const),
  ];
  const gross = [facts.kind === "creditNote" ? "Gutschriftbetrag" : words.gross, money(facts.gross)] as const;
  const height = (rows.length + 1) * 15 + 12;
  if (sheet.y + height > 735) sheet.newPage(100);
  const font = layout.serif ? "serif" : "regular";
  const bold = layout.serif ? "serifBold" : "bold";
  const from = layout.totals === "left" ? left : 320;
  const to = layout.totals === "left" ? 330 : right - 4;
  const top = sheet.y - 6;
  if (layout.totals === "box") sheet.box(from - 8, top, right - from + 8, height, pale);
  sheet.y += 8;
  for (const [label, value] of rows) {
    sheet.text(from, sheet.y, label, { font, size: 9.5 });
    sheet.textTo(to, sheet.y, value, { font, size: 9.5 });
    if (layout.totals === "grid") sheet.frame(from - 8, sheet.y - 11, right - from + 8, 15, 0.4, grey);
    sheet.y += 15;
  }
  if (layout.totals === "right" || layout.totals === "left") sheet.line(from, sheet.y - 11, to, sheet.y - 11, 0.8);
  sheet.text(from, sheet.y + 1, gross[0], { font: bold, size: 10.5 });
  sheet.textTo(to, sheet.y + 1, gross[1], { font: bold, size: 10.5 });
  if (layout.totals === "grid") sheet.frame(from - 8, sheet.y - 10, right - from + 8, 16, 0.8);
  if (layout.totals === "right") sheet.line(from, sheet.y + 5, to, sheet.y + 5, 0.8);
  sheet.y += 28;
}
