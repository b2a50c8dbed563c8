// One supplier, papers that the rules misread: what one correction teaches, the next paper is read by, and what misleads is dropped.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { afterLesson, placesToLookAt } from "../../shared/domain/supplier/learn.ts";
import { supplierSchema, type Supplier } from "../../shared/domain/supplier/schema.ts";
import { drawPdf, type PlacedText } from "../read/pdf-for-tests.ts";
import { readFileBytes } from "../read/read-file-bytes.ts";
import type { Reading } from "../read/reading.ts";
import { documentTextOf } from "./document-text.ts";
import { placeOfValue, valueAt } from "./learned-place.ts";
import { lessonOf, trustIn } from "./propose-by-learned.ts";
import { proposeInvoice } from "./propose-invoice.ts";

interface Paper {
  readonly number: string;
  readonly date: string;
  readonly delivery: string;
  readonly total: string;
  readonly lines?: number;
}

const first: Paper = { number: "7731/44", date: "03.11.2026", delivery: "28.10.2026", total: "119,00" };
const second: Paper = { number: "7802/09", date: "01.12.2026", delivery: "26.11.2026", total: "357,00" };

/** Headings that no rule knows, with the delivery note's number where an invoice's usually stands. */
function pagesOf({ number, date, delivery, total, lines = 1 }: Paper): readonly (readonly PlacedText[])[] {
  const head: PlacedText[] = [
    [70, 50, "Sägewerk Elbholz KG", 18],
    [70, 132, "Sägewerk Elbholz KG · Am Bohlendamm 3 · 29574 Ebstorf", 7],
    [70, 150, "Samtgemeinde Bevensen-Ebstorf"],
    [70, 163, "Lindenstraße 1"],
    [70, 176, "29549 Bad Bevensen"],
    [70, 240, "Rechnung", 16],
    [70, 270, "Lieferschein"],
    [200, 270, "L-5512"],
    [330, 270, "Vorgang Holz:"],
    [470, 270, number],
    [70, 284, "geliefert am"],
    [200, 284, delivery],
    [330, 284, "ausgefertigt"],
    [470, 284, date],
  ];
  const rows = Array.from({ length: lines }, (_none, index): PlacedText[] => [
    [70, 330 + index * 16, `Kantholz ${index + 1}`],
    [525, 330 + index * 16, "10,00<"],
  ]).flat();
  const foot: PlacedText[] = [
    [330, 700, "Zu zahlen gesamt"],
    [525, 700, `${total} EUR<`],
    [70, 780, "Heidebank IBAN DE89 3704 0044 0532 0130 00"],
  ];
  return lines > 20
    ? [
        [...head, ...rows.slice(0, 40)],
        [...rows.slice(40), ...foot],
      ]
    : [[...head, ...rows, ...foot]];
}

async function read(pages: readonly (readonly PlacedText[])[]): Promise<Reading> {
  const reading = await readFileBytes(await drawPdf({ pages }));
  return must(reading.ok ? reading.value : undefined, "a drawn PDF is read");
}

const none: Supplier["learned"] = {};
const at = "2026-11-24T08:00:00.000Z";
const invoiceAt = (index: number): string => `0190a000-0000-7000-8000-00000000000${index}`;

function taught(reading: Reading, confirmed: Readonly<Record<string, string | number>>, learned = none, index = 0): Supplier["learned"] {
  const lesson = lessonOf(documentTextOf(reading.pages), confirmed, learned);
  return afterLesson(learned, { invoice: invoiceAt(index), right: [...lesson.right], wrong: [...lesson.wrong] }, at);
}

