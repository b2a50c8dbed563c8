// The reader's door: from the bytes of one file to a Reading; never opens a file itself and never throws for a bad one.
import { createHash } from "node:crypto";
import { err, ok, type Result } from "../../shared/base/result.ts";
import { readInvoiceXml } from "./read-invoice-xml.ts";
import { readPdf } from "./read-pdf.ts";
import { defaultReadLimits, ReadError, type ReadFailure, type Reading, type ReadLimits } from "./reading.ts";
import { sniffFormat, SNIFF_BYTES } from "./sniff-format.ts";
import { readAtOf, tiffOutline } from "./tiff-directories.ts";

const NOTHING_READ: Pick<Reading, "pageCount" | "pages" | "invoice" | "invoiceOrigin" | "problems"> = {
  pageCount: 0,
  pages: [],
  invoice: null,
  invoiceOrigin: null,
  problems: [],
};

/**
 * Reads a file's bytes in the calling thread. A format the reader does not know is a Reading with format `unknown`;
 * a hostile, locked or broken file is a failure. Bounded by the limits; time is looked at between pages only.
 */
export async function readFileBytes(
  bytes: Uint8Array,
  limits: ReadLimits = defaultReadLimits,
  password?: string,
): Promise<Result<Reading, ReadFailure>> {
  const end = performance.now() + limits.milliseconds;
  try {
    if (bytes.byteLength === 0) throw new ReadError("empty", "no bytes");
    if (bytes.byteLength > limits.fileBytes) throw new ReadError("too-large", `${bytes.byteLength} bytes`);
    const identity = { sha256: createHash("sha256").update(bytes).digest("hex"), byteLength: bytes.byteLength };
    return ok({ ...(await contentOf(bytes, limits, () => performance.now() > end, password)), ...identity });
  } catch (error) {
    if (error instanceof ReadError) return err(error.failure);
    return err({ code: "reader-crashed", detail: error instanceof Error ? error.name : "unknown error" });
  }
}

async function contentOf(
  bytes: Uint8Array,
  limits: ReadLimits,
  outOfTime: () => boolean,
  password: string | undefined,
): Promise<Omit<Reading, "sha256" | "byteLength">> {
  const format = sniffFormat(bytes.subarray(0, SNIFF_BYTES));
  switch (format) {
    case "pdf": {
      const { invoiceXml: _bytes, ...content } = await readPdf(bytes, limits, outOfTime, password);
      return { format, ...content };
    }
    case "xml": {
      const found = readInvoiceXml(bytes, limits);
      return { ...NOTHING_READ, format: found.format, invoice: found.invoice, invoiceOrigin: found.invoice ? { kind: "file" } : null };
    }
    case "tiff": {
      const { pages } = await tiffOutline(readAtOf(bytes), bytes.byteLength);
      if (pages === 0) throw new ReadError("picture-damaged", "a TIFF without a page");
      return { ...NOTHING_READ, format, pageCount: pages };
    }
    case "jpeg":
    case "png":
      return { ...NOTHING_READ, format, pageCount: 1 };
    case "unknown":
      return { ...NOTHING_READ, format };
  }
}
