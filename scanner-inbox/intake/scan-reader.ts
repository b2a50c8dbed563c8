// From a claimed file to what is booked of it: past the guard, read, its pictures recognised, its fields proposed; a mail by its attachments.
// Must never open a file that the guard has not admitted.
import { must } from "../../shared/base/must.ts";
import { pagesOfPart } from "../../shared/domain/pages.ts";
import { recognisingPage } from "../../shared/text/de/screens-scans.ts";
import { admitFile, type Admission, type Admitted } from "../guard/admit-file.ts";
import type { DocumentType } from "../guard/sniff-type.ts";
import { openVirusScanner, type ScannerAddress } from "../guard/virus-scanner.ts";
import { openOcrPool, type OcrPool } from "../ocr/ocr-pool.ts";
import { proposeInvoice, type ProposeOptions } from "../propose/propose-invoice.ts";
import { failureSentence } from "../read/failure-sentences.ts";
import { openReaderPool, type ReaderPool } from "../read/reader-pool.ts";
import type { Reading, ReadFailureCode } from "../read/reading.ts";
import type { Division } from "../separate/division.ts";
import type { ClaimedFile, FileOutcome } from "../watch/folder-state.ts";
import type { IntakeLog } from "./intake-log.ts";
import type { ScanPart } from "./scan-part.ts";
import type { ReadScan } from "./capture-args.ts";
import { ofAttachment } from "./attachment-failure.ts";
import { readingOfPart } from "./part-readings.ts";
import { openDivider, type Dividable, type Divider, type DividerOptions, type DivideWish } from "./divider.ts";
import { openUnpackFolder } from "./unpack-folder.ts";

export interface ScanReaderOptions extends DividerOptions {
  readonly readWorker: URL;
  /** Left out, pictures come in without their text. */
  readonly ocrWorker: URL | undefined;
  readonly virusScanner: ScannerAddress | undefined;
  /** Attachments of mails lie here while they are booked, and no longer. */
  readonly unpackTo: string;
  readonly log: IntakeLog;
}

interface Wish extends DivideWish {
  /** What the house knows by now that helps to read. */
  readonly known: () => Promise<ProposeOptions>;
}

type NotBooked = Exclude<FileOutcome, string>;
type Opened = Pick<ClaimedFile, "path" | "name" | "anyway" | "password">;

export interface ScanReader {
  /** Reads a file and has `book` take what is in it, or says why nothing is taken. A mail is taken whole or not at all. */
  read(
    file: Dividable & { readonly id: string },
    wish: Wish,
    book: (parts: readonly ScanPart[]) => Promise<FileOutcome>,
  ): Promise<FileOutcome>;
  /** Whether a file may be opened at all. */
  admit(file: Pick<Opened, "path" | "name">): Promise<Admission>;
  /** A page of a file that was admitted, as a PNG so many pixels wide. */
  readonly picture: Divider["picture"];
  /** Ends its threads; the next file starts them anew. */
  rest(): Promise<void>;
  /** Deletes what lies unpacked and is not being booked. */
  clear(): Promise<void>;
}

type Unsorted = Omit<ReadScan, "type">;

/** What is booked of a file that is not read for fields: the original alone. */
const unread: Unsorted = { kind: "other", readState: "notReadYet", fields: {}, checks: [], pageCount: null };

