// From a claimed file to what is booked of it: past the guard, read, its pictures recognised, its fields proposed; a mail by its attachments.
// Must never open a file that the guard has not admitted.
import { writeFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { pagesOfPart } from "../../shared/domain/pages.ts";
import type { SupplierMarks } from "../../shared/domain/supplier/match.ts";
import type { ScannedKind } from "../../shared/domain/scope.ts";
import type { RecognisedSupplier } from "../../shared/domain/supplier/recognise.ts";
import { recognisingPage } from "../../shared/text/de/screens-scans.ts";
import { admitFile, type Admission, type Admitted } from "../guard/admit-file.ts";
import type { DocumentType } from "../guard/sniff-type.ts";
import { openVirusScanner, type ScannerAddress } from "../guard/virus-scanner.ts";
import type { OcrPool } from "../ocr/ocr-pool.ts";
import { openRecognition, type RememberedRecognition } from "../ocr/open-recognition.ts";
import { proposeInvoice } from "../propose/propose-invoice.ts";
import { marksOf, withSupplier } from "../propose/with-supplier.ts";
import { failureSentence } from "../read/failure-sentences.ts";
import { openReaderPool, type ReaderPool } from "../read/reader-pool.ts";
import { plainTextOf } from "../read/plain-text.ts";
import type { Reading, ReadFailureCode, ReadPage } from "../read/reading.ts";
import type { Division } from "../separate/division.ts";
import type { ClaimedFile, FileOutcome } from "../watch/folder-state.ts";
import type { FolderRule } from "./folder-rules.ts";
import type { IntakeLog } from "./intake-log.ts";
import type { ScanPart } from "./scan-part.ts";
import { unreadScan, type ReadScan } from "./capture-args.ts";
import { ofAttachment } from "./attachment-failure.ts";
import { readingOfPages, readingOfPart } from "./part-readings.ts";
import { openDivider, type Dividable, type Divider, type DividerOptions, type DivideWish } from "./divider.ts";
import type { Recognition } from "./recognitions.ts";
import { openUnpackFolder } from "./unpack-folder.ts";

export interface ScanReaderOptions extends DividerOptions {
  readonly readWorker: URL;
  /** Left out, pictures come in without their text. */
  readonly ocrWorker: URL | undefined;
  readonly recognition: RememberedRecognition;
  readonly virusScanner: ScannerAddress | undefined;
  /** Attachments of mails, and pictures of pages left out, lie here while they are booked, and no longer. */
  readonly unpackTo: string;
  readonly log: IntakeLog;
}

/** What the house knows by now that helps to read. */
export interface House {
  /** Its own names: always addressee and never supplier. */
  names(): Promise<readonly string[]>;
  /** Whose paper it is, as the list of suppliers has it; null where nobody there fits. */
  supplierOf(marks: SupplierMarks): Promise<RecognisedSupplier | null>;
  /** Pages of a file that were recognised before: none is recognised twice. */
  readPages(sha256: string): Promise<ReadonlyMap<number, ReadPage>>;
  keepPage(sha256: string, page: ReadPage): Promise<void>;
}

interface Wish extends DivideWish {
  readonly house: House;
  /** How a person calls recognition off; left out where nobody sits. */
  readonly recognition?: Recognition;
}

type NotBooked = Exclude<FileOutcome, string>;
type Parts = readonly ScanPart[] | NotBooked;
/** A folder of its own for plain files, made when it is first asked for. */
type Place = () => Promise<string>;
type Opened = Pick<ClaimedFile, "path" | "name" | "anyway" | "password">;

/** A paper whose bytes are held already. */
export interface HeldPaper {
  /** The hash of its file. */
  readonly id: string;
  readonly name: string;
  /** Pages of the file, counted from 1; all where it is undefined. */
  readonly pages: readonly number[] | undefined;
  readonly save: () => AsyncIterable<Uint8Array>;
}

export interface ScanReader {
  /** Reads a file and has `book` take what is in it, or says why nothing is taken. A mail is taken whole or not at all. */
  read(file: Omit<Dividable, "attachment">, wish: Wish, book: (parts: readonly ScanPart[]) => Promise<FileOutcome>): Promise<FileOutcome>;
  /** Whether a file may be opened at all. */
  admit(file: Pick<Opened, "path" | "name">): Promise<Admission>;
  /** A page of a file that was admitted, as a PNG so many pixels wide. */
  readonly picture: Divider["picture"];
  /** Reads a paper that is held already once more, from a plain copy that is gone afterwards; null where it cannot be read. */
  readHeld(id: string, name: string, save: () => AsyncIterable<Uint8Array>): Promise<Reading | null>;
  /** Reads such a paper for what a new invoice would be booked with; null where nothing can be made of it. */
  readPaper(paper: HeldPaper, house: House, signal: AbortSignal): Promise<ReadScan | null>;
  /** Ends its threads; the next file starts them anew. */
  rest(): Promise<void>;
  /** Deletes what lies unpacked and is not being booked. */
  clear(): Promise<void>;
}

const nobodyStops: Recognition = { stopped: new AbortController().signal, during: async (work) => work() };

type Unsorted = Omit<ReadScan, "type">;

/** The kind of record that a rule or a separator sheet speaks of. */
const bookedAs = { invoice: "invoice", document: "post" } as const satisfies Readonly<Record<FolderRule["kind"], ScannedKind>>;

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
    const { rule, house, at, signal } = wish;
    const letter = (reading: Reading): Unsorted => ({ ...unreadScan, as: "post", pageCount: whole.pageCount, text: plainTextOf(reading) });
    const partOf = (reading: Reading, index: number): Reading =>
      division === null ? reading : readingOfPart(reading, division.recipe, index);
    const kinds = division === null ? [rule.kind] : division.sheets.map((sheet) => sheet?.kind ?? rule.kind);
    if (kinds.every((kind) => kind === "document")) return kinds.map((_kind, index) => letter(partOf(whole, index)));
    // What is locked is recognised by nobody: its pages are told as unread.
    if (file.password !== undefined) return [await proposalFor(whole, house)];
    if (options.ocrWorker !== undefined) ocr ??= openRecognition(options.ocrWorker, options.recognition);
    const onPage = (page: number, of: number): void => at("reading", recognisingPage(page, of));
    const pages = division?.recipe.parts.flat().map(({ page }) => page);
    const coded = await divider.withCodes(file, whole, signal);
    const { sha256 } = whole;
    const kept = { pages: await house.readPages(sha256), keep: (page: ReadPage) => house.keepPage(sha256, page) };
    const { recognition = nobodyStops } = wish;
    const how = { onPage, signal, stopped: recognition.stopped, kept, ...(pages === undefined ? {} : { pages }) };
    const recognised = (await recognition.during(async () => ocr?.recognise(file.path, coded, how))) ?? coded;
    return Promise.all(
      kinds.map(async (kind, index) => {
        const part = partOf(recognised, index);
        return kind === "document" ? letter(part) : await proposalFor(part, house);
      }),
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

  /** The documents of an admitted file; where some of its pages are left out, their pictures lie in a place of their own. */
  const partsOf = async (file: Dividable, admitted: Admitted, type: DocumentType, wish: Wish, into: Place): Promise<Parts> => {
    const { id, name, path } = file;
    const whole = file.anyway ? null : await readWhole(file);
    if (whole !== null && !isReading(whole)) return whole;
    const division = whole === null ? null : await divider.divide(file, whole, wish);
    if (division !== null && !("recipe" in division)) return division;
    const scans = whole === null ? [untouched(wish)] : await documentsOf(file, whole, division, wish);
    const parts = sorted(scans, admitted, type).map((scan): ScanPart => ({ id, name, path, scan }));
    if (division === null || whole === null) return parts;
    const { recipe, sheets } = division;
    const pictures = recipe.leftOut.length === 0 ? [] : await keptPictures(await divider.leftOut(path, whole, division), file, into);
    return parts.map((part, index) => ({ ...part, pages: pagesOfPart(recipe, index), pictures, unit: sheets[index]?.unit }));
  };

  const keptPictures = async (pictures: readonly Uint8Array[], { attachment }: Dividable, into: Place): Promise<readonly string[]> => {
    const folder = pictures.length === 0 ? "" : await into();
    const paths = pictures.map((_none, index) => join(folder, `left-out-${String(attachment)}-${String(index)}.png`));
    await Promise.all(pictures.map((picture, index) => writeFile(paths[index] ?? "", picture, { mode: 0o600 })));
    return paths;
  };

  /** An attachment passes every door that a file of its own passes. */
  const partsOfAttachment = async (file: Dividable, wish: Wish, into: Place): Promise<Parts> => {
    const admitted = await admit(file);
    if (!("type" in admitted)) return admitted;
    const { type } = admitted;
    if (type === "mail") return { failed: { code: "unsupported", text: failureSentence("unsupported") } };
    const parts = await partsOf({ ...file, anyway: false }, admitted, type, wish, into);
    // Whoever takes a mail anyway wants what can be read of it all the same.
    return file.anyway && "failed" in parts ? partsOf(file, admitted, type, wish, into) : parts;
  };

  const partsOfMail = async (file: Dividable, wish: Wish, into: Place): Promise<Parts> => {
    const unpacked = await threads().unpackInWorker(file.path, await into());
    if (!unpacked.ok) return notRead(unpacked.error.code);
    const { attachments, mail, left } = unpacked.value;
    const all: ScanPart[] = [];
    for (const [index, { name, path }] of attachments.entries()) {
      const parts = await partsOfAttachment({ ...file, name, path, attachment: index + 1 }, wish, into);
      if ("waits" in parts) return parts;
      if ("failed" in parts) return { failed: ofAttachment(parts.failed, name) };
      const more = left > 0 ? [{ code: "mail-attachments-left", severity: "warning" } as const] : [];
      all.push(...parts.map((part) => ({ ...part, mail, scan: { ...part.scan, checks: [...part.scan.checks, ...more] } })));
    }
    return all;
  };

  const read: ScanReader["read"] = async (claimed, wish, book) => {
    const file = { ...claimed, attachment: 0 };
    const admitted = await admit(file);
    if (!("type" in admitted)) return admitted;
    const { type } = admitted;
    return unpackFolder.lend(file.id, async (into) => {
      const parts = await (type === "mail" ? partsOfMail(file, wish, into) : partsOf(file, admitted, type, wish, into));
      return "waits" in parts || "failed" in parts ? parts : book(parts);
    });
  };

  /** Has `work` done with a plain copy that is gone afterwards; null where it may not be opened or cannot be read. */
  const withCopy = <T>(
    { id, name, save }: Omit<HeldPaper, "pages">,
    work: (path: string, whole: Reading, type: DocumentType) => Promise<T>,
  ): Promise<T | null> =>
    unpackFolder.lend(id, async (into) => {
      // Its name may be anything; only the ending says something, and the guard looks at the content.
      const path = join(await into(), `paper${extname(name)}`);
      await writeFile(path, save(), { mode: 0o600 });
      const admitted = await admit({ path, name });
      if (!("type" in admitted) || admitted.type === "mail") return null;
      const reading = await threads().readInWorker(path);
      return reading.ok ? work(path, reading.value, admitted.type) : null;
    });

  const readHeld: ScanReader["readHeld"] = (id, name, save) =>
    withCopy({ id, name, save }, async (path, whole) => {
      if (options.ocrWorker !== undefined) ocr ??= openRecognition(options.ocrWorker, options.recognition);
      return (await ocr?.recognise(path, whole, { signal: new AbortController().signal })) ?? whole;
    });

  const readPaper: ScanReader["readPaper"] = (paper, house, signal) =>
    withCopy(paper, async (path, whole, type) => {
      const { pages } = paper;
      if (options.ocrWorker !== undefined) ocr ??= openRecognition(options.ocrWorker, options.recognition);
      const coded = await divider.withCodes({ path, password: undefined }, whole, signal);
      const kept = { pages: await house.readPages(whole.sha256), keep: (page: ReadPage) => house.keepPage(whole.sha256, page) };
      const recognised = (await ocr?.recognise(path, coded, { signal, kept, ...(pages === undefined ? {} : { pages }) })) ?? coded;
      const part = pages === undefined ? recognised : readingOfPages(recognised, pages);
      return { ...(await proposalFor(part, house)), type };
    });

  return {
    admit,
    readHeld,
    readPaper,
    clear: () => unpackFolder.clear(),
    read,
    picture: (file, page, width) => divider.picture(file, page, width),
    rest: async () => {
      const closing = [pool, ocr];
      [pool, ocr] = [undefined, undefined];
      await Promise.all([divider.rest(), ...closing.flatMap((one) => one?.close() ?? [])]);
    },
  };
}

const isReading = (read: Reading | NotBooked): read is Reading => "pages" in read;

/** What is booked of a file that a person takes over unread. */
const untouched = ({ rule }: Wish): Unsorted => ({ ...unreadScan, as: bookedAs[rule.kind] });

async function proposalFor(reading: Reading, house: House): Promise<Unsorted> {
  const buyerNames = await house.names();
  const read = proposeInvoice(reading, { buyerNames });
  const supplier = await house.supplierOf(marksOf(read));
  const more = { as: "invoice", pageCount: reading.pageCount, text: plainTextOf(reading) } as const;
  if (supplier === null) return { ...read, ...more };
  // Whose paper it is tells where to look.
  const again = supplier.learned.length === 0 ? read : proposeInvoice(reading, { buyerNames, learned: supplier.learned });
  return { ...withSupplier(again, supplier), ...more };
}
