// `npm run screenshots`: the pictures of docs/screenshots, taken from the built program with the demo town hall in it.
// Must never show anything but made-up people and firms.
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "@playwright/test";
import { buildAll } from "../build/bundle/build-all.ts";
import { ensureBrowser } from "../build/test/browser.ts";
import { chromiumLaunch } from "./fixtures/chromium.ts";
import { launchWorkstation, type Workstation } from "./fixtures/launch-workstation.ts";
import { openNetworkCut } from "./fixtures/network-cut.ts";
import { smallPng } from "./fixtures/small-png.ts";
import { startTown, type TownServer } from "./fixtures/town-server.ts";
import { ConflictPage } from "./pages/conflict-page.ts";
import { DevicesPart } from "./pages/devices-part.ts";
import { EnrolPage } from "./pages/enrol-page.ts";
import { SettingsPage } from "./pages/settings-page.ts";
import { SignInPage } from "./pages/sign-in-page.ts";
import type { Frame } from "./pages/frame.ts";

const root = join(import.meta.dirname, "..");
const target = join(root, "docs", "screenshots");
const samples = join(root, "scanner-inbox", "samples");
const mostBytes = 300_000;

/** Takes one picture once nothing moves and no message lies over it. */
async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 450);
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  const file = join(target, `${name}.png`);
  const png = smallPng(await page.screenshot({ animations: "disabled", caret: "hide" }));
  writeFileSync(file, png);
  const size = png.length;
  if (size > mostBytes) throw new Error(`${name}.png has ${size} bytes`);
  console.log(`${name}.png  ${Math.round(size / 1000)} kB`);
}

interface Place {
  readonly serverUrl?: string;
  readonly scannerFolder?: string;
  /** Not enrolled by itself: it asks for its code. */
  readonly asksForCode?: boolean;
}

interface Studio {
  readonly town: TownServer;
  readonly open: (name: string, more?: Place) => Promise<Workstation>;
  readonly sit: (station: Workstation, userName: string) => Promise<Frame>;
}

/** Everything that one person sees who works on applications and invoices. */
async function takeOffice({ open, sit }: Studio): Promise<void> {
  const station = await open("office");
  const { page } = station;
  await new SignInPage(page).isShown();
  await picture(page, "sign-in");
  const frame = await sit(station, "jlueders");
  await frame.isSettled();
  const inbox = await frame.inbox();
  await inbox.row("Antrag").filter({ hasText: "in Bearbeitung" }).nth(1).click();
  await inbox.reading.locator(".pdfViewer .page[data-loaded=true]").first().waitFor();
  await picture(page, "inbox");
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "inbox-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "Anträge" }).click();
  await inbox.view("Niemand");
  await inbox.rows().nth(1).click();
  await inbox.reading.locator(".pdfViewer .page[data-loaded=true]").first().waitFor();
  await inbox.reading.getByRole("button", { name: "Übernehmen" }).waitFor();
  await picture(page, "application");
  const archive = await frame.archive();
  await archive.find("Leuchten Himbergen");
  await archive.grid.locator(".grid__row[aria-rowindex]").nth(1).click();
  await archive.pdf.isDrawn();
  await archive.pdf.highlights.first().waitFor();
  await picture(page, "archive");
  await takeManyAtOnce(page, frame);
}

/** Several rows of the inbox in one act, and the list of own steps that can take it back. */
async function takeManyAtOnce(page: Page, frame: Frame): Promise<void> {
  const inbox = await frame.inbox();
  await inbox.view("Niemand");
  await inbox.rows().nth(4).waitFor();
  await inbox.search.focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Space");
  for (let row = 0; row < 3; row += 1) await page.keyboard.press("Shift+ArrowDown");
  await page.getByRole("group", { name: "Auswahl" }).waitFor();
  await inbox.reading.getByText("von 1", { exact: true }).waitFor();
  await inbox.reading.locator(".pdfViewer .page[data-loaded=true]:not(.loadingIcon)").first().waitFor();
  await picture(page, "inbox-selection");
  await page.keyboard.press("z");
  await page.getByText("4 übernommen").waitFor();
  await frame.isSettled();
  await page.keyboard.press("Alt+4");
  await page.getByRole("row").nth(1).waitFor();
  await nothingSaid(page);
  await picture(page, "steps");
}

/** A new device at its first start, and what an administrator sees of it; a deputy named by somebody who orders. */
async function takeAdministration({ open, sit }: Studio): Promise<void> {
  const fresh = await open("fresh", { asksForCode: true });
  await new EnrolPage(fresh.page).isShown();
  await picture(fresh.page, "enrolment");
  const office = await open("administration");
  const frame = await sit(office, "aseidel");
  await frame.isSettled();
  await frame.settings();
  const devices = new DevicesPart(office.page);
  await devices.row("dieses Gerät").waitFor();
  await devices.table.scrollIntoViewIfNeeded();
  await picture(office.page, "settings-devices");
  const officer = await open("officer");
  const officerFrame = await sit(officer, "shartmann");
  await officerFrame.isSettled();
  await officerFrame.settings();
  const settings = new SettingsPage(officer.page);
  await settings.nameDeputyByKeys("Gesa", () => picture(officer.page, "deputy"));
}

