// `npm run intake -- <folder> [--json] [--virus-scanner=…]`: what the reader makes of a folder's files, without a desk; never changes the folder.
import { readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { admitFile } from "../guard/admit-file.ts";
import { openVirusScanner, scannerAddress, type VirusScanner } from "../guard/virus-scanner.ts";
import { proposeInvoice } from "../propose/propose-invoice.ts";
import type { InvoiceProposal, ProposedField } from "../propose/proposal.ts";
import { failureSentence } from "../read/failure-sentences.ts";
import { openReaderPool, type ReaderPool } from "../read/reader-pool.ts";
import { isSystemName, isTemporaryName } from "../watch/ignored-names.ts";
import { sha256OfFile, type FailureReason } from "../watch/folder-places.ts";

const USAGE = "Aufruf: npm run intake -- <Ordner> [--json] [--virus-scanner=tcp://Rechner:Port|unix:/Pfad]";

type FileReport = {
  readonly path: string;
  readonly sha256: string | null;
  readonly milliseconds: number;
  readonly result: { readonly ok: true; readonly proposal: InvoiceProposal } | { readonly ok: false; readonly failure: FailureReason };
};

/** Runs the command and says its exit code: 0 unless the folder is missing, whatever its files are like. */
export async function runIntake(args: readonly string[], print: (line: string) => void, complain: (line: string) => void): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: { json: { type: "boolean" }, "virus-scanner": { type: "string" } },
  });
  const given = positionals[0];
  if (given === undefined) {
    complain(USAGE);
    return 2;
  }
  const folder = resolve(given);
  const names = await namesIn(folder);
  if (!names) {
    complain(`Den Ordner ${folder} gibt es nicht, oder er lässt sich nicht lesen. ${USAGE}`);
    return 1;
  }
  const scannerAt = values["virus-scanner"];
  const address = typeof scannerAt === "string" ? scannerAddress(scannerAt) : undefined;
  if (address === null || scannerAt === true) {
    complain(`${String(scannerAt)} ist keine Adresse eines Virenscanners. ${USAGE}`);
    return 2;
  }
  const scanner = address === undefined ? null : openVirusScanner(address);
  const asJson = values["json"] === true;
  const pool = openReaderPool();
  const reports: FileReport[] = [];
  try {
    for (const name of names) {
      const report = await reportOf(pool, scanner, folder, name);
      reports.push(report);
      print(asJson ? jsonLine(report) : tableLine(report));
    }
  } finally {
    await pool.close();
  }
  print(asJson ? JSON.stringify({ summary: summaryOf(reports) }) : summaryLine(reports));
  return 0;
}

