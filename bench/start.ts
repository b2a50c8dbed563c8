// From nothing to an inbox one can work in, against a blank React page on the same host: process, page, sign-in, first row.
import { median, type Report } from "./figure.ts";
import { openMeasuredTown, signInOnPage, type HostProcess, type MeasuredTown } from "./window.ts";

const rounds = 5;

/** A desk with 1,000 open items, signed in before, started anew each time. */
export async function benchStart(report: Report, small: boolean): Promise<void> {
  const town = await openMeasuredTown(small ? 50 : 1_000);
  try {
    const ours: number[] = [];
    const blank: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      blank.push(await startTo(town, town.startBlank, (page) => page.getByText("bereit").waitFor()));
      ours.push(await startTo(town, town.startProgram, signInOnPage));
    }
    report({ case: "interactive inbox", value: median(ours) / median(blank), unit: "ratio" });
    report({ case: "interactive inbox", value: median(ours), unit: "ms" });
    report({ case: "blank page", value: median(blank), unit: "ms" });
  } finally {
    await town.close();
  }
}

async function startTo(
  town: MeasuredTown,
  start: () => Promise<HostProcess>,
  ready: (page: Awaited<ReturnType<MeasuredTown["newPage"]>>) => Promise<void>,
): Promise<number> {
  const page = await town.newPage();
  const started = performance.now();
  const host = await start();
  await page.goto(await host.link());
  await ready(page);
  const taken = performance.now() - started;
  await page.context().close();
  await host.end();
  return taken;
}