async function nothingSaid(page: Page): Promise<void> {
  await page.getByRole("region", { name: "Meldungen" }).waitFor({ state: "hidden" });
}

/** A scanned invoice, then the same field changed by two people, one of them without the network. */
async function takeAccounting({ town, open, sit }: Studio, folder: string): Promise<void> {
  const cable = await openNetworkCut(town.url);
  const scannerFolder = join(folder, "Scanner-Eingang");
  mkdirSync(scannerFolder, { recursive: true });
  for (const name of ["Rechnung_Heidestrom_2026-10.pdf", "glanzwerk-november.pdf"])
    copyFileSync(join(samples, name), join(scannerFolder, name));
  const [mine, theirs] = [await open("accounting", { serverUrl: cable.url, scannerFolder }), await open("post")];
  const frame = await sit(mine, "mpetersen");
  const other = await sit(theirs, "lwinkel");
  const inbox = await frame.inbox();
  await inbox.newestFirst();
  // A row that arrives moves those below it.
  await inbox.row("GW/202608010").waitFor();
  await inbox.row("HS202602782").waitFor();
  await frame.isSettled();
  const invoice = await inbox.openInvoice("HS202602782");
  await invoice.pdf.isDrawn();
  await frame.isSettled();
  await picture(mine.page, "invoice");
  await mine.page.setViewportSize({ width: 1280, height: 720 });
  await picture(mine.page, "invoice-1280");
  await mine.page.setViewportSize({ width: 1440, height: 900 });

  const otherInbox = await other.inbox();
  await otherInbox.newestFirst();
  const otherInvoice = await otherInbox.openInvoice("HS202602782");
  cable.cut();
  await frame.isOffline();
  await invoice.edit("Bestellnummer", "B-2026-17");
  await otherInvoice.edit("Bestellnummer", "B-2026-71");
  await other.isSettled();
  cable.restore();
  const outbox = await frame.outbox();
  await outbox.syncNow();
  await outbox.refused.first().waitFor();
  cable.cut();
  await frame.isOffline();
  const back = await frame.inbox();
  const second = await back.openInvoice("GW/202608010");
  // What was not read surely is confirmed first, by the keys a person uses.
  const unsure = second.region.getByText(/noch zu bestätigen/u);
  while (await unsure.isVisible()) {
    await mine.page.keyboard.press("F8");
    await mine.page.keyboard.press("Enter");
    await mine.page.waitForTimeout(500);
  }
  await second.sign("factual");
  await second.sign("arithmetic");
  await frame.outbox();
  await outbox.waiting.nth(1).waitFor();
  await nothingSaid(mine.page);
  await picture(mine.page, "abgleich");
  await frame.sync.click();
  await mine.page.getByRole("dialog").waitFor();
  await picture(mine.page, "connection");
  await mine.page.keyboard.press("Escape");
  await mine.page.getByRole("button", { name: "Klären", exact: true }).first().click();
  await new ConflictPage(mine.page).field("Bestellnummer").waitFor();
  await picture(mine.page, "conflict");
  const sheet = readFileSync(join(samples, "glanzwerk-november.pdf"));
  writeFileSync(join(scannerFolder, "SCAN0042.pdf"), sheet.subarray(0, Math.floor(sheet.length / 2)));
  writeFileSync(join(scannerFolder, "SCAN0041.pdf"), Buffer.concat([sheet, Buffer.from("\n% another\n")]));
  const scans = await frame.scans();
  await scans.file("SCAN0042.pdf").waitFor();
  await scans.file("SCAN0041.pdf").waitFor();
  await picture(mine.page, "scans");
  await cable.close();
}

await buildAll({ root, strict: true, say: (line) => console.log(line) });
process.env["CHROMIUM_PATH"] ??= ensureBrowser();
mkdirSync(target, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "screenshots-"));
const browser: Browser = await chromium.launch(chromiumLaunch());
const town = await startTown({ applications: 90, invoices: 45, documents: 700, files: 90, tasks: 8, seed: "pictures" });
const stations: Workstation[] = [];
const studio: Studio = {
  town,
  open: async (name, { serverUrl = town.url, scannerFolder, asksForCode = false } = {}) => {
    const station = await launchWorkstation({
      host: "loopback",
      browser,
      serverUrl,
      tenant: town.tenant,
      dataFolder: join(folder, name),
      ...(scannerFolder === undefined ? {} : { scannerFolder }),
      ...(asksForCode ? {} : { enrolmentCode: () => town.enrolmentCode() }),
    });
    stations.push(station);
    return station;
  },
  sit: (station, userName) => new SignInPage(station.page).signIn(userName, town.passwordOf(userName)),
};
try {
  await takeOffice(studio);
  await takeAccounting(studio, folder);
  await takeAdministration(studio);
} finally {
  for (const station of stations) await station.close();
  await town.close();
  await browser.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
