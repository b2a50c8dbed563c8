// Who gets in and who does not: real HTTP and real WebSockets against a host with a tiny desk.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocket } from "ws";
import { connectDesk } from "../../shared/desk/connect.ts";
import { tinyDesk, type TinyDesk } from "../../shared/testing/tiny-desk.ts";
import { contentSecurityPolicy } from "../workstation/page/content-policy.ts";
import { openPageFiles } from "../workstation/page/page-files.ts";
import { ticketLifeMilliseconds } from "./admission.ts";
import { openLoopbackHost, type LoopbackHost } from "./loopback-host.ts";
import { socketWire } from "./socket-wire.ts";

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const key = "k".repeat(43);
let folder = "";
let now = 0;
let desk: TinyDesk;
let host: LoopbackHost;
const every = () => () => undefined;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "loopback ü "));
  mkdirSync(join(folder, "page", "assets"), { recursive: true });
  writeFileSync(join(folder, "page", "index.html"), "<!doctype html><title>Amtsstube</title>");
  writeFileSync(join(folder, "page", "assets", "a-1.js"), "export const a = 1;");
  writeFileSync(join(folder, "secret.txt"), "secret");
  symlinkSync(folder, join(folder, "page", "linked"), "junction");
  now = 1_000;
  desk = tinyDesk();
  const page = openPageFiles(join(folder, "page"));
  host = await openLoopbackHost({ page, desk, port: 0, controlKey: key, now: () => now, every });
});
afterEach(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A request with exactly these headers and exactly this path, which fetch would tidy up. */
function ask(method: string, path: string, headers: Record<string, string> = {}, body = ""): Promise<Answer> {
  const { port } = new URL(host.origin);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: "127.0.0.1", port, method, path, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const ticketOf = (link: string): string => new URLSearchParams(new URL(link).hash.slice(1)).get("ticket") ?? "";
const redeem = (ticket: string, headers: Record<string, string> = {}): Promise<Answer> =>
  ask("POST", "/session", { origin: host.origin, "content-type": "application/json", ...headers }, JSON.stringify({ ticket }));
const tokenOf = (answer: Answer): string => JSON.parse(answer.body).token;

function open(token: string, headers: Record<string, string> = {}, path = "/desk"): Promise<WebSocket | number> {
  const socket = new WebSocket(`${host.origin.replace("http", "ws")}${path}`, token === "" ? [] : [`amtsstube.${token}`], {
    headers: { origin: host.origin, ...headers },
  });
  return new Promise((resolve) => {
    socket.on("open", () => resolve(socket));
    socket.on("unexpected-response", (_request, answer) => resolve(answer.statusCode ?? 0));
    socket.on("error", () => undefined);
  });
}

test("a ticket lets one tab in: page, session, desk", async () => {
  const page = await ask("GET", "/");
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining("Amtsstube") });
  const session = await redeem(ticketOf(host.link()));
  expect(session.status).toBe(200);
  const token = tokenOf(session);
  const socket = await open(token);
  if (typeof socket === "number") throw new Error(`refused with ${socket}`);
  const screen = connectDesk(socketWire(socket), every);
  await expect(screen.call("signIn", { userName: "meike", password: "geheim" })).resolves.toEqual({ mode: "online" });
  expect((await ask("GET", "/session", { authorization: `Bearer ${token}` })).status).toBe(204);
  expect(await open(token)).toBeInstanceOf(WebSocket);
});

test("the desk is let go when the tab closes, and the tab is told when the host closes", async () => {
  const token = tokenOf(await redeem(ticketOf(host.link())));
  const [first, second] = [await open(token), await open(token)];
  if (typeof first === "number" || typeof second === "number") throw new Error("refused");
  for (const socket of [first, second]) {
    connectDesk(socketWire(socket), every).watch(
      "sync",
      {},
      () => undefined,
      () => undefined,
    );
  }
  await vi.waitFor(() => expect(desk.watching()).toBe(2), { timeout: 20_000 });
  first.terminate();
  await vi.waitFor(() => expect(desk.watching()).toBe(1), { timeout: 20_000 });
  const closed = new Promise((resolve) => second.on("close", resolve));
  await host.close();
  await closed;
  expect(desk.watching()).toBe(0);
});

test("a ticket works once, and not after its time", async () => {
  const ticket = ticketOf(host.link());
  expect((await redeem(ticket)).status).toBe(200);
  expect((await redeem(ticket)).status).toBe(401);
  const late = ticketOf(host.link());
  now += ticketLifeMilliseconds;
  expect((await redeem(late)).status).toBe(401);
  expect((await redeem("guessed")).status).toBe(401);
});

