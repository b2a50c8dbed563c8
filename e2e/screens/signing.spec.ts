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
  await frame.signOut();

  const ordering = await new SignInPage(page).signIn("shartmann", town.passwordOf("shartmann"));
  const orders = await ordering.inbox();
  await orders.search.fill(number);
  const ordered = await orders.openInvoice(supplier);
  await ordered.sign("order");
  await expect(ordered.proofs).toContainText("Anordnungsgrenze");
  const sheet = await ordered.orderSheet();
  await expect(sheet.getByText("Diese Rechnung hat keine Seiten zum Anhängen", { exact: false })).toBeVisible();
  await expect(sheet.getByText("Gartenbau Heide GmbH")).toBeAttached();
  await expectAccessible(page);
  const saving = page.waitForEvent("download");
  await sheet.getByRole("button", { name: "Als PDF speichern" }).click();
  expect((await saving).suggestedFilename()).toMatch(/^Auszahlungsanordnung 2026-[0-9A-F]{8}\.pdf$/u);
});
