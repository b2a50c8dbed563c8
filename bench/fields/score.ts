// How much of the evaluation set the reader reads right, field by field, and how often it is wrong and sure of it.
import { openEngine, type Engine } from "../../scanner-inbox/ocr/engine.ts";
import { recognisePage } from "../../scanner-inbox/ocr/recognise-page.ts";
import { scanOf, type ScanLook } from "../../scanner-inbox/ocr/scan-for-tests.ts";
import { proposeInvoice } from "../../scanner-inbox/propose/propose-invoice.ts";
import type { FieldName, InvoiceProposal, ProposedField } from "../../scanner-inbox/propose/proposal.ts";
import { readFileBytes } from "../../scanner-inbox/read/read-file-bytes.ts";
import type { ReadPage, Reading } from "../../scanner-inbox/read/reading.ts";
import type { Case } from "./cases.ts";
import { scoredFields, town, type ScoredField } from "./paper.ts";

/** From here on the form does not ask for a look. */
export const sure = 0.8;

export type Tally = { stated: number; right: number; confident: number; wrongConfident: number };
export type Score = { readonly total: Tally; readonly fields: ReadonlyMap<ScoredField, Tally>; readonly misses: readonly Miss[] };
export type Miss = {
  readonly layout: string;
  readonly field: ScoredField;
  readonly wanted: string;
  readonly found: string;
  readonly confidence: number;
};

/** Reads every case, as the file it is or as scans of it. */
export async function scoreOf(cases: readonly Case[], look?: ScanLook): Promise<Score> {
  const fields = new Map<ScoredField, Tally>(scoredFields.map((field) => [field, emptyTally()]));
  const total = emptyTally();
  const misses: Miss[] = [];
  const engine = look === undefined ? undefined : await openEngine();
  for (const one of cases) {
    const reading = engine === undefined || look === undefined ? await readAsIs(one) : await readScans(engine, one, look);
    const proposal = proposeInvoice(reading, { buyerNames: [town.name] });
    for (const [field, tally] of fields) {
      const wanted = one.truth[field];
      if (wanted === undefined) continue;
      const { value, confidence } = proposed(proposal, field);
      const right = JSON.stringify(value) === JSON.stringify(wanted);
      for (const each of [tally, total]) {
        if (wanted !== null) each.stated += 1;
        if (wanted !== null && right) each.right += 1;
        if (confidence >= sure) each.confident += 1;
        if (confidence >= sure && !right) each.wrongConfident += 1;
      }
      if (!right) misses.push({ layout: one.layout, field, wanted: JSON.stringify(wanted), found: JSON.stringify(value), confidence });
    }
  }
  return { total, fields, misses };
}

/** What a reading proposes for a scored field; the kind, which nobody marks as unsure, counts as sure. */
function proposed(proposal: InvoiceProposal, field: ScoredField): { readonly value: unknown; readonly confidence: number } {
  if (field === "kind") return { value: proposal.kind, confidence: 1 };
  const name: FieldName = field;
  const found: ProposedField<unknown> | null = proposal.fields[name];
  return { value: found?.value ?? null, confidence: found?.confidence ?? 0 };
}

async function readAsIs({ layout, bytes }: Case): Promise<Reading> {
  const read = await readFileBytes(bytes);
  if (!read.ok) throw new Error(`${layout}: ${read.error.code}`);
  return read.value;
}

async function readScans(engine: Engine, { bytes, pages }: Case, look: ScanLook): Promise<Reading> {
  const read: ReadPage[] = [];
  for (let page = 1; page <= pages; page += 1) read.push(await recognisePage(engine, await scanOf(bytes, look, page), page));
  const nothing = { sha256: "", byteLength: 0, invoice: null, invoiceOrigin: null, problems: [] };
  return { ...nothing, format: "tiff", pageCount: pages, pages: read };
}

function emptyTally(): Tally {
  return { stated: 0, right: 0, confident: 0, wrongConfident: 0 };
}
