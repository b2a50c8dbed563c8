// Enrolment against a real server: what a code opens, once and in time, and that nothing else opens anything.
import { createPublicKey, randomUUID, verify } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { devicesResponseSchema, makeCodeResponseSchema } from "../../shared/sync/devices.ts";
import { helloResponseSchema, helloStatementSchema, statementText } from "../../shared/sync/enrolment.ts";
import { logEntrySchema } from "../audit/chain.ts";
import { verifyLog } from "../audit/verify-log.ts";
import { sql } from "../store/sql.ts";
import { deviceProof, newDeviceKey } from "../testing/device-side.ts";
import { smallPassword, smallTenant, smallTown } from "../testing/small-town.ts";
import { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { codeHours } from "./enrolment-codes.ts";
import { announceServerKey, useAnnouncedKey } from "./server-identity.ts";

let server: TestServer;
let now = Date.parse("2026-11-24T09:00:00Z");
const iso = (): string => new Date(now).toISOString();

beforeAll(async () => {
  const town = smallTown();
  const admin = { id: "fritz", userName: "fritz", password: smallPassword, grants: [{ role: "ADMIN", unit: "*" }] } as const;
  const directory = { ...town.directory, people: [...town.directory.people, { id: "fritz", name: "Fritz Frank", units: [] }] };
  server = await startTestServer({ clock: () => now, town: { ...town, directory, people: [...town.people, admin] } });
});
afterAll(() => server.close());
beforeEach(() => {
  now += 3_600_000;
});

/** A device that nobody has admitted. */
const stranger = (userName = "anna", device?: string): SyncClient => new SyncClient(server.url, smallTenant, userName, device);

test("a code admits one device, once", async () => {
  const code = await server.enrolmentCode();
  const anna = stranger();
  expect(await anna.enrol(code)).toMatchObject({ tenant: smallTenant, townName: "Musterstadt", deviceName: "Test" });
  await anna.signIn(smallPassword);
  await anna.pull();
  await expect(stranger("bodo").enrol(code)).rejects.toMatchObject({ problem: "codeUsed", status: 403 });
});

test("an expired code admits nobody, and a wrong one says no more than that", async () => {
  const code = await server.enrolmentCode();
  const late = await server.enrolmentCode();
  await expect(stranger().enrol("ZZZZ-ZZZZ-ZZZZ")).rejects.toMatchObject({ problem: "codeWrong" });
  now += codeHours * 3_600_000 + 1000;
  await expect(stranger().enrol(code)).rejects.toMatchObject({ problem: "codeExpired" });
  await expect(stranger().enrol(`${late.slice(0, 10)}${late.endsWith("0000") ? "1111" : "0000"}`)).rejects.toMatchObject({
    problem: "codeWrong",
  });
});

test("five wrong tries kill a code, so that nobody guesses it", async () => {
  const code = await server.enrolmentCode();
  const wrong = `${code.slice(0, 10)}${code.endsWith("0000") ? "1111" : "0000"}`;
  for (let tries = 0; tries < 5; tries += 1) await expect(stranger().enrol(wrong)).rejects.toMatchObject({ problem: "codeWrong" });
  await expect(stranger().enrol(code)).rejects.toMatchObject({ problem: "codeWrong" });
});

test("codes lie in the database as keys that come from them", async () => {
  const code = await server.enrolmentCode();
  const rows = await server.database.query<{ text: string }>(sql`select enrolment_code::text as text from enrolment_code`);
  for (const { text } of rows) for (const secret of [code, code.slice(5).replace("-", "")]) expect(text).not.toContain(secret);
});

test("a copied token without the device's key opens nothing, and neither does a copied refresh token", async () => {
  const anna = await server.signedIn("anna");
  const thief = stranger("anna", anna.device);
  thief.session = anna.held();
  await expect(thief.pull()).rejects.toMatchObject({ problem: "enrolmentNeeded", status: 403 });
  await expect(thief.refresh()).rejects.toMatchObject({ problem: "enrolmentNeeded" });
  await expect(thief.signIn(smallPassword)).rejects.toMatchObject({ problem: "enrolmentNeeded" });
  const bare = await fetch(`${server.url}/v1/pull`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${anna.held().accessToken}` },
    body: JSON.stringify({ version: 2, epoch: null, cursors: {}, limit: 1 }),
  });
  expect([bare.status, await bare.json()]).toMatchObject([403, { problem: "enrolmentNeeded" }]);
  await anna.refresh();
  await anna.pull();
});

test("a signature is good for one way and for minutes; a device whose challenge is old gets a fresh one", async () => {
  const anna = await server.signedIn("anna");
  const challenge = must(/^(\S+)/u.exec(await helloChallenge())?.[1], "hello brings one");
  const token = anna.held().accessToken;
  const header = deviceProof(anna.key, { challenge, method: "POST", path: "/v1/search", token, body: undefined });
  const ask = async (path: string): Promise<Response> =>
    await fetch(`${server.url}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${token}`, "device-proof": header },
      body: JSON.stringify({ text: "x", limit: 1 }),
    });
  expect((await ask("/v1/search")).status).toBe(200);
  expect(await (await ask("/v1/devices/list")).json()).toMatchObject({ problem: "enrolmentNeeded" });
  now += 590_000;
  expect((await ask("/v1/search")).status).toBe(200);
  now += 20_000;
  await anna.refresh();
  const late = deviceProof(anna.key, { challenge, method: "POST", path: "/v1/pull", token: anna.held().accessToken, body: undefined });
  const response = await fetch(`${server.url}/v1/pull`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${anna.held().accessToken}`, "device-proof": late },
    body: JSON.stringify({ version: 2, epoch: null, cursors: {}, limit: 1 }),
  });
  expect([response.status, await response.json()]).toEqual([401, { problem: "challengeExpired" }]);
  expect(response.headers.get("device-challenge")).toMatch(/^\d+\./u);
});

