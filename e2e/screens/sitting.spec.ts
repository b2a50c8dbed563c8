// A long sitting in the Scan-Eingang leaves nothing behind in the window. The thousand of a whole day are `npm run bench -- soak`.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { heldByWindow, sitThrough, writeScan } from "../fixtures/sitting.ts";
import { expect, test } from "../fixtures/spec.ts";
import { ScansPage } from "../pages/scans-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const scans = 24;
const warm = 8;

test("scans that each want a look are booked without the mouse, and what was shown of them is let go", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  for (let index = 1; index <= scans; index += 1) await writeScan(scannerFolder, `SITZUNG-2026-${String(index).padStart(2, "0")}`);
  const { page } = await open({ scannerFolder });
  await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await page.keyboard.press("Alt+5");
  const held: number[] = [];
  await sitThrough(page, scans, async (booked) => {
    if (booked === warm || booked === scans) held.push(await heldByWindow(page));
  });
  const [early = 0, late = 0] = held;
  // One scan's pictures are some hundred kilobytes: sixteen that stayed would be many times this.
  expect(late - early).toBeLessThan(2_000_000);
  const screen = new ScansPage(page);
  await expect(screen.balances.first()).toContainText(String(scans));
  await expect(screen.files.filter({ hasText: "gebucht" }).first()).toBeVisible();
});
