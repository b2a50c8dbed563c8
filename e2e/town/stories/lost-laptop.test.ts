// A laptop is lost on the train with work sent and work waiting on it; an administrator locks it out. Told to the end: what is gone, what
// stands, and that the rest opens for the municipality's recovery key and for nobody else. That content and index go as thoroughly as pages
// and log is shown in ../rights/rights-that-shrink.test.ts.
import { constants, createPrivateKey, privateDecrypt } from "node:crypto";
import { copyFile, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { readKeyFile } from "../../../electron/workstation/session/key-file.ts";
import { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { sql as storeSql } from "../../../electron/workstation/store/sql.ts";
import { demoTenant } from "../../../server/demo/people.ts";
import { sql } from "../../../server/store/sql.ts";
import { resetPassword } from "../../../server/auth/people.ts";
import { revokeDevice } from "../../../server/auth/devices.ts";
import { makeEnrolmentCode } from "../../../server/auth/enrolment-codes.ts";
import { SyncClient } from "../../../server/testing/sync-client.ts";
import { must } from "../../../shared/base/must.ts";
import { z } from "../../../shared/base/zod.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { german } from "../../../shared/text/catalogue.ts";
import { keyByPassword, tracesOf } from "../rights/traces.ts";
import { openStoryTown, type StoryTown, type TownDesk } from "../town.ts";
import { atServer, bodyOf, comeBack, logOf, storyApplication } from "./telling.ts";

let town: StoryTown | undefined;
afterEach(async () => {
  await town?.close();
  town = undefined;
});

const codeOf = (thrown: unknown): string => (thrown instanceof DeskError ? thrown.code : String(thrown));

const word = "Xqvzmarkwort";
const unsentWord = "Zkwyeigenwort";
const deviceFileSchema = z.object({ device: z.uuid(), enrolledWith: z.object({ privateKey: z.base64() }) });

/** Whoever copies the laptop's disk while somebody works there holds its id and its key, and signs in with a password that was seen. */
async function copyOf(laptop: TownDesk, url: string): Promise<SyncClient> {
  const { device, enrolledWith } = deviceFileSchema.parse(JSON.parse(await readFile(join(laptop.dataFolder, "device.json"), "utf8")));
  const privateKey = createPrivateKey({ key: Buffer.from(enrolledWith.privateKey, "base64"), format: "der", type: "pkcs8" });
  const copy = new SyncClient(url, demoTenant, "kbrandt", device, { privateKey, publicKey: "" });
  await copy.signIn("demo-kbrandt");
  return copy;
}

async function replicaOf(laptop: TownDesk): Promise<{ readonly store: string; readonly keys: string }> {
  const folder = join(laptop.dataFolder, "replicas");
  const names = await readdir(folder);
  const named = (end: string): string =>
    join(
      folder,
      must(
        names.find((name) => name.endsWith(end)),
        "somebody has signed in",
      ),
    );
  return { store: named(".db"), keys: named(".key.json") };
}

/** What the municipality's IT does with the found laptop: the tenant's recovery key opens the store's. */
async function recoveredKey(story: StoryTown, keys: string): Promise<Uint8Array> {
  const [tenant] = await story.server
    .openDatabase()
    .query<{ recovery_private: string }>(sql`select recovery_private from tenant where tenant = ${demoTenant}`);
  const { recovery } = must(await readKeyFile(keys), "the key file stays");
  const key = must(tenant, "there is one").recovery_private;
  return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" }, Buffer.from(recovery, "base64"));
}

test("a lost laptop: locked out, what was sent stands, what was not stays sealed for the municipality's key alone", async () => {
  const [sent, waiting] = [storyApplication(word), storyApplication("Unterwegs")];
  const story = await openStoryTown({ records: [sent, waiting] });
  town = story;
  const laptop = await story.sitDown("kbrandt");
  await bodyOf(laptop, "application", sent.id);
  await laptop.give("application", "claim", sent.id, {});
  await laptop.give("application", "addNote", sent.id, { text: `Rückruf bei ${word}` });
  await comeBack(laptop);
  const copy = await copyOf(laptop, story.server.url);
  await copy.pull();
  const key = must(await keyByPassword(laptop.dataFolder, "demo-kbrandt"), "she works there");
  const traces = (of: string) => tracesOf({ dataFolder: laptop.dataFolder, password: key }, { word: of, contents: [] });
  expect(await traces(word)).toContain("pages");

  laptop.cut();
  await laptop.give("application", "claim", waiting.id, {});
  await laptop.give("application", "addNote", waiting.id, { text: `Termin am Freitag, ${unsentWord}` });
  expect(await laptop.until("outbox", {}, (entries) => entries.length === 2)).toHaveLength(2);

  // At another desk somebody who may do so finds it in the list and locks it out.
  const office = await story.sitDown("aseidel");
  const listed = async () => (await office.desk.call("devices", {})).devices.find(({ id }) => id === copy.device);
  expect(await listed()).toMatchObject({ state: "enrolled", people: ["Karin Brandt"] });
  await office.desk.call("revokeDevice", { device: copy.device, reason: "in der Bahn verloren" });
  expect(await listed()).toMatchObject({ state: "revoked", revokedBy: "Anke Seidel", reason: "in der Bahn verloren" });

  // Its tokens are dead at once: for reading, for writing, for new ones; and so is its key with the right password.
  await expect(copy.pull()).rejects.toMatchObject({ problem: "deviceRevoked" });
  await expect(copy.push(copy.command({ kind: "application", name: "claim", recordId: waiting.id }))).rejects.toMatchObject({
    problem: "deviceRevoked",
  });
  await expect(copy.refresh()).rejects.toMatchObject({ problem: "deviceRevoked" });
  await expect(copy.signIn("demo-kbrandt")).rejects.toMatchObject({ problem: "deviceRevoked" });

  // At its next contact the replica is gone, and whoever sits there reads why and what became of the work.
  laptop.restore();
  const { enrolment } = await laptop.until("session", {}, (session) => session.enrolment.phase === "needed");
  expect(enrolment.reason).toBe("revoked");
  expect(german.session.enrol.reasons.revoked).toMatch(/gesperrt.*gelöscht.*liegt am Server.*verschlüsselt.*Wiederherstellungsschlüssel/u);
  const signIn = laptop.desk.call("signIn", { userName: "kbrandt", password: "demo-kbrandt" });
  await expect(signIn).rejects.toMatchObject({ code: "deviceRevoked" });
  expect(deskErrors.deviceRevoked).toMatch(/gesperrt.*Systembetreuung/u);
  await laptop.close();
  expect(await traces(word)).toEqual([]);
  expect(await keyByPassword(laptop.dataFolder, "demo-kbrandt")).toBeUndefined();

  // What was sent stands at the server, once; nothing of the rest ever came there.
  expect((await atServer(story, "application", sent.id))?.body).toMatchObject({
    clerk: "p-kbrandt",
    notes: [{ text: `Rückruf bei ${word}` }],
  });
  expect((await atServer(story, "application", waiting.id))?.body).toMatchObject({ state: "received", notes: [] });
  const log = await logOf(story);
  const [first, second, third, fourth] = laptop.given();
  expect(log.filter(({ device, kind }) => device === copy.device && kind === "application").map(({ commandId }) => commandId)).toEqual([
    first,
    second,
  ]);
  expect(log.map(({ name }) => name)).toContain("revokeDevice");

  // What was not sent: nowhere in the clear, and opened by the municipality's recovery key, whole and in order.
  const { store, keys } = await replicaOf(laptop);
  expect((await readFile(store)).includes(unsentWord)).toBe(false);
  const copied = `${store}.copy`;
  await copyFile(store, copied);
  const opened = new StoreDatabase({ file: copied, key: await recoveredKey(story, keys), readOnly: true });
  const unsent = opened.all<{ id: string; command: string }>(
    "unsent",
    storeSql`select id, command from outbox where settled = 0 order by seq`,
  );
  opened.close();
  expect(unsent.map(({ id }) => id)).toEqual([third, fourth]);
  expect(unsent[1]?.command).toContain(unsentWord);
});

test("found again: admitted by a new code, opened by a new password, and what waited on it goes up once", async () => {
  const waiting = storyApplication("Unterwegs");
  const story = await openStoryTown({ records: [waiting] });
  town = story;
  const laptop = await story.sitDown("kbrandt");
  await bodyOf(laptop, "application", waiting.id);
  laptop.cut();
  await laptop.give("application", "addNote", waiting.id, { text: "Termin am Freitag" });
  await laptop.until("outbox", {}, (entries) => entries.length === 1);
  const database = story.server.openDatabase();
  const now = (): string => new Date().toISOString();
  const { device } = deviceFileSchema.parse(JSON.parse(await readFile(join(laptop.dataFolder, "device.json"), "utf8")));
  await revokeDevice(database, { tenant: demoTenant, id: device, reason: "verlegt", by: "operator" }, now());
  laptop.restore();
  await laptop.until("session", {}, (session) => session.enrolment.reason === "revoked" && session.phase === "signedOut");

  const { code } = await makeEnrolmentCode(database, { tenant: demoTenant, deviceName: "Laptop", madeBy: "operator" }, now());
  await laptop.desk.call("enrol", { serverUrl: story.server.url, code, deviceName: "" });
  const signIn = (password: string) => laptop.desk.call("signIn", { userName: "kbrandt", password });
  await expect(signIn("demo-kbrandt")).rejects.toMatchObject({ code: "replicaLocked" });
  expect(deskErrors.replicaLocked).toMatch(/Systembetreuung zurücksetzen.*bleibt erhalten/u);

  await resetPassword(database, demoTenant, "kbrandt", now(), "ganz-neues-passwort");
  await signIn("ganz-neues-passwort");
  await laptop.until("outbox", {}, (entries) => entries.length === 0);
  expect((await atServer(story, "application", waiting.id))?.body).toMatchObject({ notes: [{ text: "Termin am Freitag" }] });
  expect(await bodyOf(laptop, "application", waiting.id)).toMatchObject({ notes: [{ text: "Termin am Freitag" }] });
});

test("a server that does not know the device any more: enrolled anew while somebody sits there, they sign in and what waits goes up", async () => {
  const record = storyApplication("Zurück");
  const story = await openStoryTown({ records: [record] });
  town = story;
  const desk = await story.sitDown("kbrandt");
  await bodyOf(desk, "application", record.id);
  desk.cut();
  await desk.give("application", "addNote", record.id, { text: "Termin am Freitag" });
  const database = story.server.openDatabase();
  await database.query(sql`delete from device where tenant = ${demoTenant}`);
  await database.query(sql`delete from enrolled_device where tenant = ${demoTenant}`);
  desk.restore();
  const signIn = () => desk.desk.call("signIn", { userName: "kbrandt", password: "demo-kbrandt" });
  await expect.poll(() => signIn().then(() => "", codeOf), { timeout: 20_000 }).toBe("enrolmentNeeded");
  const now = new Date().toISOString();
  const { code } = await makeEnrolmentCode(database, { tenant: demoTenant, deviceName: "Laptop", madeBy: "operator" }, now);
  await desk.desk.call("enrol", { serverUrl: story.server.url, code, deviceName: "" });
  expect(await signIn()).toEqual({ mode: "online" });
  await desk.until("outbox", {}, (entries) => entries.length === 0);
  expect((await atServer(story, "application", record.id))?.body).toMatchObject({ notes: [{ text: "Termin am Freitag" }] });
});
