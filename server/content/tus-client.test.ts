// Uploads by a client that we did not write: what it expects of tus, the server does.
import { createHash, randomBytes } from "node:crypto";
import { Upload, type HttpRequest } from "tus-js-client";
import { afterAll, beforeAll, expect, test } from "vitest";
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

/** Every request comes from an enrolled device; of that the client knows nothing. */
async function sign(request: HttpRequest): Promise<void> {
  const headers = await cora.signed(request.getMethod(), new URL(request.getURL()).pathname);
  for (const [name, value] of Object.entries(headers)) request.setHeader(name, value);
}

interface Run {
  /** Bytes after which it is stopped; all of them where it is left out. */
  readonly stopAfter?: number;
  /** Known from before; without it the upload is begun. */
  readonly uploadUrl?: string;
}

/** Uploads with tus-js-client; where it was stopped or done, and where the upload lies. */
async function upload(bytes: Buffer, { stopAfter, uploadUrl }: Run = {}): Promise<{ readonly done: boolean; readonly url: string | null }> {
  return await new Promise((resolve, reject) => {
    const running = new Upload(bytes, {
      endpoint: `${server.url}/v1/content`,
      ...(uploadUrl === undefined ? {} : { uploadUrl }),
      chunkSize: 50_000,
      metadata: { sha256: hashOf(bytes) },
      onBeforeRequest: sign,
      retryDelays: null,
      onError: reject,
      onSuccess: () => {
        resolve({ done: true, url: running.url });
      },
      onChunkComplete: (_size, accepted) => {
        if (stopAfter === undefined || accepted < stopAfter) return;
        running.abort().then(() => {
          resolve({ done: false, url: running.url });
        }, reject);
      },
    });
    running.start();
  });
}

test("begun, stopped, and gone on with where it was", async () => {
  const bytes = randomBytes(330_000);
  const stopped = await upload(bytes, { stopAfter: 150_000 });
  expect(stopped).toEqual({ done: false, url: `${server.url}/v1/content/${hashOf(bytes)}` });
  expect(await cora.uploadOffset(hashOf(bytes))).toBe(150_000);
  expect((await upload(bytes, { uploadUrl: stopped.url ?? "" })).done).toBe(true);
  expect((await cora.push(captureCommand(cora, bytes)))[0]).toMatchObject({ answer: "accepted" });
  const response = await cora.fetch(`/v1/content/invoice/${captureCommand(cora, bytes).recordId}/${hashOf(bytes)}`);
  expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
});

test("gone on with by the content's own address alone, which needs nothing remembered; begun anew where nothing is there", async () => {
  const bytes = randomBytes(120_000);
  const uploadUrl = `${server.url}/v1/content/${hashOf(bytes)}`;
  expect((await upload(bytes, { uploadUrl, stopAfter: 50_000 })).done).toBe(false);
  expect(await cora.uploadOffset(hashOf(bytes))).toBe(50_000);
  expect((await upload(bytes, { uploadUrl })).done).toBe(true);
  // Whole already: nothing is sent, and that is a success.
  expect((await upload(bytes, { uploadUrl })).done).toBe(true);
});

test("an empty file, and bytes that are not what they say", async () => {
  expect((await upload(Buffer.alloc(0))).done).toBe(true);
  const bytes = randomBytes(60_000);
  const uploadUrl = `${server.url}/v1/content/${hashOf(randomBytes(60_000))}`;
  await upload(bytes, { stopAfter: 50_000 });
  await expect(
    new Promise((resolve, reject) => {
      new Upload(bytes, {
        endpoint: `${server.url}/v1/content`,
        metadata: { sha256: uploadUrl.slice(-64) },
        onBeforeRequest: sign,
        retryDelays: null,
        onError: reject,
        onSuccess: resolve,
      }).start();
    }),
  ).rejects.toThrow(/422/u);
});
