// `npm run conformance -- <folder> [--json]`: which electronic invoices below a folder are read whole and conform to EN 16931 and to the XRechnung.
// Without a desk; never changes the folder.
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { allTerms } from "../../shared/einvoice/filled-terms.ts";
import type { Profile } from "../../shared/einvoice/check/profile.ts";
import { failureSentence } from "../read/failure-sentences.ts";
import { timesBroken, verdictOn, type Verdict } from "./conformance-verdict.ts";

const USAGE = "Aufruf: npm run conformance -- <Ordner> [--json]";

/** Runs the command and says its exit code: 1 where the folder is missing or a file in it cannot be read, whatever the rules say of the others. */
export async function runConformance(
  args: readonly string[],
  print: (line: string) => void,
  complain: (line: string) => void,
): Promise<number> {
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
  const names = await invoiceFilesIn(folder);
  if (names === null) {
    complain(`Den Ordner ${folder} gibt es nicht, oder er lässt sich nicht lesen. ${USAGE}`);
    return 1;
  }
  const verdicts: Verdict[] = [];
  for (const name of names) {
    // One after the other: a folder may hold more than the memory.
    const verdict = await verdictOn({ name, bytes: await readFile(join(folder, name)) });
    verdicts.push(verdict);
    if (values["json"] === true) print(JSON.stringify(verdict));
  }
  if (values["json"] !== true) print(tableOf(verdicts));
  print(values["json"] === true ? JSON.stringify({ summary: summaryOf(verdicts) }) : summaryLine(verdicts));
  return verdicts.some(({ refused }) => refused !== null) ? 1 : 0;
}

/** XML and PDF files below a folder by their path in it; null where it cannot be read. */
export async function invoiceFilesIn(folder: string): Promise<readonly string[] | null> {
  try {
    const entries = await readdir(folder, { recursive: true });
    return entries.filter((name) => /\.(?:xml|pdf)$/iu.test(name)).toSorted();
  } catch {
    return null;
  }
}

const PROFILES: Readonly<Record<Profile, string>> = {
  en16931: "EN 16931",
  xrechnung: "XRechnung",
  xrechnungExtension: "XRechnung mit Extension",
  hints: "keine ganze Rechnung",
};

/** A table for people: one line a file, its findings by rule, `!` where one is a breach. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map((verdict) => {
    const { name, syntax, refused, profile, lines, terms, missing, broken } = verdict;
    if (refused !== null) return [name, "FEHLER", failureSentence(refused)];
    if (syntax === null || profile === null) return [name, "keine E-Rechnung"];
    return [
      name,
      syntax,
      PROFILES[profile],
      String(lines),
      `${String(terms)}/${String(allTerms.length)}`,
      String(timesBroken(verdict, ["fatal"])),
      String(timesBroken(verdict, ["warning", "information"])),
      [
        ...missing.map((term) => `${term} fehlt`),
        ...broken.map(({ rule, severity, times }) => `${rule}${severity === "fatal" ? "!" : ""}${times > 1 ? ` ×${String(times)}` : ""}`),
      ].join(", "),
    ];
  });
  const head = ["Datei", "Syntax", "Profil", "Positionen", "Begriffe", "Verstöße", "Hinweise", "Regeln"];
  // A sentence on why a file is not read runs on over the columns of numbers.
  const measured = [head, ...rows.filter((row) => row.length === head.length)];
  const widths = head.map((_label, column) =>
    Math.max(...(column < 2 ? [head, ...rows] : measured).map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(row.length === head.length || column < 2 ? (widths[column] ?? 0) : 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function summaryOf(verdicts: readonly Verdict[]) {
  const count = (which: (verdict: Verdict) => boolean): number => verdicts.filter(which).length;
  return {
    files: verdicts.length,
    invoices: count(({ syntax }) => syntax !== null),
    withBreaches: count((verdict) => timesBroken(verdict, ["fatal"]) > 0),
    withHints: count((verdict) => timesBroken(verdict, ["warning", "information"]) > 0),
    lacking: count(({ missing }) => missing.length > 0),
    other: count(({ syntax, refused }) => syntax === null && refused === null),
    unreadable: count(({ refused }) => refused !== null),
    milliseconds: Math.round(verdicts.reduce((sum, { read, check }) => sum + read + check, 0)),
  };
}

function summaryLine(verdicts: readonly Verdict[]): string {
  const { files, invoices, withBreaches, withHints, lacking, other, unreadable, milliseconds } = summaryOf(verdicts);
  return (
    `\nDateien: ${files} · E-Rechnungen: ${invoices} · mit Verstößen: ${withBreaches} · mit Hinweisen: ${withHints} · ` +
    `ohne eine Pflichtangabe: ${lacking} · andere: ${other} · nicht lesbar: ${unreadable} · ${milliseconds} ms`
  );
}

if (import.meta.main) {
  // `| head` closes the pipe early: that is the reader's choice, not a failure.
  process.stdout.on("error", () => process.exit(0));
  process.exitCode = await runConformance(
    process.argv.slice(2),
    (line) => process.stdout.write(`${line}\n`),
    (line) => process.stderr.write(`${line}\n`),
  );
}
