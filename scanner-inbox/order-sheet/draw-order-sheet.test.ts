// The payment order sheet, read back by pdf.js: it is tagged, German and titled, says its words, and the invoice's pages stand behind it unchanged.
import { PDFDocument } from "@cantoo/pdf-lib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { expect, test } from "vitest";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { drawOrderSheet } from "./draw-order-sheet.ts";
import type { OrderSheet } from "./order-sheet.ts";

const sheet: OrderSheet = {
  title: "Auszahlungsanordnung",
  line: "Nr. 2026-AB12CD34, Musterstadt",
  parts: [
    {
      heading: "Empfänger",
      values: [
        ["Name", "Gärtnerei Groß & Söhne GmbH"],
        ["IBAN", "DE89 3704 0044 0532 0130 00"],
      ],
    },
    {
      heading: "Kontierung",
      columns: [
        { title: "Konto", share: 0.7 },
        { title: "Betrag", share: 0.3, amount: true },
      ],
      rows: [["54100.4271", "119,00 €"]],
    },
  ],
  foot: "Erzeugt aus der Akte; es gelten die Unterschriften dort.",
  at: "2026-11-24T08:00:00.000Z",
};

async function readBack(bytes: Uint8Array) {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const first = await document.getPage(1);
  const texts = async (number: number) =>
    (await (await document.getPage(number)).getTextContent()).items.flatMap((item) =>
      "str" in item && item.str.trim() !== "" ? [item.str] : [],
    );
  const found = {
    pages: document.numPages,
    tree: JSON.stringify(await first.getStructTree()),
    first: await texts(1),
    last: await texts(document.numPages),
    metadata: await document.getMetadata(),
  };
  await task.destroy();
  return found;
}

test("is tagged with headings and tables, names language and title, embeds its font and says every word", async () => {
  const bytes = await drawOrderSheet(sheet, null);
  const { pages, tree, first, metadata } = await readBack(bytes);
  expect(pages).toBe(1);
  const roles = [...tree.matchAll(/"role":"(?<role>\w+)"/gu)].map((match) => match.groups?.["role"]);
  const expected = "Document H1 P H2 Table TR TH TD TR TH TD H2 Table TR TH TH TR TD TD P Root";
  expect(roles.join(" ")).toBe(expected);
  expect(metadata.info).toMatchObject({ Language: "de-DE", Title: "Auszahlungsanordnung Nr. 2026-AB12CD34, Musterstadt" });
  for (const text of ["Auszahlungsanordnung", "Gärtnerei Groß & Söhne GmbH", "119,00 €", "Kontierung"]) expect(first).toContain(text);
  const raw = Buffer.from(bytes).toString("latin1");
  expect(raw).toContain("/Marked true");
  expect(raw).toContain("/FontFile2");
  expect(raw).not.toContain("/BaseFont /Helvetica");
  expect(raw).toContain("/Scope /Row");
});

test("the invoice's pages stand behind it as they are, those of the record alone, and the file itself is untouched", async () => {
  const original = await drawPdf({ pages: [[[60, 100, "Seite eins"]], [[60, 100, "Seite zwei"]], [[60, 100, "Seite drei"]]] });
  const before = original.slice();
  const all = await readBack(await drawOrderSheet(sheet, { bytes: original, mime: "application/pdf" }));
  expect([all.pages, all.last.join(" ")]).toEqual([4, "Seite drei"]);
  expect(all.tree).toContain('"role":"H1"');
  const part = await drawOrderSheet(sheet, { bytes: original, mime: "application/pdf", pages: [{ page: 2, turn: 90 }] });
  const some = await readBack(part);
  expect([some.pages, some.last.join(" ")]).toEqual([2, "Seite zwei"]);
  expect((await PDFDocument.load(part)).getPage(1).getRotation().angle).toBe(90);
  expect(original).toEqual(before);
});

test("a long sheet goes on on further pages, and a file that cannot be opened is a failure that says so", async () => {
  const long: OrderSheet = {
    ...sheet,
    parts: Array.from({ length: 30 }, (_none, index) => ({ heading: `Teil ${index}`, values: [["Name", "Wert"]] })),
  };
  const { pages, last } = await readBack(await drawOrderSheet(long, null));
  expect(pages).toBeGreaterThan(1);
  expect(last).toContain(sheet.foot);
  const broken = { bytes: new TextEncoder().encode("kein PDF"), mime: "application/pdf" };
  await expect(drawOrderSheet(sheet, broken)).rejects.toMatchObject({ failure: { code: "pdf-damaged" } });
});
