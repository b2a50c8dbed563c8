// Loads pdf.js once for use without a browser, a canvas or a network; never renders.
import type * as Pdfjs from "pdfjs-dist/legacy/build/pdf.mjs";

let loaded: Promise<typeof Pdfjs> | null = null;

/**
 * pdf.js with its worker half in the same thread: both are plain imports, so a bundler finds them.
 * The thread that calls this does the work; `readInWorker` keeps it off everyone else's event loop.
 */
export function loadPdfjs(): Promise<typeof Pdfjs> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<typeof Pdfjs> {
  // Only drawing needs these two; named here, pdf.js does not ask for a native canvas in order to have them.
  Reflect.set(globalThis, "DOMMatrix", Reflect.get(globalThis, "DOMMatrix") ?? class {});
  Reflect.set(globalThis, "Path2D", Reflect.get(globalThis, "Path2D") ?? class {});
  const { WorkerMessageHandler } = await import("./pdfjs-worker.mjs");
  Reflect.set(globalThis, "pdfjsWorker", { WorkerMessageHandler });
  return import("pdfjs-dist/legacy/build/pdf.mjs");
}
