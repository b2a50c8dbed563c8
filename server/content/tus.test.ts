import { createHash, randomBytes } from "node:crypto";
import { appendFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { captureCommand } from "../testing/invoices.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
let cora: SyncClient;
let dirk: SyncClient;
beforeAll(async () => {
  server = await startTestServer();
  cora = await server.signedIn("cora");
  dirk = await server.signedIn("dirk");
});
afterAll(() => server.close());

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const sumOf = (bytes: Uint8Array, algorithm = "sha256"): string => `${algorithm} ${createHash(algorithm).update(bytes).digest("base64")}`;
const tus = { "tus-resumable": "1.0.0" };

/** A request as it is, whatever the status. */
async function ask(who: SyncClient, method: string, path: string, headers: Record<string, string> = {}, bytes?: Uint8Array) {
  const body = bytes === undefined ? {} : { body: new Uint8Array(bytes) };
  const signed = await who.signed(method, path);
  return await fetch(`${server.url}${path}`, { method, headers: { ...signed, ...headers }, ...body });
}

const begin = (who: SyncClient, bytes: Uint8Array, length = bytes.byteLength): Promise<Response> =>
  ask(who, "POST", "/v1/content", {
    ...tus,
    "upload-length": String(length),
    "upload-metadata": `name ${Buffer.from("Rechnung.pdf").toString("base64")},sha256 ${Buffer.from(hashOf(bytes)).toString("base64")}`,
  });
const patch = (who: SyncClient, sha256: string, offset: number, bytes: Uint8Array, more: Record<string, string> = {}): Promise<Response> =>
  ask(
    who,
    "PATCH",
    `/v1/content/${sha256}`,
    { ...tus, "content-type": "application/offset+octet-stream", "upload-offset": String(offset), ...more },
    bytes,
  );
const head = (who: SyncClient, sha256: string): Promise<Response> => ask(who, "HEAD", `/v1/content/${sha256}`, tus);

/** Everything of an answer that a stranger could tell two contents apart by; not what tells two seconds apart. */
async function seenIn(response: Response): Promise<unknown> {
  const ofTheMoment = ["date", "x-ratelimit-remaining", "x-ratelimit-reset", "upload-expires"];
  const headers = Object.fromEntries([...response.headers].filter(([name]) => !ofTheMoment.includes(name)));
  const moment = (name: string): number => Date.parse(response.headers.get(name) ?? "");
  const minutesLeft = Math.round((moment("upload-expires") - moment("date")) / 60_000);
  return { status: response.status, headers, minutesLeft, body: await response.text() };
}

test("OPTIONS says which tus is spoken, to anybody", async () => {
  for (const path of ["/v1/content", `/v1/content/${"a".repeat(64)}`]) {
    const response = await fetch(`${server.url}${path}`, { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "tus-resumable": "1.0.0",
      "tus-version": "1.0.0",
      "tus-extension": "creation,checksum,expiration",
      "tus-max-size": "500000000",
      "tus-checksum-algorithm": "sha1,sha256",
    });
  }
});

test("an upload begins with its length and hash, goes on at its offset and ends as content", async () => {
  const bytes = randomBytes(5000);
  const sha256 = hashOf(bytes);
  expect((await head(cora, sha256)).status).toBe(404);
  const begun = await begin(cora, bytes);
  expect([begun.status, begun.headers.get("location"), begun.headers.get("tus-resumable")]).toEqual([
    201,
    `/v1/content/${sha256}`,
    "1.0.0",
  ]);
  expect(Date.parse(begun.headers.get("upload-expires") ?? "")).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  const first = await patch(cora, sha256, 0, bytes.subarray(0, 2000), { "upload-checksum": sumOf(bytes.subarray(0, 2000)) });
  expect([first.status, first.headers.get("upload-offset"), await first.text()]).toEqual([204, "2000", ""]);
  const held = await head(cora, sha256);
  expect(Object.fromEntries(held.headers)).toMatchObject({ "upload-offset": "2000", "upload-length": "5000", "cache-control": "no-store" });
  // Begun again, it is the same upload.
  expect((await begin(cora, bytes)).headers.get("upload-offset")).toBe("2000");
  const last = await patch(cora, sha256, 2000, bytes.subarray(2000), { "upload-checksum": sumOf(bytes.subarray(2000), "sha1") });
  expect([last.status, last.headers.get("upload-offset"), last.headers.has("upload-expires")]).toEqual([204, "5000", false]);
  expect((await cora.push(captureCommand(cora, bytes)))[0]).toMatchObject({ answer: "accepted" });
});

test("what does not fit is refused with the status tus has for it", async () => {
  const bytes = randomBytes(3000);
  const sha256 = hashOf(bytes);
  await begin(cora, bytes);
  await patch(cora, sha256, 0, bytes.subarray(0, 1000));
  for (const offset of [0, 999, 1001]) expect((await patch(cora, sha256, offset, bytes.subarray(offset))).status).toBe(409);
  const wrong = await patch(cora, sha256, 1000, bytes.subarray(1000), { "upload-checksum": sumOf(Buffer.from("other")) });
  expect(wrong.status).toBe(460);
  // The bytes of a wrong checksum count for nothing.
  expect((await head(cora, sha256)).headers.get("upload-offset")).toBe("1000");
  const unknownSum = await patch(cora, sha256, 1000, bytes.subarray(1000), { "upload-checksum": "crc32 AAAA" });
  expect(unknownSum.status).toBe(400);
  const otherVersion = await patch(cora, sha256, 1000, bytes.subarray(1000), { "tus-resumable": "0.2.2" });
  expect([otherVersion.status, otherVersion.headers.get("tus-version")]).toEqual([412, "1.0.0"]);
  expect((await ask(cora, "HEAD", `/v1/content/${sha256}`)).status).toBe(412);
  const otherType = await patch(cora, sha256, 1000, bytes.subarray(1000), { "content-type": "application/octet-stream" });
  expect(otherType.status).toBe(415);
  expect((await begin(cora, bytes, 500_000_001)).status).toBe(413);
  expect((await patch(cora, "f".repeat(64), 0, bytes)).status).toBe(404);
  expect((await patch(cora, sha256, 1000, bytes.subarray(1000))).status).toBe(204);
});

test("an empty file is whole as soon as it is begun", async () => {
  const nothing = Buffer.alloc(0);
  expect((await begin(cora, nothing)).status).toBe(201);
  expect((await head(cora, hashOf(nothing))).headers.get("upload-length")).toBe("0");
  expect((await cora.push(captureCommand(cora, nothing)))[0]).not.toMatchObject({ answer: "waiting" });
});

test("bytes that were all here when the server stopped are checked when somebody asks", async () => {
  const [right, wrong] = [randomBytes(400_000), randomBytes(400_000)];
  for (const [bytes, sent] of [
    [right, right],
    [wrong, right],
  ] as const) {
    const sha256 = hashOf(bytes);
    await begin(cora, bytes);
    await patch(cora, sha256, 0, sent.subarray(0, 300_000));
    // What a process wrote that was killed before it could look at the hash.
    const part = must(
      (await readdir(server.contentFolder, { recursive: true })).find((name) => /uploads.[0-9a-f]{64}$/u.test(name)),
      "begun above",
    );
    await appendFile(join(server.contentFolder, part), sent.subarray(300_000));
    expect((await head(cora, sha256)).status).toBe(bytes === sent ? 200 : 422);
    expect((await head(cora, sha256)).status).toBe(bytes === sent ? 200 : 404);
  }
});

test("a hash that another one brought, and one that nobody brought, look the same; its bytes have to come in full", async () => {
  const bytes = randomBytes(6000);
  const sha256 = hashOf(bytes);
  await cora.upload(bytes);
  const guessed = randomBytes(6000);
  expect(await seenIn(await head(dirk, sha256))).toEqual(await seenIn(await head(dirk, hashOf(guessed))));
  const paths = [sha256, hashOf(guessed)].map((name) => `/v1/content/invoice/${captureCommand(cora, bytes).recordId}/${name}`);
  const [known, unknown] = await Promise.all(paths.map(async (path) => await seenIn(await ask(dirk, "GET", path))));
  expect(known).toEqual(unknown);
  const [begun, other] = [await seenIn(await begin(dirk, bytes)), await seenIn(await begin(dirk, guessed))];
  expect(JSON.stringify(begun).replaceAll(sha256, "?")).toBe(JSON.stringify(other).replaceAll(hashOf(guessed), "?"));
  for (const [name, content] of [
    [sha256, bytes],
    [hashOf(guessed), guessed],
  ] as const) {
    const half = await patch(dirk, name, 0, content.subarray(0, 3000));
    expect([half.status, half.headers.get("upload-offset")]).toEqual([204, "3000"]);
    // The half that never came cannot be claimed.
    expect((await dirk.push(captureCommand(dirk, content)))[0]).toMatchObject({ answer: "waiting", missingContent: [name] });
    expect((await patch(dirk, name, 3000, content.subarray(3000))).status).toBe(204);
    expect((await head(dirk, name)).status).toBe(200);
  }
});

test("a desk of version 1, which names the length in every PATCH, is answered as ever", async () => {
  const bytes = randomBytes(2000);
  const sha256 = hashOf(bytes);
  const old = { "upload-length": "2000" };
  const half = await patch(cora, sha256, 0, bytes.subarray(0, 500), old);
  expect([half.status, await half.json()]).toEqual([200, { offset: 500, complete: false }]);
  const whole = await patch(cora, sha256, 500, bytes.subarray(500), old);
  expect([whole.status, await whole.json()]).toEqual([200, { offset: 2000, complete: true }]);
  expect(await (await patch(cora, sha256, 0, bytes, old)).json()).toEqual({ offset: 2000, complete: true });
});

test("a range of whole pieces carries the hash of each", async () => {
  const bytes = randomBytes(262_144 * 2 + 1000);
  await cora.upload(bytes);
  const capture = captureCommand(cora, bytes);
  await cora.push(capture);
  const path = `/v1/content/invoice/${capture.recordId}/${hashOf(bytes)}`;
  const get = async (range: string): Promise<readonly Buffer[] | undefined> => {
    const response = await ask(cora, "GET", path, { range });
    const all = Buffer.from(response.headers.get("content-pieces") ?? "", "base64");
    await response.arrayBuffer();
    return response.headers.has("content-pieces")
      ? Array.from({ length: all.byteLength / 32 }, (_, piece) => all.subarray(piece * 32, (piece + 1) * 32))
      : undefined;
  };
  const hashes = [0, 1, 2].map((piece) =>
    createHash("sha256")
      .update(bytes.subarray(piece * 262_144, (piece + 1) * 262_144))
      .digest(),
  );
  expect(await get("bytes=0-")).toEqual(hashes);
  expect(await get("bytes=262144-524287")).toEqual([hashes[1]]);
  expect(await get("bytes=524288-999999")).toEqual([hashes[2]]);
  expect(await get("bytes=1-262143")).toBeUndefined();
  expect(await get("bytes=0-262142")).toBeUndefined();
});
