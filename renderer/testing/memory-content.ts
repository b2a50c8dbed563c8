// What the desk in memory knows of files on this device: those handed to it are here, the others are not.
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import type { CallResult } from "../../shared/desk/contract.ts";
import { linesAtOnce } from "../../shared/desk/einvoice-calls.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { contentRefSchema, recordKey, type OfficeRecord, type RecordRef } from "../../shared/domain/record.ts";

interface Named {
  readonly sha256: string;
  readonly size: number;
}

function namesIn(value: unknown): readonly Named[] {
  if (typeof value !== "object" || value === null) return [];
  const ref = contentRefSchema.safeParse(value).data;
  return ref === undefined ? Object.values(value).flatMap(namesIn) : [ref];
}

/** Marks of records, as the real desk answers them. `partly` are contents of which the first half is here. */
export function marksOf(
  refs: readonly RecordRef[],
  records: ReadonlyMap<string, OfficeRecord<AnyBody>>,
  here: { readonly contents: ReadonlyMap<string, Uint8Array>; readonly partly: readonly string[]; readonly kept: ReadonlySet<string> },
): ContentMark[] {
  return refs.map((ref) => {
    const under =
      ref.kind === "file"
        ? [...records.values()].filter((record) => record.kind === "document" && record.body["fileId"] === ref.id)
        : [records.get(recordKey(ref))];
    const contents = under
      .flatMap((record) => namesIn(record?.body))
      .map(({ sha256, size }) => {
        const whole = here.contents.has(sha256);
        return { sha256, size, here: whole ? size : here.partly.includes(sha256) ? Math.floor(size / 2) : 0, whole, fetching: false };
      });
    const keptItself = here.kept.has(recordKey(ref));
    return { ...ref, kept: keptItself, keptItself, contents };
  });
}

type EInvoice = CallResult<"eInvoice">;

/** The answer of a desk, which sends no more lines at once than the wire allows. */
export function firstLines(known: EInvoice | undefined): EInvoice {
  if (known === undefined) return { state: "none" };
  return known.state === "read" ? { ...known, lineCount: known.lines.length, lines: known.lines.slice(0, linesAtOnce) } : known;
}

export function linesFrom(known: EInvoice | undefined, from: number, count: number): CallResult<"eInvoiceLines"> {
  return { lines: known?.state === "read" ? known.lines.slice(from, from + count) : [] };
}

/** A payment order that is no PDF: jsdom draws none. */
export function orderSheetOf(id: string): CallResult<"orderSheet"> {
  return { content: { sha256: "0f".repeat(32), name: `Auszahlungsanordnung ${id}.txt`, mime: "text/plain", size: 3 }, pages: "notHere" };
}
