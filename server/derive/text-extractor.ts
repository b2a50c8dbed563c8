// Text of files by the scanner inbox's reader, recognised where a page is only a picture, on worker threads. Must never leave a copy of a file behind.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openOcrPool } from "../../scanner-inbox/ocr/ocr-pool.ts";
import { openReaderPool } from "../../scanner-inbox/read/reader-pool.ts";
import { plainTextOf } from "../../scanner-inbox/read/plain-text.ts";
import type { ExtractText } from "./text-reader.ts";
import { workerFiles } from "./worker-files.ts";

export interface TextExtractor {
  readonly extractText: ExtractText;
  readonly close: () => Promise<void>;
}

/** Opens the extractor; its threads start with the first file. */
export function openTextExtractor(): TextExtractor {
  const workers = workerFiles();
  const pool = openReaderPool({ workerUrl: workers.read });
  const ocr = openOcrPool({ workerUrl: workers.ocr, threads: 1 });
  return {
    extractText: async (bytes, _mime, { pages, recognise }) => {
      const folder = await mkdtemp(join(tmpdir(), "amtsstube-text-"));
      try {
        const path = join(folder, "file");
        await writeFile(path, bytes, { mode: 0o600 });
        const result = await pool.readInWorker(path);
        if (result.ok)
          return plainTextOf(
            recognise ? await ocr.recognise(path, result.value, pages === undefined ? {} : { pages }) : result.value,
            pages,
          );
        // These may pass; what is wrong with the file itself stays wrong, and such a file has no text.
        if (["timed-out", "reader-crashed", "not-readable"].includes(result.error.code)) throw new Error(result.error.code);
        return "";
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    close: async () => {
      await Promise.all([pool.close(), ocr.close()]);
    },
  };
}
