import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { emptyInvoiceFields, invoiceIdOf } from "../../../shared/domain/invoice/schema.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { forgetContent, holdPieces, markUploaded } from "../store/content-rows.ts";
import { writes } from "../store/operations.ts";
import { sql } from "../store/sql.ts";
import { outboxCounts, outboxEntries } from "./entries.ts";
import { ownSteps } from "./own-steps.ts";
import { resolve } from "./resolve.ts";
import { undo } from "./undo.ts";

let folder = "";
let town: FakeTown;
let desks: StoreDesk[] = [];
const sha = "a".repeat(64);
const invoice = invoiceIdOf(sha);

function open(name: string, userName: string, key?: Uint8Array): StoreDesk {
  const desk = openStoreDesk(join(folder, `${name}.db`), town, userName, key);
  desks.push(desk);
  return desk;
}

const on = (id: string, name: string, args: Intention["args"] = {}): Intention => ({ kind: "application", name, recordId: id, args });
const edit = (fields: Record<string, { from: unknown; to: unknown }>): Intention => ({
  kind: "invoice",
  name: "editFields",
  recordId: invoice,
  args: { fields },
});
const settle = (desk: StoreDesk, commandId: string, action: "discard" | "retry"): void => {
  resolve(desk.database, { commandId, action, fields: {}, at: desk.at(), device: desk.device });
};
const clerkOf = (desk: StoreDesk, id: string): unknown => desk.record("application", id).record?.body["clerk"];
const fieldsOf = (desk: StoreDesk): unknown => desk.record("invoice", invoice).record?.body["fields"];

beforeEach(() => {
  folder = makeTemporaryFolder();
  town = new FakeTown();
  for (const name of ["karla", "ole"])
    town.addPerson(name, "x", [
      { role: "CLERK", unit: "buergerservice" },
      { role: "CAPTURE", unit: "finanzen" },
    ]);
});
afterEach(() => {
  for (const desk of desks) desk.database.close();
  desks = [];
  removeTemporaryFolder(folder);
});

function captureInvoice(): void {
  town.content.set(sha, Buffer.from("x"));
  const captured = town.act(must(town.people.get("ole"), "added above").actor, "invoice", "capture", invoice, {
    unit: "finanzen",
    document: { sha256: sha, name: "a.pdf", mime: "application/pdf", size: 1 },
    documentKind: "invoice",
    readState: "read",
    fields: { ...emptyInvoiceFields, supplier: "Heidestrom GmbH", number: "R-1", gross: 11_900, net: 10_000, vat: 1_900, currency: "EUR" },
    origins: {},
    checks: [],
    arrival: { channel: "scanner", fileName: "a.pdf" },
  });
  expect(captured.answer).toBe("accepted");
}

test("a command shows at once, waits in the outbox, and the server's body follows", () => {
  const id = town.receiveApplication("Sander");
  const desk = open("karla", "karla");
  desk.pull();
  const { results } = desk.submit(on(id, "claim"));
  expect(results).toMatchObject([{ recordId: id, outcome: "applied" }]);
  expect(clerkOf(desk, id)).toBe("karla");
  expect(outboxCounts(desk.database)).toMatchObject({ waiting: 1, refused: 0 });
  expect(outboxEntries(desk.database)[0]).toMatchObject({ name: "claim", subject: "Sander, Frauke", state: "queued" });
  desk.push();
  expect(outboxCounts(desk.database)).toMatchObject({ waiting: 0, refused: 0 });
  // Answered but not pulled: the person keeps seeing what they did.
  expect(clerkOf(desk, id)).toBe("karla");
  desk.pull();
  expect(clerkOf(desk, id)).toBe("karla");
  expect(desk.record("application", id).record?.version).toBe(2);
});

test("body and outbox row stand or fall together: a write that fails halfway leaves neither", () => {
  const id = town.receiveApplication("Sander");
  const desk = open("karla", "karla");
  desk.pull();
  desk.database.script("break", "create trigger broken before insert on outbox begin select raise(abort, 'disk'); end");
  expect(() => desk.submit(on(id, "claim"))).toThrow(/disk/u);
  expect(clerkOf(desk, id)).toBeUndefined();
  desk.database.script(
    "mend",
    "drop trigger broken; create trigger broken before update on records begin select raise(abort, 'disk'); end",
  );
  expect(() => desk.submit(on(id, "claim"))).toThrow(/disk/u);
  expect(desk.states()).toEqual([]);
});

