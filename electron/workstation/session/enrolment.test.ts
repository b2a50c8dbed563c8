// Enrolment seen from the desk: whom it talks to, what it says to strangers (nothing), and what a locked-out device still gives away (nothing).
import { readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newFakeIdentity, testCode } from "../testing/fake-identity.ts";
import { ask } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
const patiently = { timeout: 10_000, interval: 20 };
const closing: (() => Promise<void>)[] = [];

beforeEach(async () => {
  town = await startTestTown();
  for (const name of ["karla", "ole"]) town.town.addPerson(name, "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  town.town.receiveApplication("Sander");
});
afterEach(async () => {
  await town.close();
  for (const close of closing.splice(0)) await close();
});

const signIn = (desk: Workstation, userName = "karla") => desk.desk.call("signIn", { userName, password: "geheim" });
const enrolmentOf = async (desk: Workstation) => (await ask(desk, "session", {})).enrolment;
const enrolled = (desk: Workstation) => vi.waitFor(async () => expect((await enrolmentOf(desk)).phase).toBe("done"), patiently);

/** Somebody else's server on a port of its own: notes whatever it is sent, and answers as it likes. */
async function stranger(port: number, answer: (path: string, body: unknown) => unknown, type = "application/json") {
  const heard: string[] = [];
  const http = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      heard.push(`${request.method ?? ""} ${request.url ?? ""} ${JSON.stringify(request.headers)} ${text}`);
      const said = JSON.stringify(answer(request.url ?? "", JSON.parse(text === "" ? "null" : text)));
      response.writeHead(200, { "content-type": type }).end(said);
    });
  });
  await new Promise<void>((resolve) => http.listen(port, "127.0.0.1", resolve));
  closing.push(
    () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  );
  return { heard, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
}

test("a new device asks for address and code, and says in a sentence's code what is wrong with them", async () => {
  const desk = await town.desk("desk", { enrolmentCode: undefined, serverUrl: undefined });
  expect(await enrolmentOf(desk)).toMatchObject({ phase: "needed", reason: "new", serverUrl: "" });
  await expect(signIn(desk)).rejects.toMatchObject({ code: "notEnrolled" });
  const enrol = (serverUrl: string, code = testCode) => desk.desk.call("enrol", { serverUrl, code, deviceName: "Schalter 1" });
  await expect(enrol(town.server.url, "zu kurz")).rejects.toMatchObject({ code: "codeWrong" });
  await expect(enrol(town.server.url, "AAAA-0000-0000")).rejects.toMatchObject({ code: "otherServer" });
  await expect(enrol("nicht eine adresse")).rejects.toMatchObject({ code: "notAServer" });
  await expect(enrol("http://rathaus.example.org")).rejects.toMatchObject({ code: "insecureAddress" });
  await town.server.unplug(true);
  await expect(enrol(town.server.url)).rejects.toMatchObject({ code: "serverUnreachable" });
  await town.server.unplug(false);
  await enrol(` ${town.server.url}/ `, ` ${testCode.toLowerCase().replaceAll("-", " ")}`);
  expect(await enrolmentOf(desk)).toMatchObject({
    phase: "done",
    serverUrl: town.server.url,
    townName: "Teststadt",
    deviceName: "Schalter 1",
  });
  expect(await signIn(desk)).toEqual({ mode: "online" });
  expect(town.server.requests.filter((line) => line.includes("sign-in"))).toHaveLength(1);
});

test("the device's key lies in a file of its owner, and wrapped by the system's key store where there is one", async () => {
  const open = await town.desk("open");
  await enrolled(open);
  const path = join(town.folder, "open", "device.json");
  if (process.platform !== "win32") expect(statSync(path).mode & 0o077).toBe(0);
  const mixed = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ 90);
  const kept = await town.desk("kept", { keyStore: { wrap: mixed, unwrap: mixed } });
  await enrolled(kept);
  expect(readFileSync(join(town.folder, "kept", "device.json"), "utf8")).toContain('"keyStore":true');
  const begin = Buffer.from("302e020100300506032b6570", "hex").toString("base64");
  expect(readFileSync(path, "utf8")).toContain(begin);
  expect(readFileSync(join(town.folder, "kept", "device.json"), "utf8")).not.toContain(begin);
  await kept.close();
  // Copied to another machine it is no enrolled device any more.
  const copied = await town.desk("kept", { enrolmentCode: undefined });
  expect(await enrolmentOf(copied)).toMatchObject({ phase: "needed" });
});

test("another server on the same port hears a nonce and nothing else, whatever it answers, and the desk says so", async () => {
  const desk = await town.signedIn("desk", "karla");
  const { port } = new URL(town.server.url);
  await town.server.unplug(true);
  const identity = newFakeIdentity();
  const { heard } = await stranger(Number(port), (path, body) =>
    path === "/v1/hello" ? identity.hello(body, new Date().toISOString()) : { problem: "deviceRevoked" },
  );
  await expect(desk.desk.call("syncNow", {})).rejects.toMatchObject({ code: "otherServer" });
  expect(await ask(desk, "sync", {})).toMatchObject({ network: "offline", problem: "otherServer" });
  await desk.desk.call("signOut", {});
  // What was there opens without the server; a new person is told why there is no way.
  expect(await signIn(desk)).toEqual({ mode: "offline" });
  await desk.desk.call("signOut", {});
  await expect(signIn(desk, "ole")).rejects.toMatchObject({ code: "otherServer" });
  expect(heard.length).toBeGreaterThan(0);
  for (const line of heard) {
    expect(line).toMatch(/^POST \/v1\/hello .*\{"nonce":"[\w-]{32}"\}$/u);
    for (const secret of ["karla", "ole", "geheim", "authorization", "device-proof"]) expect(line).not.toContain(secret);
  }
  expect((await enrolmentOf(desk)).phase).toBe("done");
});

