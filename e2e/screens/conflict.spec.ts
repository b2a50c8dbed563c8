// Two people change the same field, one of them without the network: both values are shown, and the person decides.
import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

const samples = join(import.meta.dirname, "..", "..", "scanner-inbox", "samples");

test("a field that two people changed shows both values, and one's own can be sent again", async ({ open, cable, town, folder }) => {
  const scannerFolder = join(folder, "scanner");
  await mkdir(scannerFolder, { recursive: true });
  await copyFile(join(samples, "Uhlenbusch Rechnung November.pdf"), join(scannerFolder, "Uhlenbusch.pdf"));
  const [one, two] = await Promise.all([open({ serverUrl: cable.url, scannerFolder }), open()]);
  const mine = await new SignInPage(one.page).signIn("mpetersen", town.passwordOf("mpetersen"));
  const theirs = await new SignInPage(two.page).signIn("lwinkel", town.passwordOf("lwinkel"));
  const [myInbox, theirInbox] = [await mine.inbox(), await theirs.inbox()];
  await myInbox.search.fill("R-202602491");
  await theirInbox.search.fill("R-202602491");
  const [myInvoice, theirInvoice] = [await myInbox.openInvoice("Uhlenbusch"), await theirInbox.openInvoice("Uhlenbusch")];
  await mine.isSettled();
  cable.cut();
  await mine.isOffline();
  await myInvoice.edit("Bestellnummer", "MEINE-1");
  await theirInvoice.edit("Bestellnummer", "DEREN-2");
  await theirs.isSettled();
  cable.restore();
  const outbox = await mine.outbox();
  await outbox.syncNow();
  await expect(outbox.refused).toHaveCount(1);
  await expect(outbox.refused).toContainText("MEINE-1");
  await expect(outbox.refused).toContainText("DEREN-2");
  await expectAccessible(one.page);
  await outbox.refused.getByRole("button", { name: "Meins erneut senden" }).click();
  await expect(outbox.refused).toHaveCount(0);
  await mine.isSettled();
  await expect(theirInvoice.field("Bestellnummer")).toHaveValue("MEINE-1");
});
