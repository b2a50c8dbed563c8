// The parts of `npm start` that decide: words, lock, ports, which window and why not, and what stands on a command line.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../shared/base/must.ts";
import { appWindowArguments, openBrowserWindow, redirectPage } from "./browser-window.ts";
import { startChild } from "./child.ts";
import { fetchElectron } from "./electron-fetch.ts";
import { lockFolder } from "./folder-lock.ts";
import { freePort } from "./free-port.ts";
import { fetchLink } from "./host-link.ts";
import { readStartWords } from "./start-words.ts";
import { welcomeText } from "./welcome.ts";
import { electronFile, installedBrowser, noSandboxReason, noWindowReason, type Machine } from "./window-choice.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "start ü "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));

const machine = (more: Partial<Machine> = {}): Machine => ({
  platform: "linux",
  root: false,
  environment: { DISPLAY: ":0", PATH: "/usr/bin" },
  exists: () => false,
  read: () => undefined,
  ...more,
});

test("words: what is left out has a default, and what is unknown is refused with the list", () => {
  expect(readStartWords([], "/clone")).toEqual({
    fresh: false,
    browser: false,
    window: true,
    smoke: false,
    port: 8420,
    dataFolder: resolve("/clone", ".data"),
  });
  expect(readStartWords(["--smoke", "--fresh", "--port", "9000", "--data", "x"], "/clone")).toMatchObject({
    smoke: true,
    window: false,
    fresh: true,
    port: 9000,
  });
  expect(() => readStartWords(["--frsh"], "/clone")).toThrow("--fresh --browser");
  expect(() => readStartWords(["--port", "many"], "/clone")).toThrow("kein Port");
});

test("a folder is locked once, a lock left by a killed start is taken over, and letting go frees it", async () => {
  const release = must(await lockFolder(folder), "nobody holds the folder");
  expect(await lockFolder(folder)).toBeUndefined();
  release();
  writeFileSync(join(folder, "start.lock"), JSON.stringify({ port: 1, word: "gone" }));
  const again = must(await lockFolder(folder), "its holder is gone");
  again();
  writeFileSync(join(folder, "start.lock"), "half");
  must(await lockFolder(folder), "half a lock holds nothing")();
});

test("a taken port is stepped over", async () => {
  const server = createServer();
  const port = await new Promise<number>((done) => server.listen(0, "127.0.0.1", () => done(portOf(server))));
  expect(await freePort(port)).toBeGreaterThan(port);
  const free = await freePort(port);
  expect(await freePort(port, [free])).not.toBe(free);
  await new Promise((done) => server.close(done));
});

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" ? must(address, "it listens").port : 0;
}

test("why there is no window: no screen, or root", () => {
  expect(noWindowReason(machine())).toBeUndefined();
  expect(noWindowReason(machine({ environment: { WAYLAND_DISPLAY: "wayland-0" } }))).toBeUndefined();
  expect(noWindowReason(machine({ environment: {} }))).toContain("keinen Bildschirm");
  expect(noWindowReason(machine({ root: true }))).toContain("root");
  expect(noWindowReason(machine({ platform: "win32", environment: {} }))).toBeUndefined();
});

test("why Electron's sandbox does not start is read from the kernel", () => {
  expect(noSandboxReason(machine())).toBeUndefined();
  for (const [file, value] of [
    ["/proc/sys/kernel/unprivileged_userns_clone", "0"],
    ["/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1"],
    ["/proc/sys/user/max_user_namespaces", "0"],
  ]) {
    expect(noSandboxReason(machine({ read: (asked) => (asked === file ? value : undefined) })), file).toContain("Sandbox");
  }
  expect(noSandboxReason(machine({ platform: "darwin", read: () => "0" }))).toBeUndefined();
});

test("Electron lies where its package puts it, on every system", () => {
  expect(electronFile("/c", machine())).toBe(join("/c", "node_modules", "electron", "dist", "electron"));
  expect(electronFile("/c", machine({ platform: "win32" }))).toContain("electron.exe");
  expect(electronFile("/c", machine({ platform: "darwin" }))).toContain(join("Electron.app", "Contents", "MacOS", "Electron"));
  expect(electronFile("/c", machine({ environment: { ELECTRON_OVERRIDE_DIST_PATH: "/own" } }))).toBe(join("/own", "electron"));
});

