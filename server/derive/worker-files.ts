// Where the threads that read files have their programs: beside the bundled server, or as the sources they are made of.
import { existsSync } from "node:fs";

export interface WorkerFiles {
  readonly read: URL;
  readonly ocr: URL;
  readonly look: URL;
}

const sources: Readonly<Record<keyof WorkerFiles, string>> = {
  read: "../../scanner-inbox/read/read-worker.ts",
  ocr: "../../scanner-inbox/ocr/ocr-worker.ts",
  look: "../../scanner-inbox/separate/look-worker.ts",
};

export function workerFiles(): WorkerFiles {
  const of = (name: keyof WorkerFiles): URL => {
    const bundled = new URL(`../workers/${name}-worker.mjs`, import.meta.url);
    return existsSync(bundled) ? bundled : new URL(sources[name], import.meta.url);
  };
  return { read: of("read"), ocr: of("ocr"), look: of("look") };
}
