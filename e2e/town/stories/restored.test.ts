// The server comes back from a backup while desks hold newer work: what was acknowledged goes up again, once, content included.
import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { resetPassword } from "../../../server/auth/people.ts";
import { demoTenant } from "../../../server/demo/people.ts";
import { must } from "../../../shared/base/must.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { openStoryTown, type StoryTown, type TownDesk } from "../town.ts";
import {
  atServer,
  caughtUp,
  certify,
  comeBack,
  edit,
  history,
  invoiceOf,
  logOf,
  nothingIsLost,
  storyInvoice,
  withInvoices,
} from "./telling.ts";

const samples = join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "samples");
const known = storyInvoice("R-300", { orderReference: "ALT-0" });
const all = { view: "all", kinds: ["invoice"], text: "Uhlenbusch", overdueOnly: false, offset: 0, limit: 5 } as const;
let town: StoryTown;

beforeEach(async () => {
  town = await openStoryTown(withInvoices(known));
});
afterEach(async () => {
  await town.close();
});

/** Scans an invoice at a desk; its id, once the server has it. */
async function scan(desk: TownDesk): Promise<string> {
  const name = "Uhlenbusch Rechnung November.pdf";
  await copyFile(join(samples, name), join(desk.scannerFolder, name));
  const sort = { by: "received", descending: true } as const;
  const { rows } = await desk.until("inbox", { ...all, kinds: ["invoice"], sort }, (value) => value.rows.length === 1);
  await desk.until("scanner", {}, ({ folders }) => folders[0]?.days[0]?.booked === 1);
  await desk.settled();
  return must(rows[0], "it was waited for").id;
}

async function bytesOf(desk: TownDesk, id: string): Promise<number> {
  const { document } = await invoiceOf(desk, id);
  const args = { record: { kind: "invoice", id }, sha256: document.sha256, offset: 0, length: document.size };
  const { base64 } = await desk.desk.call("readContent", args);
  expect(Buffer.from(base64, "base64").length).toBe(document.size);
  return document.size;
}

test("acknowledged work comes up again: an edit, a scan with its file, and a certification of what another desk has scanned", async () => {
  const [scanner, certifier] = [await town.sitDown("mpetersen"), await town.sitDown("gthiele")];
  await invoiceOf(certifier, known.id);
  await town.server.backUp();
  await Promise.all([comeBack(scanner), comeBack(certifier)]);

  await edit(scanner, known.id, { orderReference: "NEU-1" });
  const scanned = await scan(scanner);
  await certifier.until("record", { kind: "invoice", id: scanned }, (value) => value.record !== null);
  expect(await certify(certifier, scanned, "arithmetic")).toBe("applied");
  await certifier.settled();
  await caughtUp(town, scanner, "invoice", scanned);

  scanner.cut();
  certifier.cut();
  await town.server.restoreBackup();
  expect(await atServer(town, "invoice", scanned)).toBeUndefined();
  expect((await atServer(town, "invoice", known.id))?.body).toMatchObject({ fields: { orderReference: "ALT-0" } });

  // Who certified is back first: the server does not know the invoice, and says so; nothing is thrown away.
  await comeBack(certifier);
  const [refused] = await certifier.until("outbox", {}, ([entry]) => entry?.state === "refused");
  expect(refused).toMatchObject({ name: "certify", refusal: { code: "recordMissing" } });
  // With the desk that scanned it the invoice and its file come back, and the certification follows by itself.
  await comeBack(scanner);
  await certifier.until("outbox", {}, (entries) => entries.length === 0);
  await scanner.until("record", { kind: "invoice", id: scanned }, (value) => value.record?.version === 2);
  const invoice = await invoiceOf(scanner, scanned);
  expect(invoice.arrivals).toHaveLength(1);
  expect(invoice.certifications.arithmetic?.by).toBe("p-gthiele");
  expect(history({ ...invoice })).toEqual([
    expect.stringContaining("Malte Petersen hat die Datei"),
    "Gesa Thiele hat festgestellt: rechnerisch richtig",
  ]);
  expect((await invoiceOf(scanner, known.id)).fields.orderReference).toBe("NEU-1");
  expect((await atServer(town, "invoice", known.id))?.version).toBe(2);

  // Somebody who was not there yet reads record and file from the server.
  const third = await town.sitDown("jlueders");
  await caughtUp(town, third, "invoice", scanned);
  expect(await bytesOf(third, scanned)).toBeGreaterThan(0);
  const accepted = (await logOf(town)).filter((entry) => entry.answer === "accepted").map((entry) => entry.name);
  expect(accepted.toSorted()).toEqual(["capture", "certify", "editFields"]);
  for (const id of [scanned, known.id]) await nothingIsLost(town, { kind: "invoice", id }, scanner, certifier, third);
});

