// Layouts beside those of the demo town and of the reader's tests, for what those do not have: discounts in prose, periods, reminders.
import type { PlacedText } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { after, brief, column, day, inFours, money, percent, town, type PaperLayout } from "../paper.ts";

const addressed = (top: number): PlacedText[] => column(60, top, 13, [town.name, town.street, town.place]);

export const tunedLayouts: readonly PaperLayout[] = [
  {
    name: "discount before the net term in one sentence, month of service",
    most: 5,
    rates: [19],
    omits: ["buyerReference", "orderReference", "deliveryDate"],
    draw: (f) => {
      const end = after(310, 15, f.lines.length);
      const steps = f.discounts.map((one) => `innerhalb von ${one.days} Tagen mit ${percent(one.rate)} Skonto`).join(", ");
      return [
        [
          [60, 50, f.seller.name, 15],
          [60, 66, `${f.seller.street}, ${f.seller.place}`, 8],
          ...addressed(130),
          [360, 130, "Rechnungsnummer"],
          [540, 130, `${f.number}<`],
          [360, 145, "Rechnungsdatum"],
          [540, 145, `${day(f.issue)}<`],
          [360, 160, "Kundennummer"],
          [540, 160, `${f.customer}<`],
          [60, 240, "Rechnung", 16],
          ...f.lines.flatMap((line, index): PlacedText[] => [
            [60, after(310, 15, index), `${line.quantity} ${line.unit} ${line.text}`],
            [540, after(310, 15, index), `${money(line.net)} €<`],
          ]),
          [360, end + 15, "Nettobetrag"],
          [540, end + 15, `${money(f.net)} €<`],
          [360, end + 30, "19 % Umsatzsteuer"],
          [540, end + 30, `${money(f.vat)} €<`],
          [360, end + 46, "Rechnungsbetrag"],
          [540, end + 46, `${money(f.gross)} €<`],
          [60, end + 80, `Zahlbar ${steps} oder bis zum ${day(f.due)} ohne Abzug.`, 8],
          [60, 780, `${f.seller.bank} IBAN ${inFours(f.seller.iban)} BIC ${f.seller.bic}`, 7],
          [60, 790, `USt-IdNr. ${f.seller.vatId} Steuernummer ${f.seller.taxNumber}`, 7],
        ],
      ];
    },
  },
  {
    name: "two discounts as a table of days, delivery period with short dates, two rates",
    type: { font: "TimesRoman" },
    most: 6,
    rates: [19, 7],
    omits: ["orderReference"],
    draw: (f) => {
      const end = after(330, 15, f.lines.length);
      return [
        [
          [60, 50, f.seller.name, 15],
          [60, 120, `${f.seller.name} · ${f.seller.street} · ${f.seller.place}`, 7],
          ...addressed(140),
          [60, 230, `Rechnung Nr. ${f.number} vom ${day(f.issue)}`, 12],
          [60, 248, `Kunden-Nr. ${f.customer}   Leitweg-ID ${f.route}`],
          [60, 264, `Ausführungszeitraum: ${brief(f.deliveredFrom)} bis ${brief(f.delivered)}`],
          ...f.lines.flatMap((line, index): PlacedText[] => [
            [60, after(330, 15, index), line.text],
            [450, after(330, 15, index), `${line.rate} %<`],
            [540, after(330, 15, index), `${money(line.net)}<`],
          ]),
          [300, end + 15, "Summe netto"],
          [540, end + 15, `${money(f.net)}<`],
          ...f.rates.flatMap((one, index): PlacedText[] => [
            [300, end + 30 + 15 * index, `zzgl. ${one.rate} % MwSt. aus ${money(one.net)}`],
            [540, end + 30 + 15 * index, `${money(one.vat)}<`],
          ]),
          [300, end + 62, "Gesamtbetrag"],
          [540, end + 62, `${money(f.gross)} €<`],
          ...f.discounts.flatMap((one, index): PlacedText[] => [
            [60, end + 90 + 13 * index, `bis ${day(one.until)}`],
            [160, end + 90 + 13 * index, `${percent(one.rate)} Skonto`],
            [300, end + 90 + 13 * index, `${money(Math.round((f.gross * (10_000 - one.rate)) / 10_000))} €<`],
          ]),
          [60, end + 90 + 13 * f.discounts.length, `bis ${day(f.due)}`],
          [160, end + 90 + 13 * f.discounts.length, "netto"],
          [300, end + 90 + 13 * f.discounts.length, `${money(f.gross)} €<`],
          [60, 780, `${f.seller.bank}, IBAN ${inFours(f.seller.iban)}, BIC ${f.seller.bic}`, 7],
          [60, 790, `St.-Nr. ${f.seller.taxNumber}, USt-IdNr. ${f.seller.vatId}`, 7],
        ],
      ];
    },
  },
  {
    name: "reminder of payment in a friendly letter",
    kind: "reminder",
    most: 2,
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
      "customerNumber",
    ],
    draw: (f) => [
      [
        [60, 50, f.seller.name, 15],
        [60, 120, `${f.seller.name} · ${f.seller.street} · ${f.seller.place}`, 7],
        ...addressed(140),
        [400, 200, `${f.seller.place.slice(6)}, den ${day(f.issue)}`],
        [60, 240, "Zahlungserinnerung", 14],
        [60, 270, `sicher haben Sie unsere Rechnung Nr. ${f.number} vom ${day(f.delivered)} nur übersehen.`],
        [60, 290, "Offener Betrag"],
        [300, 290, `${money(f.gross)} EUR<`],
        [60, 320, `Bitte überweisen Sie bis zum ${day(f.due)}.`],
        [60, 790, `${f.seller.bank} IBAN ${inFours(f.seller.iban)} BIC ${f.seller.bic} USt-IdNr. ${f.seller.vatId}`, 7],
      ],
    ],
  },
  {
    name: "typewriter craftsman: short terms without the word discount, day of delivery is that of the invoice",
    type: { font: "Courier" },
    most: 4,
    rates: [19],
    omits: ["buyerReference", "orderReference", "customerNumber", "supplierVatId", "bic"],
    draw: (f) => {
      const end = after(310, 15, f.lines.length);
      const terms = f.discounts.map((one) => `${one.days} Tage ${percent(one.rate)}`).join(", ");
      return [
        [
          [300, 50, f.seller.name, 11],
          [300, 64, f.seller.street],
          [300, 76, f.seller.place],
          ...addressed(140),
          [60, 230, `Rechnung ${f.number}`, 12],
          [60, 250, `Datum: ${day(f.issue)}   Lieferdatum: ${day(f.delivered)}`],
          ...f.lines.flatMap((line, index): PlacedText[] => [
            [60, after(310, 15, index), `${line.quantity} ${line.text}`],
            [520, after(310, 15, index), `${money(line.net)}<`],
          ]),
          [300, end + 15, "netto"],
          [520, end + 15, `${money(f.net)}<`],
          [300, end + 30, "19% MwSt."],
          [520, end + 30, `${money(f.vat)}<`],
          [300, end + 45, "gesamt"],
          [520, end + 45, `${money(f.gross)}<`],
          [60, end + 80, `Zahlung: ${terms}, ${f.days} Tage netto`, 9],
          [60, 780, `IBAN ${inFours(f.seller.iban)} ${f.seller.bank}`, 8],
          [60, 792, `Steuernummer ${f.seller.taxNumber}`, 8],
        ],
      ];
    },
  },
];