export function openScanReader(options: ScanReaderOptions): ScanReader {
  const { log } = options;
  const unpackFolder = openUnpackFolder(options.unpackTo, log);
  const divider = openDivider(options);
  const virusScanner = options.virusScanner === undefined ? null : openVirusScanner(options.virusScanner);
  let pool: ReaderPool | undefined;
  let ocr: OcrPool | undefined;

  const threads = (): ReaderPool => (pool ??= openReaderPool({ workerUrl: options.readWorker }));

  const notRead = (code: ReadFailureCode): NotBooked => {
    log("info", "file not read", { code });
    return { failed: { code, text: failureSentence(code) } };
  };

  const readWhole = async (file: Opened): Promise<Reading | NotBooked> => {
    const reading = await threads().readInWorker(file.path, undefined, file.password);
    return reading.ok ? reading.value : notRead(reading.error.code);
  };

  /** What is booked of each document of a file, in the order of its division. */
  const documentsOf = async (file: Opened, whole: Reading, division: Division | null, wish: Wish): Promise<readonly Unsorted[]> => {
    const { rule, known, at, signal } = wish;
    const asItIs = { ...unread, pageCount: whole.pageCount };
    const kinds = division === null ? [rule.kind] : division.sheets.map((sheet) => sheet?.kind ?? rule.kind);
    if (kinds.every((kind) => kind === "document")) return kinds.map(() => asItIs);
    // What is locked is recognised by nobody: its pages are told as unread.
    if (file.password !== undefined) return [await proposalFor(whole, known)];
    if (options.ocrWorker !== undefined) ocr ??= openOcrPool({ workerUrl: options.ocrWorker });
    const onPage = (page: number, of: number): void => at("reading", recognisingPage(page, of));
    const pages = division?.recipe.parts.flat().map(({ page }) => page);
    const recognised = (await ocr?.recognise(file.path, whole, { onPage, signal, ...(pages === undefined ? {} : { pages }) })) ?? whole;
    if (division === null) return [await proposalFor(recognised, known)];
    const { recipe } = division;
    return Promise.all(
      kinds.map(async (kind, index) => (kind === "document" ? asItIs : await proposalFor(readingOfPart(recognised, recipe, index), known))),
    );
  };

  const admit: ScanReader["admit"] = async (file) => {
    const admitted = await admitFile(file, virusScanner);
    if (!("type" in admitted)) log("info", "file kept out", { code: "waits" in admitted ? admitted.waits : admitted.failed.code });
    return admitted;
  };

  const sorted = (scans: readonly Unsorted[], { nameDiffers }: Admitted, type: DocumentType): readonly ReadScan[] => {
    const more = nameDiffers ? [{ code: "name-differs", severity: "warning" } as const] : [];
    return scans.map((scan) => ({ ...scan, type, checks: [...scan.checks, ...more] }));
  };

  /** A file that is one document. */
  const readDocument = async (file: Opened, admitted: Admitted, type: DocumentType, wish: Wish): Promise<ReadScan | NotBooked> => {
    const whole = file.anyway ? null : await readWhole(file);
    if (whole !== null && !isReading(whole)) return whole;
    const scans = whole === null ? [unread] : await documentsOf(file, whole, null, wish);
    return must(sorted(scans, admitted, type)[0], "a file as it is is one document");
  };

  /** A file of its own, which may hold several documents. */
  const readFile: ScanReader["read"] = async (file, wish, book) => {
    const admitted = await admit(file);
    if (!("type" in admitted)) return admitted;
    const { type } = admitted;
    if (type === "mail") return readMail(file, wish, book);
    const whole = file.anyway ? null : await readWhole(file);
    if (whole !== null && !isReading(whole)) return whole;
    const division = whole === null ? null : await divider.divide(file, whole, wish);
    if (division !== null && !("recipe" in division)) return division;
    const scans = whole === null ? [unread] : await documentsOf(file, whole, division, wish);
    const parts = sorted(scans, admitted, type).map((scan): ScanPart => ({ id: file.id, name: file.name, path: file.path, scan }));
    if (division === null) return book(parts);
    const { recipe, sheets } = division;
    return book(parts.map((part, index) => ({ ...part, pages: pagesOfPart(recipe, index), unit: sheets[index]?.unit })));
  };

  /** An attachment passes every door that a file of its own passes. */
  const readAttachment = async (file: Opened, wish: Wish): Promise<ReadScan | NotBooked> => {
    const admitted = await admit(file);
    if (!("type" in admitted)) return admitted;
    if (admitted.type === "mail") return { failed: { code: "unsupported", text: failureSentence("unsupported") } };
    const scan = await readDocument({ ...file, anyway: false }, admitted, admitted.type, wish);
    // Whoever takes a mail anyway wants what can be read of it all the same.
    return file.anyway && "failed" in scan ? readDocument(file, admitted, admitted.type, wish) : scan;
  };

  const readMail: ScanReader["read"] = (file, wish, book) =>
    unpackFolder.lend(file.id, async (into) => {
      const unpacked = await threads().unpackInWorker(file.path, into);
      if (!unpacked.ok) return notRead(unpacked.error.code);
      const { attachments, mail, left } = unpacked.value;
      const parts: ScanPart[] = [];
      for (const { name, path } of attachments) {
        const scan = await readAttachment({ ...file, name, path }, wish);
        if ("waits" in scan) return scan;
        if ("failed" in scan) return { failed: ofAttachment(scan.failed, name) };
        const more = left > 0 ? [{ code: "mail-attachments-left", severity: "warning" } as const] : [];
        parts.push({ id: file.id, name, path, mail, scan: { ...scan, checks: [...scan.checks, ...more] } });
      }
      return book(parts);
    });

  return {
    admit,
    clear: () => unpackFolder.clear(),
    read: readFile,
    picture: (file, page, width) => divider.picture(file, page, width),
    rest: async () => {
      const closing = [pool, ocr];
      [pool, ocr] = [undefined, undefined];
      await Promise.all([divider.rest(), ...closing.flatMap((one) => one?.close() ?? [])]);
    },
  };
}

const isReading = (read: Reading | NotBooked): read is Reading => "pages" in read;

async function proposalFor(reading: Reading, known: Wish["known"]): Promise<Unsorted> {
  return { ...proposeInvoice(reading, await known()), pageCount: reading.pageCount };
}
