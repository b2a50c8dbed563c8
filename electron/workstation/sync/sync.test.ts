import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
import { readdirSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { systemActor } from "../../../shared/domain/actor.ts";
import { ask, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
const clerk = { role: "CLERK", unit: "buergerservice" } as const;
const elsewhere = { role: "CLERK", unit: "standesamt" } as const;
const patiently = { timeout: 10_000, interval: 20 };

beforeEach(async () => {
  town = await startTestTown();
  town.town.addPerson("karla", "geheim", [clerk]);
  town.town.addPerson("ole", "geheim", [clerk]);
});
afterEach(async () => {
  await town.close();
});

const listing = { planNumber: null, fileId: null, text: "", order: "newest", offset: 0, limit: 50 } as const;
const claim = (id: string) => ({ commands: [{ kind: "application", name: "claim", recordId: id, args: {} }] });
const total = async (desk: Workstation): Promise<number> => (await ask(desk, "inbox", wholeInbox)).total;

test("with the cable pulled the desk works on, says so, and catches up by itself", async () => {
  const id = town.town.receiveApplication("Sander");
  const karla = await town.signedIn("karla", "karla");
  await town.server.unplug(true);
  await vi.waitFor(async () => expect((await ask(karla, "sync", {})).network).toBe("offline"), patiently);
  await karla.desk.call("submit", claim(id));
  expect(await ask(karla, "sync", {})).toMatchObject({ waiting: 1, refused: 0 });
  await expect(karla.desk.call("syncNow", {})).rejects.toMatchObject({ code: "serverUnreachable" });
  await town.server.unplug(false);
  await vi.waitFor(
    async () => expect(await ask(karla, "sync", {})).toMatchObject({ network: "online", waiting: 0, problem: null }),
    patiently,
  );
  expect(must(town.town.records.get(`application/${id}`), "received").record.body["clerk"]).toBe("karla");
});

test("an answer lost on the way is asked for again and counts once", async () => {
  const id = town.town.receiveApplication("Sander");
  const karla = await town.signedIn("karla", "karla");
  town.server.loseAnswers = true;
  await karla.desk.call("submit", { commands: [{ kind: "application", name: "addNote", recordId: id, args: { text: "einmal" } }] });
  await vi.waitFor(() => expect(town.server.requests.filter((line) => line === "POST /v1/push").length).toBeGreaterThan(1), patiently);
  town.server.loseAnswers = false;
  await vi.waitFor(async () => expect(await ask(karla, "outbox", {})).toEqual([]), patiently);
  expect(must(town.town.records.get(`application/${id}`), "received").record.body["notes"]).toHaveLength(1);
});

test("a pull that was cut counts for nothing and goes on afterwards", async () => {
  for (let index = 0; index < 30; index++) town.town.receiveApplication(`Antrag ${index}`);
  town.server.cutPullAfter = 10;
  const karla = await town.desk("karla", { timings: { pullLimit: 7 } });
  await karla.desk.call("signIn", { userName: "karla", password: "geheim" });
  await expect(karla.desk.call("syncNow", {})).rejects.toMatchObject({ code: "serverUnreachable" });
  town.server.cutPullAfter = undefined;
  await karla.desk.call("syncNow", {});
  expect(await total(karla)).toBe(30);
});

test("a line that breaks after the news of other rights, before they were asked for: the next round asks", async () => {
  const karla = await town.signedIn("karla", "karla");
  await karla.desk.call("syncNow", {});
  town.town.grant("karla", [clerk, elsewhere]);
  for (let index = 0; index < 30; index++) town.town.receiveApplication(`Fremd ${index}`, "standesamt");
  town.server.cutPullAfter = 12;
  await expect(karla.desk.call("syncNow", {})).rejects.toMatchObject({ code: "serverUnreachable" });
  town.server.cutPullAfter = undefined;
  await karla.desk.call("syncNow", {});
  expect(await total(karla)).toBe(30);
  await vi.waitFor(async () => expect((await ask(karla, "session", {})).actor?.grants).toHaveLength(2), patiently);
});

test("rights that grow bring their records, rights that shrink take rows, index, text and files away", async () => {
  town.town.receiveApplication("Sander");
  const other = town.town.receiveApplication("Fremd", "standesamt");
  const file = randomUUID();
  const document = randomUUID();
  const bytes = Buffer.from("%PDF vertraulich");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  town.town.content.set(sha256, bytes);
  const described = { title: "Geburtenregister", documentType: "letter", documentDate: "2026-01-02", keywords: [] };
  town.town.act(systemActor, "file", "open", file, { unit: "standesamt", number: "34.1-2026/1", title: "Register", planNumber: "34.1" });
  const content = { sha256, name: "a.pdf", mime: "application/pdf", size: bytes.length };
  town.town.act(systemActor, "document", "add", document, { unit: "standesamt", fileId: file, content, ...described });
  town.town.act(systemActor, "document", "attachText", document, { sha256, characters: 10 });
  town.town.texts.set(document, { sha256, text: "Ein Geheimnis" });

  const karla = await town.signedIn("karla", "karla");
  expect(await total(karla)).toBe(1);
  town.town.grant("karla", [clerk, elsewhere]);
  await karla.desk.call("syncNow", {});
  await vi.waitFor(async () => expect(await total(karla)).toBe(2), patiently);
  await vi.waitFor(async () => expect((await ask(karla, "session", {})).actor?.grants).toHaveLength(2), patiently);
  await vi.waitFor(async () => expect((await ask(karla, "archiveList", { ...listing, text: "geheimnis" })).total).toBe(1), patiently);
  const piece = { record: { kind: "document", id: document }, sha256, offset: 0, length: 100 };
  expect(Buffer.from((await karla.desk.call("readContent", piece)).base64, "base64")).toEqual(bytes);
  const replicas = join(town.folder, "karla", "replicas");
  const contentFiles = (): readonly string[] =>
    readdirSync(
      join(
        replicas,
        must(
          readdirSync(replicas).find((name) => name.endsWith(".content")),
          "made at sign-in",
        ),
      ),
    );
  expect(contentFiles()).toEqual([sha256]);

  town.town.grant("karla", [clerk]);
  await karla.desk.call("syncNow", {});
  await vi.waitFor(async () => expect(await total(karla)).toBe(1), patiently);
  expect((await ask(karla, "record", { kind: "application", id: other })).record).toBeNull();
  expect((await ask(karla, "archiveList", { ...listing, text: "geheimnis" })).total).toBe(0);
  expect((await ask(karla, "archiveList", listing)).total).toBe(0);
  expect(contentFiles()).toEqual([]);
  await vi.waitFor(async () => expect((await ask(karla, "session", {})).actor?.grants).toHaveLength(1), patiently);
});

test("a record that moves to another unit leaves this desk", async () => {
  const id = town.town.receiveApplication("Sander");
  const [karla, ole] = [await town.signedIn("karla", "karla"), await town.signedIn("ole", "ole")];
  await karla.desk.call("submit", { commands: [{ kind: "application", name: "handOver", recordId: id, args: { unit: "standesamt" } }] });
  await vi.waitFor(async () => expect([await total(karla), await total(ole)]).toEqual([0, 0]), patiently);
});

test("after a restore from a backup the desk pushes again what the server lacks, and forgets what never was", async () => {
  const id = town.town.receiveApplication("Sander");
  const backup = { records: new Map(town.town.records), answers: new Map(town.town.answers), head: town.town.head };
  const karla = await town.signedIn("karla", "karla");
  await karla.desk.call("submit", claim(id));
  await karla.desk.call("syncNow", {});
  const ghost = town.town.receiveApplication("Verloren");
  await karla.desk.call("syncNow", {});
  expect(await total(karla)).toBe(2);

  Object.assign(town.town, backup, { epoch: randomUUID(), left: [] });
  await karla.desk.call("syncNow", {});
  await vi.waitFor(async () => expect(await total(karla)).toBe(1), patiently);
  expect(must(town.town.records.get(`application/${id}`), "in the backup").record.body["clerk"]).toBe("karla");
  expect((await ask(karla, "record", { kind: "application", id })).record?.body["clerk"]).toBe("karla");
  expect((await ask(karla, "record", { kind: "application", id: ghost })).record).toBeNull();
});

test("content is read by range, kept encrypted, and read again without network; a hash no record names is unknown", async () => {
  const bytes = Buffer.alloc(700_000, "Seite ");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  town.town.content.set(sha256, bytes);
  const id = randomUUID();
  town.town.act(systemActor, "application", "receive", id, {
    unit: "buergerservice",
    service: "RESIDENCE_CERT_SIMPLE",
    applicant: { familyName: "Sander", givenNames: "Frauke" },
    payload: {},
    attachments: [{ purpose: "form", content: { sha256, name: "form.pdf", mime: "application/pdf", size: bytes.length } }],
    source: { adapter: "test", submissionId: id },
  });
  const karla = await town.desk("karla", { timings: { prefetchRecords: 0 } });
  await karla.desk.call("signIn", { userName: "karla", password: "geheim" });
  await karla.desk.call("syncNow", {});
  const record = { kind: "application", id };
  const read = (offset: number, length: number) => karla.desk.call("readContent", { record, sha256, offset, length });
  const piece = await read(300_000, 1000);
  expect(piece.size).toBe(bytes.length);
  expect(Buffer.from(piece.base64, "base64")).toEqual(bytes.subarray(300_000, 301_000));
  await town.server.unplug(true);
  expect(Buffer.from((await read(262_144, 500)).base64, "base64")).toEqual(bytes.subarray(262_144, 262_644));
  await expect(read(0, 10)).rejects.toMatchObject({ code: "contentNotHere" });
  await town.server.unplug(false);
  expect(Buffer.from((await read(0, 10)).base64, "base64")).toEqual(bytes.subarray(0, 10));
  const guessed = { record, sha256: "b".repeat(64), offset: 0, length: 1 };
  await expect(karla.desk.call("readContent", guessed)).rejects.toMatchObject({ code: "notFound" });
});

test("what waits in the inbox is fetched before the network goes", async () => {
  const bytes = Buffer.from("%PDF-1.7 Formular");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  town.town.content.set(sha256, bytes);
  const id = randomUUID();
  town.town.act(systemActor, "application", "receive", id, {
    unit: "buergerservice",
    service: "RESIDENCE_CERT_SIMPLE",
    applicant: { familyName: "Sander", givenNames: "Frauke" },
    payload: {},
    attachments: [{ purpose: "form", content: { sha256, name: "form.pdf", mime: "application/pdf", size: bytes.length } }],
    source: { adapter: "test", submissionId: id },
  });
  const karla = await town.signedIn("karla", "karla");
  // Asked for is not yet here: the cable is pulled once its bytes have come.
  await vi.waitFor(async () => {
    const { marks } = await ask(karla, "contentMarks", { records: [{ kind: "application", id }] });
    expect(marks.flatMap(({ contents }) => contents)).toMatchObject([{ whole: true }]);
  }, patiently);
  expect(town.server.requests).toContain(`GET /v1/content/application/${id}/${sha256}`);
  await town.server.unplug(true);
  const read = { record: { kind: "application", id }, sha256, offset: 0, length: 100 };
  await vi.waitFor(
    async () => expect(Buffer.from((await karla.desk.call("readContent", read)).base64, "base64")).toEqual(bytes),
    patiently,
  );
});
