// What a killed program left of mails it had taken apart lies there in plain text: it goes whenever a right may have gone, and nothing else does.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { writeMail } from "../../../scanner-inbox/read/mail-for-tests.ts";
import { drawPdf } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { must } from "../../../shared/base/must.ts";
import { ask } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

const word = "Xqvzmarkwort";
const patiently = { timeout: 25_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };

let town: TestTown;
beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
});
afterEach(() => town.close());

const unpacked = (): string => join(town.folder, "desk", "unpacked");

/** As a program that was killed between taking a mail apart and booking it leaves it. */
async function leaveBehind(): Promise<void> {
  await mkdir(join(unpacked(), "killed"), { recursive: true });
  await writeFile(join(unpacked(), "killed", "1.pdf"), `Rechnung an ${word}`);
  expect(await left()).toEqual([join("killed", "1.pdf")]);
}

/** The files in which the word lies. */
async function left(): Promise<readonly string[]> {
  const names = await readdir(unpacked(), { recursive: true, withFileTypes: true }).catch(() => []);
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = await Promise.all(files.map((file) => readFile(file, "latin1")));
  return files.filter((_file, no) => texts[no]?.includes(word)).map((file) => file.slice(unpacked().length + 1));
}

const gone = (): Promise<void> => vi.waitFor(async () => expect(await left()).toEqual([]), patiently);

test.each(["with a scanner folder", "without one"])("it is gone at the start, %s", async (kind) => {
  await leaveBehind();
  await town.desk("desk", kind === "without one" ? {} : { scannerFolder: join(town.folder, "Scanner") });
  expect(await left()).toEqual([]);
});

test("it is gone when its person signs out, and when the program ends", async () => {
  const here = await town.signedIn("desk", "malte");
  await leaveBehind();
  await here.desk.call("signOut", {});
  expect(await left()).toEqual([]);
  await leaveBehind();
  await here.close();
  expect(await left()).toEqual([]);
});

test("it is gone when a role is lost, and when a single record leaves", async () => {
  town.town.addPerson("anna", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  const here = await town.signedIn("desk", "malte");
  await leaveBehind();
  town.town.grant("malte", [{ role: "CLERK", unit: "buergerservice" }]);
  await here.desk.call("syncNow", {});
  await gone();
  const id = town.town.receiveApplication("Wolter");
  await here.desk.call("syncNow", {});
  await leaveBehind();
  const { actor } = must(town.town.people.get("anna"), "added above");
  expect(town.town.act(actor, "application", "handOver", id, { unit: "standesamt" }).answer).toBe("accepted");
  await here.desk.call("syncNow", {});
  await gone();
});

test.each([true, false])("it is gone when the device is locked out; somebody sits there: %s", async (seated) => {
  const here = await town.signedIn("desk", "malte");
  const file: { device: string } = JSON.parse(await readFile(join(town.folder, "desk", "device.json"), "utf8"));
  if (!seated) await here.desk.call("signOut", {});
  await leaveBehind();
  town.town.revoked.add(file.device);
  if (seated) await here.desk.call("syncNow", {}).catch(() => undefined);
  await gone();
});

test("what is being booked stays meanwhile", async () => {
  const folder = join(town.folder, "Scanner");
  await mkdir(folder);
  const here: Workstation = await town.desk("desk", { scannerFolder: folder, timings });
  await here.desk.call("signIn", { userName: "malte", password: "geheim" });
  await vi.waitFor(async () => expect((await ask(here, "scanner", {})).folders[0]?.active).toBe(true), patiently);
  town.server.judgePush = () => "cut";
  const pdf = await drawPdf({ pages: [[[50, 50, "eins"]]] });
  await writeFile(join(folder, "Eingang.eml"), writeMail({ attachments: [{ name: "Rechnung.pdf", content: pdf }] }));
  await vi.waitFor(async () => expect(await readdir(unpacked())).toHaveLength(1), patiently);
  await leaveBehind();
  town.town.grant("malte", [
    { role: "CAPTURE", unit: "finanzen" },
    { role: "CLERK", unit: "buergerservice" },
  ]);
  town.server.judgePush = undefined;
  await here.desk.call("syncNow", {});
  await gone();
  await vi.waitFor(
    async () => expect((await ask(here, "scanner", {})).folders[0]?.days).toMatchObject([{ booked: 1, agrees: true }]),
    patiently,
  );
});
