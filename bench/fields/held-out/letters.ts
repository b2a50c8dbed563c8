// Held-out layouts that say most of it in sentences; the rule of layouts.ts holds for them too.
import { after, column, day, inFours, longDay, money, percent, town, type PaperLayout } from "../paper.ts";
import { goods, to } from "./goods.ts";

export const lettersHeldOut: readonly PaperLayout[] = [
  {
    name: "surveyor's fee after official fees, number in the subject, terms in one sentence",
    type: { font: "TimesRoman", spacing: 0.1 },
    most: 3,
    rates: [19],
    omits: ["discounts", "buyerReference", "customerNumber", "bic"],
    draw: (f) => {
      const end = after(350, 16, f.lines.length);
      return [
        [
          [70, 60, f.seller.name, 13],
          ...column(70, 74, 11, [f.seller.street, f.seller.place, `Telefon ${f.seller.phone}`], 8),
          ...column(70, 150, 13, [town.name, "Bauamt", town.street, town.place]),
          [400, 220, longDay(f.issue)],
          [70, 255, `Kostenrechnung Nr. ${f.number}`, 12],
          [70, 272, `Ihr Auftrag: ${f.order}`],
          [70, 300, `Sehr geehrte Damen und Herren, für die Vermessung vom ${day(f.delivered)} stellen wir in Rechnung:`],
          ...goods(f, 350, 16, { text: 70, amount: 520, unit: 400 }),
          ...to(520, [
            [end + 14, 250, "Honorar (netto)", `${money(f.net)} €`],
            [end + 30, 250, "19 v. H. Umsatzsteuer", `${money(f.vat)} €`],
            [end + 48, 250, "Rechnungsbetrag", `${money(f.gross)} €`],
          ]),
          [70, end + 80, `Wir bitten Sie, den Rechnungsbetrag innerhalb von ${f.days} Tagen auf unser Konto`],
          [70, end + 94, `IBAN ${inFours(f.seller.iban)} bei der ${f.seller.bank} zu überweisen.`],
          [70, 795, `Finanzamt Musterstadt, Steuernummer ${f.seller.taxNumber}, Umsatzsteuer-ID ${f.seller.vatId}`, 7],
        ],
      ];
    },
  },
  {
    name: "last reminder before court, demand in the middle of the page",
    kind: "reminder",
    type: { font: "Helvetica" },
    most: 3,
    rates: [19],
    omits: [
      "discounts",
      "net",
      "vat",
      "vatLines",
      "deliveryDate",
      "orderReference",
      "buyerReference",
      "supplierTaxNumber",
      "supplierVatId",
    ],
    draw: (f) => [
      [
        [60, 55, f.seller.name, 14],
        [60, 69, `${f.seller.street}, ${f.seller.place}`, 8],
        ...column(60, 140, 13, [town.name, town.street, town.place]),
        [380, 200, `${f.seller.place.slice(6)}, ${day(f.issue)}`],
        [60, 240, "Letzte Mahnung", 14],
        [60, 256, `Kundennummer ${f.customer}`],
        [60, 285, "trotz unserer Schreiben ist die folgende Forderung noch nicht ausgeglichen:"],
        [60, 310, `Rechnung Nr. ${f.number} vom ${day(f.delivered)}`],
        [540, 310, `${money(f.gross)} €<`],
        [60, 330, "Offene Forderung gesamt"],
        [540, 330, `${money(f.gross)} €<`],
        [60, 360, `Zahlen Sie bitte bis zum ${day(f.due)}; danach übergeben wir den Vorgang.`],
        [60, 790, `${f.seller.bank}  IBAN: ${inFours(f.seller.iban)}  BIC: ${f.seller.bic}`, 8],
      ],
    ],
  },
  {
    name: "carpenter's final bill: paid on account, rest to pay, discount for the whole",
    most: 4,
    rates: [19],
    omits: ["buyerReference", "orderReference", "supplierVatId"],
    draw: (f) => {
      const end = after(310, 15, f.lines.length);
      const terms = f.discounts.map((one) => `${percent(one.rate)} Skonto bei Zahlungseingang bis ${day(one.until)}`).join("; ");
      return [
        [
          [60, 50, f.seller.name, 16],
          [60, 66, `${f.seller.street} * ${f.seller.place} * ${f.seller.phone}`, 8],
          [60, 125, `${f.seller.name} * ${f.seller.street} * ${f.seller.place}`, 6.5],
          ...column(60, 142, 13, [town.name, town.street, town.place]),
          [60, 230, "Schlussrechnung", 15],
          ...column(350, 140, 14, ["Rechnungsnummer", "Datum", "Kundennummer", "Leistungsdatum"]),
          ...column(460, 140, 14, [f.number, day(f.issue), f.customer, day(f.delivered)]),
          ...goods(f, 310, 15, { text: 60, amount: 540, unit: 400 }),
          ...to(540, [
            [end + 15, 340, "Summe netto", `${money(f.net)} €`],
            [end + 30, 340, "zzgl. MwSt. 19 %", `${money(f.vat)} €`],
            [end + 46, 340, "Auftragssumme brutto", `${money(f.gross)} €`],
            [end + 62, 340, "abzüglich Anzahlung", `-${money(Math.floor(f.gross / 3))} €`],
            [end + 80, 340, "Restzahlung", `${money(f.gross - Math.floor(f.gross / 3))} €`],
          ]),
          [60, end + 110, terms, 9],
          [60, end + 124, `Ohne Abzug zahlbar bis ${day(f.due)}.`, 9],
          [60, 790, `${f.seller.bank} | IBAN ${inFours(f.seller.iban)} | BIC ${f.seller.bic} | Steuernummer ${f.seller.taxNumber}`, 7],
        ],
      ];
    },
  },
  {
    name: "caterer: correction of an invoice as a letter",
    kind: "creditNote",
    type: { font: "TimesRomanItalic" },
    most: 3,
    rates: [19],
    omits: ["discounts", "dueDate", "buyerReference", "orderReference", "deliveryDate", "customerNumber", "supplierTaxNumber"],
    draw: (f) => {
      const end = after(320, 16, f.lines.length);
      return [
        [
          [60, 55, f.seller.name, 17],
          [60, 70, `${f.seller.street}, ${f.seller.place}, Tel. ${f.seller.phone}`, 8],
          ...column(60, 140, 13, [town.name, town.street, town.place]),
          [60, 225, "Gutschrift", 15],
          [60, 245, `Gutschriftsnummer: ${f.number}`],
          [60, 259, `Gutschriftsdatum: ${day(f.issue)}`],
          [60, 280, `Betrifft Rechnung RX-${f.customer} vom ${day(f.deliveredFrom)}`],
          ...goods(f, 320, 16, { text: 60, amount: 520, unit: 400 }),
          ...to(520, [
            [end + 14, 320, "Netto", money(f.net)],
            [end + 30, 320, "19 % USt.", money(f.vat)],
            [end + 46, 320, "Gutschrift gesamt EUR", money(f.gross)],
          ]),
          [60, end + 80, "Der Betrag wird auf Ihr Konto überwiesen."],
          [60, 790, `USt-IdNr. ${f.seller.vatId} · ${f.seller.bank} · IBAN ${inFours(f.seller.iban)} · BIC ${f.seller.bic}`, 7],
        ],
      ];
    },
  },
  {
    name: "sewer works: two pages, terms and sums on the second, sender only in the window",
    most: 40,
    rates: [19],
    omits: ["discounts", "orderReference", "supplierVatId"],
    draw: (f) => {
      const half = Math.min(28, f.lines.length);
      const first = { ...f, lines: f.lines.slice(0, half) };
      const second = { ...f, lines: f.lines.slice(half) };
      const end = after(110, 14, second.lines.length);
      return [
        [
          [60, 120, `${f.seller.name}, ${f.seller.street}, ${f.seller.place}`, 7],
          ...column(60, 140, 13, [town.name, "Abwasserbetrieb", town.street, town.place]),
          ...column(340, 140, 14, ["Rechnung-Nr.", "Rechn.-Datum", "Kunden-Nr.", "Leitweg-ID", "Leistungszeit"], 9),
          ...column(420, 140, 14, [f.number, day(f.issue), f.customer, f.route, `${day(f.deliveredFrom)} bis ${day(f.delivered)}`], 9),
          [60, 250, "Rechnung", 15],
          ...goods(first, 290, 15, { text: 60, amount: 545, unit: 400 }, 9),
          [60, 800, "Seite 1 von 2", 7],
        ],
        [
          [60, 60, `Rechnung ${f.number} vom ${day(f.issue)}`, 9],
          ...goods(second, 110, 14, { text: 60, amount: 545, unit: 400 }, 9),
          ...to(545, [
            [end + 20, 330, "Gesamt netto", `${money(f.net)} €`],
            [end + 36, 330, "+ 19 % MwSt.", `${money(f.vat)} €`],
            [end + 54, 330, "Gesamt brutto", `${money(f.gross)} €`],
          ]),
          [60, end + 90, `Zahlungsfrist: ${day(f.due)} (rein netto)`],
          [60, end + 110, `Bankverbindung: ${f.seller.bank}, IBAN ${inFours(f.seller.iban)}, BIC ${f.seller.bic}`],
          [60, end + 124, `Unsere Steuernummer: ${f.seller.taxNumber}`],
          [60, 800, "Seite 2 von 2", 7],
        ],
      ];
    },
  },
  {
    name: "office machines: small business text, no tax at all",
    most: 4,
    rates: [0],
    omits: ["discounts", "orderReference", "buyerReference", "supplierVatId", "bic", "customerNumber"],
    draw: (f) => {
      const end = after(320, 15, f.lines.length);
      return [
        [
          [60, 50, f.seller.name, 14],
          ...column(60, 65, 12, [f.seller.street, f.seller.place], 9),
          ...column(60, 140, 13, [town.name, town.street, town.place]),
          [60, 230, "Rechnung", 14],
          [60, 250, `Rechnungs-Nr. ${f.number}`],
          [300, 250, `Rechnungsdatum: ${day(f.issue)}`],
          [60, 266, `Leistungsdatum: ${day(f.delivered)}`],
          ...goods(f, 320, 15, { text: 60, amount: 530, unit: 400 }),
          [340, end + 15, "Gesamtbetrag"],
          [530, end + 15, `${money(f.gross)} €<`],
          [60, end + 40, "Als Kleinunternehmer im Sinne von § 19 Abs. 1 UStG wird keine Umsatzsteuer berechnet."],
          [
            60,
            end + 70,
            `Bitte überweisen Sie den Gesamtbetrag bis zum ${day(f.due)} auf das Konto ${inFours(f.seller.iban)} (${f.seller.bank}).`,
            9,
          ],
          [60, 790, `Steuernummer ${f.seller.taxNumber}`, 8],
        ],
      ];
    },
  },
];
