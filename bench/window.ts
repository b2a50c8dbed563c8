// A window on the loopback host for measuring: the built program over a synced replica, or a blank React page on the same host.
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { build } from "esbuild";
import { deskOverLoopback } from "../e2e/fixtures/desk-over-loopback.ts";
import { chromiumLaunch } from "../e2e/fixtures/chromium.ts";
import { fetchLink } from "../build/start/host-link.ts";
import { generateTown } from "../server/demo/generate-town.ts";
import { demoTenant } from "../server/demo/people.ts";
import { openFolderStore } from "../server/content/folder-store.ts";
import { startServer, type RunningServer } from "../server/server.ts";
import { openDatabase } from "../server/store/database.ts";
import { importTown } from "../server/store/seed.ts";
import { z } from "../shared/base/zod.ts";

const root = join(import.meta.dirname, "..");
const readySchema = z.object({ ready: z.object({ origin: z.string() }) });
export const measuredUser = "jlueders";

/** A host as a process; `link` lets one tab in. */
export interface HostProcess {
  link(): Promise<string>;
  end(): Promise<void>;
}

export interface MeasuredTown {
  /** Starts the workstation's host over the synced replica; resolves when it serves. */
  readonly startProgram: () => Promise<HostProcess>;
  /** Starts the same host with a blank page and no desk behind it. */
  readonly startBlank: () => Promise<HostProcess>;
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A town with so many open applications, and one desk that holds them all. */
export async function openMeasuredTown(openItems: number): Promise<MeasuredTown> {
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
  const database = await openDatabase({ dataFolder: join(folder, "server") });
  const contentFolder = join(folder, "content");
  const none = { invoices: 0, documents: 0, files: 0, tasks: 0, letters: 0 };
  const town = generateTown({ ...none, seed: "window", now: new Date(), applications: openItems, openShare: 1, forms: "shared" });
  await importTown(database, await openFolderStore(contentFolder), town);
  const server = await startServer({ port: 0, host: "127.0.0.1", database, contentFolder });
  const blank = join(folder, "blank");
  await buildBlankPage(blank);
  const desk = join(folder, "desk");
  const startProgram = (): Promise<HostProcess> =>
    startHost(join(root, "dist", "loopback", "main.mjs"), programArguments(server, desk), desk);
  await syncOnce(await startProgram(), openItems);
  const browser: Browser = await chromium.launch(chromiumLaunch());
  return {
    startProgram,
    startBlank: () =>
      startHost(join(import.meta.dirname, "blank-host.ts"), [blank, join(folder, "blank-desk")], join(folder, "blank-desk")),
    newPage: async () => (await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "de-DE" })).newPage(),
    close: async () => {
      await browser.close();
      await server.close();
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function programArguments(server: RunningServer, dataFolder: string): readonly string[] {
  return [`--server=${server.url}`, `--tenant=${demoTenant}`, `--data-folder=${dataFolder}`];
}

async function startHost(script: string, args: readonly string[], dataFolder: string): Promise<HostProcess> {
  const child: ChildProcess = fork(script, [...args], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const heard: readonly unknown[] = await once(child, "message");
  readySchema.parse(heard[0]);
  return {
    link: async () => {
      const link = await fetchLink(dataFolder);
      if (link === undefined) throw new Error("the host gives no link");
      return link;
    },
    end: async () => {
      const ended = once(child, "exit");
      child.send("stop");
      await ended;
    },
  };
}

/** Signs in and waits until the replica holds every open item. */
async function syncOnce(host: HostProcess, openItems: number): Promise<void> {
  const connection = await deskOverLoopback(await host.link());
  const { desk } = connection;
  await desk.call("signIn", { userName: measuredUser, password: `demo-${measuredUser}` });
  await new Promise<void>((resolve, reject) => {
    desk.watch(
      "inbox",
      { view: "all", kinds: [], text: "", overdueOnly: false, sort: { by: "received", descending: true }, offset: 0, limit: 1 },
      ({ total }) => {
        if (total >= openItems) resolve();
      },
      reject,
    );
  });
  connection.close();
  await host.end();
}

/** The least a page of ours can be: React, one element, nothing asked of anybody. */
async function buildBlankPage(folder: string): Promise<void> {
  const source = `import { createElement } from "react"; import { createRoot } from "react-dom/client";
    createRoot(document.getElementById("root")).render(createElement("p", { role: "status" }, "bereit"));`;
  await build({
    stdin: { contents: source, resolveDir: root, loader: "js" },
    bundle: true,
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    outfile: join(folder, "blank.js"),
  });
  const page =
    '<!doctype html><html lang="de"><title>leer</title><div id="root"></div><script type="module" src="./blank.js"></script></html>';
  await writeFile(join(folder, "index.html"), page);
}

/** Fills the sign-in form of an open page and waits for the first row of the inbox. */
export async function signInOnPage(page: Page): Promise<void> {
  await page.getByLabel("Benutzername").fill(measuredUser);
  await page.getByLabel("Passwort", { exact: true }).fill(`demo-${measuredUser}`);
  await page.keyboard.press("Enter");
  await firstRow(page);
}

export async function firstRow(page: Page): Promise<void> {
  await page.getByRole("grid").getByRole("row").nth(1).waitFor();
}
