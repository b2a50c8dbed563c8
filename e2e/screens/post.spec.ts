// A letter comes off the scanner: the one whom its folder tells sees the notice, opens the letter from it, says what it is about and files
// it; it is found in the archive. What was no letter goes on as an invoice and comes back.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { fileInto } from "../pages/filing-dialog.ts";
import { ScansPage } from "../pages/scans-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

test("a letter is told of, described, filed and found; a paper taken for one goes on as an invoice", async ({ open, town, folder }) => {
  const scanner = join(folder, "post");
  await mkdir(scanner);
  const rules = join(folder, "scannerordner.json");
  const rule = { folder: scanner, kind: "document", unit: "buergerservice", profile: "Poststelle Süd", tell: ["p-kbrandt"] };
  await writeFile(rules, JSON.stringify({ folders: [rule] }));
  const letter = (name: string, ...more: readonly string[]) =>
    drawPdf({
      pages: [[`Sehr geehrte Damen und Herren, zum ${name}`, ...more].map((line, index) => [70, 60 + 24 * index, line, 12] as const)],
    });
  await writeFile(join(scanner, "SCAN7711.pdf"), await letter("SCAN7711"));
  await writeFile(join(scanner, "SCAN7712.pdf"), await letter("SCAN7712", "Rechnungsnummer: R-7712", "Rechnungsdatum: 12.11.2026"));

  const desk = await open({ scannerFolders: rules });
  await new SignInPage(desk.page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await desk.page.keyboard.press("Alt+5");
  const scans = new ScansPage(desk.page);
  for (const name of ["SCAN7711", "SCAN7712"]) await expect(scans.file(name)).toHaveText([/gebucht/u]);

  const { page } = await open();
  const frame = await new SignInPage(page).signIn("kbrandt", town.passwordOf("kbrandt"));
  const inbox = await frame.inbox();
  await inbox.search.fill("Poststelle Süd");
  const notice = inbox.row("2 neue Scans aus „Poststelle Süd“");
  await expect(notice).toBeVisible();
  await notice.click();
  await expect(inbox.reading.getByRole("button", { name: "Posteingang SCAN7711" })).toBeVisible();
  await expectAccessible(page);
  await inbox.reading.getByRole("button", { name: "Posteingang SCAN7711" }).click();

  const head = inbox.reading.locator(".record__head");
  await expect(head.getByRole("heading", { name: "SCAN7711" })).toBeVisible();
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "light" });
  await inbox.reading.getByRole("button", { name: "Beschreiben …" }).click();
  await page.getByRole("textbox", { name: "Worum geht es" }).fill("Einladung zur Fahrradbörse 7711");
  await expectAccessible(page);
  await page.keyboard.press("Enter");
  await expect(head.getByRole("heading", { name: "Einladung zur Fahrradbörse 7711" })).toBeVisible();
  await inbox.reading.getByRole("button", { name: "Zu den Akten …" }).click();
  await fileInto(page, "2026");
  await expect(head).toContainText("zu den Akten");
  const archive = await frame.archive();
  await archive.search.fill("Fahrradbörse 7711");
  await archive.open("Einladung zur Fahrradbörse 7711");
  await archive.pdf.isDrawn();
  await page.getByRole("radiogroup", { name: "Ansicht des Eintrags" }).getByRole("radio", { name: "Angaben" }).click();
  await expect(
    page
      .getByRole("main")
      .getByRole("definition")
      .filter({ hasText: /^Schreiben$/u }),
  ).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "Posteingang öffnen" }).click();
  await expect(head.getByRole("heading", { name: "Einladung zur Fahrradbörse 7711" })).toBeVisible();

  // At the desk of whoever sees invoices: no letter at all; and a letter again.
  await desk.page.keyboard.press("Alt+1");
  const grid = desk.page.getByRole("grid", { name: "Einträge im Eingang" });
  await desk.page.getByRole("searchbox", { name: "Im Eingang suchen" }).fill("SCAN7712");
  const row = grid.getByRole("row").filter({ hasText: "SCAN7712" });
  await expect(row).toContainText("Posteingang");
  await row.click();
  await desk.page.getByRole("button", { name: "Ist eine Rechnung" }).click();
  // Its paper is read then; the list may name it by its number.
  await grid
    .getByRole("row")
    .filter({ hasText: /SCAN7712|R-7712/u })
    .filter({ hasText: "Rechnung" })
    .click();
  await expect(desk.page.getByRole("textbox", { name: "Rechnungsnummer", exact: true })).toHaveValue("R-7712");
  await expectAccessible(desk.page);
  await desk.page.getByRole("button", { name: "Keine Rechnung" }).click();
  await expect(row).toContainText("Posteingang");
});