async function namesIn(folder: string): Promise<string[] | null> {
  try {
    const entries = await readdir(folder, { withFileTypes: true, recursive: true });
    return entries
      .filter((entry) => entry.isFile() && !isSystemName(entry.name) && !isTemporaryName(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch {
    return null;
  }
}

async function reportOf(pool: ReaderPool, scanner: VirusScanner | null, folder: string, name: string): Promise<FileReport> {
  const start = performance.now();
  const path = join(folder, name);
  const result = await resultOf(pool, scanner, { path, name });
  const milliseconds = Math.round((performance.now() - start) * 10) / 10;
  return { path: name, sha256: await sha256OfFile(path).catch(() => null), milliseconds, result };
}

async function resultOf(
  pool: ReaderPool,
  scanner: VirusScanner | null,
  file: { path: string; name: string },
): Promise<FileReport["result"]> {
  const admitted = await admitFile(file, scanner).catch(() => ({
    failed: { code: "not-readable", text: failureSentence("not-readable") },
  }));
  if ("waits" in admitted)
    return { ok: false, failure: { code: admitted.waits, text: "Der Virenscanner antwortet nicht; die Datei wurde nicht geöffnet." } };
  if ("failed" in admitted) return { ok: false, failure: admitted.failed };
  if (admitted.type === "mail")
    return {
      ok: false,
      failure: { code: "mail", text: "Eine E-Mail: Der Arbeitsplatz erfasst ihre Anhänge, dieser Befehl liest sie nicht." },
    };
  const read = await pool.readInWorker(file.path);
  if (!read.ok) return { ok: false, failure: { code: read.error.code, text: failureSentence(read.error.code) } };
  return { ok: true, proposal: proposeInvoice(read.value) };
}

function jsonLine({ path, sha256, milliseconds, result }: FileReport): string {
  if (!result.ok) {
    return JSON.stringify({
      path,
      sha256,
      kind: null,
      error: result.failure,
      milliseconds,
    });
  }
  const { kind, readState, pageCount, fields, checks } = result.proposal;
  const found: readonly (readonly [string, ProposedField<unknown> | null])[] = Object.entries(fields);
  const part = (pick: (field: ProposedField<unknown>) => unknown): Record<string, unknown> =>
    Object.fromEntries(found.flatMap(([name, field]) => (field ? [[name, pick(field)]] : [])));
  return JSON.stringify({
    path,
    sha256,
    kind,
    readState,
    pageCount,
    fields: part((field) => field.value),
    source: part((field) => field.source),
    confidence: part((field) => field.confidence),
    checks,
    milliseconds,
  });
}

const KINDS: Readonly<Record<InvoiceProposal["kind"], string>> = {
  invoice: "Rechnung",
  creditNote: "Gutschrift",
  reminder: "Mahnung",
  picture: "Bild",
  other: "anderes",
};

function tableLine({ path, milliseconds, result }: FileReport): string {
  if (!result.ok) return `${path}  FEHLER  ${result.failure.text}`;
  const { kind, readState, pageCount, fields, checks } = result.proposal;
  if (readState === "notReadYet")
    return `${path}  ${KINDS[kind]}  noch nicht gelesen, ${pageCount} ${pageCount === 1 ? "Seite" : "Seiten"}`;
  const gross = fields.gross ? `${euros(fields.gross.value)} ${fields.currency?.value ?? ""}` : "ohne Betrag";
  const day = fields.issueDate ? germanDay(fields.issueDate.value) : "ohne Datum";
  const errors = checks.filter(({ severity }) => severity === "error").map(({ code }) => code);
  const parts = [
    path,
    KINDS[kind],
    fields.number?.value ?? "ohne Nummer",
    day,
    gross.trim(),
    fields.supplier?.value ?? "ohne Lieferant",
    fields.iban?.value ?? "ohne IBAN",
  ];
  return [...parts, errors.length > 0 ? `Prüfung: ${errors.join(", ")}` : "", `${Math.round(milliseconds)} ms`]
    .filter((part) => part !== "")
    .join("  ");
}

function summaryOf(reports: readonly FileReport[]) {
  const proposals = reports.flatMap(({ result }) => (result.ok ? [result.proposal] : []));
  const count = (wanted: (proposal: InvoiceProposal) => boolean): number => proposals.filter(wanted).length;
  return {
    files: reports.length,
    invoices: count(({ kind }) => kind === "invoice"),
    creditNotes: count(({ kind }) => kind === "creditNote"),
    notReadYet: count(({ readState }) => readState === "notReadYet"),
    other: count(({ kind }) => kind === "other"),
    withCoreFields: count(
      ({ fields }) => fields.number !== null && fields.issueDate !== null && fields.supplier !== null && fields.gross !== null,
    ),
    withErrors: count(({ checks }) => checks.some(({ severity }) => severity === "error")),
    unreadable: reports.length - proposals.length,
    milliseconds: Math.round(reports.reduce((sum, { milliseconds }) => sum + milliseconds, 0)),
  };
}

function summaryLine(reports: readonly FileReport[]): string {
  const summary = summaryOf(reports);
  return (
    `\nDateien: ${summary.files} · Rechnungen: ${summary.invoices} · Gutschriften: ${summary.creditNotes} · noch nicht gelesene Bilder: ` +
    `${summary.notReadYet} · andere: ${summary.other} · nicht lesbar: ${summary.unreadable}\n` +
    `Nummer, Datum, Lieferant und Betrag gefunden: ${summary.withCoreFields} · mit Prüffehlern: ${summary.withErrors} · ${summary.milliseconds} ms`
  );
}

function euros(cents: number): string {
  return (cents / 100).toLocaleString("de-DE", { minimumFractionDigits: 2 });
}

function germanDay(date: string): string {
  return date.split("-").reverse().join(".");
}

if (import.meta.main) {
  // `| head` closes the pipe early: that is the reader's choice, not a failure.
  process.stdout.on("error", () => process.exit(0));
  process.exitCode = await runIntake(
    process.argv.slice(2),
    (line) => process.stdout.write(`${line}\n`),
    (line) => process.stderr.write(`${line}\n`),
  );
}
