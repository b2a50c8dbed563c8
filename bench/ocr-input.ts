// Typing while text is recognised: from a key in the inbox's search to the painted window, with recognition at rest and on all of its threads,
// in one run. Must never count a key among the busy ones that was pressed while nothing was being recognised.
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { chromium, type Page } from "@playwright/test";
import { fetchLink } from "../build/start/host-link.ts";
import { chromiumLaunch } from "../e2e/fixtures/chromium.ts";
import { deskOverLoopback } from "../e2e/fixtures/desk-over-loopback.ts";
import { launchWorkstation } from "../e2e/fixtures/launch-workstation.ts";
import { startTown } from "../e2e/fixtures/town-server.ts";
import { InboxPage } from "../e2e/pages/inbox-page.ts";
import { SignInPage } from "../e2e/pages/sign-in-page.ts";
import { roomOfThisMachine } from "../scanner-inbox/ocr/ocr-room.ts";
import { pngOf, scanOf } from "../scanner-inbox/ocr/scan-for-tests.ts";
import { layouts } from "../scanner-inbox/propose/layouts-for-tests.ts";
import { drawPdf } from "../scanner-inbox/read/pdf-for-tests.ts";
import { must } from "../shared/base/must.ts";
import { median, type Report } from "./figure.ts";

const person = "mpetersen";
const typed = "rechnung heide";
/** A quick typist's, in milliseconds. */
const betweenKeys = 120;
const a4 = { width: 595, height: 842 };
/** Two files, so that every thread has a page whatever the number of lanes of one. */
const names = ["STAPEL-1.pdf", "STAPEL-2.pdf"];

/** `small` presses fewer keys over fewer open invoices. */
export async function benchOcrInput(report: Report, small: boolean): Promise<void> {
  const [keys, pages, invoices] = small ? [60, 20, 200] : [300, 50, 2_000];
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-bench-"));
  const [scannerFolder, dataFolder] = [join(folder, "scanner"), join(folder, "desk")];
  await mkdir(scannerFolder);
  const town = await startTown({ applications: 0, invoices, documents: 0, files: 0, tasks: 0 });
  const browser = await chromium.launch(chromiumLaunch());
  const own = { serverUrl: town.url, tenant: town.tenant, enrolmentCode: () => town.enrolmentCode() };
  const seat = await launchWorkstation({ ...own, host: "loopback", browser, dataFolder, scannerFolder });
  const beside = await deskOverLoopback(must(await fetchLink(dataFolder), "the host gives a link"));
  try {
    const { page } = seat;
    await new SignInPage(page).signIn(person, town.passwordOf(person));
    const inbox = new InboxPage(page);
    await inbox.search.waitFor();
    let recognising = false;
    beside.desk.watch(
      "scanner",
      {},
      ({ folders }) => (recognising = folders.some(({ files }) => files.some(({ mayStop }) => mayStop))),
      () => undefined,
    );
    // The first keys meet a list that is still being filled and code that was never run.
    await keysToPaint(page, inbox, 30, () => true);
    const atRest = await keysToPaint(page, inbox, keys, () => true);
    const stack = await stackOf(pages);
    for (const name of names) {
      await writeFile(join(folder, name), stack(name));
      await rename(join(folder, name), join(scannerFolder, name));
    }
    const busy = await keysToPaint(page, inbox, keys, () => recognising);
    report({ case: "threads that recognise", value: roomOfThisMachine(undefined).threads, unit: "count" });
    for (const [name, took] of [
      ["at rest", atRest],
      ["recognising", busy],
    ] as const) {
      report({ case: `key to paint, ${name}, keys`, value: took.length, unit: "count" });
      report({ case: `key to paint, ${name}, median`, value: median(took), unit: "ms" });
      report({ case: `key to paint, ${name}, p95`, value: at95(took), unit: "ms" });
    }
    report({ case: "key to paint, p95, recognising over at rest", value: at95(busy) / at95(atRest), unit: "ratio" });
  } finally {
    beside.close();
    await seat.close();
    await browser.close();
    await town.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Milliseconds from each key to the frame after it, for keys before and after which `counts` holds; waits for it, three minutes at most. */
async function keysToPaint(page: Page, { search }: InboxPage, keys: number, counts: () => boolean): Promise<readonly number[]> {
  const until = Date.now() + 180_000;
  const took: number[] = [];
  await search.fill("");
  for (let index = 0; took.length < keys && Date.now() < until; index += 1) {
    await page.waitForTimeout(betweenKeys);
    if (!counts()) continue;
    const key = typed[index % (typed.length + 1)];
    const painted = page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const onKey = ({ timeStamp }: KeyboardEvent): void => {
            // The message comes after the frame that is drawn next.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - timeStamp);
            requestAnimationFrame(() => port2.postMessage(null));
          };
          document.addEventListener("keydown", onKey, { capture: true, once: true });
        }),
    );
    // The list has to be asked for anew each time a word is done.
    await search.press(key === undefined ? "Control+A" : key === " " ? "Space" : key);
    const milliseconds = await painted;
    if (counts()) took.push(milliseconds);
  }
  return took;
}

function at95(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;
}

/** A stack that is only pictures, A4 at 300 dpi; one of another name has other bytes, so that none is known. */
async function stackOf(pages: number): Promise<(name: string) => Uint8Array> {
  const drawn = await drawPdf({ pages: must(layouts[0], "there are layouts").pages });
  const picture = pngOf(await scanOf(drawn, { dpi: 300, skew: 1, noise: 30 }));
  const made = new Map<string, Uint8Array>();
  for (const name of names) {
    const document = await PDFDocument.create();
    document.setTitle(name);
    const image = await document.embedPng(picture);
    for (let index = 0; index < pages; index += 1) document.addPage([a4.width, a4.height]).drawImage(image, { x: 0, y: 0, ...a4 });
    made.set(name, await document.save());
  }
  return (name) => must(made.get(name), "it was made");
}
