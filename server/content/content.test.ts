import { createHash, randomBytes } from "node:crypto";
import { readdir } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { must } from "../../shared/base/must.ts";
import { applicationSchema } from "../../shared/domain/application/schema.ts";
import { makeApplications } from "../testing/applications.ts";
import { captureCommand } from "../testing/invoices.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
let cora: SyncClient;
beforeAll(async () => {
  server = await startTestServer();
  cora = await server.signedIn("cora");
});
afterAll(() => server.close());

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** Begins a PATCH, sends only the first `sent` bytes of the rest and cuts the line. */
async function cutUpload(bytes: Uint8Array, offset: number, sent: number): Promise<void> {
  const { hostname, port } = new URL(server.url);
  const path = `/v1/content/${hashOf(bytes)}`;
  const signed = await cora.signed("PATCH", path);
  await new Promise<void>((resolve) => {
    const outgoing = request({
      hostname,
      port,
      method: "PATCH",
      path,
      headers: {
        ...signed,
        "content-type": "application/offset+octet-stream",
        "tus-resumable": "1.0.0",
        "content-length": bytes.byteLength - offset,
        "upload-offset": offset,
        "upload-length": bytes.byteLength,
      },
    });
    outgoing.on("error", () => undefined);
    outgoing.on("close", resolve);
    outgoing.write(bytes.subarray(offset, offset + sent), () => {
      outgoing.destroy();
    });
  });
}

test("an upload cut anywhere goes on where it was, and what arrives is what was sent", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ minLength: 1, maxLength: 200_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (noise, part) => {
        const bytes = Buffer.concat([randomBytes(16), noise]);
        const sent = Math.floor(part * bytes.byteLength);
        await cutUpload(bytes, 0, sent);
        const held = await cora.uploadOffset(hashOf(bytes));
        expect(held).toBeLessThanOrEqual(bytes.byteLength);
        await cora.upload(bytes);
        expect(await cora.uploadOffset(hashOf(bytes))).toBe(bytes.byteLength);
        expect(await cora.push(captureCommand(cora, bytes))).toMatchObject([{ answer: "accepted" }]);
        const response = await cora.fetch(`/v1/content/invoice/${captureCommand(cora, bytes).recordId}/${hashOf(bytes)}`);
        expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
      },
    ),
    { seed: 20261124, numRuns: 12 },
  );
});

test("bytes that arrived before a cut are kept", async () => {
  const bytes = randomBytes(300_000);
  await cutUpload(bytes, 0, 200_000);
  await vi.waitFor(async () => {
    expect(await cora.uploadOffset(hashOf(bytes))).toBeGreaterThan(0);
  });
});

test("a wrong hash is found at the end, nothing is kept, and the right bytes may come", async () => {
  const [right, wrong] = [randomBytes(5000), randomBytes(5000)];
  await expect(cora.patch(hashOf(right), 0, 5000, new Uint8Array(wrong))).rejects.toMatchObject({ problem: "hashMismatch", status: 422 });
  expect(await cora.uploadOffset(hashOf(right))).toBe(0);
  await cora.upload(right);
  expect(await cora.uploadOffset(hashOf(right))).toBe(5000);
});

test("an offset that is not what is held is refused with what is held", async () => {
  const bytes = new Uint8Array(randomBytes(3000));
  await cora.patch(hashOf(bytes), 0, 3000, bytes.slice(0, 1000));
  for (const offset of [0, 999, 1001]) {
    await expect(cora.patch(hashOf(bytes), offset, 3000, bytes.slice(offset))).rejects.toMatchObject({ problem: "offsetMismatch" });
  }
  await cora.patch(hashOf(bytes), 1000, 3000, bytes.slice(1000));
  await expect(cora.patch(hashOf(bytes), 0, 900_000_000, bytes)).rejects.toMatchObject({ problem: "badRequest" });
});

test("uploads of the same bytes at the same time end in one whole content", async () => {
  const bytes = randomBytes(400_000);
  const other = await server.signedIn("cora");
  await Promise.allSettled([cora.upload(bytes, 50_000), other.upload(bytes, 70_000)]);
  await cora.upload(bytes);
  expect(await cora.uploadOffset(hashOf(bytes))).toBe(bytes.byteLength);
});

