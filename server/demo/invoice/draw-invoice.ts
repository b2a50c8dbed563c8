// An invoice on paper in the layout of its supplier: head, address, info block, table, totals, terms, foot.
import { formatIban } from "../../../shared/text/format.ts";
import { grey, Sheet, type Page } from "../pdf/sheet.ts";
import { townAddress } from "../words/places.ts";
import { drawGiroCode } from "./draw-giro-code.ts";
import { drawTable, drawTotals, left, right } from "./draw-table.ts";
import type { InvoiceFacts } from "./invoice-facts.ts";
import { layouts, type Layout } from "./layouts.ts";

type Draw = (sheet: Sheet, layout: Layout, facts: InvoiceFacts) => void;

const fonts = (layout: Layout) =>
  layout.serif ? ({ plain: "serif", bold: "serifBold" } as const) : ({ plain: "regular", bold: "bold" } as const);

const head: Draw = (sheet, layout, { supplier }) => {
  const { plain, bold } = fonts(layout);
  const address = `${supplier.street} · ${supplier.postalCode} ${supplier.city}`;
  const contact = `Tel. ${supplier.phone} · ${supplier.email}`;
  if (layout.head === "band") {
    sheet.box(0, 0, 595, 62, layout.accent);
    sheet.text(left, 34, supplier.name, { font: bold, size: 17, colour: [1, 1, 1] });
    sheet.text(left, 50, `${address} · ${contact}`, { font: plain, size: 8, colour: [1, 1, 1] });
  } else if (layout.head === "centre") {
    sheet.textCentred(297, 46, supplier.name, { font: bold, size: 18, colour: layout.accent });
    sheet.textCentred(297, 60, address, { font: plain, size: 9 });
    sheet.textCentred(297, 72, contact, { font: plain, size: 9 });
    sheet.line(left, 80, right, 80, 0.8, layout.accent);
  } else if (layout.head === "right") {
    sheet.textTo(right, 46, supplier.name, { font: bold, size: 14, colour: layout.accent });
    for (const [row, text] of [
      supplier.street,
      `${supplier.postalCode} ${supplier.city}`,
      `Tel. ${supplier.phone}`,
      supplier.email,
    ].entries())
      sheet.textTo(right, 62 + row * 12, text, { font: plain, size: 9 });
  } else {
    sheet.box(left, 34, 26, 26, layout.accent);
    sheet.text(left + 36, 46, supplier.name, { font: bold, size: 14 });
    sheet.text(left + 36, 59, `${address} · ${contact}`, { font: plain, size: 8, colour: grey });
  }
};

const addressWindow: Draw = (sheet, layout, { supplier }) => {
  const { plain } = fonts(layout);
  sheet.text(left, 128, `${supplier.name} · ${supplier.street} · ${supplier.postalCode} ${supplier.city}`, {
    font: plain,
    size: 6.5,
    colour: grey,
  });
  const lines = [townAddress.name, "Rechnungseingang", townAddress.street, `${townAddress.postalCode} ${townAddress.city}`];
  for (const [row, text] of lines.entries()) sheet.text(left, 146 + row * 14, text, { font: plain, size: 10.5 });
};

