// Rights that shrink while somebody reads: the open document leaves the screen and the window's memory, not only the desk's disk
// (e2e/town/rights looks there).
import { execFile } from "node:child_process";
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

test("a document whose unit the person leaves is gone from screen and memory at the next contact", async ({ open, town }) => {
  const { page } = await open();
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
  } finally {
    const before = ["--grant", "CLERK@standesamt", "--grant", "CERT_FACTUAL@standesamt"];
    await execute(process.execPath, [...command, ...before, "--data", join(town.folder, "server")]);
  }
});
