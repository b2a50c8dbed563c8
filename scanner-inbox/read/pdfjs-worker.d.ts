// The worker half of pdf.js comes without types; only the object that pdf.js itself looks for is named here.
declare module "pdfjs-dist/legacy/build/pdf.worker.mjs" {
  export const WorkerMessageHandler: unknown;
}
