// Replacement scanning: a scan is drawn, found among the samples of the inbox, held beside its paper, and what was found stands in its note.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { drawPdf } from "../../scanner-inbox/read/pdf-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

// Every scan is a sample here.
test.use({ townSize: { samples: 100 } });

const invoice = (number: string) =>
  drawPdf({
    pages: [
      [
        [70, 60, "Tischlerei Geest GmbH", 16],
        [70, 160, `Rechnung Nr. ${number} vom 03.11.2026`, 12],
        [70, 220, "Gesamtbetrag 842,50 EUR", 12],
        [70, 260, "IBAN DE02 1203 0000 0000 2020 51", 12],
      ],
    ],
  });

test("samples are a queue: one agrees with its paper, one deviates and is to be scanned anew", async ({ open, town, folder }, {
  project,
}) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const { page } = await open({ scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const scans = await frame.scans();
  const names = [`gut-${project.name}`, `blass-${project.name}`] as const;
  for (const name of names) {
    await writeFile(join(scannerFolder, `${name}.pdf`), await invoice(`TG-${name}`));
    await expect(scans.file(`${name}.pdf`)).toContainText("gebucht");
  }

  const inbox = await frame.inbox();
  await page.getByRole("button", { name: /^Stichproben/u }).click();
  for (const name of names) await expect(inbox.row(`Stichprobe: ${name}.pdf`)).toHaveCount(1);
  await expect(inbox.grid.getByRole("row").filter({ hasText: "Tischlerei Geest" })).toHaveCount(0);
  await expectAccessible(page);
  const region = inbox.reading;
  const openSample = async (name: string): Promise<void> => {
    await inbox.row(name).click();
    await region.getByRole("button", { name: "Mit dem Papier vergleichen" }).click();
    await expect(region.getByText("Für die Stichprobe ausgewählt")).toBeVisible();
    await expect(region.locator(".page[data-loaded=true]").first()).toBeVisible();
  };

  await openSample(names[0]);
  await expectAccessible(page);
  await region.getByRole("button", { name: "Scan stimmt überein" }).focus();
  await page.keyboard.press("Enter");
  await expect(region.getByText("Für die Stichprobe ausgewählt")).toBeHidden();
  await expect(region.getByText(/^stimmt überein, Malte Petersen/u)).toBeVisible();
  await expect(inbox.row(names[0])).toHaveCount(0);

  await openSample(names[1]);
  await region.getByRole("button", { name: "Abweichung festhalten …" }).click();
  const dialog = page.getByRole("dialog", { name: "Abweichung vom Papier" });
  await dialog.getByRole("textbox", { name: /^Was weicht ab/u }).fill("Der Eingangsstempel ist nicht zu lesen.");
  await dialog.getByRole("button", { name: "Festhalten" }).click();
  await expect(dialog).toBeHidden();
  await expect(region.getByText("Dieser Scan weicht vom Papier ab")).toBeVisible();
  await expect(region.getByText(/^weicht ab, Malte Petersen/u)).toBeVisible();
  await expectAccessible(page);
  await expect(inbox.row(names[1])).toHaveCount(0);
  await page.getByRole("button", { name: /^Stichproben/u }).click();
  await expect(inbox.row(`Neu scannen: ${names[1]}`)).toHaveCount(1);
  await frame.isSettled();
});
