// How the invoices of different companies look: where things stand, what they are called, how numbers and days are written.
import { formatDate, formatLongDate, formatMoney } from "../../../shared/text/format.ts";
import type { Colour } from "../pdf/sheet.ts";

export type Column = "position" | "text" | "quantity" | "unit" | "price" | "rate" | "net";

export interface Layout {
  readonly head: "left" | "right" | "centre" | "band";
  readonly accent: Colour;
  readonly serif: boolean;
  readonly title: string;
  readonly creditTitle: string;
  readonly info: "box" | "row" | "lines" | "sentence";
  readonly labels: {
    readonly number: string;
    readonly date: string;
    readonly customer: string;
    readonly delivery: string;
    readonly order: string;
    readonly routing: string;
    readonly due: string;
  };
  readonly table: "ruled" | "grid" | "striped" | "bare";
  readonly columns: readonly Column[];
  readonly totals: "right" | "box" | "grid" | "left";
  readonly words: { readonly net: string; readonly vat: (rate: number, net: string) => string; readonly gross: string };
  readonly money: (cents: number) => string;
  readonly date: (date: string) => string;
  readonly terms: (due: string, gross: string) => string;
  readonly foot: "columns" | "line" | "block";
  readonly spacedIban: boolean;
}

const euro = (cents: number): string => formatMoney(cents).replace("\u00a0", " ").replace("−", "-");
const bare = (cents: number): string => euro(cents).replace(" €", "");
const before = (cents: number): string => `EUR ${bare(cents)}`;
const after = (cents: number): string => `${bare(cents)} EUR`;
const shortDate = (date: string): string => formatDate(date).replace(/\.20(\d\d)$/u, ".$1");

const all: readonly Column[] = ["position", "text", "quantity", "unit", "price", "rate", "net"];

