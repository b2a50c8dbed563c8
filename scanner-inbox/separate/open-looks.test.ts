// The thread that looks at pages: real files on a real thread, and what it does about crashes, closing, stopping and files that are none.
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PDFDocument } from "@cantoo/pdf-lib";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drawPdf } from "../read/pdf-for-tests.ts";
import { openLooks, type Looks } from "./open-looks.ts";
import type { PageLook } from "./page-look.ts";
import { code39Boxes, drawBoxes, ourSheet, patchBars, sheetForTests } from "./sheets-for-tests.ts";

let folder = "";
let stack = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "looks-"));
  stack = join(folder, "stack.pdf");
  const letter = await drawPdf({ pages: [[[72, 100, "Rechnung 4711", 14]], []] });
  const sheets = [await ourSheet(), letter, await drawBoxes(patchBars("NWNW")), await drawBoxes(code39Boxes("PATCHT", 1.2))];
  const whole = await PDFDocument.create();
  for (const sheet of sheets) {
    const from = await PDFDocument.load(sheet);
    for (const page of await whole.copyPages(from, from.getPageIndices())) whole.addPage(page);
  }
  await writeFile(stack, await whole.save());
});

afterAll(() => rm(folder, { recursive: true, force: true }));

async function all(looks: AsyncIterable<PageLook>): Promise<PageLook[]> {
  const seen: PageLook[] = [];
  for await (const look of looks) seen.push(look);
  return seen;
}

async function seenBy(looks: Looks): Promise<unknown[]> {
  const seen = await all(looks.look(stack, "pdf", 5));
  await looks.close();
  return seen.map(({ page, separator, blank, failure }) => [page, separator, blank, failure]);
}

const ofStack = [
  [1, { code: "ours", sheet: sheetForTests }, false, undefined],
  [2, null, false, undefined],
  [3, null, true, undefined],
  [4, { code: "patchT" }, false, undefined],
  [5, { code: "patchCode" }, false, undefined],
];

/** A thread that plays the worker: `code` sees `number` and `reply`. */
async function threadOf(name: string, code: string): Promise<URL> {
  const file = join(folder, `${name}.mjs`);
  await writeFile(
    file,
    `import { parentPort } from "node:worker_threads";
     parentPort.on("message", ({ id, number }) => {
       const reply = () => parentPort.postMessage({ id, result: { ok: true, value: { page: number, separator: null, blank: false, ink: 0.1 } } });
       ${code}
     });`,
  );
  return pathToFileURL(file);
}

describe("on a real thread", () => {
  test("each page of a file is what it is", async () => {
    expect(await seenBy(openLooks())).toEqual(ofStack);
  });

  test("from one bundled file with its programs beside it, as in the packed program", async () => {
    const outfile = join(folder, "look-worker.mjs");
    await build({
      entryPoints: [fileURLToPath(new URL("./look-worker.ts", import.meta.url))],
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
    await cp(join(packages, "zxing-wasm/dist/reader/zxing_reader.wasm"), join(folder, "zxing_reader.wasm"));
    await cp(join(packages, "@hyzyla/pdfium/dist/pdfium.wasm"), join(folder, "pdfium.wasm"));
    expect(await seenBy(openLooks({ workerUrl: pathToFileURL(outfile) }))).toEqual(ofStack);
  });

  test("a file that is none has pages that cannot be looked at", async () => {
    const looks = openLooks();
    const [look] = await all(looks.look(join(folder, "none.pdf"), "pdf", 1));
    expect(look).toEqual({ page: 1, separator: null, blank: false, ink: 0, failure: "not-readable" });
    await looks.close();
  });
});

describe("the thread", () => {
  test("looks at a page again that it died of, and says so after the second time", async () => {
    const looks = openLooks({ workerUrl: await threadOf("crashing", `if (number === 2) process.exit(1); reply();`) });
    expect((await all(looks.look("file", "tiff", 3))).map(({ failure }) => failure)).toEqual([undefined, "reader-crashed", undefined]);
    await looks.close();
  });

  test("is ended at a page that takes too long, and the next is looked at", async () => {
    const looks = openLooks({ workerUrl: await threadOf("slow", `if (number === 1) for (;;) {} reply();`), pageMilliseconds: 10 });
    expect((await all(looks.look("file", "tiff", 2))).map(({ failure }) => failure)).toEqual(["timed-out", undefined]);
    await looks.close();
  });

  test("draws no page before it is asked for", async () => {
    const looks = openLooks({
      workerUrl: await threadOf("counting", `globalThis.asked = (globalThis.asked ?? 0) + 1; number = globalThis.asked; reply();`),
    });
    for await (const look of looks.look("file", "tiff", 9)) if (look.page === 2) break;
    const [next] = await all(looks.look("file", "tiff", 1));
    expect(next?.page).toBe(3);
    await looks.close();
  });

  test("stops between pages when it is told to", async () => {
    const looks = openLooks({ workerUrl: await threadOf("quick", `reply();`) });
    const stop = new AbortController();
    const seen: number[] = [];
    const reading = async (): Promise<void> => {
      for await (const { page } of looks.look("file", "tiff", 9, stop.signal)) {
        seen.push(page);
        if (page === 2) stop.abort();
      }
    };
    await expect(reading()).rejects.toThrow(/abort/iu);
    expect(seen).toEqual([1, 2]);
    await looks.close();
  });

  test("closed while busy, it ends at once and says which page is missing", async () => {
    const looks = openLooks({ workerUrl: await threadOf("silent", `void 0;`) });
    const under = all(looks.look("file", "tiff", 1));
    await looks.close();
    expect((await under).map(({ failure }) => failure)).toEqual(["reader-crashed"]);
  });
});
