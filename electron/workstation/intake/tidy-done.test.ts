import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ask } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";

let town: TestTown;
const patiently = { timeout: 20_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
});
afterEach(() => town.close());

test("done is emptied after its days of what the server keeps, and of nothing it does not know", async () => {
  const folder = join(town.folder, "Scanner");
  await mkdir(folder);
  const scannerFolders = [{ folder, kind: "invoice", nested: false, review: "whenDivided", emptyDoneAfterDays: 1 }] as const;
  const desk = await town.desk("desk", { scannerFolders, timings });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  const sample = join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "samples", "P26-Ostheide-Planung.xml");
  await copyFile(sample, join(folder, "a.xml"));
  await vi.waitFor(
    async () => expect((await ask(desk, "scanner", {})).folders[0]?.days).toMatchObject([{ booked: 1, waiting: 0 }]),
    patiently,
  );
  const today = await vi.waitFor(async () => {
    const [day = ""] = await readdir(join(folder, "done"));
    expect(await readdir(join(folder, "done", day))).toEqual(["a.xml"]);
    return day;
  }, patiently);
  const sha256 = createHash("sha256")
    .update(await readFile(sample))
    .digest("hex");
  expect(town.town.content.has(sha256)).toBe(true);
  await rename(join(folder, "done", today), join(folder, "done", "2026-01-02"));
  await writeFile(join(folder, "done", "2026-01-02", "fremd.pdf"), "nie erfasst");
  await desk.desk.call("signOut", {});
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  await vi.waitFor(async () => expect(await readdir(join(folder, "done", "2026-01-02"))).toEqual(["fremd.pdf"]), patiently);
});
