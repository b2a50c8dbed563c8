import { expect, it } from "vitest";
import { must } from "../../shared/base/must.ts";
import { turnedBox, type PageBox } from "../../shared/domain/page-box.ts";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { readFileBytes } from "../read/read-file-bytes.ts";
import type { Reading } from "../read/reading.ts";
import { documentTextOf } from "./document-text.ts";
import { boxOfValue } from "./place-of-value.ts";
import { proposeInvoice } from "./propose-invoice.ts";

async function read(pages: Parameters<typeof drawPdf>[0]["pages"]): Promise<Reading> {
  const reading = await readFileBytes(await drawPdf({ pages }));
  if (!reading.ok) throw new Error(reading.error.code);
  return reading.value;
}

/** In points of the A4 page that the tests draw. */
function points({ x, y, width, height }: PageBox) {
  return { left: x * 595, right: (x + width) * 595, top: y * 842, bottom: (y + height) * 842 };
}

const invoice = [
  [60, 60, "Tischlerei Moorhof GmbH · Am Moor 4 · 29549 Bad Bevensen", 8],
  [60, 120, "Samtgemeinde Bevensen-Ebstorf"],
  [350, 200, "Rechnungsnummer: TM-2026-117"],
  [350, 215, "Rechnungsdatum: 12.11.2026"],
  [60, 300, "Rechnung", 16],
  [60, 400, "Gesamtbetrag netto"],
  [540, 400, "1.000,00 €<"],
  [60, 415, "zzgl. 19 % USt"],
  [540, 415, "190,00 €<"],
  [60, 430, "Rechnungsbetrag brutto"],
  [540, 430, "1.190,00 €<"],
  [60, 700, "IBAN DE02 1203 0000 0000 2020 51 · BIC BYLADEM1001"],
] as const;

it("marks the value's own characters, not the label beside it", async () => {
  const { fields } = proposeInvoice(await read([[...invoice]]));
  const number = points(must(fields.number?.box, "the number has a box"));
  // Helvetica 10: the label with its blank is 87 points wide, the number 70.
  expect(number.left).toBeGreaterThan(350 + 78);
  expect(number.left).toBeLessThan(350 + 96);
  expect(number.right).toBeLessThan(350 + 162);
  expect(number.top).toBeLessThan(200 - 7);
  expect(number.bottom).toBeGreaterThan(200);
  expect(number.bottom - number.top).toBeLessThan(14);
  const gross = points(must(fields.gross?.box, "the total has a box"));
  expect(gross.left).toBeGreaterThan(480);
  // The currency behind it is not the value.
  expect(Math.abs(gross.right - 531.7)).toBeLessThan(2);
  const iban = points(must(fields.iban?.box, "the account has a box"));
  expect(iban.left).toBeGreaterThan(60 + 20);
  expect(iban.right - iban.left).toBeGreaterThan(120);
  expect(iban.right).toBeLessThan(60 + 190);
  expect(fields).toMatchObject({ issueDate: { page: 1 }, iban: { page: 1 } });
});

it("keeps what else the rules found, each value once, with its own place", async () => {
  const { fields } = proposeInvoice(
    await read([[...invoice, [60, 715, "Weiteres Konto IBAN DE84 2005 0550 0000 1234 56"], [60, 730, "IBAN DE02 1203 0000 0000 2020 51"]]]),
  );
  const others = must(fields.iban?.alternatives, "the second account is kept");
  expect(others.map(({ value }) => value)).toEqual(["DE84200505500000123456"]);
  expect(points(must(others[0]?.box, "with its place")).top).toBeGreaterThan(700);
});

it("finds a sentence's value in the line it stands on when the sentence runs over two", async () => {
  const { fields } = proposeInvoice(
    await read([
      [...invoice, [60, 500, "Bitte überweisen Sie den Betrag ohne Abzug spätestens bis zum"], [60, 514, "30.11.2026 auf unser Konto."]],
    ]),
  );
  expect(fields.dueDate?.value).toBe("2026-11-30");
  const due = points(must(fields.dueDate?.box, "it has a box"));
  expect(due.top).toBeGreaterThan(500);
  expect(due.right).toBeLessThan(60 + 60);
});

