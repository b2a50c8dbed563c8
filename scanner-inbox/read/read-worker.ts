// The thread that reads and unpacks files for `openReaderPool`, looks into electronic invoices, makes searchable renditions and draws payment
// order sheets: one request in, one result out; never keeps anything between files.
import { readFile, stat } from "node:fs/promises";
import { parentPort } from "node:worker_threads";
import { must } from "../../shared/base/must.ts";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { fileOfEInvoice, lookIntoEInvoice, type EInvoiceLook } from "./look-into-e-invoice.ts";
import { readFileBytes } from "./read-file-bytes.ts";
import { ReadError, type ReadFailure, type Reading, type ReadLimits } from "./reading.ts";
import type { ThreadReply } from "./thread-pool.ts";
import { drawOrderSheet } from "../order-sheet/draw-order-sheet.ts";
import type { OrderedFile, OrderSheet } from "../order-sheet/order-sheet.ts";
import { searchablePdf, type SearchableSource } from "../searchable/searchable-pdf.ts";
import { unpackMail, type UnpackedMail } from "./unpack-mail.ts";

/** With `unpackInto` the file is a mail whose attachments are wanted there, without it a document to be read. */
export type ReadRequest =
  | FileRequest
  | { readonly searchable: SearchableSource }
  | { readonly orderSheet: OrderSheet; readonly ordered: OrderedFile | null }
  | { readonly eInvoice: Uint8Array; readonly limits: ReadLimits; readonly file?: number };
type FileRequest = { readonly path: string; readonly limits: ReadLimits; readonly unpackInto?: string; readonly password?: string };

const port = must(parentPort, "this file is only run as a worker thread");

port.on("message", ({ id, ...request }: ReadRequest & { readonly id: number }) => {
  void answerTo(request).then((result) => port.postMessage({ id, result } satisfies ThreadReply<ReadReply>));
});

export type ReadReply = Reading | UnpackedMail | Uint8Array | EInvoiceLook;

async function answerTo(request: ReadRequest): Promise<Result<ReadReply, ReadFailure>> {
  try {
    if ("searchable" in request) return ok(await searchablePdf(request.searchable));
    if ("orderSheet" in request) return ok(await drawOrderSheet(request.orderSheet, request.ordered));
    if ("eInvoice" in request) {
      const { eInvoice, limits, file } = request;
      return ok(file === undefined ? await lookIntoEInvoice(eInvoice, limits) : await fileOfEInvoice(eInvoice, file, limits));
    }
    const { path, limits, unpackInto, password } = request;
    const { size } = await stat(path);
    if (size > limits.fileBytes) return err({ code: "too-large", detail: `${size} bytes` });
    const bytes = await readFile(path);
    return unpackInto === undefined ? await readFileBytes(bytes, limits, password) : ok(await unpackMail(bytes, unpackInto, limits));
  } catch (error) {
    if (error instanceof ReadError) return err(error.failure);
    return err({ code: "not-readable", detail: error instanceof Error && "code" in error ? String(error.code) : "unknown error" });
  }
}