async function hello(nonce: string): Promise<{ readonly statement: string; readonly signature: string }> {
  const response = await fetch(`${server.url}/v1/hello`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ nonce }),
  });
  return helloResponseSchema.parse(await response.json());
}
const helloChallenge = async (): Promise<string> => helloStatementSchema.parse(JSON.parse((await hello(randomUUID())).statement)).challenge;

test("the server signs the nonce of every hello by a key that stays, and by the next one once that was announced and taken", async () => {
  const signer = async (): Promise<{ readonly key: string; readonly next: readonly string[] }> => {
    const nonce = randomUUID();
    const { statement, signature } = await hello(nonce);
    const said = helloStatementSchema.parse(JSON.parse(statement));
    expect(said.nonce).toBe(nonce);
    const key = createPublicKey({ key: Buffer.from(said.key, "base64"), type: "spki", format: "der" });
    expect(verify(null, Buffer.from(statementText(statement)), key, Buffer.from(signature, "base64"))).toBe(true);
    return { key: said.key, next: said.next };
  };
  const first = await signer();
  const another = await server.startAnother();
  await another.close();
  expect(await signer()).toEqual(first);
  expect(await useAnnouncedKey(server.database, iso())).toBe(false);
  const announced = await announceServerKey(server.database, iso());
  expect(await signer()).toEqual({ key: first.key, next: [announced] });
  now += 1000;
  expect(await useAnnouncedKey(server.database, iso())).toBe(true);
  expect(await signer()).toEqual({ key: announced, next: [] });
});

test("administrators see every device, make codes and revoke; others see their own and nothing more; all of it stands in the log", async () => {
  const fritz = await server.signedIn("fritz");
  const [anna, bodo] = [await server.signedIn("anna"), await server.signedIn("bodo")];
  const seenBy = async (client: SyncClient) => devicesResponseSchema.parse(await client.post("/v1/devices/list", {}));
  expect((await seenBy(fritz)).administers).toBe(true);
  const own = await seenBy(anna);
  expect(own.administers).toBe(false);
  expect(own.devices.find((row) => row.id === anna.device)).toMatchObject({
    state: "enrolled",
    people: ["Anna Ahrens"],
    lastContactAt: iso(),
  });
  expect(own.devices.some((row) => row.id === bodo.device)).toBe(false);
  await expect(anna.post("/v1/devices/code", { deviceName: "" })).rejects.toMatchObject({ problem: "notFound" });
  await expect(anna.post("/v1/devices/revoke", { device: bodo.device, reason: "x" })).rejects.toMatchObject({ problem: "notFound" });

  const { code, expiresAt } = makeCodeResponseSchema.parse(await fritz.post("/v1/devices/code", { deviceName: "Schalter 1" }));
  expect(Date.parse(expiresAt) - now).toBe(codeHours * 3_600_000);
  const desk = stranger("bodo");
  expect((await desk.enrol(code)).deviceName).toBe("Schalter 1");
  await desk.signIn(smallPassword);

  expect(await fritz.post("/v1/devices/revoke", { device: desk.device, reason: "gestohlen" })).toEqual({ people: 1 });
  await expect(desk.pull()).rejects.toMatchObject({ problem: "deviceRevoked", status: 403 });
  await expect(desk.refresh()).rejects.toMatchObject({ problem: "deviceRevoked" });
  await expect(desk.signIn(smallPassword)).rejects.toMatchObject({ problem: "deviceRevoked" });
  await expect(desk.enrol(await server.enrolmentCode())).rejects.toMatchObject({ problem: "deviceRevoked" });
  expect((await seenBy(fritz)).devices.find((row) => row.id === desk.device)).toMatchObject({
    state: "revoked",
    revokedBy: "Fritz Frank",
    reason: "gestohlen",
  });
  await bodo.pull();
  const rows = await server.database.query<{ entry: unknown }>(sql`select entry from command_log order by number`);
  const events = rows.map((row) => logEntrySchema.parse(row.entry)).filter((entry) => entry.person === "fritz");
  expect(events.map((entry) => entry.name)).toEqual(["makeEnrolmentCode", "enrolDevice", "revokeDevice"]);
  expect(await verifyLog(server.database, smallTenant)).toMatchObject({ breach: null });
});

test("a device from before enrolment goes on without a key while that is allowed, and takes its key with a code", async () => {
  const device = randomUUID();
  await server.database.query(
    sql`insert into enrolled_device (tenant, id, name, enrolled_at) values (${smallTenant}, ${device}, 'Alt', ${iso()}::timestamptz)`,
  );
  const old = stranger("anna", device);
  await old.signIn(smallPassword);
  await old.pull();
  const strict = await server.startAnother({ keylessDevices: false });
  const refused = new SyncClient(strict.url, smallTenant, "anna", device);
  await expect(refused.signIn(smallPassword)).rejects.toMatchObject({ problem: "enrolmentNeeded" });
  await strict.close();
  const upgraded = new SyncClient(server.url, smallTenant, "anna", device, newDeviceKey());
  await upgraded.enrol(await server.enrolmentCode());
  await upgraded.signIn(smallPassword);
  await expect(old.pull()).rejects.toMatchObject({ problem: "enrolmentNeeded" });
});
