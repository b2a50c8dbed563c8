// Worker threads of pdf.js: one a document, so that a hanging file blocks no other; a clean one is kept for the next document.
// Must never give one worker to two documents.
import { PDFWorker } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";

interface WorkerPair {
  readonly worker: PDFWorker;
  readonly thread: Worker;
}

export interface LentWorker {
  readonly worker: PDFWorker;
  /** Gives the worker back: kept where the document closed cleanly, else ended. */
  readonly giveBack: (clean: boolean) => void;
}

function start(): WorkerPair {
  // Our own port: pdf.js would take app:// for a foreign origin and fall back to a blob, which the CSP forbids.
  const thread = new Worker(workerUrl, { type: "module" });
  return { thread, worker: PDFWorker.create({ port: thread, verbosity: 0 }) };
}

const idle: WorkerPair[] = [];

/** A worker for one document. */
export function lendWorker(): LentWorker {
  const pair = idle.pop() ?? start();
  return {
    worker: pair.worker,
    giveBack: (clean) => {
      if (clean && idle.length === 0) {
        idle.push(pair);
      } else {
        pair.worker.destroy();
        pair.thread.terminate();
      }
    },
  };
}
