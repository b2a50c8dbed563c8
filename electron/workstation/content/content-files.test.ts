import { createHash, randomBytes, randomUUID } from "node:crypto";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import { buildDocumentRecord } from "../../../shared/testing/document-builder.ts";
import { openStore, type Store } from "../store/store-client.ts";
import { storeThreads } from "../store/store-thread.ts";
import { storeWorker } from "../testing/open-test-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { createContentCache } from "./content-cache.ts";
import { openContentFiles, type ContentFiles, type WritePieces } from "./content-files.ts";
import { writePieces } from "./piece-file.ts";

let folder = "";
let store: Store;
/** Bytes the disk still takes. */
let free = Number.POSITIVE_INFINITY;
beforeEach(async () => {
  folder = makeTemporaryFolder();
  free = Number.POSITIVE_INFINITY;
  const openThread = storeThreads(storeWorker);
  store = await openStore({ openThread, file: join(folder, "a.db"), key: randomBytes(32), onSlow: () => undefined });
});
afterEach(async () => {
  await store.close();
  removeTemporaryFolder(folder);
});

const fillable: WritePieces = async (path, key, pieces) => {
  for (const { piece, bytes } of pieces) {
    if (bytes.length > free) throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });
    free -= bytes.length;
    await writePieces(path, key, [{ piece, bytes }]);
  }
};
const open = (write: WritePieces = fillable): Promise<ContentFiles> =>
  openContentFiles({
    folder: join(folder, "content"),
    key: randomBytes(32),
    store,
    cache: createContentCache(store, 1_000_000_000),
    now: () => new Date(1_800_000_000_000),
    write,
  });
const content = (size: number): { readonly sha256: string; readonly size: number; readonly bytes: Buffer } => {
  const bytes = randomBytes(size);
  return { sha256: createHash("sha256").update(bytes).digest("hex"), size, bytes };
};
const under = { kind: "document", id: randomUUID() };

/** The answer to a pull: the record that names content is here from now on, or the right to it goes. */
async function pulled(scopes: readonly string[], ...records: readonly OfficeRecord[]): Promise<readonly string[]> {
  const lines = [
    { t: "begin", epoch: "one", scopes, total: records.length },
    ...records.map((record) => ({ t: "record", seq: 1, record })),
    { t: "end", cursors: {}, more: false },
  ];
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join("");
  const { dropped } = await store.write.applyPull({ lines: text, upTo: 0, at: "2026-11-27T10:00:00.000Z" });
  return dropped;
}
const arrives = (): Promise<readonly string[]> =>
  pulled(["standesamt"], { ...buildDocumentRecord({}, { id: under.id }), scopes: ["standesamt"] });

test("what arrives after the right to its record has gone is not kept, and what came before goes whole", async () => {
  const files = await open();
  await arrives();
  const late = content(600_000);
  await files.keep(late, 0, late.bytes.subarray(0, 262_144), under);
  const between: WritePieces = async (path, key, pieces) => {
    await fillable(path, key, pieces);
    await files.drop(await pulled([]));
  };
  const racing = await open(between);
  await expect(racing.keep(late, 1, late.bytes.subarray(262_144), under)).rejects.toMatchObject({ code: "notFound" });
  expect(await store.read.allContent(null)).toEqual([]);
  expect(readdirSync(join(folder, "content"))).toEqual([]);
});

test("a disk without room for a scan says so, keeps nothing of it, and the scan stays where it is", async () => {
  const files = await open();
  const scan = join(folder, "Rechnung.pdf");
  writeFileSync(scan, randomBytes(900_000));
  free = 600_000;
  await expect(files.addOwn(scan)).rejects.toMatchObject({ code: "diskFull" });
  expect(existsSync(scan)).toBe(true);
  expect(readdirSync(join(folder, "content"))).toEqual([]);
  expect(await store.read.allContent(null)).toEqual([]);
  free = Number.POSITIVE_INFINITY;
  const held = await files.addOwn(scan);
  expect(await files.isWhole(held)).toBe(true);
});

test("a full disk is made room on by what can be fetched again, never by what is own", async () => {
  const files = await open();
  const scan = join(folder, "Rechnung.pdf");
  writeFileSync(scan, randomBytes(300_000));
  const own = await files.addOwn(scan);
  await arrives();
  const [old, fresh] = [content(300_000), content(300_000)];
  await files.keep(old, 0, old.bytes, under);
  free = 0;
  await expect(
    files.keep(fresh, 0, fresh.bytes, under).finally(() => {
      expect(existsSync(join(folder, "content", old.sha256))).toBe(false);
    }),
  ).rejects.toMatchObject({ code: "diskFull" });
  expect((await files.read(own, 0, own.size)).length).toBe(300_000);
  expect(await store.read.allContent(null)).toEqual([own.sha256]);
  free = Number.POSITIVE_INFINITY;
  await files.keep(fresh, 0, fresh.bytes, under);
  expect(Buffer.from(await files.read(fresh, 0, fresh.size)).equals(fresh.bytes)).toBe(true);
});

test("an own file that is damaged here and nowhere else stays noted and is not handed out", async () => {
  const files = await open();
  const scan = join(folder, "Rechnung.pdf");
  writeFileSync(scan, randomBytes(300_000));
  const own = await files.addOwn(scan);
  writeFileSync(join(folder, "content", own.sha256), randomBytes(400_000));
  await expect(files.read(own, 0, 10)).rejects.toMatchObject({ code: "contentNotHere" });
  expect(await store.read.contentSummary(own.sha256)).toMatchObject({ own: true, bytes: 300_000 });
});

test("what comes whole and is not what its hash says is forgotten", async () => {
  const files = await open();
  await arrives();
  const wrong = { ...content(300_000), bytes: randomBytes(300_000) };
  await files.keep(wrong, 0, wrong.bytes, under);
  expect(await files.isWhole(wrong)).toBe(false);
  expect(await files.verify(wrong)).toBe(false);
  expect(await store.read.allContent(null)).toEqual([]);
  expect(readdirSync(join(folder, "content"))).toEqual([]);
});
