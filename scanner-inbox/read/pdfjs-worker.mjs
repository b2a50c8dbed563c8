// Passes on the worker half of pdf.js, which comes without types: its declaration stands beside this file. Must never hold code.
export { WorkerMessageHandler } from "pdfjs-dist/legacy/build/pdf.worker.mjs";
