// Signing wants the password: online the server looks at it, without network the workstation, and the invoice shows what the server found right.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ublForTests } from "../../scanner-inbox/read/ubl-for-tests.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const number = "GH-2026-0093";
const supplier = "Gartenbau Heide GmbH";

test("the password signs, wrong it does not; without network the signature waits, and back online its proof list fills", async ({
  open,
  cable,
  town,
  folder,
}) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const { page } = await open({ serverUrl: cable.url, scannerFolder });
  const frame = await new SignInPage(page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await writeFile(join(scannerFolder, "xrechnung.xml"), ublForTests({ number, lines: 37 }));
  const inbox = await frame.inbox();
  await inbox.search.fill(number);
  const invoice = await inbox.openInvoice(supplier);

  const dialog = await invoice.beginSigning("factual");
  await page.keyboard.type("geraten");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText("Das Passwort stimmt nicht.")).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await invoice.isIn("erfasst");
  await invoice.sign("factual");
  await expect(invoice.proofs).toContainText("vom Server geprüft");
  await frame.isSettled();

  cable.cut();
  await frame.isOffline();
  const offline = await invoice.beginSigning("arithmetic");
  await page.keyboard.type("geraten");
  await page.keyboard.press("Enter");
  await expect(offline.getByText("Das Passwort stimmt nicht.")).toBeVisible();
  await page.keyboard.press("Escape");
  await invoice.sign("arithmetic");
  await invoice.isIn("anordnungsreif");
  await expect(invoice.proofs).toContainText("Ohne Netz mit Passwort bestätigt. Wird am Server geprüft, sobald er erreichbar ist.");
  await expectAccessible(page);

  cable.restore();
  await (await frame.outbox()).syncNow();
  await frame.isSettled();
  const again = await (await frame.inbox()).openInvoice(supplier);
  await expect(again.proofs).toContainText("am Server nachgeprüft");
  await expect(again.proofs).toContainText("rechnerische Feststellung");
  await expectAccessible(page);
});