describe("learning from a supplier's papers", () => {
  test("after one correction the next paper is read right, unsure until it has proved right again", async () => {
    const [one, two] = [await read(pagesOf(first)), await read(pagesOf(second))];
    expect(proposeInvoice(two).fields.number?.value).not.toBe(second.number);
    const learned = taught(one, { number: first.number });
    const { number } = proposeInvoice(two, { learned: placesToLookAt(learned) }).fields;
    expect(number).toMatchObject({ value: second.number, learned: true, source: "text", page: 1 });
    expect(number?.confidence).toBeLessThan(0.8);
    const twice = taught(two, { number: second.number }, learned, 1);
    const { number: third } = proposeInvoice(two, { learned: placesToLookAt(twice) }).fields;
    expect(third?.confidence).toBeGreaterThan(number?.confidence ?? 1);
  });

  test("what is learned says where a field stands and nothing of what stood there", async () => {
    const learned = taught(await read(pagesOf(first)), { number: first.number, issueDate: "2026-11-03", gross: 11_900 });
    expect(
      Object.values(learned).map(({ field, where, label, page, fromEnd, right }) => ({ field, where, label, page, fromEnd, right })),
    ).toEqual([
      { field: "number", where: "right", label: "Vorgang Holz", page: 1, fromEnd: false, right: 1 },
      { field: "issueDate", where: "right", label: "ausgefertigt", page: 1, fromEnd: false, right: 1 },
      { field: "gross", where: "right", label: "Zu zahlen gesamt", page: 1, fromEnd: false, right: 1 },
    ]);
    expect(JSON.stringify(learned)).not.toMatch(/7731|119,00|11900|03\.11/u);
    expect(supplierSchema.shape.learned.safeParse(learned).success).toBe(true);
  });

  test("a total moves to the last page and is found there", async () => {
    const learned = taught(await read(pagesOf(first)), { gross: 11_900 });
    const long = await read(pagesOf({ ...second, lines: 50 }));
    expect(valueAt(documentTextOf(long.pages), must(Object.values(learned)[0], "one place"))).toMatchObject({
      value: 35_700,
      line: { page: 2 },
    });
    const again = taught(long, { gross: 35_700 }, learned, 1);
    expect(Object.values(again)).toMatchObject([{ field: "gross", right: 2, wrong: 0 }]);
  });

  test("where place and rules agree the value is surer; what contradicts is kept beside it", async () => {
    const learned = taught(await read(pagesOf(first)), { number: first.number });
    const contradicted = await read([[...(pagesOf(second)[0] ?? []), [330, 298, "Rechnungsnummer:"], [470, 298, "R-1"]]]);
    const numberOf = (reading: Reading) => proposeInvoice(reading, { learned: placesToLookAt(learned) }).fields.number;
    const number = numberOf(contradicted);
    expect(number).toMatchObject({ value: second.number, alternatives: [{ value: "R-1" }] });
    expect(number?.confidence).toBeLessThan(numberOf(await read(pagesOf(second)))?.confidence ?? 0);
    const usual = await read([[...(pagesOf(first)[0] ?? []), [330, 298, "Rechnungsnummer:"], [470, 298, first.number]]]);
    const both = taught(usual, { number: first.number });
    const { number: sure } = proposeInvoice(usual, { learned: placesToLookAt(both) }).fields;
    expect(sure?.confidence).toBeGreaterThanOrEqual(proposeInvoice(usual).fields.number?.confidence ?? 1);
  });

  test("a place that leads to something else counts against itself and is left alone at last", async () => {
    const one = await read(pagesOf(first));
    const learned = taught(one, { number: "L-5512" });
    expect(Object.values(learned)).toMatchObject([{ label: "Lieferschein" }]);
    const corrected = taught(await read(pagesOf(second)), { number: second.number }, learned, 1);
    expect(Object.values(corrected)).toMatchObject([
      { label: "Lieferschein", right: 1, wrong: 1 },
      { label: "Vorgang Holz", right: 1, wrong: 0 },
    ]);
    expect(placesToLookAt(corrected).map(({ label }) => label)).toEqual(["Vorgang Holz"]);
  });

  test("another supplier's paper is not misled by a label it does not have, and made-up values teach nothing", async () => {
    const learned = taught(await read(pagesOf(first)), { number: first.number });
    const other = await read([
      [
        [70, 240, "Rechnung", 16],
        [70, 270, "Rechnungsnummer: 2026-1"],
        [70, 290, "Brutto 10,00 EUR"],
      ],
    ]);
    expect(proposeInvoice(other, { learned: placesToLookAt(learned) }).fields.number?.value).toBe("2026-1");
    expect(taught(other, { number: "nirgends 1", gross: 99_999 })).toEqual({});
  });

  test("without a label the place alone is learned", async () => {
    const paper = (number: string): readonly (readonly PlacedText[])[] => [
      [
        [70, 60, "Rechnung", 16],
        [480, 60, number],
        [70, 300, "Summe 10,00 EUR"],
      ],
    ];
    const learned = taught(await read(paper("A-100")), { number: "A-100" });
    const place = must(Object.values(learned)[0], "one place");
    expect(valueAt(documentTextOf((await read(paper("A-173"))).pages), place)?.value).toBe("A-173");
    expect(["box", "right"]).toContain(place.where);
  });

  test("law: whatever place is found leads back to its value", async () => {
    const readings = await Promise.all(
      [first, second, { ...second, lines: 50 }].map(async (paper) => ({ paper, text: documentTextOf((await read(pagesOf(paper))).pages) })),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...readings),
        fc.constantFrom("number", "issueDate", "dueDate", "gross", "net", "remittance"),
        ({ paper, text }, field) => {
          const value =
            field === "gross" || field === "net"
              ? Number(paper.total.replace(",", ""))
              : field.endsWith("Date")
                ? isoOf(paper.date)
                : paper.number;
          const place = placeOfValue(text, field, value);
          expect(valueAt(text, must(place, "it stands there"))?.value).toEqual(value);
        },
      ),
    );
  });

  test("trust grows with every invoice and falls with every error", () => {
    const trusts = [1, 2, 5, 20].map((right) => trustIn({ right, wrong: 0 }));
    expect([...trusts].sort((one, other) => one - other)).toEqual(trusts);
    expect(trustIn({ right: 5, wrong: 2 })).toBeLessThan(trustIn({ right: 5, wrong: 0 }));
    expect(trustIn({ right: 1000, wrong: 0 })).toBeLessThan(0.96);
  });
});

function isoOf(day: string): string {
  return day.split(".").reverse().join("-");
}
