// The second half of the layouts that were held out once.
import type { PlacedText } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { after, brief, column, day, inFours, longDay, machine, money, percent, spaced, swiss, town, type PaperLayout } from "../paper.ts";

const addressed = (x: number, top: number): PlacedText[] => column(x, top, 13, [town.name, town.street, town.place]);

export const moreOnceHeldOut: readonly PaperLayout[] = [
  {
    name: "second reminder for an invoice, with a fee for it",
    kind: "reminder",
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
      "supplierVatId",
      "bic",
      "supplierTaxNumber",
    ],
    draw: (f) => [
      [
        [60, 50, f.seller.name, 15],
        [60, 128, `${f.seller.name} · ${f.seller.street} · ${f.seller.place}`, 7],
        ...addressed(60, 145),
        [400, 145, `Kundennr.: ${f.customer}`],
        [400, 159, `Datum: ${day(f.issue)}`],
        [60, 240, "2. Mahnung", 14],
        [60, 270, "Sehr geehrte Damen und Herren,"],
        [60, 286, "leider konnten wir zu unserer unten aufgeführten Rechnung noch keinen Zahlungseingang feststellen."],
        [60, 310, "Rechnungsnr."],
        [200, 310, "Rechnungsdatum"],
        [340, 310, "Fällig seit"],
        [540, 310, "Offener Betrag<"],
        [60, 324, f.number],
        [200, 324, day(f.deliveredFrom)],
        [340, 324, day(f.delivered)],
        [540, 324, `${money(f.gross)} EUR<`],
        [60, 360, `Bitte überweisen Sie den offenen Betrag bis spätestens ${day(f.due)} auf unser Konto.`],
        [60, 374, `${f.seller.bank}, IBAN ${inFours(f.seller.iban)}`],
      ],
    ],
  },
  {
    name: "engineering office: fee invoice with project lines, amounts with blanks",
    type: { font: "TimesRoman", spacing: 0.2 },
    most: 4,
    rates: [19],
    omits: ["discounts", "buyerReference", "supplierVatId"],
    draw: (f) => {
      const end = after(340, 18, f.lines.length);
      return [
        [
          [70, 60, f.seller.name, 12],
          [70, 74, "Beratende Ingenieure"],
          [70, 120, `${f.seller.name} | ${f.seller.street} | ${f.seller.place}`, 7],
          ...addressed(70, 140),
          [380, 140, "Unsere Rechnung:"],
          [470, 140, f.number],
          [380, 154, "Ihre Auftrags-Nr.:"],
          [470, 154, f.order],
          [380, 168, "Ihre Kunden-Nr.:"],
          [470, 168, f.customer],
          [380, 182, "Datum:"],
          [470, 182, longDay(f.issue)],
          [70, 250, "Honorarrechnung", 14],
          [70, 270, `Leistungszeitraum ${day(f.deliveredFrom)} bis ${day(f.delivered)}`],
          ...f.lines.flatMap((line, index): PlacedText[] => [
            [70, after(340, 18, index), line.text],
            [530, after(340, 18, index), `${spaced(line.net)} EUR<`],
          ]),
          [300, end + 10, "Honorar netto"],
          [530, end + 10, `${spaced(f.net)} EUR<`],
          [300, end + 26, "zzgl. 19 % USt"],
          [530, end + 26, `${spaced(f.vat)} EUR<`],
          [300, end + 44, "Rechnungssumme"],
          [530, end + 44, `${spaced(f.gross)} EUR<`],
          [70, end + 80, `Zahlungsziel: ${day(f.due)}`],
          [70, 780, `Bankverbindung: ${f.seller.bank}`, 8],
          [70, 790, `IBAN ${inFours(f.seller.iban)}`, 8],
          [70, 800, `BIC ${f.seller.bic}`, 8],
          [330, 780, `Steuernummer ${f.seller.taxNumber}`, 8],
        ],
      ];
    },
  },
  {
    name: "English-speaking software seller with German tax words",
    most: 4,
    rates: [19],
    omits: ["discounts", "buyerReference", "supplierTaxNumber", "orderReference", "deliveryDate"],
    draw: (f) => {
      const end = after(300, 16, f.lines.length);
      return [
        [
          [60, 60, "Invoice / Rechnung", 20],
          [340, 60, f.seller.name, 9],
          ...column(340, 74, 12, [f.seller.street, f.seller.place, `VAT ID: ${f.seller.vatId}`]),
          [60, 130, "Bill to"],
          ...addressed(60, 145),
          [380, 145, "Invoice number"],
          [540, 145, `${f.number}<`],
          [380, 160, "Invoice date"],
          [540, 160, `${f.issue}<`],
          [380, 175, "Due date"],
          [540, 175, `${f.due}<`],
          [380, 190, "Customer no."],
          [540, 190, `${f.customer}<`],
          ...f.lines.flatMap((line, index): PlacedText[] => [
            [60, after(300, 16, index), line.text],
            [540, after(300, 16, index), `€ ${machine(line.net)}<`],
          ]),
          [380, end + 16, "Subtotal"],
          [540, end + 16, `€ ${machine(f.net)}<`],
          [380, end + 32, "VAT 19%"],
          [540, end + 32, `€ ${machine(f.vat)}<`],
          [380, end + 50, "Total"],
          [540, end + 50, `€ ${machine(f.gross)}<`],
          [60, 780, `Bank: ${f.seller.bank} · IBAN: ${f.seller.iban} · BIC/SWIFT: ${f.seller.bic}`, 8],
        ],
      ];
    },
  },
  {
    name: "long delivery over two pages, carried sums, totals on the last page",
    most: 60,
    rates: [19, 7],
    omits: ["discounts", "buyerReference"],
    draw: (f) => {
      const split = Math.ceil(f.lines.length / 2);
      const rows = (from: number, to: number, top: number): PlacedText[] =>
        f.lines.slice(from, to).flatMap((line, index): PlacedText[] => [
          [50, after(top, 14, index), `${from + index + 1}`, 9],
          [80, after(top, 14, index), line.text, 9],
          [350, after(top, 14, index), `${line.quantity} ${line.unit}<`, 9],
          [430, after(top, 14, index), `${money(line.price)}<`, 9],
          [470, after(top, 14, index), `${line.rate}%<`, 9],
          [545, after(top, 14, index), `${money(line.net)}<`, 9],
        ]);
      const carried = money(f.lines.slice(0, split).reduce((sum, line) => sum + line.net, 0));
      const end = after(120, 14, f.lines.length - split);
      const foot: PlacedText[] = [
        [50, 800, `${f.seller.bank} · IBAN ${inFours(f.seller.iban)} · BIC ${f.seller.bic}`, 7],
        [50, 810, `Sitz ${f.seller.place.slice(6)} · USt-IdNr. ${f.seller.vatId} · Steuernummer ${f.seller.taxNumber}`, 7],
      ];
      return [
        [
          [50, 50, f.seller.name, 15],
          [50, 120, `${f.seller.name}, ${f.seller.street}, ${f.seller.place}`, 7],
          ...addressed(50, 140),
          ...column(370, 140, 14, ["Rechnung Nr.", "Rechnungsdatum", "Kunden-Nr.", "Auftrags-Nr.", "Lieferdatum"]),
          ...column(470, 140, 14, [f.number, day(f.issue), f.customer, f.order, day(f.delivered)]),
          [50, 240, "Rechnung", 14],
          ...rows(0, split, 280),
          [430, after(290, 14, split), "Übertrag"],
          [545, after(290, 14, split), `${carried}<`],
          ...foot,
        ],
        [
          [50, 60, `Rechnung ${f.number}, Seite 2`],
          [430, 100, "Übertrag"],
          [545, 100, `${carried}<`],
          ...rows(split, f.lines.length, 120),
          [330, end + 20, "Summe netto"],
          [545, end + 20, `${money(f.net)}<`],
          ...f.rates.flatMap((one, index): PlacedText[] => [
            [330, end + 36 + 16 * index, `${one.rate} % MwSt auf ${money(one.net)}`],
            [545, end + 36 + 16 * index, `${money(one.vat)}<`],
          ]),
          [330, end + 76, "Gesamtsumme EUR"],
          [545, end + 76, `${money(f.gross)}<`],
          [50, end + 110, `Zahlung rein netto bis ${day(f.due)}`],
          ...foot,
        ],
      ];
    },
  },
  {
    name: "garden centre: reduced rate only, short dates, discount in a sentence",
    most: 6,
    rates: [7],
    omits: ["orderReference", "buyerReference", "supplierTaxNumber"],
    draw: (f) => {
      const end = after(320, 14, f.lines.length);
      const terms = f.discounts.map((one) => `binnen ${one.days} Tagen abzüglich ${percent(one.rate)} Skonto`).join(", ");
      return [
        [
          [200, 50, f.seller.name, 16],
          [200, 66, `${f.seller.street} · ${f.seller.place} · Tel. ${f.seller.phone}`, 8],
          ...addressed(60, 140),
          [60, 230, `R e c h n u n g   ${f.number}`, 13],
          [60, 250, `vom ${brief(f.issue)}`],
          [60, 266, `Kd.Nr. ${f.customer}, geliefert am ${brief(f.delivered)}`],
          ...f.lines.flatMap((line, index): PlacedText[] => [
            [60, after(320, 14, index), `${line.quantity} ${line.unit}`],
            [130, after(320, 14, index), line.text],
            [520, after(320, 14, index), `${money(line.net)}<`],
          ]),
          [380, end + 12, "Summe"],
          [520, end + 12, `${money(f.net)}<`],
          [380, end + 26, "7 % MwSt."],
          [520, end + 26, `${money(f.vat)}<`],
          [380, end + 42, "Rechnungsbetrag"],
          [520, end + 42, `${money(f.gross)} €<`],
          [60, end + 70, `Zahlbar ${terms},`],
          [60, end + 84, `spätestens bis ${day(f.due)} rein netto.`],
          [60, 780, `${f.seller.bank} · ${inFours(f.seller.iban)} · ${f.seller.bic} · UStID ${f.seller.vatId}`, 8],
        ],
      ];
    },
  },
  {
    name: "Swiss-style amounts, particulars in a frame on the left, sums left",
    type: { font: "HelveticaOblique" },
    most: 5,
    rates: [19],
    omits: ["discounts", "customerNumber", "buyerReference", "supplierTaxNumber"],
    draw: (f) => {
      const end = after(400, 15, f.lines.length);
      return [
        [
          [60, 50, "RECHNUNG", 22],
          [60, 84, f.seller.name, 12],
          ...column(60, 98, 12, [f.seller.street, f.seller.place, `Telefon ${f.seller.phone}`]),
          ...addressed(340, 150),
          [60, 240, "Nummer"],
          [160, 240, f.number],
          [60, 255, "Datum"],
          [160, 255, day(f.issue)],
          [60, 270, "Ihre Bestellung"],
          [160, 270, f.order],
          [60, 285, "Leistungsdatum"],
          [160, 285, day(f.delivered)],
          [60, 300, "Zahlbar bis"],
          [160, 300, day(f.due)],
          ...f.lines.flatMap((line, index): PlacedText[] => [
            [60, after(400, 15, index), line.text],
            [350, after(400, 15, index), `${swiss(line.net)}<`],
          ]),
          [60, end + 15, "Total netto EUR"],
          [350, end + 15, `${swiss(f.net)}<`],
          [60, end + 30, "MWST 19%"],
          [350, end + 30, `${swiss(f.vat)}<`],
          [60, end + 48, "Total brutto EUR"],
          [350, end + 48, `${swiss(f.gross)}<`],
          [60, end + 80, `Zahlungsverbindung: ${f.seller.bank}, BIC ${f.seller.bic}`],
          [60, end + 94, `IBAN ${inFours(f.seller.iban)}`],
          [60, 790, `UID: ${f.seller.vatId}`, 8],
        ],
      ];
    },
  },
  {
    name: "part payment: services by month, tax table, reference of the office",
    most: 4,
    rates: [19],
    omits: ["orderReference", "customerNumber", "supplierVatId", "discounts"],
    draw: (f) => {
      const end = after(330, 15, f.lines.length);
      return [
        [
          [60, 50, f.seller.name, 15],
          [60, 64, `${f.seller.street}, ${f.seller.place}`, 8],
          ...addressed(60, 140),
          ...column(350, 140, 14, ["RE-Nr.", "RE-Datum", "Leitweg-ID", "Leistung am"]),
          ...column(430, 140, 14, [f.number, day(f.issue), f.route, day(f.delivered)]),
          [60, 250, "Teilrechnung", 15],
          ...f.lines.flatMap((line, index): PlacedText[] => [
            [60, after(330, 15, index), line.text],
            [530, after(330, 15, index), `€ ${money(line.net)}<`],
          ]),
          [60, end + 20, "Steuersatz"],
          [260, end + 20, "Netto<"],
          [380, end + 20, "Steuer<"],
          [530, end + 20, "Brutto<"],
          [60, end + 34, "19 %"],
          [260, end + 34, `€ ${money(f.net)}<`],
          [380, end + 34, `€ ${money(f.vat)}<`],
          [530, end + 34, `€ ${money(f.gross)}<`],
          [60, end + 64, `Fälligkeit: ${day(f.due)}, ohne Abzug`],
          [60, end + 90, `Bankverbindung: IBAN: ${inFours(f.seller.iban)}, BIC: ${f.seller.bic}`],
          [60, 790, `Steuer-Nummer: ${f.seller.taxNumber}`, 8],
        ],
      ];
    },
  },
];
