// The pool of threads that recognise text: real pages on real threads, and what it does about crashes, closing and many pages.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { readFileBytes } from "../read/read-file-bytes.ts";
import type { ReadPage, Reading } from "../read/reading.ts";
import { textOfLine } from "../read/text-lines.ts";
import { MOST_OCR_PAGES, openOcrPool, picturedPages } from "./ocr-pool.ts";
import { ocrRoom } from "./ocr-room.ts";
import { pngOf, scanOf } from "./scan-for-tests.ts";

let folder = "";
let scan = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ocr-pool-"));
  scan = join(folder, "scan.png");
  const pdf = await drawPdf({ pages: [[[72, 100, "Die Rechnung Nummer 4711 liegt bei", 14]]] });
  await writeFile(scan, pngOf(await scanOf(pdf, { dpi: 150, noise: 20 })));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** As a machine with three cores has it. */
const twoThreads = ocrRoom(400, 3);

const picture: Reading = {
  format: "png",
  sha256: "0".repeat(64),
  byteLength: 1,
  pageCount: 1,
  pages: [],
  invoice: null,
  invoiceOrigin: null,
  problems: [],
};
const pages = (pageCount: number): Reading => ({ ...picture, format: "tiff", pageCount });
const textOf = (reading: Reading): string => reading.pages.flatMap(({ lines }) => lines.map(textOfLine)).join("\n");

/** A thread that plays the worker: `code` sees `number` and `reply`. */
async function threadOf(name: string, code: string): Promise<URL> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(
    file,
    `import { parentPort, workerData } from "node:worker_threads";
     parentPort.on("message", ({ id, path, number }) => {
       const reply = (milliseconds = 0) => setTimeout(() => parentPort.postMessage({ id, result: { ok: true, value: { number, width: 1, height: 1, lines: [] } } }), milliseconds);
       ${code}
     });`,
  );
  return pathToFileURL(file);
}

describe("on real threads", () => {
  it("a picture becomes lines with places and confidences, and two at once do", async () => {
    const pool = openOcrPool({ room: twoThreads });
    const told: string[] = [];
    const [one, two] = await Promise.all([
      pool.recognise(scan, picture, { onPage: (page, of) => told.push(`${page}/${of}`) }),
      pool.recognise(scan, picture),
    ]);
    await pool.close();
    expect([textOf(one), textOf(two)]).toEqual(Array.from({ length: 2 }, () => "Die Rechnung Nummer 4711 liegt bei"));
    expect(told).toEqual(["1/1"]);
    const [page] = one.pages;
    expect(page).toMatchObject({ number: 1, recognised: { turn: 0 } });
    expect(page?.recognised?.confidence).toBeGreaterThan(0.8);
    expect(Math.abs((page?.lines[0]?.top ?? 0) - 100)).toBeLessThan(3);
    expect(Math.abs((page?.lines[0]?.cells[0]?.x ?? 0) - 72)).toBeLessThan(3);
    expect(page?.lines[0]?.cells[0]?.confidence).toBeGreaterThan(0.5);
  });

  it("from one bundled file with its data beside it, as in the packed program", async () => {
    const outfile = join(folder, "ocr-worker.mjs");
    await build({
      entryPoints: [fileURLToPath(new URL("./ocr-worker.ts", import.meta.url))],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      banner: {
        js: 'import { createRequire as make } from "node:module"; const require = make(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;',
      },
      logLevel: "silent",
    });
    const packages = join(import.meta.dirname, "..", "..", "node_modules");
    await cp(join(packages, "@tesseract.js-data/deu/4.0.0_best_int/deu.traineddata.gz"), join(folder, "deu.traineddata.gz"));
    await cp(join(packages, "tesseract.js-core/tesseract-core-relaxedsimd-lstm.wasm"), join(folder, "tesseract.wasm"));
    const pool = openOcrPool({ workerUrl: pathToFileURL(outfile), threads: 1 });
    expect(textOf(await pool.recognise(scan, picture))).toContain("4711");
    await pool.close();
  });

  it("a file that is none is a problem of its page", async () => {
    const pool = openOcrPool({ threads: 1 });
    const reading = await pool.recognise(join(folder, "none.png"), picture);
    expect(reading.problems).toEqual([{ code: "page-unreadable", detail: "page 1: not-readable" }]);
    await pool.close();
  });
});