test("a local refusal queues nothing of its group", () => {
  const [one, two] = [town.receiveApplication("Sander"), town.receiveApplication("Wulf")];
  const desk = open("karla", "karla");
  desk.pull();
  const { results } = desk.submit(on(one, "claim"), on(two, "close"));
  expect(results.map((result) => [result.outcome, result.refusal?.code])).toEqual([
    ["refused", "groupBroken"],
    ["refused", "wrongState"],
  ]);
  expect(desk.states()).toEqual([]);
  expect(clerkOf(desk, one)).toBeUndefined();
});

test("a command on a record that is not here is queued unchecked", () => {
  const id = town.receiveApplication("Sander");
  const desk = open("karla", "karla");
  expect(desk.submit(on(id, "claim")).results).toMatchObject([{ outcome: "unchecked" }]);
  desk.sync();
  expect(clerkOf(desk, id)).toBe("karla");
});

test("what others did slips beneath own waiting commands", () => {
  const id = town.receiveApplication("Sander");
  const [karla, ole] = [open("karla", "karla"), open("ole", "ole")];
  karla.pull();
  ole.pull();
  karla.submit(on(id, "addNote", { text: "meine Notiz" }));
  ole.submit(on(id, "addNote", { text: "seine Notiz" }));
  ole.sync();
  karla.pull();
  const notes = (desk: StoreDesk): readonly unknown[] => {
    const listed = desk.record("application", id).record?.body["notes"];
    return Array.isArray(listed) ? listed : [];
  };
  expect(notes(karla)).toMatchObject([{ text: "seine Notiz" }, { text: "meine Notiz" }]);
  karla.sync();
  ole.pull();
  expect(notes(ole)).toEqual(notes(karla));
});

test("a refused command stays, what came after it on the record is parked, other records go on", () => {
  const [one, two] = [town.receiveApplication("Sander"), town.receiveApplication("Wulf")];
  const [karla, ole] = [open("karla", "karla"), open("ole", "ole")];
  karla.pull();
  ole.pull();
  ole.submit(on(one, "claim"));
  ole.sync();
  karla.submit(on(one, "claim"));
  karla.submit(on(one, "decide", { outcome: "approved", reason: "" }));
  karla.submit(on(two, "claim"));
  const first = karla.take();
  karla.answer(first.slice(0, 1));
  expect(karla.states()).toEqual(["refused", "parked", "queued"]);
  const { steps } = ownSteps(karla.database, { limit: 3, at: karla.at() });
  expect(steps.map(({ state }) => state)).toEqual(["waiting", "parked", "refused"]);
  expect(outboxEntries(karla.database)[0]?.refusal).toMatchObject({ code: "claimedByOther" });
  // The optimistic effect is gone, the server's body is what it was.
  expect(clerkOf(karla, one)).toBeUndefined();
  karla.sync();
  expect(clerkOf(karla, one)).toBe("ole");
  expect(clerkOf(karla, two)).toBe("karla");
  const [refused, parked] = outboxEntries(karla.database);
  settle(karla, must(refused, "still there").commandId, "discard");
  // What does not stand without its ground asks the person in its turn.
  expect(outboxEntries(karla.database)).toMatchObject([
    { commandId: must(parked, "still there").commandId, state: "refused", refusal: { code: "claimedByOther" } },
  ]);
  settle(karla, must(parked, "still there").commandId, "discard");
  expect(karla.states()).toEqual([]);
});

test("what stands without its refused ground goes up once that is discarded", () => {
  const id = town.receiveApplication("Sander");
  const [karla, ole] = [open("karla", "karla"), open("ole", "ole")];
  karla.pull();
  ole.pull();
  ole.submit(on(id, "claim"));
  ole.sync();
  karla.submit(on(id, "claim"));
  karla.submit(on(id, "addNote", { text: "bleibt" }));
  karla.answer(karla.take().slice(0, 1));
  expect(karla.states()).toEqual(["refused", "parked"]);
  settle(karla, must(outboxEntries(karla.database)[0], "refused").commandId, "discard");
  expect(karla.states()).toEqual(["queued"]);
  karla.sync();
  expect(must(town.records.get(`application/${id}`), "received").record.body["notes"]).toMatchObject([{ text: "bleibt" }]);
});

test("what is refused in one breath with its ground is parked, and goes up after it when the ground is made again", () => {
  const id = town.receiveApplication("Sander");
  const [karla, ole] = [open("karla", "karla"), open("ole", "ole")];
  karla.pull();
  ole.pull();
  const taken = ole.submit(on(id, "claim"));
  ole.sync();
  karla.submit(on(id, "claim"));
  karla.submit(on(id, "decide", { outcome: "approved", reason: "" }));
  karla.sync();
  expect(outboxEntries(karla.database).map((entry) => [entry.state, entry.refusal?.code])).toEqual([
    ["refused", "claimedByOther"],
    ["parked", undefined],
  ]);
  undo(ole.database, { group: taken.group, at: ole.at(), device: ole.device });
  ole.sync();
  karla.pull();
  settle(karla, must(outboxEntries(karla.database)[0], "refused").commandId, "retry");
  expect(karla.states()).toEqual(["queued", "queued"]);
  karla.sync();
  expect(karla.states()).toEqual([]);
  expect(must(town.records.get(`application/${id}`), "received").record.body).toMatchObject({ state: "decided", clerk: "karla" });
});

