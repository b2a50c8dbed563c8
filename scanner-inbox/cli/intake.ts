// `npm run intake -- <folder> [--json]`: what the reader makes of a folder's files, without a desk; never changes the folder.
import { readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Result } from "../../shared/base/result.ts";
import { proposeInvoice } from "../propose/propose-invoice.ts";
import type { InvoiceProposal, ProposedField } from "../propose/proposal.ts";
import { failureSentence } from "../read/failure-sentences.ts";
import { openReaderPool, type ReaderPool } from "../read/reader-pool.ts";
import type { ReadFailure, Reading } from "../read/reading.ts";
import { isIgnoredName } from "../watch/ignored-names.ts";
import { sha256OfFile } from "../watch/folder-places.ts";

const USAGE = "Aufruf: npm run intake -- <Ordner> [--json]";

type FileReport = {
  readonly path: string;
  readonly sha256: string | null;
  readonly milliseconds: number;
  readonly result: { readonly ok: true; readonly proposal: InvoiceProposal } | { readonly ok: false; readonly failure: ReadFailure };
};

/** Runs the command and says its exit code: 0 unless the folder is missing, whatever its files are like. */
export async function runIntake(args: readonly string[], print: (line: string) => void, complain: (line: string) => void): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    strict: false,
    options: { json: { type: "boolean" } },
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
  const asJson = values["json"] === true;
  const pool = openReaderPool();
  const reports: FileReport[] = [];
  try {
    for (const name of names) {
      const report = await reportOf(pool, folder, name);
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
      .filter((entry) => entry.isFile() && !isIgnoredName(entry.name))
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
  } catch {
    return null;
  }
}

async function reportOf(pool: ReaderPool, folder: string, name: string): Promise<FileReport> {
  const start = performance.now();
  const path = join(folder, name);
  const read: Result<Reading, ReadFailure> = await pool.readInWorker(path);
  const result = read.ok ? ({ ok: true, proposal: proposeInvoice(read.value) } as const) : ({ ok: false, failure: read.error } as const);
  const milliseconds = Math.round((performance.now() - start) * 10) / 10;
  return { path: name, sha256: read.ok ? read.value.sha256 : await sha256OfFile(path).catch(() => null), milliseconds, result };
}

function jsonLine({ path, sha256, milliseconds, result }: FileReport): string {
  if (!result.ok) {
    return JSON.stringify({
      path,
      sha256,
      kind: null,
      error: { ...result.failure, text: failureSentence(result.failure.code) },
      milliseconds,
    });
  }
  const { kind, readState, pageCount, fields, checks } = result.proposal;
  const found: readonly (readonly [string, ProposedField<string> | ProposedField<number> | null])[] = Object.entries(fields);
  const part = (pick: (field: ProposedField<string> | ProposedField<number>) => unknown): Record<string, unknown> =>
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
  picture: "Bild",
  other: "anderes",
};

function tableLine({ path, milliseconds, result }: FileReport): string {
  if (!result.ok) return `${path}  FEHLER  ${failureSentence(result.failure.code)}`;
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
