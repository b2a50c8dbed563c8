// A thousand scans in one sitting: each waits, is looked at and booked by keyboard in a real window; what window and desk hold must not grow.
import { readFileSync, existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { chromiumLaunch } from "../e2e/fixtures/chromium.ts";
import { launchWorkstation } from "../e2e/fixtures/launch-workstation.ts";
import { heldByWindow, sitThrough, writeScan } from "../e2e/fixtures/sitting.ts";
import { startTown } from "../e2e/fixtures/town-server.ts";
import { SignInPage } from "../e2e/pages/sign-in-page.ts";
import { median, type Report } from "./figure.ts";

const person = "mpetersen";
const marks = 10;
/** So many lie in the folder at a time, as a scanner delivers them. */
const ahead = 20;

/** `small` takes 50 scans for a smoke run. */
export async function benchSoak(report: Report, small: boolean): Promise<void> {
  const scans = small ? 50 : 1_000;
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder);
  const town = await startTown({ applications: 0, invoices: 0, documents: 0, files: 0, tasks: 0 });
  const browser = await chromium.launch(chromiumLaunch());
  const seat = await launchWorkstation({
    host: "loopback",
    browser,
    serverUrl: town.url,
    tenant: town.tenant,
    enrolmentCode: () => town.enrolmentCode(),
    dataFolder: join(folder, "desk"),
    scannerFolder,
  });
  let written = 0;
  const scan = async (): Promise<void> => {
    if (written >= scans) return;
    written += 1;
    await writeScan(scannerFolder, `SCAN-${String(written).padStart(4, "0")}`);
  };
  try {
    for (let index = 0; index < ahead; index += 1) await scan();
    await new SignInPage(seat.page).signIn(person, town.passwordOf(person));
    await seat.page.keyboard.press("Alt+5");
    const [inWindow, inDesk]: [number[], number[]] = [[], []];
    const started = performance.now();
    await sitThrough(seat.page, scans, async (booked) => {
      await scan();
      if (booked % (scans / marks) !== 0) return;
      inWindow.push((await heldByWindow(seat.page)) / 1_000_000);
      inDesk.push(megabytesOf(seat.deskProcess));
      report({ case: `window holds, after ${booked}`, value: inWindow.at(-1) ?? Number.NaN, unit: "MB" });
      report({ case: `desk's process, after ${booked}`, value: inDesk.at(-1) ?? Number.NaN, unit: "MB" });
    });
    report({ case: `${scans} scans, each`, value: (performance.now() - started) / scans / 1_000, unit: "s" });
    for (const [what, held] of [
      ["window holds", inWindow],
      ["desk's process", inDesk],
    ] as const) {
      report({
        case: `${what}, second half over first`,
        value: median(held.slice(marks / 2)) / median(held.slice(0, marks / 2)),
        unit: "ratio",
      });
    }
  } finally {
    await seat.close();
    await browser.close();
    await town.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What a process has in memory, where the system says it (Linux). */
function megabytesOf(process: number | undefined): number {
  const status = `/proc/${String(process)}/status`;
  const kibibytes = existsSync(status) ? /VmRSS:\s+(\d+)/u.exec(readFileSync(status, "utf8"))?.[1] : undefined;
  return kibibytes === undefined ? Number.NaN : Number(kibibytes) / 1_024;
}
