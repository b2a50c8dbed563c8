// What reading and checking make of one e-invoice: which terms it fills, which of those every invoice has are missing, which rules it breaks.
import { readInvoiceXml } from "../../scanner-inbox/read/read-invoice-xml.ts";
import { defaultReadLimits, ReadError } from "../../scanner-inbox/read/reading.ts";
import { checkInvoice } from "../../shared/einvoice/check/check-invoice.ts";
import { profileOf } from "../../shared/einvoice/check/profile.ts";
import type { Severity } from "../../shared/einvoice/check/rule.ts";
import { coreTerms, filledTerms } from "../../shared/testing/einvoice-terms.ts";
import type { InvoiceFile } from "./files.ts";

export type Verdict = {
  readonly name: string;
  /** The format and profile that was read, or why nothing was. */
  readonly format: string;
  readonly isInvoice: boolean;
  readonly refused: boolean;
  readonly lines: number;
  readonly terms: number;
  readonly missing: readonly string[];
  /** How often each rule is broken, in the order of the check. */
  readonly broken: readonly { readonly rule: string; readonly severity: Severity; readonly times: number }[];
  /** Milliseconds to read and to check. */
  readonly read: number;
  readonly check: number;
};

const NOTHING = { isInvoice: false, refused: false, lines: 0, terms: 0, missing: [], broken: [], check: 0 };

export function verdictOn({ name, bytes }: InvoiceFile): Verdict {
  const started = performance.now();
  try {
    const { format, semantic, root } = readInvoiceXml(bytes, defaultReadLimits);
    const read = performance.now();
    if (semantic === null) return { ...NOTHING, name, format: "no invoice", read: read - started };
    const findings = checkInvoice(semantic, root);
    const checked = performance.now();
    const filled = filledTerms(semantic);
    const rules = [...new Map(findings.map((finding) => [finding.rule, finding.severity]))];
    return {
      name,
      format: `${format}, ${profileOf(semantic)}`,
      isInvoice: true,
      refused: false,
      lines: semantic.lines.length,
      terms: filled.length,
      missing: coreTerms.filter((term) => !filled.includes(term)),
      broken: rules.map(([rule, severity]) => ({ rule, severity, times: findings.filter((finding) => finding.rule === rule).length })),
      read: read - started,
      check: checked - read,
    };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { ...NOTHING, name, format: error.failure.code, refused: true, read: performance.now() - started };
  }
}

/** A table for people: one line a file, its findings by rule, `!` where a rule is fatal. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ name, format, lines, terms, missing, broken, read, check }) => [
    name,
    format,
    String(lines),
    String(terms),
    missing.join(" "),
    read.toFixed(1),
    check.toFixed(1),
    broken.map(({ rule, severity, times }) => `${rule}${severity === "fatal" ? "!" : ""}${times > 1 ? ` ×${times}` : ""}`).join(", "),
  ]);
  const all = [["file", "read as", "lines", "terms", "missing", "read ms", "check ms", "broken"], ...rows];
  const widths = all.reduce<readonly number[]>((most, row) => row.map((cell, column) => Math.max(cell.length, most[column] ?? 0)), []);
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