test("only the oldest of very many unused tickets lapse", async () => {
  const tickets = Array.from({ length: 40 }, () => ticketOf(host.link()));
  expect((await redeem(tickets[0] ?? "")).status).toBe(401);
  expect((await redeem(tickets[39] ?? "")).status).toBe(200);
});

test.each([
  ["another page of this machine", { origin: "http://127.0.0.1:1" }],
  ["a page of the internet", { origin: "https://evil.example" }],
  ["a sandboxed frame", { origin: "null" }],
  ["a page that leads its own name here (DNS rebinding)", { host: "evil.example" }],
  ["the name localhost", { host: "localhost" }],
  ["a script tag of another page", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" }],
  ["a frame of another page", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" }],
])("%s is refused on every path and on the socket", async (_name, foreign) => {
  const headers: Record<string, string> = Object.fromEntries(Object.entries(foreign).filter(([, value]) => value !== undefined));
  const ticket = ticketOf(host.link());
  for (const path of ["/", "/assets/a-1.js", "/session", "/alive"]) expect((await ask("GET", path, headers)).status, path).toBe(403);
  const { origin: _origin, ...others } = headers;
  expect((await redeem(ticket, headers)).status).toBe("origin" in headers || "host" in headers ? 403 : 200);
  const token = tokenOf(await redeem(ticketOf(host.link())));
  if ("origin" in headers || "host" in others) expect(await open(token, headers)).toBe(403);
});

test("a refused page uses no ticket up", async () => {
  const ticket = ticketOf(host.link());
  expect((await redeem(ticket, { origin: "https://evil.example" })).status).toBe(403);
  expect((await redeem(ticket, { "content-type": "text/plain" })).status).toBe(403);
  expect((await redeem(ticket)).status).toBe(200);
});

test("the socket wants our origin, the right path and a living token", async () => {
  const token = tokenOf(await redeem(ticketOf(host.link())));
  expect(await open("")).toBe(401);
  expect(await open("wrong")).toBe(401);
  expect(await open(ticketOf(host.link()))).toBe(401);
  expect(await open(token, {}, "/other")).toBe(404);
  const bare = new WebSocket(`${host.origin.replace("http", "ws")}/desk`, [`amtsstube.${token}`]);
  const status = await new Promise((resolve) => bare.on("unexpected-response", (_request, answer) => resolve(answer.statusCode)));
  expect(status).toBe(403);
  expect((await ask("GET", "/session", { authorization: "Bearer wrong" })).status).toBe(401);
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/..%5c..%5csecret.txt",
  "/linked/secret.txt",
  "//secret.txt",
])("no path leads out of the folder: %s", async (path) => {
  const answer = await ask("GET", path);
  expect(answer.status).toBe(404);
  expect(answer.body).not.toContain("secret");
});

test("every answer carries the policy and its own type; only hashed names may be kept", async () => {
  for (const [method, path, status] of [
    ["GET", "/", 200],
    ["HEAD", "/index.html", 200],
    ["GET", "/assets/a-1.js", 200],
    ["GET", "/missing", 404],
    ["DELETE", "/", 405],
    ["GET", "/session", 401],
    ["POST", "/ticket", 401],
    ["GET", "/%", 404],
  ] as const) {
    const answer = await ask(method, path);
    expect(answer.status, path).toBe(status);
    expect(answer.headers["content-security-policy"], path).toBe(contentSecurityPolicy);
    expect(answer.headers["x-content-type-options"], path).toBe("nosniff");
    expect(answer.headers["set-cookie"], path).toBeUndefined();
    if (!path.startsWith("/assets/")) expect(answer.headers["cache-control"], path).toBe("no-store");
  }
  expect((await ask("GET", "/assets/a-1.js")).headers).toMatchObject({
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": expect.stringContaining("immutable"),
  });
});

test("a further ticket goes to who knows the key of the control file, and to no page", async () => {
  const authorization = `Bearer ${key}`;
  expect((await ask("POST", "/ticket", { authorization: "Bearer no" })).status).toBe(401);
  expect((await ask("POST", "/ticket", { authorization, origin: host.origin })).status).toBe(401);
  expect((await ask("GET", "/alive", { authorization })).status).toBe(204);
  const { ticket } = JSON.parse((await ask("POST", "/ticket", { authorization })).body);
  expect((await redeem(ticket)).status).toBe(200);
});

test("it listens on 127.0.0.1 alone, and says so when the port is taken", async () => {
  expect(host.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/u);
  const port = Number(new URL(host.origin).port);
  const again = openLoopbackHost({ page: openPageFiles(join(folder, "page")), desk, port, controlKey: key, now: () => now, every });
  await expect(again).rejects.toMatchObject({ code: "EADDRINUSE" });
});

test("too long a body is cut off", async () => {
  await expect(redeem("x".repeat(100_000)).then((answer) => answer.status)).resolves.toBe(400);
});
