// Real servers of every unwelcome kind: the desk says what is wrong and what to do, sends nothing to strangers, loses nothing, and
// comes back by itself.
import { createServer, type Server } from "node:https";
import {
  createServer as createPlainServer,
  request,
  type IncomingMessage,
  type Server as PlainServer,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { problemText } from "../../../shared/text/connection-text.ts";
import { systemClock, type Clock } from "../clock.ts";
import { makeCertificate, type CertifiedKey } from "../testing/certificates.ts";
import { ask } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
const patiently = { timeout: 15_000, interval: 20 };
const hour = 3_600_000;

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("karla", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
});
afterEach(async () => {
  await town.close();
});

const sync = (desk: Workstation) => ask(desk, "sync", {});
const claim = (id: string) => ({ commands: [{ kind: "application", name: "claim", recordId: id, args: {} }] });

async function signedIn(options: Parameters<TestTown["desk"]>[1] = {}): Promise<Workstation> {
  const desk = await town.desk("karla", options);
  await desk.desk.call("signIn", { userName: "karla", password: "geheim" });
  await desk.desk.call("syncNow", {});
  return desk;
}

/** Work is done under the trouble, its code and sentence are shown, and once it is over everything arrives. */
async function survives(desk: Workstation, code: string, says: RegExp, over: () => void | Promise<void>): Promise<void> {
  const id = town.town.receiveApplication("Sander");
  await desk.desk.call("syncNow", {}).catch(() => undefined);
  await vi.waitFor(async () => expect(await sync(desk)).toMatchObject({ network: "offline", problem: code }), patiently);
  const { lastProblem, offlineSince } = await sync(desk);
  expect(lastProblem?.code).toBe(code);
  expect(offlineSince).not.toBeNull();
  expect(problemText(code)).toMatch(says);
  await desk.desk.call("submit", claim(id));
  expect((await sync(desk)).waiting).toBe(1);
  await over();
  const well = { network: "online", problem: null, waiting: 0, offlineSince: null };
  await vi.waitFor(async () => expect(await sync(desk)).toMatchObject(well), patiently);
  expect(must(town.town.records.get(`application/${id}`), "received").record.body["clerk"]).toBe("karla");
  expect((await sync(desk)).lastProblem?.code).toBe(code);
}

const page = "<!doctype html><title>WLAN</title><h1>Willkommen im Zug</h1>";
const garbled = (path: RegExp, answer: (response: ServerResponse) => void) => (incoming: IncomingMessage, response: ServerResponse) => {
  if (!path.test(incoming.url ?? "")) return false;
  incoming.resume();
  answer(response);
  return true;
};
const send = (status: number, headers: Record<string, string>, text: string) => (response: ServerResponse) => {
  response.writeHead(status, headers).end(text);
};

test.each([
  ["a page with status 200", send(200, { "content-type": "text/html; charset=utf-8" }, page)],
  ["a redirect to a sign-in page", send(302, { location: "http://127.0.0.1:9/anmelden" }, "")],
  ["a redirect that would keep the method", send(307, { location: "http://127.0.0.1:9/anmelden" }, "")],
  ["a page with status 403", send(403, { "content-type": "text/html" }, page)],
  ["the status for networks that want a sign-in", send(511, { "content-type": "text/html" }, page)],
])("a captive portal that answers with %s", async (_kind, answer) => {
  const desk = await signedIn();
  town.server.before = garbled(/./u, answer);
  const before = (await sync(desk)).lastContactAt;
  await survives(desk, "captivePortal", /WLAN.*Browser/u, () => {
    town.server.before = undefined;
  });
  expect(before).not.toBeNull();
});

test("a stranger's page is no contact with the server", async () => {
  const desk = await signedIn();
  town.server.before = garbled(/./u, send(200, { "content-type": "text/html" }, page));
  await desk.desk.call("syncNow", {}).catch(() => undefined);
  const { lastContactAt } = await sync(desk);
  await desk.desk.call("syncNow", {}).catch(() => undefined);
  expect((await sync(desk)).lastContactAt).toBe(lastContactAt);
});