test("restored twice: what the server already has again is not applied a second time", async () => {
  const desk = await town.sitDown("mpetersen");
  await town.server.backUp();
  await comeBack(desk);
  await edit(desk, known.id, { orderReference: "NEU-1" });
  await desk.settled();
  await edit(desk, known.id, { orderReference: "NEU-2" });
  await desk.settled();
  for (const round of [1, 2]) {
    await town.server.restoreBackup();
    if (round === 2) {
      // The backup does not know the session that began after it: the desk asks for the password and keeps the work.
      await desk.until("sync", {}, (state) => state.problem === "tokenExpired");
      await desk.desk.call("signIn", { userName: "mpetersen", password: "demo-mpetersen" });
    }
    await comeBack(desk);
    await desk.until("record", { kind: "invoice", id: known.id }, (value) => value.record?.version === 3);
    expect((await invoiceOf(desk, known.id)).fields.orderReference, `round ${round}`).toBe("NEU-2");
    expect((await logOf(town)).filter((entry) => entry.name === "editFields")).toHaveLength(2);
  }
  // A restore that lost nothing: everything goes up again and is answered from the log.
  await town.server.backUp();
  await comeBack(desk);
  await town.server.restoreBackup();
  await desk.desk.call("signIn", { userName: "mpetersen", password: "demo-mpetersen" });
  await comeBack(desk);
  expect((await atServer(town, "invoice", known.id))?.version).toBe(3);
  await nothingIsLost(town, { kind: "invoice", id: known.id }, desk);
});

test("a password that was reset after the backup opens nothing any more; reset once more, the desk opens and sends what waited", async () => {
  const before = await town.sitDown("mpetersen");
  await invoiceOf(before, known.id);
  await town.server.backUp();
  await comeBack(before);
  const database = town.server.openDatabase();
  const reset = (password: string) => resetPassword(database, demoTenant, "mpetersen", new Date().toISOString(), password);
  await reset("nach-der-Sicherung");
  await before.close();
  const desk = await town.sitDown("mpetersen", before.dataFolder, { password: "nach-der-Sicherung" });
  desk.cut();
  await edit(desk, known.id, { orderReference: "NEU-1" });
  await desk.desk.call("signOut", {});
  await town.server.restoreBackup();
  desk.restore();

  const signIn = (password: string) => desk.desk.call("signIn", { userName: "mpetersen", password });
  await expect(signIn("nach-der-Sicherung")).rejects.toMatchObject({ code: "signInFailed" });
  await expect(signIn("demo-mpetersen")).rejects.toMatchObject({ code: "replicaLocked" });
  expect(deskErrors.replicaLocked).toMatch(/Systembetreuung zurücksetzen.*bleibt erhalten/u);
  const again = town.server.openDatabase();
  await resetPassword(again, demoTenant, "mpetersen", new Date().toISOString(), "nach-der-Wiederherstellung");
  expect(await signIn("nach-der-Wiederherstellung")).toEqual({ mode: "online" });
  await desk.until("outbox", {}, (entries) => entries.length === 0);
  expect((await atServer(town, "invoice", known.id))?.body).toMatchObject({ fields: { orderReference: "NEU-1" } });
});
