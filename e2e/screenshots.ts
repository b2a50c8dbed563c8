// `npm run screenshots`: the pictures of docs/screenshots, taken from the built program with the demo town hall in it.
// Must never show anything but made-up people and firms.
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
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

interface Studio {
  readonly town: TownServer;
  readonly open: (name: string, serverUrl?: string, scannerFolder?: string) => Promise<Workstation>;
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
}

/** A scanned invoice, then the same field changed by two people, one of them without the network. */
async function takeAccounting({ town, open, sit }: Studio, folder: string): Promise<void> {
  const cable = await openNetworkCut(town.url);
  const scannerFolder = join(folder, "Scanner-Eingang");
  mkdirSync(scannerFolder, { recursive: true });
  for (const name of ["Rechnung_Heidestrom_2026-10.pdf", "glanzwerk-november.pdf"])
    copyFileSync(join(samples, name), join(scannerFolder, name));
  const [mine, theirs] = [await open("accounting", cable.url, scannerFolder), await open("post")];
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
  await invoice.edit("Produktsachkonto", "11130.524100");
  await otherInvoice.edit("Produktsachkonto", "11130.524200");
  await other.isSettled();
  cable.restore();
  const outbox = await frame.outbox();
  await outbox.syncNow();
  await outbox.refused.first().waitFor();
  cable.cut();
  await frame.isOffline();
  const back = await frame.inbox();
  const second = await back.openInvoice("GW/202608010");
  await second.sign("factual");
  await second.sign("arithmetic");
  await frame.outbox();
  await outbox.waiting.nth(1).waitFor();
  await mine.page.getByRole("region", { name: "Meldungen" }).waitFor({ state: "hidden" });
  await picture(mine.page, "abgleich");
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
  open: async (name, serverUrl = town.url, scannerFolder) => {
    const seat = {
      host: "loopback",
      browser,
      serverUrl,
      tenant: town.tenant,
      dataFolder: join(folder, name),
      enrolmentCode: () => town.enrolmentCode(),
    } as const;
    const station = await launchWorkstation(scannerFolder === undefined ? seat : { ...seat, scannerFolder });
    stations.push(station);
    return station;
  },
  sit: (station, userName) => new SignInPage(station.page).signIn(userName, town.passwordOf(userName)),
};
try {
  await takeOffice(studio);
  await takeAccounting(studio, folder);
} finally {
  for (const station of stations) await station.close();
  await town.close();
  await browser.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