describe("the pool", () => {
  it("reads a page again whose thread crashed, and gives up after the second time", async () => {
    const crashing = await threadOf("crashing", `if (number === 2) process.exit(1); reply();`);
    const pool = openOcrPool({ workerUrl: crashing, room: twoThreads });
    const reading = await pool.recognise("file", pages(4));
    expect(reading.pages.map(({ number }) => number)).toEqual([1, 3, 4]);
    expect(reading.problems).toEqual([{ code: "page-unreadable", detail: "page 2: reader-crashed" }]);
    await pool.close();
  });

  it("ends a page that takes too long, and reads the next", async () => {
    const slow = await threadOf("slow", `if (number === 1) for (;;) {} reply();`);
    const pool = openOcrPool({ workerUrl: slow, threads: 1, pageMilliseconds: 10 });
    const reading = await pool.recognise("file", pages(2));
    expect(reading.pages.map(({ number }) => number)).toEqual([2]);
    expect(reading.problems).toEqual([{ code: "page-unreadable", detail: "page 1: timed-out" }]);
    await pool.close();
  });

  it("closed while busy, it ends at once and says which pages are missing", async () => {
    const silent = await threadOf("silent", `void 0;`);
    const pool = openOcrPool({ workerUrl: silent, room: twoThreads });
    const under = pool.recognise("file", pages(3));
    await pool.close();
    expect((await under).problems.map(({ code }) => code)).toEqual(["page-unreadable", "page-unreadable", "page-unreadable"]);
  });

  it("replaces a thread that holds more than its part, and tells each the largest page", async () => {
    const greedy = await threadOf(
      "greedy",
      `globalThis.seen = (globalThis.seen ?? 0) + 1;
       parentPort.postMessage({ id, held: 2000, result: { ok: true, value: { number, width: globalThis.seen, height: workerData.drawnPixels, lines: [] } } });`,
    );
    const of = async (heldBytes: number) => {
      const pool = openOcrPool({ workerUrl: greedy, room: { threads: 1, pagePixels: 77, heldBytes } });
      const reading = await pool.recognise("file", pages(3));
      await pool.close();
      return reading.pages.map(({ width, height }) => [width, height]);
    };
    expect(await of(1000)).toEqual([1, 1, 1].map((first) => [first, 77]));
    expect(await of(3000)).toEqual([1, 2, 3].map((nth) => [nth, 77]));
  });

  it("stops between pages when it is told to", async () => {
    const quick = await threadOf("quick", `reply();`);
    const pool = openOcrPool({ workerUrl: quick, threads: 1 });
    const stopping = new AbortController();
    const under = pool.recognise("file", pages(40), { signal: stopping.signal, onPage: (page) => page === 3 && stopping.abort() });
    await expect(under).rejects.toThrow("abort");
    await pool.close();
  });

  it("told to stop over the last page, it gives no half reading", async () => {
    const silent = await threadOf("last", `void 0;`);
    const pool = openOcrPool({ workerUrl: silent, threads: 1 });
    const stopping = new AbortController();
    const under = pool.recognise("file", pages(1), { signal: stopping.signal });
    stopping.abort();
    await Promise.all([expect(under).rejects.toThrow("abort"), pool.close()]);
  });

  it("called off by a person it ends at once, and has the pages it read and those it knew before", async () => {
    const three = await threadOf("three", `if (number < 4) reply(); else for (;;) {}`);
    const pool = openOcrPool({ workerUrl: three, threads: 1, pageMilliseconds: 10 ** 7 });
    const stopping = new AbortController();
    const kept = { pages: new Map([[6, { number: 6, width: 1, height: 1, lines: [] }]]), keep: async () => Promise.resolve() };
    const told: number[] = [];
    const onPage = (page: number): void => {
      told.push(page);
      if (page === 4) setImmediate(() => stopping.abort());
    };
    const reading = await pool.recognise("file", pages(7), { stopped: stopping.signal, kept, onPage });
    expect(reading.pages.map(({ number }) => number)).toEqual([1, 2, 3, 6]);
    expect(reading.problems).toEqual([{ code: "pages-not-recognised", detail: "4 of 7" }]);
    expect(told).toEqual([1, 2, 3, 4]);
    // The next file has a thread of its own again.
    expect((await pool.recognise("file", pages(2))).problems).toEqual([]);
    await pool.close();
  });

  it("called off, a file whose pages wait for another's leaves the queue and the other goes on", async () => {
    const gate = await threadOf("gate", `setTimeout(reply, number === 1 ? 60 : 0);`);
    const pool = openOcrPool({ workerUrl: gate, threads: 1 });
    const stopping = new AbortController();
    const first = pool.recognise("one", pages(1));
    const second = pool.recognise("two", pages(5), { stopped: stopping.signal, onPage: () => stopping.abort() });
    expect((await second).problems).toEqual([{ code: "pages-not-recognised", detail: "0 of 5" }]);
    expect((await first).pages).toHaveLength(1);
    await pool.close();
  });

  it("reads no more than so many pages of one file and says so", async () => {
    const quick = await threadOf("many", `reply();`);
    const pool = openOcrPool({ workerUrl: quick, room: twoThreads });
    const reading = await pool.recognise("file", pages(MOST_OCR_PAGES + 7));
    expect(reading.pages).toHaveLength(MOST_OCR_PAGES);
    expect(reading.problems).toEqual([{ code: "pages-not-recognised", detail: "50 of 57" }]);
    await pool.close();
  });
});

describe("which pages are pictures", () => {
  it("those without text, and none of an e-invoice", async () => {
    const read = await readFileBytes(
      await drawPdf({ pages: [[[72, 100, "Ein ganzer Satz, der schon als Text da ist."]], [[72, 800, "Seite 2"]], []] }),
    );
    if (!read.ok) throw new Error(read.error.code);
    expect(picturedPages(read.value)).toEqual([2, 3]);
    expect(picturedPages({ ...pages(2), format: "cii" })).toEqual([]);
    const page: ReadPage = { number: 1, width: 1, height: 1, lines: [] };
    expect(picturedPages({ ...pages(2), pages: [page] })).toEqual([1, 2]);
  });
});
