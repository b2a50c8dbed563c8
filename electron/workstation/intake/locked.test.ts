// A locked PDF in the scanner folder: it asks for its password, is read with it, booked bit for bit, and the password is written nowhere.
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { PDFDocument } from "@cantoo/pdf-lib";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { layouts } from "../../../scanner-inbox/propose/layouts-for-tests.ts";
import { drawPdf } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { ask, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";

let town: TestTown;

const patiently = { timeout: 25_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };
const password = "Wacholderheide-4711";

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("malte", "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
});
afterEach(() => town.close());

test("a locked PDF says so and asks; a wrong password asks again, the right one reads it and is kept nowhere", async () => {
  const folder = join(town.folder, "Scanner");
  await mkdir(folder);
  const document = await PDFDocument.load(await drawPdf({ pages: layouts[0]?.pages ?? [] }));
  document.encrypt({ userPassword: password, ownerPassword: "anderes" });
  const bytes = await document.save();
  await writeFile(join(folder, "Rechnung.pdf"), bytes);
  const logged: string[] = [];
  const desk = await town.desk("desk", {
    scannerFolder: folder,
    timings,
    log: (...line) => void logged.push(JSON.stringify(line)),
  });
  await desk.desk.call("signIn", { userName: "malte", password: "geheim" });
  const file = async () => (await ask(desk, "scanner", {})).folders[0]?.files[0];
  const wants = { stage: "quarantined", mayTakeAnyway: true, wantsPassword: true };
  await vi.waitFor(async () => expect(await file()).toMatchObject({ ...wants, reason: "pdf-password" }), patiently);
  const again = { folder, name: "Rechnung.pdf", anyway: false };
  await desk.desk.call("scanAgain", { ...again, password: "falsch" });
  await vi.waitFor(async () => expect(await file()).toMatchObject({ ...wants, reason: "pdf-password-wrong" }), patiently);
  await desk.desk.call("scanAgain", { ...again, password });
  await vi.waitFor(async () => expect((await ask(desk, "inbox", wholeInbox)).total).toBe(1), patiently);
  await vi.waitFor(async () => expect(await file()).toMatchObject({ stage: "booked", wantsPassword: false }), patiently);
  const [row] = (await ask(desk, "inbox", wholeInbox)).rows;
  const { record } = await ask(desk, "record", { kind: "invoice", id: row?.id ?? "" });
  const invoice = invoiceSchema.parse(record?.body);
  expect(invoice).toMatchObject({ readState: "read", fields: { number: "2026-00417", gross: 26_400 } });
  expect(invoice.checks).toContainEqual({ code: "pdf-encrypted", severity: "warning" });
  expect(invoice.document.sha256).toBe(createHash("sha256").update(bytes).digest("hex"));
  expect(JSON.stringify(invoice) + logged.join("")).not.toContain(password);
  await desk.close();
  for (const entry of await readdir(town.folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) expect((await readFile(join(entry.parentPath, entry.name))).includes(password), entry.name).toBe(false);
});