/** The layouts; suppliers name them by their place in this list. */
export const layouts: readonly Layout[] = [
  {
    head: "left",
    accent: [0.05, 0.35, 0.55],
    serif: false,
    title: "Rechnung",
    creditTitle: "Gutschrift",
    info: "box",
    labels: {
      number: "Rechnungsnummer:",
      date: "Rechnungsdatum:",
      customer: "Kundennummer:",
      delivery: "Leistungsdatum:",
      order: "Ihre Bestellung:",
      routing: "Leitweg-ID:",
      due: "Fällig am:",
    },
    table: "ruled",
    columns: all,
    totals: "right",
    words: { net: "Nettobetrag", vat: (rate) => `zzgl. ${rate} % USt.`, gross: "Rechnungsbetrag" },
    money: euro,
    date: formatDate,
    terms: (due) => `Bitte überweisen Sie den Rechnungsbetrag bis zum ${due} auf das unten genannte Konto.`,
    foot: "columns",
    spacedIban: true,
  },
  {
    head: "right",
    accent: [0.55, 0.12, 0.12],
    serif: false,
    title: "RECHNUNG",
    creditTitle: "GUTSCHRIFT",
    info: "lines",
    labels: {
      number: "Rechnung Nr.",
      date: "Datum",
      customer: "Kunden-Nr.",
      delivery: "Lieferdatum",
      order: "Bestell-Nr.",
      routing: "Leitweg-ID",
      due: "Zahlbar bis",
    },
    table: "striped",
    columns: ["position", "text", "quantity", "price", "net"],
    totals: "box",
    words: { net: "Zwischensumme netto", vat: (rate, net) => `MwSt. ${rate} % auf ${net}`, gross: "Gesamtbetrag" },
    money: euro,
    date: formatDate,
    terms: (due, gross) => `Zahlbar ohne Abzug bis ${due}. Gesamtbetrag ${gross}.`,
    foot: "line",
    spacedIban: true,
  },
  {
    head: "centre",
    accent: [0.2, 0.4, 0.15],
    serif: true,
    title: "Rechnung",
    creditTitle: "Gutschrift",
    info: "row",
    labels: {
      number: "Rechnungs-Nr.",
      date: "Rechn.-Datum",
      customer: "Kd.-Nr.",
      delivery: "Lieferung",
      order: "Auftrag",
      routing: "Leitweg-ID",
      due: "fällig",
    },
    table: "grid",
    columns: ["text", "quantity", "unit", "price", "net"],
    totals: "grid",
    words: { net: "Summe netto", vat: (rate) => `${rate},00 % Mehrwertsteuer`, gross: "Endbetrag" },
    money: bare,
    date: formatDate,
    terms: (due) => `Der Betrag in Euro ist fällig zum ${due}.`,
    foot: "block",
    spacedIban: true,
  },
  {
    head: "band",
    accent: [0.13, 0.16, 0.3],
    serif: false,
    title: "Rechnung",
    creditTitle: "Rechnungskorrektur",
    info: "box",
    labels: {
      number: "Beleg-Nr.",
      date: "Belegdatum",
      customer: "Debitor",
      delivery: "Leistungszeitraum bis",
      order: "Referenz",
      routing: "Leitweg-ID",
      due: "Fälligkeit",
    },
    table: "bare",
    columns: all,
    totals: "right",
    words: { net: "Gesamt netto", vat: (rate, net) => `USt. ${rate} % (Basis ${net})`, gross: "Zu zahlen" },
    money: after,
    date: formatDate,
    terms: (due) => `Fälligkeit: ${due}. Bitte geben Sie die Beleg-Nr. als Verwendungszweck an.`,
    foot: "columns",
    spacedIban: false,
  },
  {
    head: "left",
    accent: [0, 0.45, 0.45],
    serif: false,
    title: "Rechnung",
    creditTitle: "Gutschrift",
    info: "sentence",
    labels: {
      number: "Rechnung",
      date: "vom",
      customer: "Kundennummer",
      delivery: "Leistung erbracht am",
      order: "zu Ihrem Auftrag",
      routing: "Leitweg-ID",
      due: "Zahlungsziel:",
    },
    table: "ruled",
    columns: ["text", "quantity", "unit", "price", "net"],
    totals: "left",
    words: { net: "Netto", vat: (rate) => `Umsatzsteuer ${rate} %`, gross: "Rechnungssumme brutto" },
    money: euro,
    date: formatLongDate,
    terms: (due) => `Zahlungsziel: ${due}.`,
    foot: "block",
    spacedIban: true,
  },
  {
    head: "right",
    accent: [0.35, 0.2, 0.45],
    serif: true,
    title: "Rechnung",
    creditTitle: "Gutschrift",
    info: "lines",
    labels: {
      number: "Nr.:",
      date: "Datum:",
      customer: "Kunde:",
      delivery: "Lieferdatum:",
      order: "Ihr Zeichen:",
      routing: "Leitweg-ID:",
      due: "Zahlung bis:",
    },
    table: "ruled",
    columns: ["position", "quantity", "text", "price", "rate", "net"],
    totals: "right",
    words: { net: "Warenwert netto", vat: (rate) => `+ ${rate} % MwSt.`, gross: "Gesamt inkl. MwSt." },
    money: before,
    date: shortDate,
    terms: (due) => `Zahlung bis: ${due}`,
    foot: "line",
    spacedIban: true,
  },
  {
    head: "band",
    accent: [0.1, 0.45, 0.7],
    serif: false,
    title: "Jahresabrechnung / Rechnung",
    creditTitle: "Gutschrift",
    info: "row",
    labels: {
      number: "Rechnungsnummer",
      date: "Ausstellungsdatum",
      customer: "Vertragskonto",
      delivery: "Abrechnung bis",
      order: "Bestellung",
      routing: "Leitweg-ID",
      due: "Fälligkeitsdatum",
    },
    table: "striped",
    columns: ["text", "quantity", "unit", "price", "rate", "net"],
    totals: "box",
    words: { net: "Summe ohne Umsatzsteuer", vat: (rate) => `Umsatzsteuer (${rate} %)`, gross: "Rechnungsbetrag inkl. USt." },
    money: euro,
    date: formatDate,
    terms: (due, gross) => `Wir bitten um Überweisung von ${gross} bis spätestens ${due}.`,
    foot: "columns",
    spacedIban: true,
  },
  {
    head: "centre",
    accent: [0.6, 0.35, 0],
    serif: false,
    title: "R E C H N U N G",
    creditTitle: "G U T S C H R I F T",
    info: "box",
    labels: {
      number: "Re.-Nr.:",
      date: "Re.-Datum:",
      customer: "Kd.-Nr.:",
      delivery: "Ausgeführt am:",
      order: "Best.-Nr.:",
      routing: "Leitweg-ID:",
      due: "Fällig:",
    },
    table: "grid",
    columns: all,
    totals: "grid",
    words: { net: "Netto-Summe", vat: (rate) => `MwSt. ${rate},0 %`, gross: "Brutto-Summe" },
    money: euro,
    date: formatDate,
    terms: (due) => `Fällig: ${due}, rein netto.`,
    foot: "line",
    spacedIban: false,
  },
  {
    head: "left",
    accent: [0.3, 0.3, 0.3],
    serif: true,
    title: "Rechnung",
    creditTitle: "Gutschrift",
    info: "lines",
    labels: {
      number: "Rechnung Nr.:",
      date: "Datum:",
      customer: "Kunden-Nr.:",
      delivery: "Lieferdatum:",
      order: "Auftrag:",
      routing: "Leitweg-ID:",
      due: "Bitte zahlen bis:",
    },
    table: "bare",
    columns: ["quantity", "unit", "text", "price", "net"],
    totals: "right",
    words: { net: "Summe", vat: (rate) => `${rate} % MwSt.`, gross: "Gesamtsumme" },
    money: euro,
    date: formatDate,
    terms: (due) => `Bitte zahlen bis: ${due}`,
    foot: "block",
    spacedIban: true,
  },
];
