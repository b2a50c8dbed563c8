// Recognition of scanned invoices: seconds a page, memory of the pool, fields found; against the system's own tesseract where there is one.
import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEngine } from "../scanner-inbox/ocr/engine.ts";
import { recognisePage } from "../scanner-inbox/ocr/recognise-page.ts";
import { pngOf, scanOf, type ScanLook } from "../scanner-inbox/ocr/scan-for-tests.ts";
import { layouts } from "../scanner-inbox/propose/layouts-for-tests.ts";
import { proposeInvoice } from "../scanner-inbox/propose/propose-invoice.ts";
import { drawPdf } from "../scanner-inbox/read/pdf-for-tests.ts";
import { z } from "../shared/base/zod.ts";
import { measuredSchema, runMeasured } from "./child.ts";
import type { Report } from "./figure.ts";

const looks: readonly (readonly [string, ScanLook])[] = [
  ["300 dpi, straight", { dpi: 300, noise: 20 }],
  ["200 dpi, 1.5° askew, grainy", { dpi: 200, skew: 1.5, noise: 40 }],
  ["200 dpi, upside down", { dpi: 200, skew: 1, noise: 20, turn: 180 }],
  ["150 dpi, 2° askew, very grainy", { dpi: 150, skew: 2, noise: 60 }],
];
const rounds = 3;
const pagesSchema = measuredSchema.extend({ cpuSeconds: z.number() });

/** Pages at 300 dpi by one and by two threads; the layouts of the tests for the fields. `small` takes one round and one look. */
export async function benchOcr(report: Report, small: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-ocr-"));
  try {
    const paths: string[] = [];
    for (const { pages } of layouts) {
      const pdf = await drawPdf({ pages });
      for (const index of pages.keys()) {
        paths.push(join(folder, `${paths.length}.png`));
        await writeFile(paths.at(-1) ?? "", pngOf(await scanOf(pdf, { dpi: 300, skew: 1.5, noise: 30 }, index + 1)));
      }
    }
    const work = Array.from({ length: small ? 1 : rounds }, () => paths).flat();
    for (const threads of [1, 2]) {
      const { seconds, cpuSeconds, peakMegabytes } = await runMeasured("ocr-pages.ts", [String(threads), ...work], pagesSchema);
      report({ case: `a page, threads: ${threads}`, value: seconds / work.length, unit: "s" });
      report({ case: `processor time a page, threads: ${threads}`, value: cpuSeconds / work.length, unit: "s" });
      report({ case: `peak memory, threads: ${threads}`, value: peakMegabytes, unit: "MB" });
      const native = await nativeSeconds(work, threads, folder);
      if (native !== undefined) report({ case: `against native tesseract, at once: ${threads}`, value: seconds / native, unit: "ratio" });
    }
    for (const [name, look] of small ? looks.slice(1, 2) : looks) {
      report({ case: `fields found, ${name}`, value: await shareFound(look), unit: "ratio" });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Which share of the fields that a careful reader finds in the layouts comes out of scans of them, letter by letter. */
async function shareFound(look: ScanLook): Promise<number> {
  const engine = await openEngine();
  let [right, all] = [0, 0];
  for (const { pages: drawn, expected } of layouts) {
    const pdf = await drawPdf({ pages: drawn });
    const pages = [];
    for (const index of drawn.keys()) pages.push(await recognisePage(engine, await scanOf(pdf, look, index + 1), index + 1));
    const nothing = { sha256: "", byteLength: 0, invoice: null, invoiceOrigin: null, problems: [] };
    const { kind, fields } = proposeInvoice({ ...nothing, format: "tiff", pageCount: pages.length, pages });
    const found = new Map<string, unknown>([
      ["kind", kind],
      ...Object.entries(fields).map(([name, field]) => [name, field?.value ?? null] as const),
    ]);
    for (const [name, value] of Object.entries(expected)) {
      all += 1;
      if (found.get(name) === value) right += 1;
    }
  }
  return right / all;
}

/** Seconds that the system's tesseract takes for the same pages, so many processes at once; undefined where it or its German is missing. */
async function nativeSeconds(paths: readonly string[], processes: number, folder: string): Promise<number | undefined> {
  const queue = [...paths];
  const started = performance.now();
  const lane = async (): Promise<boolean> => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) if (!(await ran(path, join(folder, "native")))) return false;
    return true;
  };
  const done = await Promise.all(Array.from({ length: processes }, lane));
  return done.includes(false) ? undefined : (performance.now() - started) / 1000;
}

function ran(path: string, output: string): Promise<boolean> {
  // Threads within a page make it many times slower where cores are busy.
  const child = spawn("tesseract", [path, output, "-l", "deu", "--psm", "3"], {
    stdio: "ignore",
    env: { ...process.env, OMP_THREAD_LIMIT: "1" },
  });
  return new Promise((resolve) => {
    child.once("error", () => resolve(false));
    child.once("exit", (code) => resolve(code === 0));
  });
}
