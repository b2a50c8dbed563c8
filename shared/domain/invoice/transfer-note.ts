// The transfer note (Transfervermerk) of a scanned invoice: who scanned it where, with what profile, what was checked, what deviates
// from the paper. After BSI TR-03138 RESISCAN. Pure: the note is drawn from the body, so that nothing can say otherwise than the record.
import { z } from "../../base/zod.ts";
import type { FilePages } from "../pages.ts";

/** What the desk says of a scan as it books it; the person and the time are those of the arrival. */
export const transferFactsSchema = z.object({
  /** The device as the municipality calls it. */
  device: z.string().max(100),
  /** How was scanned: the profile of the folder the scanner wrote to. */
  profile: z.string().max(100),
  /** When the desk read the file. */
  readAt: z.iso.datetime(),
  /** Pages in the file; null where that was not found out. */
  pages: z.int().nonnegative().nullable(),
});
export type TransferFacts = Readonly<z.infer<typeof transferFactsSchema>>;

const qualityVerdicts = ["agrees", "deviates"] as const;
export const verdictSchema = z.enum(qualityVerdicts);

const qualityCheckSchema = z.looseObject({
  by: z.string(),
  at: z.iso.datetime(),
  verdict: verdictSchema,
  findings: z.string().max(1000),
  commandId: z.string(),
});
export type QualityCheck = Readonly<z.infer<typeof qualityCheckSchema>>;

/** What people found who held the scan beside its paper; `task` is there where it was drawn as a sample. */
export const qualitySchema = z.looseObject({ task: z.uuid().optional(), checks: z.array(qualityCheckSchema) });

/** One thing in which what is kept differs from the sheets that were scanned. */
export type Deviation =
  | { readonly what: "leftOut"; readonly page: number; readonly reason: "blank" | "separator" | "byHand" }
  | { readonly what: "turned"; readonly page: number; readonly degrees: number }
  | { readonly what: "reordered" }
  | { readonly what: "otherDocuments"; readonly pages: number };

export interface TransferNote extends TransferFacts {
  readonly by: string;
  readonly at: string;
  readonly file: { readonly name: string; readonly size: number; readonly sha256: string };
  /** How many pages of the file are this invoice; null where that is not known. */
  readonly keptPages: number | null;
  readonly checks: readonly { readonly code: string; readonly severity: "ok" | "warning" | "error" }[];
  readonly deviations: readonly Deviation[];
  readonly quality: readonly QualityCheck[];
}

/** The parts of an invoice's body that its note is drawn from. */
export interface Transferred {
  readonly document: TransferNote["file"];
  readonly pages?: FilePages | undefined;
  readonly checks: TransferNote["checks"];
  readonly arrivals: readonly { readonly by: string; readonly at: string; readonly transfer?: TransferFacts | undefined }[];
  readonly quality?: { readonly checks: readonly QualityCheck[] } | undefined;
}

/** The note of the arrival that made the invoice; undefined where it was not scanned, or by a program that noted nothing. */
export function transferNoteOf({ document, pages, checks, arrivals, quality }: Transferred): TransferNote | undefined {
  const [first] = arrivals;
  if (first?.transfer === undefined) return undefined;
  const { by, at, transfer } = first;
  const { name, size, sha256 } = document;
  return {
    ...transfer,
    by,
    at,
    file: { name, size, sha256 },
    keptPages: pages === undefined ? transfer.pages : pages.shown.length,
    checks,
    deviations: pages === undefined ? [] : deviationsOf(pages, transfer.pages),
    quality: quality?.checks ?? [],
  };
}

function deviationsOf({ shown, leftOut }: FilePages, inFile: number | null): readonly Deviation[] {
  const elsewhere = inFile === null ? 0 : Math.max(0, inFile - shown.length - leftOut.length);
  return [
    ...leftOut.map(({ page, reason }): Deviation => ({ what: "leftOut", page, reason })),
    ...shown.filter(({ turn }) => turn !== 0).map(({ page, turn }): Deviation => ({ what: "turned", page, degrees: turn })),
    ...(shown.some(({ page }, index) => page < (shown[index - 1]?.page ?? 0)) ? [{ what: "reordered" } as const] : []),
    ...(elsewhere > 0 ? [{ what: "otherDocuments", pages: elsewhere } as const] : []),
  ];
}

/** Whether a scan is drawn as a sample: by its invoice's id, which is a hash of the content, so that nobody chooses. `percent` 0 to 100. */
export function isSample(invoiceId: string, percent: number): boolean {
  return Number.parseInt(invoiceId.slice(0, 8), 16) / 0x1_0000_0000 < percent / 100;
}
