import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { captureCommand } from "../testing/invoices.ts";
import { smallPassword } from "../testing/small-town.ts";
import { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

const day = 86_400_000;
let ahead = 0;
let server: TestServer;
let cora: SyncClient;
beforeAll(async () => {
  server = await startTestServer({ clock: () => Date.now() + ahead, contentLife: { uploadDays: 3, graceDays: 10 } });
  cora = await server.signedIn("cora");
});
afterAll(() => server.close());

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const filesOf = async (sha256: string): Promise<readonly string[]> =>
  (await readdir(server.contentFolder, { recursive: true })).filter((name) => name.includes(sha256));
const parts = async (): Promise<number> =>
  (await readdir(server.contentFolder, { recursive: true })).filter((name) => /uploads.[0-9a-f]{64}$/u.test(name)).length;
/** Time goes on; tokens last minutes, so the person signs in anew. */
async function later(milliseconds: number): Promise<void> {
  ahead += milliseconds;
  cora = await server.signedIn("cora");
}

test("an upload that was given up goes after its days; one that goes on does not", async () => {
  const [left, kept] = [randomBytes(1000), randomBytes(1000)];
  await cora.patch(hashOf(left), 0, 1000, new Uint8Array(left.subarray(0, 400)));
  await later(2 * day);
  await cora.patch(hashOf(kept), 0, 1000, new Uint8Array(kept.subarray(0, 400)));
  expect(await server.sweepContent()).toMatchObject({ parts: 0 });
  expect([await cora.uploadOffset(hashOf(left)), await cora.uploadOffset(hashOf(kept))]).toEqual([400, 400]);
  await later(day + 1);
  await server.sweepContent();
  expect([await cora.uploadOffset(hashOf(left)), await cora.uploadOffset(hashOf(kept))]).toEqual([0, 400]);
  await later(4 * day);
  await server.sweepContent();
  expect(await parts()).toBe(0);
  await cora.upload(left);
  expect(await cora.uploadOffset(hashOf(left))).toBe(1000);
});

test("content that no record names goes after its grace, in two rounds; what a record names never goes", async () => {
  const [named, unnamed] = [randomBytes(1000), randomBytes(1000)];
  for (const bytes of [named, unnamed]) await cora.upload(bytes);
  await cora.push(captureCommand(cora, named));
  await later(9 * day);
  expect(await server.sweepContent()).toMatchObject({ marked: 0, removed: 0 });
  await later(2 * day);
  expect((await server.sweepContent()).marked).toBeGreaterThan(0);
  // Marked, it is held for nobody, but still there.
  expect(await filesOf(hashOf(unnamed))).not.toEqual([]);
  expect((await cora.push(captureCommand(cora, unnamed)))[0]).toMatchObject({ answer: "waiting" });
  expect(await server.sweepContent()).toMatchObject({ removed: 0 });
  await later(2 * 3_600_000);
  expect((await server.sweepContent()).removed).toBeGreaterThan(0);
  expect(await filesOf(hashOf(unnamed))).toEqual([]);
  expect((await filesOf(hashOf(named))).length).toBeGreaterThan(0);
  const response = await cora.fetch(`/v1/content/invoice/${captureCommand(cora, named).recordId}/${hashOf(named)}`);
  expect(Buffer.from(await response.arrayBuffer()).equals(named)).toBe(true);
});

test("content that comes anew, or is named at the last moment, stays", async () => {
  const [again, lastMoment] = [randomBytes(1000), randomBytes(1000)];
  for (const bytes of [again, lastMoment]) await cora.upload(bytes);
  await later(11 * day);
  await server.sweepContent();
  await cora.upload(again);
  expect((await cora.push(captureCommand(cora, again)))[0]).toMatchObject({ answer: "accepted" });
  // What a command does that had seen the content as held before the mark.
  await server.database.query({
    text: "insert into content_use (tenant, sha256, kind, id) select tenant, sha256, 'invoice', gen_random_uuid() from content where sha256 = $1",
    values: [hashOf(lastMoment)],
  });
  await later(day);
  await server.sweepContent();
  for (const bytes of [again, lastMoment]) expect((await filesOf(hashOf(bytes))).length).toBeGreaterThan(0);
  expect((await cora.push(captureCommand(cora, lastMoment)))[0]).toMatchObject({ answer: "accepted" });
});

test("a server restored from a backup does not rely on files that no record names: they may be gone since", async () => {
  const [named, unnamed] = [randomBytes(1000), randomBytes(1000)];
  for (const bytes of [named, unnamed]) await cora.upload(bytes);
  await cora.push(captureCommand(cora, named));
  const restored = await server.startAnother({ newEpoch: true });
  const there = new SyncClient(restored.url, server.town.directory.tenant, "cora", cora.device, cora.key);
  await there.signIn(smallPassword);
  expect((await there.push(captureCommand(there, unnamed)))[0]).toMatchObject({ answer: "waiting", missingContent: [hashOf(unnamed)] });
  await there.upload(unnamed);
  expect((await there.push(captureCommand(there, unnamed)))[0]).toMatchObject({ answer: "accepted" });
  expect(await there.uploadOffset(hashOf(named))).toBe(1000);
  await restored.close();
});
