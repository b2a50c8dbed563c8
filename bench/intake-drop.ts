// One measured process: so many files come into a scanner folder at once, and each is handed over, answered for and moved away. Beside it
// the least that could be done: each file's hash and one rename. No file has to lie still first, as that is waiting and not work.
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drawPdf } from "../scanner-inbox/read/pdf-for-tests.ts";
import { openScannerFolder } from "../scanner-inbox/watch/scanner-folder.ts";
import { forgetPeak, measuredNow } from "./child.ts";

const count = Number(process.argv[2] ?? "1000");
const home = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
const [folder, plain, aside] = [join(home, "scans"), join(home, "plain"), join(home, "aside")];
for (const each of [folder, plain, aside, join(aside, "a"), join(aside, "b")]) await mkdir(each, { recursive: true });

const hashes = new Set<string>();
const pdf = await drawPdf({ pages: [[[50, 50, "Rechnung"]]] });
for (let index = 0; index < count; index += 1) {
  // A comment behind the head makes each of them another file.
  const bytes = Buffer.concat([pdf.subarray(0, 9), Buffer.from(`%${String(index).padStart(6, "0")}\n`), pdf.subarray(9)]);
  hashes.add(createHash("sha256").update(bytes).digest("hex"));
  for (const side of ["a", "b"]) await writeFile(join(aside, side, `SCAN${String(index).padStart(4, "0")}.pdf`), bytes);
}

const plainStarted = performance.now();
for (const name of await readdir(join(aside, "a"))) {
  createHash("sha256")
    .update(await readFile(join(aside, "a", name)))
    .digest("hex");
  await rename(join(aside, "a", name), join(plain, name));
}
const plainSeconds = (performance.now() - plainStarted) / 1_000;

const seen = new Map<string, number>();
const through = Promise.withResolvers<void>();
const scanner = await openScannerFolder({
  folder,
  journal: join(home, "journal"),
  desk: "bench",
  now: () => Date.now(),
  intervals: { quietMs: 0, nearLookMs: 20 },
  onFile: ({ sha256 }) => {
    seen.set(sha256, (seen.get(sha256) ?? 0) + 1);
    return Promise.resolve("booked");
  },
});
await scanner.rescan();
forgetPeak();
const started = performance.now();
for (const name of await readdir(join(aside, "b"))) await rename(join(aside, "b", name), join(folder, name));
scanner.onChange(({ days }) => {
  if ((days[0]?.booked ?? 0) >= count) through.resolve();
});
await through.promise;
const { seconds, peakMegabytes } = measuredNow((performance.now() - started) / 1_000, count);
await scanner.close();
await rm(home, { recursive: true, force: true });
const once = [...seen.values()].filter((times) => times === 1).length;
const whole = [...seen.keys()].filter((sha256) => hashes.has(sha256)).length;
console.log(JSON.stringify({ seconds, plainSeconds, once, whole, peakMegabytes }));
