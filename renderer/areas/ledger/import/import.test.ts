// Files of a finance system: encodings, German figures, headings, faults with their line; and the same file twice changes nothing.
import { describe, expect, test } from "vitest";
import { must } from "../../../../shared/base/must.ts";
import type { BookName, LedgerRow } from "../../../../shared/desk/ledger-calls.ts";
import { commandsOf, differenceOf } from "./difference.ts";
import { readCsv, type Csv } from "./read-csv.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const ansi = (text: string): Uint8Array => Uint8Array.from(text, (sign) => (sign === "€" ? 0x80 : must(sign.codePointAt(0), "a sign")));
function csvOf(bytes: Uint8Array): Csv {
  const csv = readCsv(bytes);
  if (typeof csv === "string") throw new Error(csv);
  return csv;
}

/** The rows a book has once the commands of a difference have run. */
function afterwards(book: BookName, csv: Csv, rows: readonly LedgerRow[]): readonly LedgerRow[] {
  const { added, changed } = differenceOf(book, csv, rows);
  const edited = rows.map((row) => {
    const changes = changed.find(({ id }) => id === row.id)?.changes ?? [];
    return { ...row, fields: { ...row.fields, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) } };
  });
  return [...edited, ...added.map(({ id, fields }) => ({ ledger: book, id, fields, reserved: 0 }))];
}

describe("reading", () => {
  test("UTF-8 with and without a mark, Windows-1252, quoted cells over two lines, commas and tabs", () => {
    const text = 'Konto;Bezeichnung\r\n111200.443100;"Bürobedarf; groß"\r\n\r\n1.2;"zwei\r\nZeilen"\r\n';
    const rows = [
      { line: 2, cells: ["111200.443100", "Bürobedarf; groß"] },
      { line: 6, cells: ["1.2", "zwei\r\nZeilen"] },
    ];
    for (const bytes of [utf8(text), utf8(`\u{FEFF}${text}`), ansi(text)])
      expect(csvOf(bytes)).toEqual({ headings: ["Konto", "Bezeichnung"], rows });
    expect(csvOf(utf8("a,b\n1,2\n")).rows[0]?.cells).toEqual(["1", "2"]);
    expect(csvOf(utf8("a\tb\n1\t2;3\n")).rows[0]?.cells).toEqual(["1", "2;3"]);
  });

  test("what is no table is said", () => {
    expect([utf8(""), utf8("Konto;Name\n"), utf8('a;"b\n1;2'), utf8("a\0;b\n1;2"), new Uint8Array(20_000_001)].map(readCsv)).toEqual([
      "empty",
      "empty",
      "unreadable",
      "unreadable",
      "tooLarge",
    ]);
  });
});

const budget = "HHJ;PSK;KSt;Ansatz\n2026;111200;;1.234,56\n2026;111200.443100;1120;500\n2026;111200;;1,00\n26;1;;x\n2026;;;5,00\n";

describe("the difference", () => {
  test("is told row by row: new, changed, unchanged, missing, faulty with line and column", () => {
    const first = differenceOf("budgetLine", csvOf(utf8(budget)), []);
    expect(first.added.map(({ line, fields }) => [line, fields["year"], fields["code"], fields["costCentre"], fields["planned"]])).toEqual([
      [2, 2026, "111200", null, 123_456],
      [3, 2026, "111200.443100", "1120", 50_000],
    ]);
    expect(first.faulty.map(({ line, field, what, other }) => [line, field, what, other])).toEqual([
      [4, "year", "twice", 2],
      [5, "year", "year", undefined],
      [5, "planned", "amount", undefined],
      [6, "code", "missing", undefined],
    ]);
    const rows = afterwards("budgetLine", csvOf(utf8(budget)), []);
    const next = differenceOf("budgetLine", csvOf(utf8("Jahr;Konto;Ansatz\n2026;111200;2000,00\n")), rows);
    expect(next.changed.map(({ changes }) => changes)).toEqual([[{ field: "planned", from: 123_456, to: 200_000 }]]);
    expect(next.missing.map(({ name }) => name)).toEqual(["2026 111200.443100"]);
    expect(commandsOf("budgetLine", next, false).map(({ name }) => name)).toEqual(["describe"]);
    expect(commandsOf("budgetLine", next, true).map(({ name }) => name)).toEqual(["describe", "takeOut"]);
    expect(differenceOf("budgetLine", csvOf(utf8("Jahr;Konto;Ansatz\n2027;111200;1,00\n")), rows).missing).toEqual([]);
  });

  test("columns that a book needs are asked for", () => {
    expect(differenceOf("account", csvOf(utf8("Ort;PLZ\nUelzen;29525\n")), []).missingColumns).toEqual(["number", "name"]);
  });

  test("a column that the file lacks changes nothing", () => {
    const rows = afterwards("account", csvOf(utf8("Konto;Bezeichnung;Produkt;gültig bis\n1.2;Strom;Rathaus;2026\n")), []);
    expect(differenceOf("account", csvOf(utf8("Konto;Bezeichnung\n1.2;Strom\n")), rows)).toMatchObject({ same: 1, changed: [] });
  });

  test("the same file twice changes nothing, in every book", () => {
    const files: readonly (readonly [BookName, string])[] = [
      ["account", "Produktsachkonto;Bezeichnung;Steuerschlüssel\n111200.443100;Bürobedarf;V19\n"],
      ["costCentre", "Kostenstelle;Bezeichnung;gültig ab\n1120;Rathaus;2025\n"],
      ["budgetLine", budget],
      ["purchaseOrder", "Bestellnummer;Lieferant;Auftragswert;PSK\nB-17;Uhlenbusch;-1.000,00 €;111200.443100\n"],
      ["supplier", "Name;USt-IdNr.;IBAN;Ort\nHeidestrom GmbH;DE 136695976;DE89 3704 0044 0532 0130 00;Uelzen\nOhne Konto e. V.;;;\n"],
    ];
    for (const [book, text] of files) {
      const rows = afterwards(book, csvOf(ansi(text)), []);
      const again = differenceOf(book, csvOf(utf8(text)), rows);
      expect([book, again.added, again.changed, again.same]).toEqual([book, [], [], rows.length]);
      expect(commandsOf(book, again, true)).toEqual([]);
    }
  });

  test("a supplier is found by any mark; accounts are added beside those that are there, wrong ones are faulty", () => {
    const rows = afterwards("supplier", csvOf(utf8("Firma;IBAN;Ort\nHeidestrom GmbH;DE89370400440532013000;Uelzen\n")), []);
    const csv = csvOf(utf8("Kreditor;IBAN;Ort\nHEIDESTROM;DE02120300000000202051;\nAndere;DE00;x\n"));
    const next = differenceOf("supplier", csv, rows);
    expect(next.changed[0]?.changes.map(({ field, to }) => [field, to])).toEqual([
      ["name", "HEIDESTROM"],
      ["iban", "DE02120300000000202051"],
    ]);
    expect(next.faulty).toMatchObject([{ line: 3, field: "iban", what: "iban" }]);
    expect(commandsOf("supplier", next, true).map(({ name }) => name)).toEqual(["describe", "addIban"]);
  });
});
