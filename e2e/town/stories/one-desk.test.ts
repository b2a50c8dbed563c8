// What happens to work that waits at a desk: a forgotten password, two people at one PC, a file cut in the middle, a full disk.
import { appendFile, copyFile, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { randomBytes } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { noteEvent } from "../../../server/audit/note.ts";
import { resetPassword } from "../../../server/auth/people.ts";
import { demoTenant } from "../../../server/demo/people.ts";
import { openStoreEnd } from "../../../electron/workstation/store/store-end.ts";
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import type { OpenStoreThread } from "../../../electron/workstation/store/store-thread.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { openStoryTown, type StoryTown } from "../town.ts";
import {
  atServer,
  bodyOf,
  caughtUp,
  comeBack,
  edit,
  invoiceOf,
  logOf,
  nothingIsLost,
  storyApplication,
  storyInvoice,
  withInvoices,
} from "./telling.ts";

const samples = join(import.meta.dirname, "..", "..", "..", "scanner-inbox", "samples");
let town: StoryTown | undefined;
afterEach(async () => {
  await town?.close();
  town = undefined;
});

test("a password is reset while twenty steps wait: the recovery key opens the store, all go up once, and it is on record", async () => {
  const applications = Array.from({ length: 10 }, (_none, index) => storyApplication(`Antrag-${index}`));
  town = await openStoryTown({ records: applications });
  const desk = await town.sitDown("kbrandt");
  for (const { id } of applications) await bodyOf(desk, "application", id);
  desk.cut();
  for (const { id } of applications) {
    await desk.give("application", "claim", id, {});
    await desk.give("application", "addNote", id, { text: "Unterlagen vollständig." });
  }
  expect(await desk.until("outbox", {}, (entries) => entries.length === 20)).toHaveLength(20);
  await desk.close();

  const database = town.server.openDatabase();
  const at = new Date().toISOString();
  expect(await resetPassword(database, demoTenant, "kbrandt", at, "ganz-neues-passwort")).toBe("ganz-neues-passwort");
  await noteEvent(database, {
    tenant: demoTenant,
    person: "operator",
    device: null,
    at,
    name: "resetPassword",
    details: { user: "kbrandt" },
  });
  await expect(town.sitDown("kbrandt", desk.dataFolder)).rejects.toMatchObject({ code: "signInFailed" });

  const again = await town.sitDown("kbrandt", desk.dataFolder, { password: "ganz-neues-passwort" });
  await again.settled();
  expect(await again.until("outbox", {}, (entries) => entries.length === 0)).toEqual([]);
  const log = await logOf(town);
  const sent = log.filter((entry) => desk.given().includes(entry.commandId));
  expect(sent.map((entry) => [entry.person, entry.answer])).toEqual(Array.from({ length: 20 }, () => ["p-kbrandt", "accepted"]));
  expect(new Set(sent.map((entry) => entry.sentNumber)).size).toBe(20);
  const audited = log.filter((entry) => ["resetPassword", "recoverKey"].includes(entry.name));
  expect(audited.map((entry) => [entry.name, entry.person])).toEqual([
    ["resetPassword", "operator"],
    ["recoverKey", "p-kbrandt"],
  ]);
  for (const { id } of applications) {
    const body = await bodyOf(again, "application", id);
    expect(body).toMatchObject({ state: "inProgress", clerk: "p-kbrandt", notes: [{ text: "Unterlagen vollständig." }] });
    await nothingIsLost(town, { kind: "application", id }, again);
  }
});

test("two people share one PC, each with work waiting: nobody sends or sees the other's", async () => {
  const [mine, theirs] = [storyApplication("Meiner"), storyApplication("Ihrer")];
  town = await openStoryTown({ records: [mine, theirs] });
  const pc = await town.sitDown("kbrandt");
  const signIn = (userName: string) => pc.desk.call("signIn", { userName, password: `demo-${userName}` });
  await bodyOf(pc, "application", mine.id);
  await pc.desk.call("signOut", {});
  await signIn("hmeyer");
  await bodyOf(pc, "application", theirs.id);
  await pc.desk.call("signOut", {});
  pc.cut();

  expect(await signIn("kbrandt")).toEqual({ mode: "offline" });
  await pc.give("application", "claim", mine.id, {});
  await pc.give("application", "addNote", mine.id, { text: "nur für mich" });
  await pc.desk.call("signOut", {});
  expect(await signIn("hmeyer")).toEqual({ mode: "offline" });
  expect(await pc.until("outbox", {}, () => true)).toEqual([]);
  expect(await pc.until("sync", {}, () => true)).toMatchObject({ waiting: 0 });
  expect(await bodyOf(pc, "application", mine.id)).toMatchObject({ state: "received", notes: [] });
  await pc.give("application", "claim", theirs.id, {});

  await comeBack(pc);
  expect(await bodyOf(pc, "application", theirs.id)).toMatchObject({ clerk: "p-hmeyer" });
  const persons = async () =>
    (await logOf(must(town, "opened"))).filter((entry) => entry.kind === "application").map((entry) => entry.person);
  expect(await persons()).toEqual(["p-hmeyer"]);
  expect((await atServer(town, "application", mine.id))?.body).toMatchObject({ state: "received" });

  await pc.desk.call("signOut", {});
  expect(await signIn("kbrandt")).toEqual({ mode: "online" });
  await comeBack(pc);
  expect(await persons()).toEqual(["p-hmeyer", "p-kbrandt", "p-kbrandt"]);
  expect(await bodyOf(pc, "application", mine.id)).toMatchObject({ clerk: "p-kbrandt", notes: [{ text: "nur für mich" }] });
  for (const { id } of [mine, theirs]) await nothingIsLost(town, { kind: "application", id }, pc);
});

test("a scan is cut in the middle of its way up and the desk is started anew: it goes on where it was and arrives", async () => {
  town = await openStoryTown();
  const desk = await town.sitDown("mpetersen");
  desk.cut();
  await desk.until("sync", {}, (state) => state.network === "offline");
  const name = "Uhlenbusch Rechnung November.pdf";
  const heavy = join(desk.dataFolder, name);
  await copyFile(join(samples, name), heavy);
  // What lies between a PDF's table and its end is nobody's concern but that of the wire.
  const end = (await readFile(heavy)).subarray(-200).toString("latin1");
  await appendFile(heavy, Buffer.concat([randomBytes(20_000_000), Buffer.from(`\n${end.slice(end.lastIndexOf("startxref"))}`)]));
  await rename(heavy, join(desk.scannerFolder, name));
  const inbox = { view: "all", text: "", overdueOnly: false, sort: { by: "received", descending: true }, offset: 0, limit: 5 } as const;
  const { rows } = await desk.until("inbox", { ...inbox, kinds: ["invoice"] }, (value) => value.rows.length === 1);
  const { id } = must(rows[0], "it was waited for");
  desk.restore();
  desk.wire.cutAfter(13_000_000);
  await desk.until("sync", {}, (state) => state.network === "online");
  await desk.until("sync", {}, (state) => state.network === "offline");
  expect(await atServer(town, "invoice", id)).toBeUndefined();
  expect((await desk.until("outbox", {}, () => true)).map((entry) => [entry.name, entry.state])).toEqual([["capture", expect.anything()]]);
  await desk.close();

  const again = await town.sitDown("mpetersen", desk.dataFolder);
  await again.settled();
  await again.until("outbox", {}, (entries) => entries.length === 0);
  // The second way was shorter than the file: three pieces of 4 MB were there already.
  expect(again.wire.bytes()).toBeLessThan(13_000_000);
  const { document } = await invoiceOf(again, id);
  const third = await town.sitDown("jlueders");
  await caughtUp(town, third, "invoice", id);
  const last = await third.desk.call("readContent", {
    record: { kind: "invoice", id },
    sha256: document.sha256,
    offset: document.size - 1000,
    length: 1000,
  });
  expect(Buffer.from(last.base64, "base64")).toHaveLength(1000);
  await nothingIsLost(town, { kind: "invoice", id }, again, third);
});

test("the disk fills up while somebody works: the step says so, what was saved before is safe, and it goes on once there is room", async () => {
  const invoice = storyInvoice("R-400");
  town = await openStoryTown(withInvoices(invoice));
  let writer: StoreDatabase | undefined;
  const openStoreThread: OpenStoreThread = async (start, listening) => {
    const end = openStoreEnd(start, listening.onSlow);
    if (start.role === "writer") writer = end.database;
    return Promise.resolve({
      ask: async (name, args) => {
        try {
          const { result, moved } = end.answer(name, args);
          if (moved !== null) listening.onMoved(moved);
          return await Promise.resolve(result);
        } catch (thrown) {
          throw thrown instanceof Error && "code" in thrown
            ? Object.assign(new DeskError("diskFull", thrown.message), { code: thrown.code })
            : thrown;
        }
      },
      close: async () => Promise.resolve(end.close()),
    });
  };
  const desk = await town.sitDown("mpetersen", undefined, { openStoreThread });
  await invoiceOf(desk, invoice.id);
  desk.cut();
  await desk.until("sync", {}, (state) => state.network === "offline");
  await edit(desk, invoice.id, { orderReference: "vorher" });
  const store = must(writer, "the desk has opened it");
  store.pragma("max_page_count=1");
  const filling = async (): Promise<void> => {
    for (let tries = 0; tries < 500; tries += 1)
      await desk.give("invoice", "addNote", invoice.id, { text: `Notiz ${tries} ${"x".repeat(3000)}` });
  };
  await expect(filling()).rejects.toMatchObject({ code: "diskFull" });
  expect(deskErrors.diskFull).toBe(
    "Der Speicherplatz auf diesem Gerät ist voll. Bitte schaffen Sie Platz; bereits Gespeichertes ist sicher.",
  );
  const kept = desk.given().length;
  expect(await desk.until("outbox", {}, () => true)).toHaveLength(kept);
  expect((await invoiceOf(desk, invoice.id)).fields.orderReference).toBe("vorher");

  store.pragma("max_page_count=4294967294");
  await edit(desk, invoice.id, { orderReference: "nachher" });
  await comeBack(desk);
  const { fields, notes } = await invoiceOf(desk, invoice.id);
  expect(fields.orderReference).toBe("nachher");
  expect(notes).toHaveLength(kept - 1);
  await nothingIsLost(town, { kind: "invoice", id: invoice.id }, desk);
});