test("an installed browser is found in the places of its system", () => {
  const chrome = join("/usr/bin", "google-chrome");
  expect(installedBrowser(machine({ exists: (file) => file === chrome }))).toBe(chrome);
  expect(installedBrowser(machine())).toBeUndefined();
});

test("the app window names a file on its command line, never the ticket, and keeps its sandbox", () => {
  const words = appWindowArguments(join(folder, "open.html"), join(folder, "profile"));
  expect(words[0]).toBe(`--app=${pathToFileURL(join(folder, "open.html")).href}`);
  expect(words.join(" ")).not.toMatch(/ticket|no-sandbox|disable-web-security|remote-debugging/u);
  expect(redirectPage("http://127.0.0.1:1/#ticket=abc")).toContain("url=http://127.0.0.1:1/#ticket=abc");
});

test("the file with the ticket is its owner's alone, and gone with the window", async () => {
  // Node takes the first word for a script: it ends at once, having seen the file that a browser would open.
  const window = openBrowserWindow({ browser: process.execPath, link: "http://127.0.0.1:1/#ticket=abc", dataFolder: folder });
  if (process.platform !== "win32") expect(statSync(join(folder, "open.html")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, "open.html"), "utf8")).toContain("#ticket=abc");
  await window.exited;
  expect(() => statSync(join(folder, "open.html"))).toThrow("ENOENT");
});

test("a download that failed is not tried again the same day", async () => {
  const installer = join(folder, "install.mjs");
  const request = { repository: folder, dataFolder: folder, say: () => undefined, installer };
  writeFileSync(installer, "process.exit(1)");
  expect(await fetchElectron({ ...request, now: 1_000 })).toContain("ließ sich nicht laden");
  writeFileSync(installer, "process.exit(0)");
  expect(await fetchElectron({ ...request, now: 2_000 })).toContain("zuletzt nicht");
  expect(await fetchElectron({ ...request, now: 2_000 + 25 * 3_600_000 })).toBeUndefined();
  expect(await fetchElectron({ ...request, now: 3_000 + 25 * 3_600_000 })).toBeUndefined();
});

test("a child ends when it is asked, when it is killed, and its last words are kept", async () => {
  const script = join(folder, "child.mjs");
  writeFileSync(
    script,
    "console.log('ready'); process.on('message', () => {}); process.on('disconnect', () => { console.log('bye'); process.exit(7); });",
  );
  const start = () => {
    const ready = Promise.withResolvers<undefined>();
    const child = startChild({
      command: process.execPath,
      args: [script],
      folder,
      logFile: join(folder, "logs", "child.log"),
      channel: true,
      onLine: (line) => (line === "ready" ? ready.resolve(undefined) : undefined),
    });
    return { child, ready: ready.promise };
  };
  const polite = start();
  await polite.ready;
  await polite.child.stop();
  expect(await polite.child.exited).toBe(7);
  expect(polite.child.lastWords()).toBe("ready\nbye");
  const killed = start();
  await killed.ready;
  await killed.child.kill();
  expect(await killed.child.exited).toBeNull();
});

test("a program that is not there is an end, not an exception", async () => {
  const child = startChild({ command: join(folder, "nothing"), args: [], folder, logFile: join(folder, "log"), channel: false });
  expect(await child.exited).toBeNull();
  expect(child.lastWords()).toContain("ENOENT");
});

test("without a running workstation there is no link", async () => {
  expect(await fetchLink(folder)).toBeUndefined();
  mkdirSync(join(folder, "desk"));
  writeFileSync(join(folder, "desk", "loopback.json"), JSON.stringify({ origin: "http://127.0.0.1:1", key: "k", pid: 1 }));
  expect(await fetchLink(join(folder, "desk"))).toBeUndefined();
});

test("the welcome fits one screen and says all that a person needs", () => {
  const people = Array.from({ length: 12 }, (_, index) => ({
    userName: `user${index}`,
    name: "Name",
    task: "Aufgabe",
    password: "geheim",
  }));
  const text = welcomeText({
    window: ["Es öffnet sich kein Fenster: so gewünscht."],
    link: "http://127.0.0.1:2/#ticket=t",
    serverUrl: "http://127.0.0.1:1",
    scannerFolder: "/scan",
    town: { tenant: "t", people },
  });
  expect(text.split("\n").length).toBeLessThanOrEqual(25);
  for (const part of ["#ticket=t", "npm run link", "user0", "geheim", "/scan", join("scanner-inbox", "samples"), "Strg+C", "--fresh"]) {
    expect(text).toContain(part);
  }
});
