// Uploads that go away beneath a request: what is left must say so by name, so that whoever sends begins again.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { PartGone } from "./content-store.ts";
import { openFolderStore } from "./folder-store.ts";
import { PieceHasher } from "./piece-hasher.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "amtsstube-store-"));
});
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const upload = "ab".repeat(32);
const bytes = Buffer.from("eine Rechnung");

test("an upload that was dropped is gone for everything that goes on with it; one that became content is done", async () => {
  const store = await openFolderStore(folder);
  const hasher = new PieceHasher();
  hasher.update(bytes);
  const hashes = hasher.finish();
  const append = (from: number): Promise<number> =>
    store.append(
      "town",
      upload,
      from,
      bytes.length,
      (async function* () {
        yield await Promise.resolve(bytes.subarray(from));
      })(),
    );
  await append(0);
  await store.dropPart("town", upload);
  for (const goOn of [
    () => store.place("town", upload, hashes),
    () => store.hash("town", upload),
    () => store.cutBack("town", upload, 1),
    () => append(5),
  ])
    await expect(goOn()).rejects.toBeInstanceOf(PartGone);
  expect(await store.size("town", hashes.sha256)).toBeUndefined();
  await append(0);
  await store.place("town", upload, hashes);
  await store.place("town", upload, hashes);
  expect(await store.size("town", hashes.sha256)).toBe(bytes.length);
});
