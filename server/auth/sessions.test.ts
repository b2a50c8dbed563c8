import { constants, publicEncrypt, randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { recoverKeyResponseSchema } from "../../shared/sync/session.ts";
import { logEntrySchema } from "../audit/chain.ts";
import { sql } from "../store/sql.ts";
import { smallDirectory, smallPassword, smallTenant } from "../testing/small-town.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { revokeDevice } from "./devices.ts";
import { freeFailures } from "./lock-out.ts";
import { resetPassword } from "./people.ts";

let server: TestServer;
let now = Date.parse("2026-11-24T09:00:00Z");
const iso = (): string => new Date(now).toISOString();
const minutes = (count: number): void => {
  now += count * 60_000;
};

beforeAll(async () => {
  server = await startTestServer({ clock: () => now });
});
afterAll(() => server.close());
beforeEach(() => minutes(60));

test("a session tells who I am, what I may see and what every desk knows", async () => {
  const session = await server.client("Anna ").signIn(smallPassword);
  expect(session).toMatchObject({
    actor: { personId: "anna", name: "Anna Ahrens" },
    directory: smallDirectory,
    now: iso(),
    scopes: ["application@standesamt", "document@standesamt", "file@standesamt", "person:anna", "post@standesamt", "task@standesamt"],
  });
});

test("wrong passwords and unknown names fail alike, and too many rest the name for longer each time", async () => {
  for (const userName of ["bodo", "nobody at all"]) {
    const client = server.client(userName);
    for (let tries = 0; tries < freeFailures; tries += 1)
      await expect(client.signIn("falsch")).rejects.toMatchObject({ problem: "signInFailed", status: 401 });
    await expect(client.signIn(smallPassword)).rejects.toMatchObject({ problem: "tooManyAttempts", status: 429, retryAfterSeconds: 30 });
    now += 31_000;
    await expect(client.signIn("falsch")).rejects.toMatchObject({ problem: "signInFailed" });
    await expect(client.signIn("falsch")).rejects.toMatchObject({ problem: "tooManyAttempts", retryAfterSeconds: 60 });
  }
  minutes(2);
  await server.client("bodo").signIn(smallPassword);
  // A success forgets them all.
  for (let tries = 1; tries < freeFailures; tries += 1)
    await expect(server.client("bodo").signIn("falsch")).rejects.toThrow("signInFailed");
  await server.client("bodo").signIn(smallPassword);
});

test("an access token lives for minutes; a refresh token is used once, and a stolen one ends the family", async () => {
  const anna = await server.signedIn("anna");
  const first = anna.held().refreshToken;
  minutes(11);
  await expect(anna.pull()).rejects.toMatchObject({ problem: "tokenExpired" });
  const second = (await anna.refresh()).refreshToken;
  await anna.pull();
  expect(second).not.toBe(first);
  // The answer got lost on the way: the same token again, at once, is no theft.
  await anna.refresh(first);
  minutes(5);
  await expect(anna.refresh(first)).rejects.toMatchObject({ problem: "tokenExpired" });
  await expect(anna.refresh(second)).rejects.toMatchObject({ problem: "tokenExpired" });
});

test("tokens are bound to their device and end with sign-out", async () => {
  const anna = await server.signedIn("anna");
  const thief = await server.signedIn("anna");
  await expect(thief.refresh(anna.held().refreshToken)).rejects.toMatchObject({ problem: "tokenExpired" });
  await anna.post("/v1/sign-out", {});
  await expect(anna.refresh()).rejects.toMatchObject({ problem: "tokenExpired" });
});

test("a revoked device is out at once, for everybody, and other devices are not", async () => {
  const device = randomUUID();
  const [lost, other] = [await server.signedIn("anna", device), await server.signedIn("anna")];
  await revokeDevice(server.database, { tenant: smallTenant, id: device, reason: "verloren", by: "operator" }, iso());
  await expect(lost.pull()).rejects.toMatchObject({ problem: "deviceRevoked", status: 403 });
  await expect(server.client("bodo", device).signIn(smallPassword)).rejects.toMatchObject({ problem: "deviceRevoked" });
  await other.pull();
});

test("a forged or foreign token is no token", async () => {
  const anna = await server.signedIn("anna");
  const session = anna.held();
  for (const accessToken of ["", "x", `${session.accessToken.slice(0, -3)}abc`]) {
    anna.session = { ...session, accessToken };
    await expect(anna.pull()).rejects.toMatchObject({ problem: "tokenExpired", status: 401 });
  }
});

test("after a reset the recovery key opens the old store, noted in the log; without a reset it opens nothing", async () => {
  const cora = await server.signedIn("cora");
  const storeKey = randomBytes(32);
  const padding = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  const wrapped = publicEncrypt({ key: cora.held().recoveryPublicKey, ...padding }, storeKey).toString("base64");
  await expect(cora.post("/v1/recover-key", { wrapped })).rejects.toMatchObject({ problem: "notFound" });
  minutes(1);
  const password = must(await resetPassword(server.database, smallTenant, "cora", iso()), "cora exists");
  await expect(cora.pull()).rejects.toMatchObject({ problem: "tokenExpired" });
  await expect(cora.refresh()).rejects.toMatchObject({ problem: "tokenExpired" });
  await expect(server.client("cora").signIn(smallPassword)).rejects.toMatchObject({ problem: "signInFailed" });
  await cora.signIn(password);
  expect(recoverKeyResponseSchema.parse(await cora.post("/v1/recover-key", { wrapped }))).toEqual({ key: storeKey.toString("base64") });
  await expect(cora.post("/v1/recover-key", { wrapped: storeKey.toString("base64") })).rejects.toMatchObject({ problem: "badRequest" });
  const rows = await server.database.query<{ entry: unknown }>(sql`select entry from command_log order by number desc limit 2`);
  expect(rows.map((row) => logEntrySchema.parse(row.entry))).toMatchObject([
    { kind: "audit", name: "recoverKey", person: "cora" },
    { kind: "audit", name: "recoverKey", person: "cora" },
  ]);
});

test("versions we do not speak are named, whichever side is older", async () => {
  const body = { tenant: smallTenant, userName: "anna", password: smallPassword, device: randomUUID(), deviceName: "Test" };
  const client = server.client("anna");
  await expect(client.post("/v1/sign-in", { ...body, version: 0 })).rejects.toMatchObject({ problem: "versionTooOld", status: 426 });
  await expect(client.post("/v1/sign-in", { ...body, version: 1000 })).rejects.toMatchObject({ problem: "versionTooNew", status: 426 });
  await expect(client.post("/v1/sign-in", { ...body, version: 1, tenant: "\0" })).rejects.toMatchObject({ problem: "badRequest" });
  await expect(client.post("/v1/sign-in", [])).rejects.toMatchObject({ problem: "badRequest" });
});