test.each([
  ["no JSON", /push/u, send(200, { "content-type": "application/json" }, "{ kaputt")],
  ["JSON of another shape", /push/u, send(200, { "content-type": "application/json" }, '{"hello":"world"}')],
  ["another type of content", /pull/u, send(200, { "content-type": "image/png" }, "PNG")],
  ["lines that are none of ours", /pull/u, send(200, { "content-type": "application/x-ndjson" }, "hier\nsteht\nnichts\n")],
  [
    "a line of nonsense in the middle",
    /pull/u,
    (response: ServerResponse) => {
      const begin = JSON.stringify({ t: "begin", epoch: town.town.epoch, scopes: [], total: 1 });
      send(200, { "content-type": "application/x-ndjson" }, `${begin}\n{"t":"record"\n{"t":"end","cursors":{},"more":false}\n`)(response);
    },
  ],
])("a server that answers with garbage: %s", async (_kind, path, answer) => {
  const desk = await signedIn();
  // A push is asked for only where something waits.
  const id = town.town.receiveApplication("Vorher");
  await desk.desk.call("syncNow", {});
  town.server.before = garbled(path, answer);
  if (path.test("push")) await desk.desk.call("submit", claim(id));
  await desk.desk.call("syncNow", {}).catch(() => undefined);
  const garbage = { network: "offline", problem: "serverGarbage" };
  await vi.waitFor(async () => expect(await sync(desk)).toMatchObject(garbage), patiently);
  expect(problemText("serverGarbage")).toMatch(/Systembetreuung/u);
  town.server.before = undefined;
  await vi.waitFor(async () => expect(await sync(desk)).toMatchObject({ network: "online", problem: null, waiting: 0 }), patiently);
});

test("an answer that ends before its last line counts for nothing", async () => {
  const desk = await signedIn();
  const begin = JSON.stringify({
    t: "begin",
    epoch: town.town.epoch,
    scopes: town.town.scopes(must(town.town.people.get("karla"), "added").actor),
    total: 1,
  });
  town.server.before = garbled(/pull/u, send(200, { "content-type": "application/x-ndjson" }, `${begin}\n`));
  await survives(desk, "answerCut", /unvollständig.*noch einmal/u, () => {
    town.server.before = undefined;
  });
});

test("a server that answers slowly is called slow, one that does not answer is given up", async () => {
  const desk = await signedIn({ timings: { slowAfter: 100, requestTimeout: 1_000 } });
  const held: ServerResponse[] = [];
  town.server.before = garbled(/pull/u, (response) => held.push(response));
  desk.desk.call("syncNow", {}).catch(() => undefined);
  await vi.waitFor(async () => expect(await sync(desk)).toMatchObject({ slow: true, network: "syncing" }), patiently);
  await survives(desk, "serverSilent", /antwortet nicht.*weiterarbeiten/u, () => {
    town.server.before = undefined;
  });
  expect((await sync(desk)).slow).toBe(false);
  for (const response of held) response.destroy();
});

test("a desk whose clock is wrong is told by how much, and no longer once it is right", async () => {
  let ahead = 12 * 60_000;
  const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + ahead) };
  const desk = await signedIn({ clock });
  expect(Math.round(((await sync(desk)).clockAheadSeconds ?? 0) / 60)).toBe(12);
  ahead = -3 * hour;
  await desk.desk.call("syncNow", {});
  expect(Math.round(((await sync(desk)).clockAheadSeconds ?? 0) / 3600)).toBe(-3);
  ahead = 60_000;
  await desk.desk.call("syncNow", {});
  expect((await sync(desk)).clockAheadSeconds).toBeNull();
});