test("a page with status 200 instead of the server's greeting is the sign-in of a guest network, and is told as one", async () => {
  const desk = await town.signedIn("desk", "karla");
  const { port } = new URL(town.server.url);
  await town.server.unplug(true);
  await stranger(Number(port), () => "Bitte melden Sie sich im WLAN an", "text/html; charset=utf-8");
  await expect(desk.desk.call("syncNow", {})).rejects.toMatchObject({ code: "captivePortal" });
  expect(await ask(desk, "sync", {})).toMatchObject({ network: "offline", problem: "captivePortal" });
});

test("a server with another key under a changed address is none of ours; ours under a new address is", async () => {
  const desk = await town.signedIn("desk", "karla");
  await desk.close();
  const identity = newFakeIdentity();
  const other = await stranger(0, (_path, body) => identity.hello(body, new Date().toISOString()));
  const lured = await town.desk("desk", { serverUrl: other.url });
  expect(await signIn(lured)).toEqual({ mode: "offline" });
  await vi.waitFor(async () => expect((await ask(lured, "sync", {})).problem).toBe("otherServer"), patiently);
  for (const line of other.heard) expect(line).toMatch(/^POST \/v1\/hello /u);
  await lured.close();
  const moved = await town.desk("desk", { serverUrl: town.server.url.replace("127.0.0.1", "localhost") });
  expect(await signIn(moved)).toEqual({ mode: "online" });
});

test("somebody who answers an enrolment without knowing the code is not believed", async () => {
  const identity = newFakeIdentity();
  const { url } = await stranger(0, async (path, body) =>
    path === "/v1/health" ? { state: "ok" } : { ...Object(await identity.enrol(body, "x", new Date().toISOString())), proof: "AAAA" },
  );
  const desk = await town.desk("desk", { enrolmentCode: undefined });
  await expect(desk.desk.call("enrol", { serverUrl: url, code: testCode, deviceName: "" })).rejects.toMatchObject({
    code: "serverGarbage",
  });
  expect((await enrolmentOf(desk)).phase).toBe("needed");
});

test("a device from before enrolment keeps its id and its replica, opens it without network and is enrolled by a code", async () => {
  const desk = await town.signedIn("desk", "karla");
  await desk.close();
  const path = join(town.folder, "desk", "device.json");
  const { device } = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ device, lastUserName: "karla" }));
  const old = await town.desk("desk", { enrolmentCode: undefined, tenant: "teststadt" });
  expect(await enrolmentOf(old)).toMatchObject({ phase: "needed", reason: "upgrade" });
  expect((await ask(old, "session", {})).lastUserName).toBe("karla");
  expect(await signIn(old)).toEqual({ mode: "offline" });
  await vi.waitFor(async () => expect((await ask(old, "sync", {})).problem).toBe("notEnrolled"), patiently);
  await old.desk.call("signOut", {});
  await old.desk.call("enrol", { serverUrl: town.server.url, code: testCode, deviceName: "" });
  expect(await signIn(old)).toEqual({ mode: "online" });
  expect(JSON.parse(readFileSync(path, "utf8"))).toMatchObject({ form: 2, device, lastUserName: "karla" });
});

test("a locked-out device hears of it without anybody's password, and takes the keys of all who sat there away", async () => {
  const desk = await town.desk("desk", { timings: { pullEvery: 50 } });
  for (const name of ["karla", "ole"]) {
    await signIn(desk, name);
    await desk.desk.call("syncNow", {});
  }
  await desk.desk.call("signOut", {});
  const replicas = join(town.folder, "desk", "replicas");
  const wraps = (): readonly string[] =>
    readdirSync(replicas)
      .filter((name) => name.endsWith(".key.json"))
      .map((name) => String(JSON.parse(readFileSync(join(replicas, name), "utf8")).wrapped));
  const before = wraps();
  expect(before).toHaveLength(2);
  const { device } = JSON.parse(readFileSync(join(town.folder, "desk", "device.json"), "utf8"));
  town.town.revoked.add(device);
  await vi.waitFor(async () => expect(await enrolmentOf(desk)).toMatchObject({ phase: "needed", reason: "revoked" }), patiently);
  for (const wrapped of wraps()) expect(before).not.toContain(wrapped);
  // The screen says so at once; the file follows.
  const deviceFile = (): unknown => JSON.parse(readFileSync(join(town.folder, "desk", "device.json"), "utf8"));
  await vi.waitFor(() => expect(deviceFile()).toMatchObject({ enrolledWith: null, lastUserName: "" }), patiently);
  expect(deviceFile()).not.toMatchObject({ device });
  await town.server.unplug(true);
  await expect(signIn(desk)).rejects.toMatchObject({ code: "deviceRevoked" });
});
