// The transfer note (Transfervermerk) of a scanned invoice: who scanned it where, with what profile, what was checked, what deviates
// from the paper. After BSI TR-03138 RESISCAN. Pure: the note is drawn from the body, so that nothing can say otherwise than the record.
import { z } from "../../base/zod.ts";
import { transferFactsSchema, type TransferFacts } from "../arrival.ts";
import type { FilePages } from "../pages.ts";

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
const deviationSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("leftOut"), page: z.int(), reason: z.enum(["blank", "separator", "byHand"]) }),
  z.object({ what: z.literal("turned"), page: z.int(), degrees: z.int() }),
  z.object({ what: z.literal("reordered") }),
  z.object({ what: z.literal("otherDocuments"), pages: z.int() }),
]);
export type Deviation = Readonly<z.infer<typeof deviationSchema>>;

/** The note as a record of its own: a filed document carries it, whatever becomes of the invoice. */
export const transferNoteSchema = z.looseObject({
  ...transferFactsSchema.shape,
  by: z.string(),
  at: z.iso.datetime(),
  file: z.object({ name: z.string(), size: z.int().nonnegative(), sha256: z.string() }),
  /** How many pages of the file are this invoice; null where that is not known. */
  keptPages: z.int().nonnegative().nullable(),
  checks: z.array(z.object({ code: z.string(), severity: z.enum(["ok", "warning", "error"]) })),
  deviations: z.array(deviationSchema),
  quality: z.array(qualityCheckSchema),
});
export type TransferNote = Readonly<z.infer<typeof transferNoteSchema>>;

/** The parts of an invoice's body that its note is drawn from. */
export interface Transferred {
  readonly document: { readonly name: string; readonly size: number; readonly sha256: string };
  readonly pages?: FilePages | undefined;
  readonly checks: readonly TransferNote["checks"][number][];
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
    checks: [...checks],
    deviations: pages === undefined ? [] : [...deviationsOf(pages, transfer.pages)],
    quality: [...(quality?.checks ?? [])],
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
