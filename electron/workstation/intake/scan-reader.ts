// From a claimed file to what is booked of it: past the guard, read, its pictures recognised, its fields proposed; a mail by its attachments.
// Must never open a file that the guard has not admitted.
import { recognisingPage } from "../../../shared/text/de/screens-scans.ts";
import { admitFile, type Admission, type Admitted } from "../../../scanner-inbox/guard/admit-file.ts";
import type { DocumentType } from "../../../scanner-inbox/guard/sniff-type.ts";
import { openVirusScanner, type ScannerAddress } from "../../../scanner-inbox/guard/virus-scanner.ts";
import { openOcrPool, type OcrPool } from "../../../scanner-inbox/ocr/ocr-pool.ts";
import { proposeInvoice } from "../../../scanner-inbox/propose/propose-invoice.ts";
import { failureSentence } from "../../../scanner-inbox/read/failure-sentences.ts";
import { openReaderPool, type ReaderPool } from "../../../scanner-inbox/read/reader-pool.ts";
import type { Reading, ReadFailureCode } from "../../../scanner-inbox/read/reading.ts";
import type { ClaimedFile, FileOutcome, TellStage } from "../../../scanner-inbox/watch/folder-state.ts";
import type { Log } from "../log.ts";
import type { Replica } from "../session/replica.ts";
import type { ScanPart } from "./book-scan.ts";
import type { ReadScan } from "./capture-args.ts";
import { ofAttachment } from "./attachment-failure.ts";
import type { FolderRule } from "./folder-rules.ts";
import { openUnpackFolder } from "./unpack-folder.ts";

export interface ScanReaderOptions {
  readonly readWorker: URL;
  /** Left out, pictures come in without their text. */
  readonly ocrWorker: URL | undefined;
  readonly virusScanner: ScannerAddress | undefined;
  /** Attachments of mails lie here while they are booked, and no longer. */
  readonly unpackTo: string;
  readonly log: Log;
}

interface Wish {
  readonly rule: FolderRule;
  readonly replica: Replica;
  readonly at: TellStage;
  readonly signal: AbortSignal;
}

type NotBooked = Exclude<FileOutcome, string>;
type Opened = Pick<ClaimedFile, "path" | "name" | "anyway" | "password">;

export interface ScanReader {
  /** Reads a file and has `book` take what is in it, or says why nothing is taken. A mail is taken whole or not at all. */
  read(
    file: Opened & { readonly id: string },
    wish: Wish,
    book: (parts: readonly ScanPart[]) => Promise<FileOutcome>,
  ): Promise<FileOutcome>;
  /** Whether a file may be opened at all. */
  admit(file: Pick<Opened, "path" | "name">): Promise<Admission>;
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
  const virusScanner = options.virusScanner === undefined ? null : openVirusScanner(options.virusScanner);
  let pool: ReaderPool | undefined;
  let ocr: OcrPool | undefined;

  const threads = (): ReaderPool => (pool ??= openReaderPool({ workerUrl: options.readWorker }));

  const notRead = (code: ReadFailureCode): NotBooked => {
    log("info", "file not read", { code });
    return { failed: { code, text: failureSentence(code) } };
  };

  const readAdmitted = async (file: Opened, wish: Wish): Promise<Unsorted | NotBooked> => {
    const { rule, replica, at, signal } = wish;
    if (file.anyway) return unread;
    const reading = await threads().readInWorker(file.path, undefined, file.password);
    if (!reading.ok) return notRead(reading.error.code);
    if (rule.kind === "document") return { ...unread, pageCount: reading.value.pageCount };
    // What is locked is recognised by nobody: its pages are told as unread.
    if (file.password !== undefined) return proposalFor(reading.value, replica);
    if (options.ocrWorker !== undefined) ocr ??= openOcrPool({ workerUrl: options.ocrWorker });
    const onPage = (page: number, of: number): void => at("reading", recognisingPage(page, of));
    return proposalFor((await ocr?.recognise(file.path, reading.value, { onPage, signal })) ?? reading.value, replica);
  };

  const admit: ScanReader["admit"] = async (file) => {
    const admitted = await admitFile(file, virusScanner);
    if (!("type" in admitted)) log("info", "file kept out", { code: "waits" in admitted ? admitted.waits : admitted.failed.code });
    return admitted;
  };

  const readDocument = async (file: Opened, { nameDiffers }: Admitted, type: DocumentType, wish: Wish): Promise<ReadScan | NotBooked> => {
    const scan = await readAdmitted(file, wish);
    if (!("kind" in scan)) return scan;
    const more = nameDiffers ? [{ code: "name-differs", severity: "warning" } as const] : [];
    return { ...scan, type, checks: [...scan.checks, ...more] };
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
    read: async (file, wish, book) => {
      const admitted = await admit(file);
      if (!("type" in admitted)) return admitted;
      if (admitted.type === "mail") return readMail(file, wish, book);
      const scan = await readDocument(file, admitted, admitted.type, wish);
      return "kind" in scan ? book([{ id: file.id, name: file.name, path: file.path, scan }]) : scan;
    },
    rest: async () => {
      const closing = [pool, ocr];
      [pool, ocr] = [undefined, undefined];
      await Promise.all(closing.flatMap((one) => one?.close() ?? []));
    },
  };
}

async function proposalFor(reading: Reading, replica: Replica): Promise<Unsorted> {
  const { directory } = await replica.store.read.identity(null);
  return { ...proposeInvoice(reading, { buyerNames: [directory.townName] }), pageCount: reading.pageCount };
}
