// Makes the payment order sheet of an invoice when somebody asks for it, on a thread of its own, and hands it out piece by piece.
// Must never write it down, nor show one person's to the next.
import { createHash } from "node:crypto";
import type { OrderedFile } from "../../../scanner-inbox/order-sheet/order-sheet.ts";
import { openReaderPool, type ReaderPool } from "../../../scanner-inbox/read/reader-pool.ts";
import type { CallArgs, CallResult } from "../../../shared/desk/contract.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { invoiceSchema, type Invoice } from "../../../shared/domain/invoice/schema.ts";
import { orderSheetWords } from "../../../shared/text/de/order-sheet.ts";
import type { Clock } from "../clock.ts";
import type { Replica } from "../session/replica.ts";
import { describeOrderSheet, orderNumberOf } from "./describe.ts";

/** What of a replica is asked. */
export interface OrderSheetReplica {
  readonly store: { readonly read: Pick<Replica["store"]["read"], "record" | "identity"> };
  readonly files: Pick<Replica["files"], "isWhole" | "read">;
}

export interface OrderSheets {
  /** Rejects with `notFound` where the invoice is not here or not ordered. */
  look(replica: OrderSheetReplica, id: string): Promise<CallResult<"orderSheet">>;
  /** A piece of the sheet that was looked at last. */
  read(args: CallArgs<"readOrderSheet">): CallResult<"readOrderSheet">;
  /** Another replica, or none. */
  forget(): void;
  close(): Promise<void>;
}

const milliseconds = 60_000;
/** Larger files are not taken into memory for it. */
const mostBytes = 96 * 1024 * 1024;
const withPages: ReadonlySet<string> = new Set(["application/pdf", "image/jpeg", "image/png"]);

export function createOrderSheets({ readWorker, clock }: { readonly readWorker: URL; readonly clock: Clock }): OrderSheets {
  let pool: ReaderPool | undefined;
  let made: { readonly id: string; readonly sha256: string; readonly bytes: Uint8Array } | undefined;

  const fileOf = async (replica: OrderSheetReplica, { document, pages }: Invoice): Promise<OrderedFile | "none" | "notHere"> => {
    if (!withPages.has(document.mime) || document.size > mostBytes) return "none";
    if (!(await replica.files.isWhole(document))) return "notHere";
    const bytes = await replica.files.read(document, 0, document.size);
    return { bytes, mime: document.mime, ...(pages === undefined ? {} : { pages: pages.shown }) };
  };

  return {
    look: async (replica, id) => {
      const at = clock.now().toISOString();
      const { record } = await replica.store.read.record({ ref: { kind: "invoice", id }, at });
      const body = invoiceSchema.safeParse(record?.body).data;
      const { directory } = await replica.store.read.identity(null);
      const sheet = record === null || body === undefined ? undefined : describeOrderSheet({ body, unit: record.unit, directory, at });
      if (body?.order === undefined || sheet === undefined) throw new DeskError("notFound", "no order to make a sheet of");
      pool ??= openReaderPool({ workerUrl: readWorker, idleMs: 60_000 });
      const file = await fileOf(replica, body);
      const whole = typeof file === "string" ? undefined : await pool.drawOrderSheet(sheet, file, milliseconds);
      const drawn = whole?.ok === true ? whole : await pool.drawOrderSheet(sheet, null, milliseconds);
      if (!drawn.ok) throw new DeskError("internal", drawn.error.code);
      const bytes = drawn.value;
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      made = { id, sha256, bytes };
      const name = orderSheetWords.file.replace("{{number}}", orderNumberOf(body.order));
      const pages = typeof file === "string" ? file : whole?.ok === true ? "here" : "unreadable";
      return { content: { sha256, name, mime: "application/pdf", size: bytes.length }, pages };
    },
    read: ({ id, sha256, offset, length }) => {
      const found = made;
      if (found?.id !== id || found.sha256 !== sha256) throw new DeskError("contentNotHere", "another sheet was asked for since");
      const piece = found.bytes.subarray(offset, offset + length);
      return { base64: Buffer.from(piece).toString("base64"), size: found.bytes.length };
    },
    forget: () => {
      made = undefined;
    },
    close: async () => {
      await pool?.close();
      made = undefined;
    },
  };
}
