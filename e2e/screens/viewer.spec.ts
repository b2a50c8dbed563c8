// A scanned invoice in the viewer, and a file that cannot be read.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const samples = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");

test("a PDF is drawn, turned over, enlarged, its text selected and searched", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  await copyFile(join(samples, "Sammelrechnung Bauhof.pdf"), join(scannerFolder, "Sammelrechnung Bauhof.pdf"));
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const inbox = await frame.inbox();
  await inbox.search.fill("202605574");
  const { pdf } = await inbox.openInvoice("Bauhof-Bedarf Lührs KG");
  await pdf.isDrawn();
  await expect(pdf.toolbar).toContainText("von 2");
  await pdf.toolbar.getByRole("button", { name: "Nächste Seite" }).click();
  await expect(pdf.toolbar.getByRole("textbox", { name: "Seitenzahl" })).toHaveValue("2");
  await pdf.toolbar.getByRole("button", { name: "Vorige Seite" }).click();

  const width = async (): Promise<number> => (await pdf.pages.first().boundingBox())?.width ?? 0;
  const before = await width();
  await pdf.toolbar.getByRole("button", { name: "Vergrößern" }).click();
  await expect.poll(width).toBeGreaterThan(before);
  await pdf.isDrawn();

  await pdf.text.getByText("Rechnung", { exact: false }).first().dblclick();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString().trim() ?? "")).not.toBe("");

  await pdf.toolbar.getByRole("button", { name: "Im Dokument suchen" }).click();
  await page.getByRole("searchbox", { name: "Im Dokument suchen" }).fill("Bauhof");
  await expect(pdf.highlights.first()).toBeVisible();
  await expect(page.getByText(/^Treffer 1 von /u)).toBeVisible();
  await expectAccessible(page);
});

test("a file that cannot be read stays with its reason, and is read once it is whole", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  await writeFile(join(scannerFolder, "kaputt.pdf"), "%PDF-1.7\nkein Inhalt\nstartxref\n9\n%%EOF\n");
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const scans = await frame.scans();
  await expect(scans.file("kaputt.pdf")).toContainText("in Quarantäne");
  await expectAccessible(page);
  await copyFile(join(samples, "glanzwerk-november.pdf"), join(scannerFolder, "failed", "kaputt.pdf"));
  await scans
    .file("kaputt.pdf")
    .getByRole("button", { name: /Noch einmal lesen/u })
    .click();
  await expect(scans.file("kaputt.pdf")).toContainText("gebucht");
  await expect(scans.balances.first()).toContainText("stimmt");
  const inbox = await frame.inbox();
  await inbox.search.fill("GW/202608010");
  await expect(inbox.row("GW/202608010")).toBeVisible();
});

test("leafing faster than papers are drawn is no trouble: the last one is drawn, and nothing complains", async ({ open, town }) => {
  const { page } = await open();
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await frame.isSettled();
  const inbox = await frame.inbox();
  // Invoices alone: a task has no paper.
  await page.getByRole("toolbar", { name: "Arten" }).getByRole("button", { name: "Rechnungen" }).click();
  await inbox.rows().nth(2).click();
  const region = page.getByRole("region", { name: "Gewählter Eintrag" });
  const paper = region.locator(".pdfViewer .page[data-loaded=true], article.sheet").first();
  await expect(paper).toBeVisible();
  for (let turn = 0; turn < 12; turn += 1) {
    await page.keyboard.press(turn % 6 < 4 ? "n" : "p");
    await page.waitForTimeout((turn * 37) % 240);
  }
  await expect(paper).toBeVisible();
});
