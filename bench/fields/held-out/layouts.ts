// Layouts that the reader's rules were never tuned on: written in one go before any score over them was taken, and only ever looked at as
// totals. Whoever changes a rule because of one of them moves it to the tuned ones and writes another.
import type { PlacedText } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { after, brief, column, day, inFours, longDay, money, percent, town, type PaperLayout } from "../paper.ts";
import { goods, to } from "./goods.ts";
import { lettersHeldOut } from "./letters.ts";

export const heldOutLayouts: readonly PaperLayout[] = [
  ...lettersHeldOut,
  {
    name: "collective bill of a courier, particulars in one line with strokes",
    most: 9,
    rates: [19],
    omits: ["discounts", "orderReference", "buyerReference"],
    draw: (f) => {
      const end = after(290, 13, f.lines.length);
      return [
        [
          [50, 45, f.seller.name, 19],
          [50, 130, town.name],
          [50, 143, `${town.street}, ${town.place}`],
          [50, 200, "Sammelrechnung", 14],
          [50, 222, `Rechnungsnr. ${f.number}  |  Rechnungsdatum ${day(f.issue)}  |  Kd-Nr. ${f.customer}`, 9],
          [50, 236, `Abrechnungszeitraum ${day(f.deliveredFrom)} - ${day(f.delivered)}`, 9],
          ...goods(f, 290, 13, { text: 50, amount: 545, unit: 380 }),
          ...to(545, [
            [end + 16, 390, "Summe netto", `${money(f.net)} EUR`],
            [end + 30, 390, "MwSt 19,00%", `${money(f.vat)} EUR`],
            [end + 46, 390, "Gesamtsumme", `${money(f.gross)} EUR`],
          ]),
          [50, end + 76, `Fällig ohne Abzug am ${day(f.due)}.`],
          [50, 790, `${f.seller.name}, ${f.seller.street}, ${f.seller.place}`, 7],
          [50, 800, `Bank: ${f.seller.bank}, IBAN: ${inFours(f.seller.iban)}, BIC: ${f.seller.bic}`, 7],
          [50, 810, `USt-Id-Nr.: ${f.seller.vatId}, Steuer-Nr.: ${f.seller.taxNumber}`, 7],
        ],
      ];
    },
  },
  {
    name: "bookshop: prices with tax, tax and net named afterwards",
    type: { font: "TimesRoman" },
    most: 5,
    rates: [7],
    omits: ["discounts", "buyerReference", "deliveryDate", "supplierTaxNumber"],
    draw: (f) => {
      const end = after(300, 16, f.lines.length);
      return [
        [
          [297, 60, f.seller.name, 16],
          [297, 76, `${f.seller.street}, ${f.seller.place}`, 9],
          ...column(60, 140, 13, ["Samtgemeinde Bevensen-Ebstorf", "Bücherei", town.street, town.place]),
          [60, 230, `Rechnung Nr.: ${f.number}`, 12],
          [60, 248, `Bad Bevensen, ${longDay(f.issue)}`],
          [60, 264, `Kundennummer: ${f.customer}    Ihre Bestellnummer: ${f.order}`],
          ...goods(f, 300, 16, { text: 60, amount: 530, unit: 400 }),
          ...to(530, [
            [end + 12, 330, "Rechnungsbetrag", `${money(f.gross)} €`],
            [end + 28, 330, "darin enthalten 7 % MwSt.", `${money(f.vat)} €`],
            [end + 44, 330, "Nettowarenwert", `${money(f.net)} €`],
          ]),
          [60, end + 80, `Bitte zahlen Sie bis ${day(f.due)}.`],
          [60, 780, `${f.seller.bank} | ${inFours(f.seller.iban)} | ${f.seller.bic}`, 8],
          [60, 792, `USt.-ID ${f.seller.vatId}`, 8],
        ],
      ];
    },
  },
  {
    name: "medical supplies: dense box of particulars, short words, discount in short",
    type: { font: "Helvetica", squeeze: 88 },
    most: 10,
    rates: [19, 7],
    omits: ["buyerReference"],
    draw: (f) => {
      const end = after(320, 12, f.lines.length);
      return [
        [
          [400, 45, f.seller.name, 12],
          ...column(400, 58, 10, [f.seller.street, f.seller.place, `Tel. ${f.seller.phone}`], 8),
          [50, 118, `${f.seller.name} · ${f.seller.street} · ${f.seller.place}`, 6.5],
          ...column(50, 135, 13, [town.name, town.street, town.place]),
          [50, 220, "RECHNUNG", 15],
          ...column(330, 150, 12, ["Beleg-Nr.", "Belegdatum", "Debitor-Nr.", "Auftrags-Nr.", "Lieferdatum"], 9),
          ...column(430, 150, 12, [f.number, day(f.issue), f.customer, f.order, day(f.delivered)], 9),
          ...goods(f, 320, 12, { text: 50, amount: 550, unit: 380, rate: 430 }, 9),
          [50, end + 15, "MwSt-Satz", 8],
          [180, end + 15, "Nettobetrag<", 8],
          [280, end + 15, "MwSt-Betrag<", 8],
          [400, end + 15, "Bruttobetrag<", 8],
          ...f.rates.flatMap((one, index): PlacedText[] => [
            [50, end + 28 + 12 * index, `${one.rate} %`, 9],
            [180, end + 28 + 12 * index, `${money(one.net)}<`, 9],
            [280, end + 28 + 12 * index, `${money(one.vat)}<`, 9],
            [400, end + 28 + 12 * index, `${money(one.net + one.vat)}<`, 9],
          ]),
          [50, end + 56, "Summe", 9],
          [180, end + 56, `${money(f.net)}<`, 9],
          [280, end + 56, `${money(f.vat)}<`, 9],
          [400, end + 56, `${money(f.gross)}<`, 9],
          [400, end + 80, "Rechnungsendbetrag", 10],
          [550, end + 80, `${money(f.gross)} €<`, 10],
          [
            50,
            end + 100,
            `Zahlungsbedingungen: ${f.discounts.map((one) => `bis ${day(one.until)} ${percent(one.rate)} Skonto`).join(", ")}, bis ${day(f.due)} netto`,
            8,
          ],
          [
            50,
            795,
            `${f.seller.bank}  IBAN ${f.seller.iban}  BIC ${f.seller.bic}  USt-IdNr ${f.seller.vatId}  St-Nr ${f.seller.taxNumber}`,
            6.5,
          ],
        ],
      ];
    },
  },
  {
    name: "rented machines: values above their small labels",
    most: 4,
    rates: [19],
    omits: ["discounts", "orderReference", "buyerReference", "supplierTaxNumber"],
    draw: (f) => {
      const end = after(330, 18, f.lines.length);
      return [
        [
          [60, 60, f.seller.name, 14],
          [60, 74, `${f.seller.street} – ${f.seller.place}`, 8],
          ...column(60, 135, 13, [town.name, town.street, town.place]),
          [60, 220, "Mietrechnung", 18],
          [60, 250, f.number, 11],
          [60, 260, "Rechnungsnummer", 7],
          [200, 250, day(f.issue), 11],
          [200, 260, "Rechnungsdatum", 7],
          [330, 250, f.customer, 11],
          [330, 260, "Kundennummer", 7],
          [60, 290, `Mietzeit vom ${day(f.deliveredFrom)} bis ${day(f.delivered)}`],
          ...goods(f, 330, 18, { text: 60, amount: 540, unit: 400 }),
          ...to(540, [
            [end + 15, 360, "Zwischensumme (netto)", money(f.net)],
            [end + 31, 360, "Umsatzsteuer 19 %", money(f.vat)],
            [end + 50, 360, "Gesamtbetrag in EUR", money(f.gross)],
          ]),
          [60, end + 85, `Zahlungsziel ${f.days} Tage netto, zahlbar bis ${day(f.due)}`],
          ...column(60, 780, 10, [`Bankverbindung ${f.seller.bank}`, `IBAN ${inFours(f.seller.iban)}`, `BIC ${f.seller.bic}`], 8),
          [360, 780, `USt-IdNr. ${f.seller.vatId}`, 8],
        ],
      ];
    },
  },
  {
    name: "telecom with two languages in each label",
    type: { font: "Helvetica", spacing: 0.15 },
    most: 6,
    rates: [19],
    omits: ["discounts", "buyerReference", "supplierTaxNumber"],
    draw: (f) => {
      const end = after(310, 15, f.lines.length);
      return [
        [
          [60, 55, f.seller.name, 18],
          ...column(60, 130, 13, [town.name, town.street, town.place]),
          [60, 210, "Rechnung / Invoice", 15],
          ...column(
            330,
            130,
            14,
            ["Rechnungs-Nr. / Invoice No.", "Datum / Date", "Kunden-Nr. / Customer No.", "Bestell-Nr. / Order No."],
            8,
          ),
          ...column(480, 130, 14, [f.number, day(f.issue), f.customer, f.order], 9),
          [60, 240, `Leistungszeitraum / Period: ${day(f.deliveredFrom)} – ${day(f.delivered)}`, 9],
          ...goods(f, 310, 15, { text: 60, amount: 540, unit: 400 }),
          ...to(540, [
            [end + 14, 300, "Nettobetrag / Net amount", `${money(f.net)} EUR`],
            [end + 30, 300, "MwSt. / VAT 19 %", `${money(f.vat)} EUR`],
            [end + 48, 300, "Gesamtbetrag / Total", `${money(f.gross)} EUR`],
          ]),
          [60, end + 80, `Zahlbar bis / Payable by ${day(f.due)}`],
          [60, 780, `${f.seller.street}, ${f.seller.place} · USt-IdNr. / VAT ID ${f.seller.vatId}`, 7],
          [60, 790, `${f.seller.bank} · IBAN ${inFours(f.seller.iban)} · BIC ${f.seller.bic}`, 7],
        ],
      ];
    },
  },
  {
    name: "network cooperative: sums as a grid with a column a rate",
    type: { font: "Courier", spacing: -0.3 },
    most: 7,
    rates: [19, 7],
    omits: ["discounts", "orderReference", "buyerReference", "bic"],
    draw: (f) => {
      const end = after(300, 13, f.lines.length);
      const [high, low] = f.rates;
      return [
        [
          [50, 50, f.seller.name, 13],
          [50, 64, `${f.seller.street}  ${f.seller.place}`, 9],
          ...column(50, 130, 13, [town.name, town.street, town.place]),
          [50, 210, `RECHNUNG NR. ${f.number}`, 12],
          [50, 228, `Datum: ${day(f.issue)}  Kundennr.: ${f.customer}  Lieferung vom ${day(f.delivered)}`, 9],
          ...goods(f, 300, 13, { text: 50, amount: 550, unit: 380, rate: 440 }, 9),
          [190, end + 20, "19 %<", 9],
          [300, end + 20, "7 %<", 9],
          [420, end + 20, "Summe<", 9],
          [50, end + 33, "Netto", 9],
          [190, end + 33, `${money(high?.net ?? 0)}<`, 9],
          [300, end + 33, `${money(low?.net ?? 0)}<`, 9],
          [420, end + 33, `${money(f.net)}<`, 9],
          [50, end + 46, "MwSt.", 9],
          [190, end + 46, `${money(high?.vat ?? 0)}<`, 9],
          [300, end + 46, `${money(low?.vat ?? 0)}<`, 9],
          [420, end + 46, `${money(f.vat)}<`, 9],
          [50, end + 66, "Zu zahlen EUR", 11],
          [420, end + 66, `${money(f.gross)}<`, 11],
          [50, end + 96, `Zahlungstermin: ${day(f.due)}`, 9],
          [50, 780, `${f.seller.bank} IBAN ${inFours(f.seller.iban)}`, 8],
          [50, 792, `USt-IdNr. ${f.seller.vatId} Steuernr. ${f.seller.taxNumber}`, 8],
        ],
      ];
    },
  },
  {
    name: "plumber: handwritten style of dates, order by the office's sign, tax rate in brackets",
    type: { font: "HelveticaBold" },
    most: 5,
    rates: [19],
    omits: ["orderReference", "customerNumber", "supplierVatId"],
    draw: (f) => {
      const end = after(310, 15, f.lines.length);
      return [
        [
          [545, 50, `${f.seller.name}<`, 13],
          [545, 64, `${f.seller.street}, ${f.seller.place}<`, 8],
          ...column(60, 135, 13, ["Samtgemeinde Bevensen-Ebstorf", "Gebäudemanagement", town.street, town.place]),
          [545, 200, `Datum ${brief(f.issue)}<`],
          [60, 230, `RECHNUNG ${f.number}`, 14],
          [60, 250, `Leitweg-ID ${f.route}`],
          [60, 266, `Arbeiten ausgeführt am ${brief(f.delivered)}`],
          ...goods(f, 310, 15, { text: 60, amount: 540, unit: 400 }),
          ...to(540, [
            [end + 15, 340, "Nettobetrag:", `${money(f.net)} €`],
            [end + 30, 340, "USt (19 %):", `${money(f.vat)} €`],
            [end + 47, 340, "Bruttobetrag:", `${money(f.gross)} €`],
          ]),
          ...f.discounts.map((one, index): PlacedText => [
            60,
            end + 80 + 13 * index,
            `Bei Zahlung innerhalb ${one.days} Tagen: ${percent(one.rate)} Skonto`,
          ]),
          [60, end + 80 + 13 * f.discounts.length, `Zahlbar bis spätestens ${brief(f.due)}`],
          [60, 785, `${f.seller.bank} ${inFours(f.seller.iban)} ${f.seller.bic}   Steuernummer: ${f.seller.taxNumber}`, 7.5],
        ],
      ];
    },
  },
];