it("follows the skew of a recognised page and says how the page was turned", () => {
  const cells = [
    { text: "Rechnungsnummer", x: 60, width: 80 },
    { text: "4711-08", x: 400, width: 40 },
  ];
  const page = { number: 2, width: 600, height: 800, lines: [{ top: 100, height: 10, cells }] };
  const [line] = documentTextOf([{ ...page, recognised: { turn: 180, confidence: 0.9, slope: 0.02 } }]).lines;
  const box = must(boxOfValue(must(line, "one line"), "4711-08"), "it stands there");
  expect(box).toMatchObject({ turn: 180, x: 0.6667 });
  // The base line has sunk by 400 × 0.02 points where the number begins.
  expect(box.y * 800).toBeCloseTo(100 + 8 - 8, 0);
  expect(turnedBox(box, 180).y * 800).toBeGreaterThan(680);
});

it("takes the whole line for a value that is not written there as such, and a mended one by its slips", () => {
  const [line, mended] = documentTextOf([
    {
      number: 1,
      width: 600,
      height: 800,
      lines: [
        { top: 100, height: 10, cells: [{ text: "zahlbar in 14 Tagen", x: 60, width: 100 }] },
        { top: 120, height: 10, cells: [{ text: "IBAN DEO2 12O3 0000 0000 2020 51 gern", x: 60, width: 200 }] },
      ],
    },
  ]).lines;
  expect(boxOfValue(must(line, "one"), "2026-11-30")).toMatchObject({ x: 0.1, width: 0.1667 });
  const box = must(boxOfValue(must(mended, "two"), "DE02120300000000202051"), "it stands there");
  expect(box.x * 600).toBeGreaterThan(75);
  expect((box.x + box.width) * 600).toBeLessThan(250);
  const [twice] = documentTextOf([
    {
      number: 1,
      width: 600,
      height: 800,
      lines: [{ top: 120, height: 10, cells: [{ text: "IBAN DEO02 1203 0000 0000 2020 51", x: 60, width: 200 }] }],
    },
  ]).lines;
  expect(must(boxOfValue(must(twice, "one"), "DE02120300000000202051"), "it stands there").x * 600).toBeGreaterThan(75);
});

it("marks days and numbers of the terms by their own characters, and of a table all lines it is written in", async () => {
  const [, , , , , , , , , , , account] = invoice;
  const { fields } = proposeInvoice(
    await read([
      [
        ...invoice.slice(0, 5),
        [350, 230, "Lieferdatum: 03.11.2026"],
        [350, 245, "Kundennummer: K-20817"],
        [60, 400, "7 % USt auf"],
        [300, 400, "1.000,00<"],
        [540, 400, "70,00 €<"],
        [60, 420, "19 % USt auf"],
        [300, 420, "2.000,00<"],
        [540, 420, "380,00 €<"],
        [60, 440, "Gesamtbetrag brutto"],
        [540, 440, "3.450,00 €<"],
        account,
        [60, 600, "Bei Zahlung bis 20.11.2026 gewähren wir 2 % Skonto."],
      ],
    ]),
  );
  expect(fields).toMatchObject({ deliveryDate: { value: "2026-11-03", page: 1 }, customerNumber: { value: "K-20817", page: 1 } });
  expect(points(must(fields.deliveryDate?.box, "the day has a box")).left).toBeGreaterThan(350 + 55);
  expect(points(must(fields.customerNumber?.box, "the number has a box")).left).toBeGreaterThan(350 + 65);
  expect(fields.vatLines?.value).toHaveLength(2);
  const lines = points(must(fields.vatLines?.box, "the table has a box"));
  expect(lines.top).toBeLessThan(400);
  expect(lines.bottom).toBeGreaterThan(420);
  expect(lines.bottom).toBeLessThan(432);
  expect(fields.discounts?.value).toEqual([{ rate: 200, until: "2026-11-20" }]);
  const sentence = points(must(fields.discounts?.box, "the sentence has a box"));
  expect(sentence.top).toBeGreaterThan(585);
  expect(sentence.bottom).toBeLessThan(610);
});

it("finds the place of a value beside spaced type, whose blanks are gone from the text", () => {
  const text = "R e c h n u n g 4711-08";
  const runs = [
    { at: 0, length: 16, x: 60, width: 100 },
    { at: 16, length: 7, x: 160, width: 40 },
  ];
  const line = { top: 100, height: 10, cells: [{ text, x: 60, width: 140, runs }] };
  const [read] = documentTextOf([{ number: 1, width: 600, height: 800, lines: [line] }]).lines;
  expect(read?.text).toBe("Rechnung 4711-08");
  const box = must(boxOfValue(must(read, "one line"), "4711-08"), "it stands there");
  expect([box.x * 600, (box.x + box.width) * 600].map(Math.round)).toEqual([160, 200]);
});
