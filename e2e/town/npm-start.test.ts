// `npm start` as a person runs it, without a screen: what it says, what it refuses, and that nothing outlives it.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "node:net";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { freePort } from "../../build/start/free-port.ts";
import { fetchLink } from "../../build/start/host-link.ts";
import { stopEngine } from "../../server/store/engine/open-engine.ts";
import { deskOverLoopback } from "../fixtures/desk-over-loopback.ts";

const repository = join(import.meta.dirname, "..", "..");
const startFile = join(repository, "build", "start", "start.ts");
const patience = { timeout: 120_000, interval: 100 };
let folder = "";
let data = "";
const children: ChildProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "npm start ü "));
  data = join(folder, "Daten");
});
afterAll(async () => {
  for (const child of children) child.kill("SIGKILL");
  if (existsSync(join(data, "server", "database"))) await stopEngine(join(data, "server", "database"), true);
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

function start(...words: readonly string[]) {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", startFile, "--data", data, "--no-window", ...words], {
    cwd: repository,
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { child, exited, said: () => said };
}

const answers = async (url: string): Promise<boolean> =>
  await fetch(url).then(
    () => true,
    () => false,
  );

test("first start, second start, link, Ctrl-C, a killed start, and the data afterwards", async () => {
  const port = await freePort(21_000);
  const first = start("--port", String(port));
  await vi.waitFor(() => expect(first.said()).toContain("Beenden: Strg+C"), patience);
  expect(first.said()).toContain("Es öffnet sich kein Fenster: so gewünscht (--no-window).");
  const link = /http:\/\/127\.0\.0\.1:\d+\/#ticket=\S+/u.exec(first.said())?.[0] ?? "";
  const tab = await deskOverLoopback(link);
  await expect(deskOverLoopback(link)).rejects.toThrow("401");
  await tab.desk.call("signIn", { userName: "kbrandt", password: "demo-kbrandt" });
  tab.close();
  const another = await fetchLink(join(data, "desk"));
  expect(another).not.toBe(link);

  const second = start("--port", String(port));
  expect(await second.exited).toBe(1);
  expect(second.said()).toContain("läuft Amtsstube schon");

  const server = `http://127.0.0.1:${port}/v1/health`;
  expect(await answers(server)).toBe(true);
  first.child.kill("SIGINT");
  expect(await first.exited).toBe(0);
  expect(await answers(server)).toBe(false);
  expect(await answers(new URL(link).origin)).toBe(false);
  expect(existsSync(join(data, "desk", "loopback.json"))).toBe(false);

  const town = readFileSync(join(data, "demo-town.json"), "utf8");
  const warm = start("--port", String(port));
  await vi.waitFor(() => expect(warm.said()).toContain("Beenden: Strg+C"), patience);
  expect(warm.said()).not.toContain("wird angelegt");
  expect(readFileSync(join(data, "demo-town.json"), "utf8")).toBe(town);
  warm.child.kill("SIGKILL");
  // Server and desk hang on the channel to the start that is gone.
  await vi.waitFor(async () => expect(await answers(server)).toBe(false), patience);
  await vi.waitFor(() => expect(existsSync(join(data, "desk", "loopback.json"))).toBe(false), patience);
});

test("a busy port is stepped over and said, and the smoke run signs in and looks into the inbox", async () => {
  const port = await freePort(22_000);
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(port, "127.0.0.1", resolve));
  const smoke = start("--smoke", "--port", String(port));
  expect(await smoke.exited, smoke.said()).toBe(0);
  expect(smoke.said()).toContain(`Port ${port} ist belegt`);
  expect(smoke.said()).toMatch(/kbrandt ist angemeldet \(online\), im Eingang stehen \d+ Vorgänge/u);
  await new Promise((resolve) => holder.close(resolve));
});

test("--fresh starts over", async () => {
  const device = (): string => readFileSync(join(data, "desk", "device.json"), "utf8");
  const before = device();
  const fresh = start("--fresh", "--smoke", "--port", String(await freePort(23_000)));
  expect(await fresh.exited, fresh.said()).toBe(0);
  expect(fresh.said()).toContain("wird angelegt");
  expect(device()).not.toBe(before);
});
