import { build } from "esbuild";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { drawPdf } from "./pdf-for-tests.ts";
import { openReaderPool } from "./reader-pool.ts";
import { defaultReadLimits } from "./reading.ts";

let folder = "";
let pdf = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "reader-pool-"));
  pdf = join(folder, "a.pdf");
  await writeFile(pdf, await drawPdf({ pages: [[[50, 50, "Rechnung Nr. 4711"]]] }));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the reader's threads", () => {
  it("read from the TypeScript source", async () => {
    const pool = openReaderPool();
    const results = await Promise.all([pool.readInWorker(pdf), pool.readInWorker(join(folder, "none.pdf")), pool.readInWorker(pdf)]);
    expect(results.map((result) => (result.ok ? result.value.pages[0]?.lines[0]?.cells[0]?.text : result.error.code))).toEqual([
      "Rechnung Nr. 4711",
      "not-readable",
      "Rechnung Nr. 4711",
    ]);
    await pool.close();
    expect(await pool.readInWorker(pdf)).toMatchObject({ ok: false, error: { code: "reader-crashed" } });
  });

  it("read from one bundled file", async () => {
    const outfile = join(folder, "read-worker.mjs");
    await build({
      entryPoints: [fileURLToPath(new URL("./read-worker.ts", import.meta.url))],
      outfile,
      bundle: true,
      platform: "node",
      format: "esm",
      logLevel: "silent",
    });
    const pool = openReaderPool({ workerUrl: pathToFileURL(outfile) });
    expect(await pool.readInWorker(pdf)).toMatchObject({ ok: true, value: { pageCount: 1 } });
    await pool.close();
  });

  it("are ended when one hangs, and the next file gets a new one", async () => {
    const hanging = join(folder, "hanging.mjs");
    await writeFile(
      hanging,
      `import { parentPort } from "node:worker_threads";
       parentPort.on("message", ({ id, path }) => {
         if (path === "hang") for (;;) {}
         if (path === "crash") process.exit(1);
         parentPort.postMessage({ id, result: { ok: false, error: { code: "empty", detail: "" } } });
       });`,
    );
    const pool = openReaderPool({ workerUrl: pathToFileURL(hanging) });
    const limits = { ...defaultReadLimits, milliseconds: 10 };
    const codes = (await Promise.all(["hang", "next", "crash", "next"].map((path) => pool.readInWorker(path, limits)))).map((result) =>
      result.ok ? "" : result.error.code,
    );
    expect(codes).toEqual(["timed-out", "empty", "reader-crashed", "empty"]);
    const under = pool.readInWorker("hang");
    await pool.close();
    expect(await under).toMatchObject({ ok: false, error: { code: "reader-crashed" } });
  });
});