test("what another person brought is unknown to me until a record I see names it", async () => {
  const bytes = randomBytes(1000);
  await cora.upload(bytes);
  const dirk = await server.signedIn("dirk");
  const anna = await server.signedIn("anna");
  expect(await dirk.uploadOffset(hashOf(bytes))).toBe(0);
  const capture = captureCommand(cora, bytes);
  expect(await anna.push(captureCommand(anna, bytes))).toMatchObject([{ answer: "waiting" }]);
  await cora.push(capture);
  expect(await dirk.uploadOffset(hashOf(bytes))).toBe(1000);
  expect(await anna.uploadOffset(hashOf(bytes))).toBe(0);
  const path = `/v1/content/invoice/${capture.recordId}/${hashOf(bytes)}`;
  expect((await dirk.fetch(path)).headers.get("content-length")).toBe("1000");
  await expect(anna.fetch(path)).rejects.toMatchObject({ problem: "notFound", status: 404 });
});

test("a hash is served only under a record that names it", async () => {
  const bytes = randomBytes(1000);
  const capture = captureCommand(cora, bytes);
  await cora.upload(bytes);
  await cora.push(capture);
  const anna = await server.signedIn("anna");
  const [id] = await makeApplications(server.url, 1);
  await anna.pullAll();
  const form = must(applicationSchema.parse(anna.records.get(`application/${must(id, "made")}`)?.body).attachments[0], "a form").content;
  for (const path of [
    `application/${must(id, "made")}/${hashOf(bytes)}`,
    `application/${must(id, "made")}/${"0".repeat(64)}`,
    `invoice/${must(id, "made")}/${form.sha256}`,
    `application/${capture.recordId}/${form.sha256}`,
  ])
    await expect(anna.fetch(`/v1/content/${path}`)).rejects.toMatchObject({ problem: "notFound" });
  await expect(anna.fetch(`/v1/content/application/${must(id, "made")}/..%2f..%2fetc`)).rejects.toMatchObject({ problem: "badRequest" });
});

test("ranges give the bytes asked for, as bytes and not as something a browser runs", async () => {
  const bytes = randomBytes(10_000);
  const capture = captureCommand(cora, bytes);
  await cora.upload(bytes);
  await cora.push(capture);
  const get = async (range: string): Promise<readonly [number, string | null, Buffer]> => {
    const { hostname, port } = new URL(server.url);
    const path = `/v1/content/invoice/${capture.recordId}/${hashOf(bytes)}`;
    const signed = await cora.signed("GET", path);
    return await new Promise((resolve, reject) => {
      const outgoing = request({ hostname, port, path, headers: { ...signed, range } }, (incoming) => {
        const pieces: Buffer[] = [];
        incoming.on("data", (piece: Buffer) => pieces.push(piece));
        incoming.on("end", () => {
          expect(incoming.headers["x-content-type-options"]).toBe("nosniff");
          expect(incoming.headers["content-disposition"]).toBe("attachment");
          resolve([incoming.statusCode ?? 0, incoming.headers["content-range"] ?? null, Buffer.concat(pieces)]);
        });
      });
      outgoing.on("error", reject);
      outgoing.end();
    });
  };
  expect(await get("bytes=100-199")).toEqual([206, "bytes 100-199/10000", bytes.subarray(100, 200)]);
  expect(await get("bytes=9990-")).toEqual([206, "bytes 9990-9999/10000", bytes.subarray(9990)]);
  expect(await get("bytes=-5")).toEqual([206, "bytes 9995-9999/10000", bytes.subarray(9995)]);
  expect(await get("bytes=9000-99999")).toEqual([206, "bytes 9000-9999/10000", bytes.subarray(9000)]);
  expect(await get("bytes=10000-")).toEqual([416, "bytes */10000", Buffer.alloc(0)]);
  expect((await get("bytes=1-2,4-5"))[0]).toBe(200);
});

test("no upload leaves a part behind that is also content", async () => {
  const bytes = randomBytes(2000);
  await cora.upload(bytes);
  const names = await readdir(server.contentFolder, { recursive: true });
  expect(names.filter((name) => name.endsWith(hashOf(bytes)))).toHaveLength(1);
  expect(names.some((name) => name === join("uploads", hashOf(bytes)))).toBe(false);
});
