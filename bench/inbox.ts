// Opening the inbox with 1,000 and with 100,000 open items: a page load to its first row, against a blank React page on the same host.
import { median, timed, type Report } from "./figure.ts";
import { firstRow, openMeasuredTown, signInOnPage } from "./window.ts";

const rounds = 7;

/** `small` takes 50 items. */
export async function benchInbox(report: Report, small: boolean): Promise<void> {
  for (const size of small ? [50] : [1_000, 100_000]) {
    const town = await openMeasuredTown(size);
    try {
      const blank = await town.startBlank();
      const blankPage = await town.newPage();
      await blankPage.goto(await blank.link());
      const bare = await timed(rounds, async () => {
        await blankPage.reload();
        await blankPage.getByText("bereit").waitFor();
      });
      await blank.end();
      const program = await town.startProgram();
      const page = await town.newPage();
      await page.goto(await program.link());
      await signInOnPage(page);
      const ours = await timed(rounds, async () => {
        await page.reload();
        await firstRow(page);
      });
      await program.end();
      report({ case: String(size), value: median(ours) / median(bare), unit: "ratio" });
      report({ case: String(size), value: median(ours), unit: "ms" });
    } finally {
      await town.close();
    }
  }
}