/** The town's server behind TLS, with a certificate that can be changed while it runs; `port` 0 takes any. */
async function behindTls(
  certificate: CertifiedKey,
  port = 0,
): Promise<{ readonly url: string; readonly port: number; readonly server: Server }> {
  const server = createServer({ key: certificate.key, cert: certificate.cert }, (incoming, response) => {
    const target = new URL(incoming.url ?? "/", town.server.url);
    const onward = request(target, { method: incoming.method ?? "GET", headers: incoming.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const taken = (server.address() as AddressInfo).port;
  return { url: `https://127.0.0.1:${taken}`, port: taken, server };
}

const ended = (server: Server | PlainServer): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

const now = Date.now();
const valid = { from: new Date(now - 24 * hour), until: new Date(now + 24 * hour) };
const authority = makeCertificate({ name: "Testkreis CA", ...valid });
const good = { name: "rathaus", hosts: ["127.0.0.1"], ...valid, issuer: authority };
const expired = { ...good, until: new Date(now - hour) };
const tooYoung = { ...good, from: new Date(now + hour) };
const elsewhere = { ...good, hosts: ["anderswo.example"] };
const selfSigned = { name: "rathaus", hosts: ["127.0.0.1"], ...valid };
const foreign = { ...good, issuer: makeCertificate({ name: "Fremd", ...valid }) };

test.each([
  ["has expired", expired],
  ["is not valid yet", tooYoung],
  ["belongs to another host", elsewhere],
  ["signs itself", selfSigned],
  ["comes from an unknown authority", foreign],
  ["is in perfect order", good],
])("a certificate that %s and is not our server's stops everything, and the sentence says so", async (_what, bad) => {
  const right = makeCertificate(good);
  town.server.certificates.push(right.fingerprint);
  const { url, server } = await behindTls(right);
  try {
    const desk = await signedIn({ serverUrl: url });
    const wrong = makeCertificate(bad);
    server.setSecureContext({ key: wrong.key, cert: wrong.cert });
    server.closeAllConnections();
    await survives(desk, "otherServer", /nichts gesendet.*Systembetreuung/u, () =>
      server.setSecureContext({ key: right.key, cert: right.cert }),
    );
  } finally {
    await ended(server);
  }
});

test.each([
  ["an expired", expired],
  ["a too young", tooYoung],
])("%s certificate that our server itself vouches for, or a wrong clock, keeps nobody from it", async (_what, odd) => {
  const own = makeCertificate(odd);
  town.server.certificates.push(own.fingerprint);
  const { url, server } = await behindTls(own);
  try {
    const desk = await signedIn({ serverUrl: url });
    await vi.waitFor(async () => expect(await sync(desk)).toMatchObject({ network: "online", problem: null }), patiently);
  } finally {
    await ended(server);
  }
});

test("no encrypted line where the server has stopped to speak one", async () => {
  const right = makeCertificate(good);
  town.server.certificates.push(right.fingerprint);
  const first = await behindTls(right);
  const desk = await signedIn({ serverUrl: first.url });
  await ended(first.server);
  const plain = createPlainServer((_incoming, response) => response.end("?"));
  await new Promise<void>((resolve) => plain.listen(first.port, "127.0.0.1", resolve));
  let again: Server | undefined;
  await survives(desk, "tlsFailed", /nichts gesendet/u, async () => {
    await ended(plain);
    again = (await behindTls(right, first.port)).server;
  });
  await ended(must(again, "opened again"));
});

test("the network is back: a desk in the middle of a long wait notices within moments, by itself", async () => {
  const desk = await signedIn({
    timings: { backoffFirst: 600_000, backoffMost: 600_000, probeEvery: 100, pullEvery: 200, pullEveryWithoutPoke: 200 },
  });
  await town.server.unplug(true);
  await vi.waitFor(async () => expect((await sync(desk)).network).toBe("offline"), patiently);
  const { nextTryAt } = await sync(desk);
  expect(Date.parse(must(nextTryAt, "a try is planned")) - Date.now()).toBeGreaterThan(200_000);
  await town.server.unplug(false);
  await vi.waitFor(async () => expect((await sync(desk)).network).toBe("online"), patiently);
});

test("the network is back: told so by its host, the desk does not wait for its next look", async () => {
  const long = { backoffFirst: 600_000, backoffMost: 600_000, probeEvery: 600_000, pullEvery: 200, pullEveryWithoutPoke: 200 };
  const desk = await signedIn({ timings: long });
  await town.server.unplug(true);
  await vi.waitFor(async () => expect((await sync(desk)).network).toBe("offline"), patiently);
  await town.server.unplug(false);
  await desk.desk.call("wake", {});
  await vi.waitFor(async () => expect((await sync(desk)).network).toBe("online"), patiently);
});

test("after a sleep of hours a socket that died without a word does not hold the desk up", async () => {
  let slept = 0;
  const clock: Clock = { ...systemClock, now: () => new Date(Date.now() + slept) };
  const desk = await signedIn({ clock, timings: { wakeCheckEvery: 50, requestTimeout: 600_000, pullEvery: 600_000 } });
  const held: ServerResponse[] = [];
  town.server.before = garbled(/pull/u, (response) => held.push(response));
  const asked = desk.desk.call("syncNow", {});
  await vi.waitFor(() => expect(held).toHaveLength(1), patiently);
  slept = 3 * hour;
  // Nobody has answered since: the person is told what the desk is doing.
  await vi.waitFor(async () => expect((await sync(desk)).wokeAt).not.toBeNull(), patiently);
  await vi.waitFor(() => expect(held).toHaveLength(2), patiently);
  town.server.before = undefined;
  slept += 3 * hour;
  // Who asked for it is answered by the round that came through, not by the one that was given up.
  await expect(asked).resolves.toEqual({});
  await vi.waitFor(async () => expect(await sync(desk)).toMatchObject({ network: "online", problem: null, wokeAt: null }), patiently);
  expect(Date.parse(must((await sync(desk)).lastSyncAt, "synced"))).toBeGreaterThan(Date.now() + 2 * hour);
  for (const response of held) response.destroy();
});
