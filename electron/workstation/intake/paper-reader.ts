// Reads the paper of invoices that were booked from letters, in the background: those this person has booked, and any that is looked at. What is
// to be read follows from the records, so that a desk that was killed goes on. Must never overwrite what somebody has entered.
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { wantsReading } from "../../../shared/domain/invoice/read-paper.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { readArgs, unreadScan, type ReadScan } from "../../../scanner-inbox/intake/capture-args.ts";
import type { HeldPaper } from "../../../scanner-inbox/intake/scan-reader.ts";
import type { Clock } from "../clock.ts";
import { pieceBytes } from "../content/piece-file.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Replica } from "../session/replica.ts";
import { keepWords } from "./book-scan.ts";

export interface PaperReader {
  /** Another replica, or none: what was under way stops and is taken up when its person is back. */
  settle(replica: Replica | undefined): Promise<void>;
  /** Papers that may have to be read: those of these records, or the person's own where none are named. Returns at once. */
  look(refs?: readonly RecordRef[]): void;
}

export interface PaperReaderOptions {
  readonly clock: Clock;
  readonly device: () => string;
  readonly log: Log;
  /** Reads a paper as the scanner's reader would; null where nothing can be made of it. */
  readonly read: (replica: Replica, paper: HeldPaper, signal: AbortSignal) => Promise<ReadScan | null>;
  /** A scan was read: its searchable rendition may be made. */
  readonly onRead: () => void;
}

export function createPaperReader({ clock, device, log, read, onRead }: PaperReaderOptions): PaperReader {
  let here: { readonly replica: Replica; readonly stopping: AbortController } | undefined;
  let running: Promise<void> = Promise.resolve();

  const invoiceOf = async ({ store }: Replica, id: string): Promise<Invoice | undefined> => {
    const { record } = await store.read.record({ ref: { kind: "invoice", id }, at: clock.now().toISOString() });
    return record === null ? undefined : invoiceSchema.safeParse(readableBody(record.body)).data;
  };

  const readOne = async (replica: Replica, id: string, signal: AbortSignal): Promise<void> => {
    const invoice = await invoiceOf(replica, id);
    if (invoice === undefined || wantsReading(invoice) === undefined) return;
    const { files, store } = replica;
    const { document, pages } = invoice;
    if (!(await files.isWhole(document))) await replica.transfer.fetchWhole({ kind: "invoice", id }, document, signal);
    const save = async function* (): AsyncIterable<Uint8Array> {
      for (let offset = 0; offset < document.size; offset += pieceBytes) yield await files.read(document, offset, pieceBytes);
    };
    const only = pages?.shown.map(({ page }) => page);
    const scan = await read(replica, { id: document.sha256, name: document.name, pages: only, save }, signal);
    signal.throwIfAborted();
    const at = clock.now().toISOString();
    const commands = [{ kind: "invoice", name: "readPaper", recordId: id, args: readArgs(scan ?? unreadScan) }];
    await store.write.submitScan({ claim: `paper/${id}`, submission: { commands, at, device: device() } });
    if (scan !== null) await keepWords(replica, { kind: "invoice", id }, scan);
    await replica.readings.want(document, id, at);
    replica.engine.kick();
    onRead();
  };

  const work = async (refs: readonly RecordRef[] | undefined): Promise<void> => {
    const now = here;
    if (now === undefined) return;
    const { replica, stopping } = now;
    for (const id of await replica.store.read.unreadInvoices(refs ?? null)) {
      if (stopping.signal.aborted) return;
      // Not to be had just now, or nothing this person may do: the next look or sign-in tries again.
      await readOne(replica, id, stopping.signal).catch((thrown: unknown) => log("info", "paper not read", { reason: reasonOf(thrown) }));
    }
  };

  const look: PaperReader["look"] = (refs) => {
    running = running.then(() => work(refs)).catch((thrown: unknown) => log("warn", "papers", { reason: reasonOf(thrown) }));
  };

  return {
    settle: async (replica) => {
      if (here?.replica === replica) return;
      here?.stopping.abort(new Error("the desk closes"));
      here = undefined;
      await running;
      if (replica === undefined) return;
      here = { replica, stopping: new AbortController() };
      look();
    },
    look,
  };
}
