// A large file goes up and comes down in pieces: what a desk needs for it does not follow from its size.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "../../../shared/base/zod.ts";
import { applicationWith } from "../testing/content-town.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";

const size = 200_000_000;
const script = join(import.meta.dirname, "..", "testing", "carry-content.ts");
const carriedSchema = z.object({ whole: z.boolean(), grownBytes: z.number() });

let town: TestTown;
beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("karla", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
});
afterEach(() => town.close());

test.each(["up", "down"] as const)("200 MB %s never lie in memory as a whole", { timeout: 120_000 }, async (way) => {
  const { record, sha256, bytes } = applicationWith(town, size, "2026-12-01");
  const file = join(town.folder, "Plan.pdf");
  if (way === "up") {
    await writeFile(file, bytes);
    town.town.content.delete(sha256);
  }
  const task = {
    way,
    dataFolder: join(town.folder, "carrier"),
    serverUrl: town.server.url,
    tenant: town.town.directory.tenant,
    userName: "karla",
    password: "geheim",
    file,
    record,
    content: { sha256, size },
  };
  const { stdout } = await promisify(execFile)(process.execPath, ["--disable-warning=ExperimentalWarning", script, JSON.stringify(task)]);
  const carried = carriedSchema.parse(JSON.parse(stdout));
  expect(carried.whole).toBe(true);
  if (way === "up") expect(town.town.content.get(sha256)?.byteLength).toBe(size);
  // About 100 MB whatever the size: pieces on their way and what is not collected yet. Held whole it would be that and all of it.
  expect(carried.grownBytes).toBeLessThan(size);
});
