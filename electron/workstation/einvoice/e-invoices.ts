// Answers what the electronic invoice in a record's content says and breaks. Read on a thread of its own, so that no scan that is being read holds
// up the person who looks. Must never write anything down: what is here is read anew after a restart.
import { openReaderPool, type ReaderPool } from "../../../scanner-inbox/read/reader-pool.ts";
import type { EInvoiceLook } from "../../../scanner-inbox/read/look-into-e-invoice.ts";
import type { ReadFailureCode } from "../../../scanner-inbox/read/reading.ts";
import { findingsAtOnce, linesAtOnce, type EInvoice, type EInvoiceLine } from "../../../shared/desk/einvoice-calls.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { Named } from "../content/named.ts";
import type { Replica } from "../session/replica.ts";

/** What of a replica is asked. */
interface EInvoiceReplica {
  readonly store: { readonly read: Pick<Replica["store"]["read"], "contentOfRecord"> };
  readonly files: Pick<Replica["files"], "isWhole" | "read">;
}

interface Asked {
  readonly record: RecordRef;
  readonly sha256: string;
}

export interface EInvoices {
  /** Rejects with `notFound` where the record is not here or names no such content. */
  look(replica: EInvoiceReplica, asked: Asked): Promise<EInvoice>;
  lines(replica: EInvoiceReplica, asked: Asked & { readonly from: number; readonly count: number }): Promise<readonly EInvoiceLine[]>;
  /** The bytes of a file it carries. Rejects with `notFound` where there is none at that place. */
  file(replica: EInvoiceReplica, asked: Asked & { readonly index: number }): Promise<Uint8Array>;
  /** Another replica, or none: what one person looked at stays in no memory for the next. */
  forget(): void;
  close(): Promise<void>;
}

type Known = Promise<EInvoiceLook | { readonly failed: ReadFailureCode }>;

/** So many invoices stay in memory: the one on the screen, those beside it in the inbox, one it is compared with. */
const mostKept = 4;
/** Larger files are not taken into memory for it; no electronic invoice is. */
const mostBytes = 96 * 1024 * 1024;

export function createEInvoices(options: { readonly readWorker: URL }): EInvoices {
  let pool: ReaderPool | undefined;
  const kept = new Map<string, Known>();
  /** The file a viewer takes piece by piece. */
  let opened: { readonly key: string; readonly bytes: Promise<Uint8Array> } | undefined;

  const threads = (): ReaderPool => (pool ??= openReaderPool({ workerUrl: options.readWorker, idleMs: 60_000 }));

  const read = async (replica: EInvoiceReplica, content: Named): Known => {
    if (content.size > mostBytes) return { failed: "too-large" };
    const bytes = await replica.files.read(content, 0, content.size);
    const result = await threads().lookIntoEInvoice(bytes);
    return result.ok ? result.value : { failed: result.error.code };
  };

  /** The same file is read once, however many ask, and comes first among those that are kept. */
  const known = (replica: EInvoiceReplica, content: Named): Known => {
    const { sha256 } = content;
    const found = kept.get(sha256) ?? read(replica, content);
    kept.delete(sha256);
    kept.set(sha256, found);
    for (const oldest of kept.keys()) if (kept.size > mostKept) kept.delete(oldest);
    const forget = (): void => {
      if (kept.get(sha256) === found) kept.delete(sha256);
    };
    // What a thread died of, or a piece that was damaged, says nothing of the file: the next look tries again.
    void found.then((look) => {
      if ("failed" in look && (look.failed === "reader-crashed" || look.failed === "timed-out")) forget();
    }, forget);
    return found;
  };

  /** Undefined where it is not whole on this device. Whoever no longer holds the record is told nothing, kept or not. */
  const wholeContent = async (replica: EInvoiceReplica, { record, sha256 }: Asked): Promise<Named | undefined> => {
    const names = await replica.store.read.contentOfRecord(record);
    const content = names?.find((name) => name.sha256 === sha256);
    if (content === undefined) throw new DeskError("notFound", "the record names no such content");
    return (await replica.files.isWhole(content)) ? content : undefined;
  };
  const lookInto = async (replica: EInvoiceReplica, asked: Asked): Promise<Awaited<Known> | undefined> => {
    const content = await wholeContent(replica, asked);
    return content === undefined ? undefined : known(replica, content);
  };

  const unpack = async (replica: EInvoiceReplica, content: Named, index: number): Promise<Uint8Array> => {
    const result = await threads().fileOfEInvoice(await replica.files.read(content, 0, content.size), index);
    if (!result.ok) throw new DeskError("notFound", result.error.code);
    return result.value;
  };

  return {
    look: async (replica, asked) => {
      const look = await lookInto(replica, asked);
      if (look === undefined) return { state: "notHere" };
      if ("failed" in look) return { state: "unreadable", code: look.failed };
      return look.eInvoice === null ? { state: "none" } : answerOf(look.eInvoice);
    },
    lines: async (replica, { from, count, ...asked }) => {
      const look = await lookInto(replica, asked);
      if (look === undefined || "failed" in look || look.eInvoice === null) throw new DeskError("contentNotHere", "its lines are not here");
      return look.eInvoice.lines.slice(from, from + count);
    },
    file: async (replica, { index, ...asked }) => {
      const content = await wholeContent(replica, asked);
      if (content === undefined || content.size > mostBytes) throw new DeskError("contentNotHere", "the invoice is not here");
      const key = `${content.sha256} ${index}`;
      if (opened?.key !== key) opened = { key, bytes: unpack(replica, content, index) };
      const { bytes } = opened;
      return bytes.catch((thrown: unknown) => {
        if (opened?.key === key) opened = undefined;
        throw thrown;
      });
    },
    forget: () => {
      kept.clear();
      opened = undefined;
    },
    close: async () => {
      await pool?.close();
      kept.clear();
      opened = undefined;
    },
  };
}

function answerOf({ invoice, lines, checked, findings, differences }: NonNullable<EInvoiceLook["eInvoice"]>): EInvoice {
  const count = (severity: (typeof findings)[number]["severity"]): number => findings.filter((one) => one.severity === severity).length;
  return {
    state: "read",
    invoice,
    lineCount: lines.length,
    lines: lines.slice(0, linesAtOnce),
    checked,
    findingCount: { fatal: count("fatal"), warning: count("warning"), information: count("information") },
    findings: findings.slice(0, findingsAtOnce),
    differences,
  };
}
