// Somebody is away: a deputy named by keyboard orders in their name. And an order above a limit that was lowered meanwhile is refused with the reason.
import { execFile } from "node:child_process";
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import type { Frame } from "../pages/frame.ts";
import type { InvoiceView } from "../pages/invoice-view.ts";
import { SettingsPage } from "../pages/settings-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const root = join(import.meta.dirname, "..", "..");
const samples = join(root, "scanner-inbox", "samples");
const execute = promisify(execFile);
const ostheide = "P26-202600479";
const wasserverband = "WV202601110";

/** The invoice is certified twice and waits for an order. */
async function certified(accounting: Frame, scannerFolder: string, file: string, words: string): Promise<void> {
  await copyFile(join(samples, file), join(scannerFolder, file));
  const invoice = await found(accounting, words);
  await invoice.sign("factual");
  await invoice.sign("arithmetic");
  await accounting.isSettled();
}

async function found(frame: Frame, words: string): Promise<InvoiceView> {
  const inbox = await frame.inbox();
  await inbox.search.fill(words);
  return inbox.openInvoice(words);
}

test("a deputy named by keyboard orders in the principal's name, and order and history name both", async ({ open, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const [one, two, three] = await Promise.all([open({ scannerFolder }), open(), open()]);
  const accounting = await new SignInPage(one.page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await certified(accounting, scannerFolder, "P26-Ostheide-Planung.xml", ostheide);
  const principal = await new SignInPage(two.page).signIn("shartmann", town.passwordOf("shartmann"));
  const deputy = await new SignInPage(three.page).signIn("gthiele", town.passwordOf("gthiele"));

  await principal.settings();
  const settings = new SettingsPage(two.page);
  await expect(settings.deputies).toContainText("Niemand vertritt Sie.");
  await expectAccessible(two.page);
  await settings.nameDeputyByKeys("Gesa", () => expectAccessible(two.page));
  await expect(settings.deputyRow("Gesa Thiele")).toContainText("Anordnungsbefugnis (alle Einheiten)");
  await expect(settings.deputyRow("Gesa Thiele")).toContainText("gilt");
  await principal.isSettled();
  await expectAccessible(two.page);
  await two.page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(two.page);

  const invoice = await found(deputy, ostheide);
  await invoice.sign("order");
  await invoice.isIn("angeordnet");
  const sentence = "Gesa Thiele in Vertretung für Sabine Hartmann hat die Auszahlung angeordnet";
  await expect(invoice.region.getByText(sentence)).toBeVisible();
  await deputy.isSettled();
  await deputy.settings();
  await expect(new SettingsPage(three.page).deputies).toContainText("Sabine Hartmann");
  const elsewhere = await found(accounting, ostheide);
  await expect(elsewhere.region.getByText(sentence)).toBeVisible();

  await settings.deputies.getByRole("button", { name: "Vertretung durch Gesa Thiele für Sabine Hartmann beenden" }).click();
  await expect(settings.deputyRow("Gesa Thiele")).toContainText("beendet");
});

test("ordered without network, above a limit lowered meanwhile: refused with the limit and who may order", async ({
  open,
  cable,
  town,
  folder,
}) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  const [one, two] = await Promise.all([open({ scannerFolder }), open({ serverUrl: cable.url })]);
  const accounting = await new SignInPage(one.page).signIn("mpetersen", town.passwordOf("mpetersen"));
  await certified(accounting, scannerFolder, "xrechnung-wasserverband.xml", wasserverband);
  const officer = await new SignInPage(two.page).signIn("shartmann", town.passwordOf("shartmann"));
  const setLimit = async (euros: number): Promise<void> => {
    const line = ["--tenant", town.tenant, "--user", "shartmann", "--unit", "*", "--euros", String(euros), "--order", "DA 4"];
    const script = join(root, "server", "cli", "ordering.ts");
    await execute(process.execPath, [script, "set-limit", ...line, "--data", join(town.folder, "server")]);
  };
  try {
    const invoice = await found(officer, wasserverband);
    await officer.isSettled();
    cable.cut();
    await officer.isOffline();
    await invoice.sign("order");
    await invoice.isIn("angeordnet");
    await setLimit(1);
    cable.restore();
    const outbox = await officer.outbox();
    await outbox.syncNow();
    await expect(outbox.refused).toHaveCount(1);
    await expect(outbox.refused).toContainText(/liegt über Ihrer Anordnungsgrenze von 1,00\s€\. Anordnen darf: .*Jens Lüders/u);
    await expectAccessible(two.page);
    const back = await found(officer, wasserverband);
    await back.isIn("anordnungsreif");
  } finally {
    await setLimit(10_000);
  }
});
