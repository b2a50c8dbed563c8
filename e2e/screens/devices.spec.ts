// From the code to the locked-out device: an administrator makes a code, a new device is enrolled with it by hand, works, is locked out,
// says so, and holds nothing any more.
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readKeyFile } from "../../electron/workstation/session/key-file.ts";
import { must } from "../../shared/base/must.ts";
import { expectAccessible } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/spec.ts";
import { DevicesPart } from "../pages/devices-part.ts";
import { EnrolPage } from "../pages/enrol-page.ts";
import { SignInPage } from "../pages/sign-in-page.ts";

/** The one replica's key under the person's password (and the system's key store, where the host has one). */
async function wrappedKey(dataFolder: string): Promise<string> {
  const replicas = join(dataFolder, "replicas");
  const name = must(
    (await readdir(replicas)).find((one) => one.endsWith(".key.json")),
    "somebody has signed in",
  );
  return must(await readKeyFile(join(replicas, name)), "it can be read").wrapped;
}

test("a code from the administrator admits a device; locked out, it says so at its next contact and its replica is gone", async ({
  open,
  town,
  folder,
}) => {
  const office = await open();
  const officeFrame = await new SignInPage(office.page).signIn("aseidel", town.passwordOf("aseidel"));
  await officeFrame.settings();
  const devices = new DevicesPart(office.page);
  await expect(devices.row("dieses Gerät")).toContainText("Anke Seidel");
  const code = await devices.makeCode();
  await expectAccessible(office.page);
  await devices.closeCode();
  await expect(office.page.getByText(code)).toBeHidden();

  const dataFolder = join(folder, "laptop");
  const laptop = await open({ asksForCode: true, dataFolder });
  const enrol = new EnrolPage(laptop.page);
  await enrol.isShown();
  await expectAccessible(laptop.page);
  await enrol.enrol("AAAA-0000-0000", "Laptop Bauhof");
  await expect(laptop.page.getByRole("alert")).toContainText("Diesen Einrichtungscode gibt es nicht.");
  await enrol.enrol(code.toLowerCase(), "Laptop Bauhof");
  const frame = await new SignInPage(laptop.page).signIn("kbrandt", town.passwordOf("kbrandt"));
  await frame.isSettled();
  const inbox = await frame.inbox();
  await expect(inbox.rows().nth(1)).toBeVisible();
  // Somebody without the right sees the own device, and no way to make codes or lock out.
  await frame.settings();
  const own = new DevicesPart(laptop.page);
  await expect(own.row("Laptop Bauhof")).toContainText("dieses Gerät");
  await expect(laptop.page.getByRole("button", { name: "Code erstellen …" })).toBeHidden();
  await expect(laptop.page.getByRole("button", { name: "Sperren …" })).toBeHidden();
  const key = await wrappedKey(dataFolder);

  await devices.refresh();
  await expect(devices.row("Laptop Bauhof")).toContainText("Karin Brandt");
  const question = await devices.askToRevoke("Laptop Bauhof");
  await expect(question).toContainText("löscht das Gerät Vorgänge, Dateien und Suche");
  await expectAccessible(office.page);
  await question.getByLabel("Grund").fill("in der Bahn verloren");
  await question.getByRole("button", { name: "Jetzt sperren" }).click();
  await expect(devices.row("Laptop Bauhof")).toContainText("Grund: in der Bahn verloren");
  await expectAccessible(office.page);

  await expect(laptop.page.getByText("Dieses Gerät wurde gesperrt, die Vorgänge auf ihm sind gelöscht.")).toBeVisible({ timeout: 60_000 });
  await enrol.isShown();
  await expectAccessible(laptop.page);
  // That pages, index and content are wiped too is shown in e2e/town/stories/lost-laptop.test.ts and e2e/town/rights.
  expect(await wrappedKey(dataFolder)).not.toBe(key);
  await expect(laptop.page.getByText("Karin Brandt")).toBeHidden();
});
