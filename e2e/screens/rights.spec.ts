// Rights that shrink while somebody reads: the open document leaves the screen and the window's memory, not only the desk's disk
// (e2e/town/rights looks there).
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";
import { must } from "../../shared/base/must.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const execute = promisify(execFile);
const repository = join(import.meta.dirname, "..", "..");

/** The longest stretch of letters that every way to write a text writes alike. */
function plainPartOf(words: string): string {
  return must((words.match(/[ -~]+/gu) ?? []).toSorted((one, other) => other.length - one.length)[0], "a title has plain letters");
}

/** Whether the window's JavaScript memory, once all garbage is collected, holds the words in any text. */
async function remembers(page: Page, words: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  const parts: string[] = [];
  session.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => parts.push(chunk));
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await session.detach();
  return parts.join("").includes(words);
}

/** Whether the words stand in anything that the window keeps beyond its page: storage, cookies, databases, caches. */
async function isKept(page: Page, words: string): Promise<boolean> {
  const texts = await page.evaluate(async () => {
    const cached = await Promise.all(
      (await caches.keys()).map(async (name) => {
        const cache = await caches.open(name);
        const answers = await cache.matchAll();
        return Promise.all(answers.map((answer) => answer.text()));
      }),
    );
    // A page without databases of its own has none to look into.
    const databases = (await indexedDB.databases()).map(({ name }) => `database ${name ?? ""}`);
    return { lasting: Object.entries(localStorage), passing: Object.entries(sessionStorage), cookies: document.cookie, cached, databases };
  });
  expect(texts.databases).toEqual([]);
  return JSON.stringify(texts).includes(words);
}

/** The files of a folder in whose bytes the words stand: Electron keeps its caches there, and the host its log. */
async function filesWith(folder: string, words: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found = await Promise.all(names.map(async (name) => (await readFile(name).catch(() => Buffer.alloc(0))).includes(words)));
  return names.filter((_name, no) => found[no]);
}

/** Answers that the browser may keep on its disk, but for those of the program's own files. */
function watchKeepable(page: Page): readonly string[] {
  const keepable: string[] = [];
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (/^https?:/u.test(response.url()) && !pathname.startsWith("/assets/") && response.headers()["cache-control"] !== "no-store")
      keepable.push(pathname);
  });
  return keepable;
}

test("a document whose unit the person leaves is gone from screen and memory at the next contact", async ({ open, town, folder }) => {
  const dataFolder = join(folder, "desk-of-rights");
  const { page } = await open({ dataFolder });
  const keepable = watchKeepable(page);
  const frame = await new SignInPage(page).signIn("dkrueger", town.passwordOf("dkrueger"));
  await frame.isSettled();
  const archive = await frame.archive();
  await archive.rows().filter({ hasText: "Niederschrift" }).first().click();
  await archive.pdf.isDrawn();
  const title = (await archive.openHeading.textContent()) ?? "";
  const mark = plainPartOf(title);
  expect(mark.length).toBeGreaterThan(8);
  expect(await remembers(page, mark)).toBe(true);

  const command = [join(repository, "server", "cli", "people.ts"), "set-grants", "--tenant", town.tenant, "--user", "dkrueger"];
  await execute(process.execPath, [...command, "--grant", "CLERK@steuern", "--data", join(town.folder, "server")]);
  try {
    await frame.syncNow();
    await expect(page.getByText("Ihre Berechtigungen wurden geändert.")).toBeVisible();
    // No locator may name the title: it would bring the words into the window itself.
    await expect(archive.openHeading).toBeHidden();
    await expect(archive.pdf.pages).toHaveCount(0);
    await expectAccessible(page);
    await expect.poll(() => remembers(page, mark), { timeout: 60_000 }).toBe(false);
    // Nor did the window, its host or the browser put it anywhere on the disk in plain text while it was shown.
    expect(await isKept(page, mark)).toBe(false);
    expect(await filesWith(dataFolder, mark)).toEqual([]);
    expect(keepable).toEqual([]);
  } finally {
    const before = ["--grant", "CLERK@standesamt", "--grant", "CERT_FACTUAL@standesamt"];
    await execute(process.execPath, [...command, ...before, "--data", join(town.folder, "server")]);
  }
});
