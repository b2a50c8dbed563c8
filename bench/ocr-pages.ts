// One measured process: recognises pages of scans with so many threads and prints what it took. Its memory is that of the whole pool.
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { openOcrPool } from "../scanner-inbox/ocr/ocr-pool.ts";
import { ocrRoom } from "../scanner-inbox/ocr/ocr-room.ts";
import { must } from "../shared/base/must.ts";
import { forgetPeak, measuredNow } from "./child.ts";

const [threads = "2", ...paths] = process.argv.slice(2);
/** What a thread is meant to get along with, in MB, so that two keep to the 250 MB that are the target. */
const perThread = 125;
const picture = { sha256: "0".repeat(64), byteLength: 1, pages: [], invoice: null, invoiceOrigin: null, problems: [] };
const pool = openOcrPool({
  workerUrl: pathToFileURL(resolve("dist", "workers", "ocr-worker.mjs")),
  room: ocrRoom(Number(threads) * perThread, Number(threads) + 1),
});
const read = async (path: string): Promise<void> => {
  const { problems, pages } = await pool.recognise(path, { ...picture, format: "png", pageCount: 1 });
  if (problems.length > 0 || pages[0]?.lines.length === 0) throw new Error(`not recognised: ${JSON.stringify(problems)}`);
};
// A pool is kept: each thread has its engine and has read a page before anything is measured.
await Promise.all(Array.from({ length: Number(threads) }, () => read(must(paths[0], "there are pages"))));
forgetPeak();
const started = { at: performance.now(), cpu: process.cpuUsage() };
await Promise.all(paths.map(read));
const { user, system } = process.cpuUsage(started.cpu);
const measured = measuredNow((performance.now() - started.at) / 1000, paths.length);
console.log(JSON.stringify({ ...measured, cpuSeconds: (user + system) / 1_000_000 }));
await pool.close();
