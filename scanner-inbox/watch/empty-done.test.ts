import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { emptyDone } from "./empty-done.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "empty-done-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

it("deletes what is old enough and vouched for, and nothing else", async () => {
  for (const day of ["2026-10-01", "2026-10-24", "2026-10-25", "2026-11-24", "aufheben"]) {
    await mkdir(join(folder, "done", day), { recursive: true });
    await writeFile(join(folder, "done", day, "SCAN0001.pdf"), "bekannt");
  }
  await writeFile(join(folder, "done", "2026-10-24", "fremd.pdf"), "fremd");
  await writeFile(join(folder, "done", "2026-10-24", "stumm.pdf"), "der Server antwortet nicht");
  await emptyDone({
    folder,
    today: "2026-11-24",
    afterDays: 30,
    isKept: async (sha256, size) => {
      if (size > 7) throw new Error("unreachable");
      return Promise.resolve(sha256.length === 64 && size === 7);
    },
  });
  expect((await readdir(join(folder, "done"), { recursive: true })).sort()).toEqual([
    "2026-10-24",
    join("2026-10-24", "fremd.pdf"),
    join("2026-10-24", "stumm.pdf"),
    "2026-10-25",
    join("2026-10-25", "SCAN0001.pdf"),
    "2026-11-24",
    join("2026-11-24", "SCAN0001.pdf"),
    "aufheben",
    join("aufheben", "SCAN0001.pdf"),
  ]);
});
