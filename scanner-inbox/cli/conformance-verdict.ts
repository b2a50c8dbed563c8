// What reading and checking make of one file: which terms of the norm its invoice fills, which of those every invoice has are missing, which rules it
// breaks. Must never throw for a bad file: that it cannot be read is its verdict.
import { checkInvoice } from "../../shared/einvoice/check/check-invoice.ts";
import { profileOf, type Profile } from "../../shared/einvoice/check/profile.ts";
import type { Severity } from "../../shared/einvoice/check/rule.ts";
import { coreTerms, filledTerms } from "../../shared/einvoice/filled-terms.ts";
import { readInvoiceXml, type InvoiceXml } from "../read/read-invoice-xml.ts";
import { readPdf } from "../read/read-pdf.ts";
import { defaultReadLimits, ReadError, type ReadFailureCode } from "../read/reading.ts";
import { sniffFormat, SNIFF_BYTES } from "../read/sniff-format.ts";

export type InvoiceFile = { readonly name: string; readonly bytes: Uint8Array };

export type Verdict = {
  readonly name: string;
  /** The syntax that was read; null where the file is no invoice, holds none, or was refused. */
  readonly syntax: Exclude<InvoiceXml["format"], "xml"> | null;
  /** Why it was not read at all. */
  readonly refused: ReadFailureCode | null;
  readonly profile: Profile | null;
  readonly lines: number;
  readonly terms: number;
  readonly missing: readonly string[];
  /** How often each rule is broken, the fatal first. */
  readonly broken: readonly { readonly rule: string; readonly severity: Severity; readonly times: number }[];
  /** Milliseconds to read and to check. */
  readonly read: number;
  readonly check: number;
};

const NOTHING = { syntax: null, refused: null, profile: null, lines: 0, terms: 0, missing: [], broken: [], check: 0 };

/** Reads and checks an XML, or the invoice inside a PDF. */
export async function verdictOn({ name, bytes }: InvoiceFile): Promise<Verdict> {
  const started = performance.now();
  try {
    const xml = await invoiceXmlIn(bytes);
    const { format, semantic, root } = xml === null ? { format: "xml", semantic: null } : readInvoiceXml(xml, defaultReadLimits);
    const read = performance.now();
    if (semantic === null || format === "xml") return { ...NOTHING, name, read: read - started };
    const findings = checkInvoice(semantic, root);
    const checked = performance.now();
    const filled = filledTerms(semantic);
    const rules = [...new Map(findings.map((finding) => [finding.rule, finding.severity]))];
    return {
      name,
      syntax: format,
      refused: null,
      profile: profileOf(semantic),
      lines: semantic.lines.length,
      terms: filled.length,
      missing: coreTerms.filter((term) => !filled.includes(term)),
      broken: rules.map(([rule, severity]) => ({ rule, severity, times: findings.filter((finding) => finding.rule === rule).length })),
      read: read - started,
      check: checked - read,
    };
  } catch (error) {
    if (!(error instanceof ReadError)) throw error;
    return { ...NOTHING, name, refused: error.failure.code, read: performance.now() - started };
  }
}

/** What is taken for XML, whatever the file calls itself; null for a PDF that carries no invoice. */
async function invoiceXmlIn(bytes: Uint8Array): Promise<Uint8Array | null> {
  if (sniffFormat(bytes.subarray(0, SNIFF_BYTES)) !== "pdf") return bytes;
  const end = performance.now() + defaultReadLimits.milliseconds;
  return (await readPdf(bytes, { ...defaultReadLimits, textPages: 0 }, () => performance.now() > end)).invoiceXml;
}

/** Findings of an invoice that weigh so much. */
export function timesBroken({ broken }: Verdict, severities: readonly Severity[]): number {
  return broken.reduce((sum, { severity, times }) => sum + (severities.includes(severity) ? times : 0), 0);
}