function infoRows(layout: Layout, facts: InvoiceFacts): readonly (readonly [string, string])[] {
  const { labels, date } = layout;
  const rows: (readonly [string, string | null])[] = [
    [labels.number, facts.number],
    [labels.date, date(facts.issueDate)],
    [labels.customer, facts.customerNumber],
    [labels.delivery, date(facts.deliveryDate)],
    [labels.order, facts.orderReference],
    [labels.routing, facts.buyerReference],
    ["zu Rechnung", facts.precedingNumber],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

const info: Draw = (sheet, layout, facts) => {
  const { plain, bold } = fonts(layout);
  const title = facts.kind === "creditNote" ? layout.creditTitle : layout.title;
  const rows = infoRows(layout, facts);
  if (layout.info === "sentence") {
    sheet.text(left, 250, `${title} ${facts.number} vom ${layout.date(facts.issueDate)}`, { font: bold, size: 14 });
    sheet.y = 272;
    const rest = rows.slice(2).map(([label, value]) => `${label} ${value}`);
    sheet.paragraph(left, right - left, rest.join(" · "), { font: plain, size: 9.5 });
    sheet.y += 14;
    return;
  }
  if (layout.info === "row") {
    sheet.text(left, 246, title, { font: bold, size: 15 });
    const width = (right - left) / rows.length;
    for (const [column, [label, value]] of rows.entries()) {
      sheet.text(left + column * width, 272, label, { font: plain, size: 7.5, colour: grey });
      sheet.text(left + column * width, 284, value, { font: bold, size: value.length > 14 ? 6.5 : 9 });
    }
    sheet.line(left, 291, right, 291, 0.5, layout.accent);
    sheet.y = 318;
    return;
  }
  const at = layout.info === "box" ? 350 : 368;
  const top = layout.head === "right" ? 152 : 132;
  if (layout.info === "box") sheet.frame(at - 10, top - 14, right - at + 10, rows.length * 14 + 10, 0.6, layout.accent);
  for (const [row, [label, value]] of rows.entries()) {
    const small = value.length > 18;
    sheet.text(at, top + row * 14, label, { font: plain, size: 9.5 });
    sheet.textTo(right - 6, top + row * 14, value, { font: row === 0 ? bold : plain, size: small ? 6.8 : 9.5 });
  }
  sheet.text(left, 262, layout.title === "RECHNUNG" ? title : `${title} ${row0(layout, facts)}`, { font: bold, size: 15 });
  sheet.y = 296;
};

/** Some companies repeat the number beside the title. */
function row0(layout: Layout, facts: InvoiceFacts): string {
  return layout.foot === "block" ? facts.number : "";
}

const terms: Draw = (sheet, layout, facts) => {
  const { plain } = fonts(layout);
  const say = (text: string): void => sheet.paragraph(left, right - left, text, { font: plain, size: 9.5, bottom: 735 });
  if (sheet.y > 690) sheet.newPage(100);
  if (facts.kind === "creditNote") {
    say(
      `Diese Gutschrift berichtigt unsere Rechnung ${facts.precedingNumber ?? ""}. Der Betrag wird mit der nächsten Rechnung verrechnet.`,
    );
    return;
  }
  if (facts.dueDate !== null) say(layout.terms(layout.date(facts.dueDate), layout.money(facts.gross)));
  if (facts.discount !== null) {
    const { percent, days, until } = facts.discount;
    const saved = Math.round((facts.gross * percent) / 100);
    say(`Bei Zahlung innerhalb von ${days} Tagen (bis ${layout.date(until)}) gewähren wir ${percent} % Skonto = ${layout.money(saved)}.`);
  }
  if (facts.vatSums.some((sum) => sum.rate === 7))
    say("Der ermäßigte Steuersatz von 7 % gilt für Lebensmittel, Wasser, Druckwerke und Pflanzen.");
};

const foot: Draw = (sheet, layout, { supplier }) => {
  const { plain, bold } = fonts(layout);
  const iban = layout.spacedIban ? formatIban(supplier.iban) : supplier.iban;
  if (layout.foot === "block") {
    if (sheet.y > 720) sheet.newPage(100);
    sheet.y += 8;
    sheet.text(left, sheet.y, "Bankverbindung", { font: bold, size: 9.5 });
    for (const text of [supplier.bank, `IBAN: ${iban}`, `BIC: ${supplier.bic}`]) {
      sheet.y += 12.5;
      sheet.text(left, sheet.y, text, { font: plain, size: 9.5 });
    }
  }
  sheet.everyPage((page, of) => {
    sheet.line(left, 768, right, 768, 0.5, layout.accent);
    const style = { font: plain, size: 7.5, colour: grey } as const;
    if (layout.foot === "columns") {
      const columns = [
        [supplier.name, supplier.street, `${supplier.postalCode} ${supplier.city}`],
        [supplier.bank, `IBAN ${iban}`, `BIC ${supplier.bic}`],
        [`USt-IdNr. ${supplier.vatId}`, `Steuernr. ${supplier.taxNumber}`, supplier.email],
      ];
      for (const [index, lines] of columns.entries())
        for (const [row, text] of lines.entries()) sheet.text(left + index * 165, 780 + row * 10, text, style);
    } else if (layout.foot === "line") {
      sheet.textCentred(297, 780, `${supplier.bank} · IBAN ${iban} · BIC ${supplier.bic}`, style);
      sheet.textCentred(297, 791, `USt-IdNr.: ${supplier.vatId} · St.-Nr.: ${supplier.taxNumber}`, style);
    } else {
      sheet.textCentred(297, 780, `${supplier.name} · USt-ID ${supplier.vatId} · Steuernummer ${supplier.taxNumber}`, style);
    }
    if (of > 1) sheet.textTo(right, 822, `Seite ${page} von ${of}`, style);
  });
};

/** The pages of an invoice, with a GiroCode where one is wanted. */
export function invoicePages(facts: InvoiceFacts, giroCode = false): readonly Page[] {
  const layout = layouts[facts.supplier.layout];
  if (layout === undefined) throw new Error(`impossible: no layout ${facts.supplier.layout}`);
  const sheet = new Sheet();
  for (const draw of [head, addressWindow, info, drawTable, drawTotals, terms]) draw(sheet, layout, facts);
  if (giroCode) drawGiroCode(sheet, facts);
  foot(sheet, layout, facts);
  return sheet.pages;
}