test("a bulk action goes up whole; refused, it is discarded whole", () => {
  const [one, two] = [town.receiveApplication("Sander"), town.receiveApplication("Wulf")];
  const [karla, ole] = [open("karla", "karla"), open("ole", "ole")];
  karla.pull();
  ole.pull();
  ole.submit(on(two, "claim"));
  ole.sync();
  karla.submit(on(one, "claim"), on(two, "claim"));
  karla.sync();
  expect(outboxEntries(karla.database).map((entry) => entry.refusal?.code)).toEqual(["groupBroken", "claimedByOther"]);
  expect(clerkOf(karla, one)).toBeUndefined();
  settle(karla, must(outboxEntries(karla.database)[0], "refused").commandId, "discard");
  expect(karla.states()).toEqual([]);
});

test("two people edit the same field: the loser keeps both values and may put theirs over it", () => {
  captureInvoice();
  const [karla, ole] = [open("karla", "karla"), open("ole", "ole")];
  karla.pull();
  ole.pull();
  ole.submit(edit({ number: { from: "R-1", to: "R-2" } }));
  ole.sync();
  karla.submit(edit({ number: { from: "R-1", to: "R-3" }, remittance: { from: null, to: "Strom" } }));
  karla.sync();
  const [partly] = outboxEntries(karla.database);
  expect(partly).toMatchObject({ state: "partlyRefused", conflicts: [{ field: "number", from: "R-1", mine: "R-3", theirs: "R-2" }] });
  expect(fieldsOf(karla)).toMatchObject({ number: "R-2", remittance: "Strom" });
  settle(karla, must(partly, "seen above").commandId, "retry");
  karla.sync();
  expect(karla.states()).toEqual([]);
  ole.pull();
  expect(fieldsOf(ole)).toMatchObject({ number: "R-3", remittance: "Strom" });
});

test("an edit that is refused whole can be made again on today's values", () => {
  captureInvoice();
  const [karla, ole] = [open("karla", "karla"), open("ole", "ole")];
  karla.pull();
  ole.pull();
  ole.submit(edit({ number: { from: "R-1", to: "R-2" } }));
  ole.sync();
  karla.submit(edit({ number: { from: "R-1", to: "R-3" } }));
  karla.sync();
  const [entry] = outboxEntries(karla.database);
  expect(entry).toMatchObject({ state: "refused", refusal: { code: "fieldConflict", conflicts: [{ mine: "R-3", theirs: "R-2" }] } });
  expect(entry?.conflicts).toMatchObject([{ field: "number", from: "R-1", mine: "R-3", theirs: "R-2" }]);
  settle(karla, must(entry, "seen above").commandId, "retry");
  karla.sync();
  expect(karla.states()).toEqual([]);
  expect(fieldsOf(karla)).toMatchObject({ number: "R-3" });
});

test("undo works before sending, and after a restart and a sync until somebody builds on it", () => {
  const id = town.receiveApplication("Sander");
  const desk = open("karla", "karla");
  desk.pull();
  const unsent = desk.submit(on(id, "claim"));
  expect(desk.record("application", id).undo).toMatchObject({ group: unsent.group, name: "claim" });
  expect(undo(desk.database, { group: unsent.group, at: desk.at(), device: desk.device }).results).toMatchObject([{ outcome: "applied" }]);
  expect(clerkOf(desk, id)).toBeUndefined();
  expect(desk.record("application", id).undo).toBeNull();
  const again = desk.submit(on(id, "claim"));
  desk.sync();
  desk.database.close();
  desks = [];
  const reopened = open("karla", "karla", desk.key);
  expect(reopened.record("application", id).undo).toMatchObject({ group: again.group, name: "claim" });
  undo(reopened.database, { group: again.group, at: reopened.at(), device: reopened.device });
  reopened.sync();
  expect(clerkOf(reopened, id)).toBeUndefined();
  expect(must(town.records.get(`application/${id}`), "received").record.body["state"]).toBe("received");

  const third = reopened.submit(on(id, "claim"));
  reopened.sync();
  const ole = must(town.people.get("ole"), "added").actor;
  town.act(ole, "application", "addNote", id, { text: "Darauf baut nichts." });
  reopened.pull();
  expect(reopened.record("application", id).undo).toMatchObject({ group: third.group });
  town.act(ole, "application", "handOver", id, { unit: "buergerservice" });
  reopened.pull();
  expect(reopened.record("application", id).undo).toBeNull();
  expect(undo(reopened.database, { group: third.group, at: reopened.at(), device: reopened.device }).results).toMatchObject([
    { outcome: "refused", refusal: { code: "laterWorkExists", params: { person: "ole", command: "handOver" } } },
  ]);
  const twice = undo(reopened.database, { group: again.group, at: reopened.at(), device: reopened.device });
  expect(twice.results).toMatchObject([{ outcome: "refused", refusal: { code: "alreadyUndone" } }]);
  expect(third.results).toMatchObject([{ outcome: "applied" }]);
});

