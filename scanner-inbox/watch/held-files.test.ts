// Files in hand, over a real journal: what happens to them as the folder is closed.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Claims } from "./claims.ts";
import { openDayJournal } from "./day-journal.ts";
import { heldFiles } from "./held-files.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "held-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a folder is not closed while the end of a file is half written down", async () => {
  const journal = await openDayJournal({ folder: join(folder, "journal"), now: Date.now });
  const path = join(folder, "SCAN0001.pdf");
  await writeFile(path, "Rechnung");
  await journal.seen([{ id: "a", name: "SCAN0001.pdf", size: 8, modified: 1 }]);
  const [finishing, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const by: Claims = {
    take: () => Promise.resolve({ why: "held" }),
    takeFailed: () => Promise.resolve(null),
    left: () => Promise.resolve([]),
    confirm: () => Promise.resolve(null),
    signOfLife: () => Promise.resolve([]),
    abandoned: () => Promise.resolve([]),
    finish: () => {
      finishing.resolve();
      return finished.promise;
    },
    putAside: () => Promise.resolve(),
    failed: () => Promise.resolve([]),
  };
  const held = heldFiles({
    onFile: () => Promise.resolve("booked"),
    journal,
    retryMs: 10,
    now: Date.now,
    onChange: () => undefined,
    onAside: () => Promise.resolve(),
    onWaiting: () => undefined,
  });
  held.add({ id: "a", name: "SCAN0001.pdf", path }, by);
  await held.handOver();
  await finishing.promise;
  const order: string[] = [];
  const closed = held.close().then(() => order.push("closed"));
  await new Promise(setImmediate);
  order.push("finished");
  finished.resolve();
  await closed;
  expect(order).toEqual(["finished", "closed"]);
  expect([held.has("a"), journal.entry("a")?.end]).toEqual([false, "booked"]);
});
