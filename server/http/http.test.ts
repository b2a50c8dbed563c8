import { connect } from "node:net";
import { randomBytes } from "node:crypto";
import { brotliCompressSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problemSchema } from "../../shared/sync/problem.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

let server: TestServer;
let anna: SyncClient;
const lines: string[] = [];
beforeAll(async () => {
  server = await startTestServer({ log: (line) => lines.push(line) });
  anna = await server.signedIn("anna");
});
afterAll(() => server.close());

const posts = [
  "sign-in",
  "refresh",
  "recover-key",
  "push",
  "pull",
  "texts",
  "search",
  "intake/applications",
  "hello",
  "enrol",
  "device",
  "devices/code",
  "devices/revoke",
];

async function alive(): Promise<void> {
  expect((await fetch(`${server.url}/v1/health`)).status).toBe(200);
}

test("whatever JSON comes, the answer is a problem or an answer, never a failure of the server", async () => {
  const known = fc.constantFrom(
    "version",
    "epoch",
    "cursors",
    "commands",
    "limit",
    "tenant",
    "text",
    "documents",
    "command",
    "number",
    "args",
  );
  const value = fc.letrec((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(1, 0, -1, 1e308, null, true, "", "\0", "\ud800", "musterstadt", "00000000-0000-4000-8000-000000000000"),
      fc.string(),
      fc.array(tie("json"), { maxLength: 4 }),
      fc.dictionary(fc.oneof(known, fc.string()), tie("json"), { maxKeys: 6 }),
    ),
  })).json;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...posts), value, fc.boolean(), async (path, body, signedIn) => {
      const response = await fetch(`${server.url}/v1/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json", ...(signedIn ? await anna.signed("POST", `/v1/${path}`, body) : {}) },
        body: JSON.stringify(body) ?? "null",
      });
      const answer: unknown = await response.json();
      expect(response.status).toBeLessThan(500);
      expect(problemSchema.safeParse(answer).success).toBe(true);
    }),
    { seed: 20261124, numRuns: 300 },
  );
  await alive();
});

test.each([
  ["GET", "/", undefined, 404, "notFound"],
  ["POST", "/v1/push", "{", 400, "badRequest"],
  ["POST", "/v1/push", "x".repeat(17_000_000), 413, "tooLarge"],
  ["POST", "/v1/sign-in", '{"__proto__":{"version":1}}', 400, "badRequest"],
  ["GET", "/v1/content/application/none/none", undefined, 401, "tokenExpired"],
  ["GET", "/v1/poke", undefined, 401, "tokenExpired"],
])("%s %s answers with its problem", async (method, path, body, status, problem) => {
  const headers: Record<string, string> = body === undefined ? {} : { "content-type": "application/json" };
  const response = await fetch(`${server.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) });
  expect([response.status, await response.json()]).toMatchObject([status, { problem }]);
});

test("bytes that are no HTTP, and lines that break off, leave the server standing", async () => {
  const { hostname, port } = new URL(server.url);
  const who = async (method: string, path: string): Promise<string> =>
    Object.entries(await anna.signed(method, path))
      .map(([name, value]) => `${name}: ${value}\r\n`)
      .join("");
  const content = `/v1/content/${"0".repeat(64)}`;
  const beginnings: readonly (string | Buffer)[] = [
    randomBytes(200),
    "POST /v1/push HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
    `PATCH ${content} HTTP/1.1\r\nHost: x\r\n${await who("PATCH", content)}Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\nUpload-Length: 50\r\nContent-Length: 50\r\n\r\nabc`,
    `GET /v1/poke HTTP/1.1\r\nHost: x\r\n${await who("GET", "/v1/poke")}\r\n`,
    `POST /v1/pull HTTP/1.1\r\nHost: x\r\n${await who("POST", "/v1/pull")}Content-Type: application/json\r\nContent-Length: 52\r\n\r\n{"version":1,"epoch":null,"cursors":{},"limit":5000}`,
  ];
  for (const beginning of beginnings) {
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(typeof beginning === "string" ? Buffer.from(beginning) : beginning, () => {
          socket.resetAndDestroy();
        });
      });
      socket.on("error", () => undefined);
      socket.on("close", () => {
        resolve();
      });
    });
    await alive();
  }
});

test("a failing database is a busy server, not a dead one", async () => {
  const admin = server.database;
  await admin.query({ text: "alter table person rename to person_away", values: [] });
  const response = await fetch(`${server.url}/v1/pull`, {
    method: "POST",
    headers: { "content-type": "application/json", ...(await anna.signed("POST", "/v1/pull")) },
    body: JSON.stringify({ version: 1, epoch: null, cursors: {}, limit: 1 }),
  });
  expect([response.status, await response.json()]).toEqual([500, { problem: "internal" }]);
  expect(lines.some((line) => line.includes('"problem":"internal"') && !line.includes("person_away"))).toBe(true);
  await admin.query({ text: "alter table person_away rename to person", values: [] });
  await admin.query({
    text: "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    values: [],
  });
  await expect.poll(async () => (await fetch(`${server.url}/v1/health`)).status).toBe(200);
});

async function posted(body: unknown, bytes: Uint8Array<ArrayBuffer>, coding: string): Promise<Response> {
  const signed = await anna.signed("POST", "/v1/search", body);
  const headers = { ...signed, "content-type": "application/json", "content-encoding": coding };
  return await fetch(`${server.url}/v1/search`, { method: "POST", headers, body: bytes });
}

test("a body may come compressed, every answer says so, and it counts as what it opens to", async () => {
  const asked = { text: "Straße", limit: 5 };
  const packed = (value: unknown) => new Uint8Array(gzipSync(JSON.stringify(value)));
  const taken = await posted(asked, packed(asked), "gzip");
  expect([taken.status, taken.headers.get("accept-encoding")]).toEqual([200, "gzip"]);
  const problemOf = async (answer: Response) => [answer.status, problemSchema.parse(await answer.json()).problem];
  const bomb = { text: "a".repeat(20_000_000), limit: 5 };
  expect(await problemOf(await posted(bomb, packed(bomb), "gzip"))).toEqual([413, "tooLarge"]);
  expect(await problemOf(await posted(asked, new Uint8Array(randomBytes(200)), "gzip"))).toEqual([400, "badRequest"]);
  expect(await problemOf(await posted(asked, packed(asked).slice(0, 20), "gzip"))).toEqual([400, "badRequest"]);
  expect(await problemOf(await posted(asked, new Uint8Array(brotliCompressSync("{}")), "br"))).toEqual([415, "wrongType"]);
  await alive();
});