test("an answer that never came: the same numbers and ids go up again and count once", () => {
  const id = town.receiveApplication("Sander");
  const desk = open("karla", "karla");
  desk.pull();
  desk.submit(on(id, "addNote", { text: "einmal" }));
  const batch = desk.take();
  town.push(
    must(town.people.get("karla"), "added").actor,
    batch.map((one) => one.command),
  );
  expect(desk.take()).toEqual([]);
  desk.database.run("requeue as the store does when it opens", sql`update outbox set state = 'queued' where state = 'sending'`);
  expect(desk.take()).toEqual(batch);
  desk.answer(batch);
  desk.pull();
  expect(desk.record("application", id).record?.body["notes"]).toHaveLength(1);
});

test("two hundred commands at most go up at once, and no bulk action is cut", () => {
  const ids = Array.from({ length: 150 }, (_none, index) => town.receiveApplication(`Antrag ${index}`));
  const desk = open("karla", "karla");
  desk.pull();
  for (const id of ids.slice(0, 100)) desk.submit(on(id, "addNote", { text: "allein" }));
  desk.submit(...ids.map((id) => on(id, "addNote", { text: "zusammen" })));
  const first = desk.take();
  expect(first).toHaveLength(100);
  desk.answer(first);
  const second = desk.take();
  expect(second).toHaveLength(150);
  expect(second[0]?.number).toBe(101);
  desk.answer(second);
  desk.pull();
  expect(desk.states()).toEqual([]);
  const note = desk.record("application", must(ids[0], "made")).record?.body["notes"];
  expect(note).toMatchObject([{ text: "allein" }, { text: "zusammen" }]);
});

test("after a restore a file that the server lacks and the desk holds no more is told; named by a record again, the step goes up by itself", () => {
  const names = { sha256: sha, size: 1, pieces: [0], under: null } as const;
  const capture: Intention = {
    kind: "invoice",
    name: "capture",
    recordId: invoice,
    args: {
      unit: "finanzen",
      document: { sha256: sha, name: "a.pdf", mime: "application/pdf", size: 1 },
      documentKind: "invoice",
      readState: "read",
      fields: emptyInvoiceFields,
      origins: {},
      checks: [],
      arrival: { channel: "scanner", fileName: "a.pdf" },
    },
  };
  const desk = open("karla", "karla");
  desk.pull();
  holdPieces(desk.database, { ...names, own: true, at: desk.at() });
  desk.submit(capture);
  markUploaded(desk.database, sha);
  desk.push();
  // The server asked for the file, and it is here: nothing is wrong.
  expect(outboxEntries(desk.database)).toMatchObject([{ name: "capture", state: "waitingForContent" }]);
  forgetContent(desk.database, [sha]);
  desk.push();
  expect(outboxEntries(desk.database)).toMatchObject([{ name: "capture", state: "refused", refusal: { code: "contentGone" } }]);
  desk.pull();
  expect(outboxEntries(desk.database)).toMatchObject([{ state: "refused" }]);

  captureInvoice();
  desk.pull();
  expect(outboxEntries(desk.database)).toMatchObject([{ name: "capture", state: "queued", refusal: null }]);
  desk.push();
  expect(outboxCounts(desk.database)).toMatchObject({ waiting: 0, refused: 0 });
});

test("rights that change are seen on waiting steps at once, without the server's word", () => {
  const id = town.receiveApplication("Sander");
  const desk = open("karla", "karla");
  desk.pull();
  desk.submit(on(id, "claim"));
  expect(clerkOf(desk, id)).toBe("karla");
  town.grant("karla", [{ role: "CAPTURE", unit: "finanzen" }]);
  const actor = must(town.people.get("karla"), "added above").actor;
  writes.identify(desk.database, { actor, directory: town.directory });
  expect(clerkOf(desk, id)).toBeUndefined();
  expect(outboxEntries(desk.database)).toMatchObject([{ state: "queued", refusal: { code: "notAllowed" } }]);
});
