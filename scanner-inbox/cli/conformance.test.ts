// The conformance command tells a whole invoice from one that lacks terms, from other files and from what is refused, and its exit code says so.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { ublForTests } from "../read/ubl-for-tests.ts";
import { runConformance } from "./conformance.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "e-invoices ü "));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function conformance(...args: readonly string[]) {
  const lines: string[] = [];
  const complaints: string[] = [];
  const code = await runConformance(
    args,
    (line) => lines.push(...line.split("\n")),
    (line) => complaints.push(line),
  );
  return { code, lines, complaints };
}

test("a folder of right invoices, in XML and in PDF, is a table with a summary and ends well", async () => {
  await writeFile(join(folder, "a.xml"), ublForTests({ number: "1" }));
  const attachments = [{ name: "xrechnung.xml", content: ublForTests({ number: "2", lineSum: "1.00" }) }];
  await mkdir(join(folder, "deeper"));
  await writeFile(join(folder, "deeper", "b.PDF"), await drawPdf({ pages: [[[50, 60, "Rechnung 2"]]], attachments }));
  await writeFile(join(folder, "deeper", "scan.pdf"), await drawPdf({ pages: [[[50, 60, "Brief"]]] }));
  await writeFile(join(folder, "notes.txt"), "nichts");
  const { code, lines, complaints } = await conformance(folder);
  expect(complaints).toEqual([]);
  expect(lines.map((line) => line.replaceAll(/ {2,}/gu, " | "))).toEqual([
    "Datei | Syntax | Profil | Positionen | Begriffe | Verstöße | Hinweise | Regeln",
    expect.stringMatching(/^a\.xml \| ubl-invoice \| XRechnung \| \d+ \| \d+\/164 \| 0 \| \d+/u),
    expect.stringMatching(/^deeper.b\.PDF \| ubl-invoice \| XRechnung \| \d+ \| \d+\/164 \| [1-9]\d* \| .*BR-CO-10!/u),
    `${join("deeper", "scan.pdf")} | keine E-Rechnung`,
    "",
    expect.stringMatching(/^Dateien: 3 · E-Rechnungen: 2 · mit Verstößen: 1 · .* · andere: 1 · nicht lesbar: 0 · \d+ ms$/u),
  ]);
  expect(code).toBe(0);
});

test("a file that cannot be read is said, and the command fails; JSON has a line a file", async () => {
  const empty = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID></Invoice>';
  await writeFile(join(folder, "a.xml"), empty);
  await writeFile(join(folder, "b.XML"), "<letter/>");
  await writeFile(join(folder, "c.xml"), "<!DOCTYPE a><a/>");
  const told = await conformance(folder);
  expect(told.code).toBe(1);
  expect(told.lines[1]).toMatch(/BT-27 fehlt/u);
  expect(told.lines[3]).toMatch(/^c\.xml +FEHLER +\S.*\.$/u);
  const { code, lines } = await conformance(folder, "--json");
  expect(code).toBe(1);
  const parsed: unknown[] = lines.map((line) => JSON.parse(line));
  expect(parsed).toMatchObject([
    { name: "a.xml", syntax: "ubl-invoice", refused: null, profile: "en16931", terms: 1 },
    { name: "b.XML", syntax: null, refused: null },
    { name: "c.xml", syntax: null, refused: "xml-forbidden" },
    { summary: { files: 3, invoices: 1, lacking: 1, other: 1, unreadable: 1 } },
  ]);
});

test("without a folder it says how it is called", async () => {
  expect(await conformance()).toMatchObject({ code: 2, complaints: [expect.stringContaining("npm run conformance")] });
  const missing = await conformance(join(folder, "none"));
  expect(missing).toMatchObject({ code: 1, complaints: [expect.stringContaining("gibt es nicht")] });
});
