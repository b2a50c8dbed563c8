// Undo at the desk: bulk actions, steps that only the server can judge, steps that were refused, and the list of own steps.
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { emptyInvoiceFields, invoiceIdOf } from "../../../shared/domain/invoice/schema.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { drafts, saveDraft } from "../store/drafts.ts";
import { outboxEntries } from "./entries.ts";
import { ownSteps, undoLast } from "./own-steps.ts";
import { resolve, type Resolution } from "./resolve.ts";
import { forgetOldAcknowledged } from "./send.ts";
import { solutions } from "./solutions.ts";
import { undo, undoTold } from "./undo.ts";

let folder = "";
let town: FakeTown;
let desks: StoreDesk[] = [];

function open(userName: string, key?: Uint8Array): StoreDesk {
  const desk = openStoreDesk(join(folder, `${userName}.db`), town, userName, key);
  desks.push(desk);
  return desk;
}

const on = (id: string, name: string, args: Intention["args"] = {}): Intention => ({ kind: "application", name, recordId: id, args });
const takeBack = (desk: StoreDesk, group: string, only?: readonly string[]) =>
  undo(desk.database, { group, only, at: desk.at(), device: desk.device });
const settle = (desk: StoreDesk, commandId: string, action: Resolution["action"], fields: Resolution["fields"] = {}) =>
  resolve(desk.database, { commandId, action, fields, at: desk.at(), device: desk.device });
const steps = (desk: StoreDesk) => ownSteps(desk.database, { limit: 50, at: desk.at() }).steps;
const body = (id: string, kind = "application") => must(town.records.get(`${kind}/${id}`), "made").record.body;
const actor = (name: string) => must(town.people.get(name), "added").actor;

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

function many(count: number): readonly string[] {
  return Array.from({ length: count }, (_none, index) => town.receiveApplication(`Antrag ${index}`));
}

function bookInvoice(): string {
  const sha = "a".repeat(64);
  town.content.set(sha, Buffer.from("x"));
  const id = invoiceIdOf(sha);
  const captured = town.act(actor("ole"), "invoice", "capture", id, {
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
  return id;
}

test("a bulk action is taken back whole, after a restart and a sync", () => {
  const ids = many(12);
  const karla = open("karla");
  karla.pull();
  const { group } = karla.submit(...ids.map((id) => on(id, "claim")));
  karla.sync();
  karla.database.close();
  desks = [];
  const reopened = open("karla", karla.key);
  expect(steps(reopened)).toMatchObject([{ group, name: "claim", count: 12, state: "done", refusal: null }]);
  expect(takeBack(reopened, group).results.every((one) => one.outcome === "applied")).toBe(true);
  reopened.sync();
  expect(ids.map((id) => body(id)["state"])).toEqual(ids.map(() => "received"));
  expect(steps(reopened)).toMatchObject([{ group, state: "undone", refusal: { code: "alreadyUndone" } }]);
});

test("one of twelve on which something was built: it is named, and the others can be taken back without it", () => {
  const ids = many(12);
  const karla = open("karla");
  karla.pull();
  const given = karla.submit(...ids.map((id) => on(id, "claim")));
  karla.sync();
  const built = must(ids[4], "twelve were made");
  town.act(actor("ole"), "application", "handOver", built, { unit: "buergerservice" });
  karla.pull();
  const refused = takeBack(karla, given.group);
  const guilty = refused.results.filter((one) => one.refusal?.code !== "groupBroken");
  expect(guilty).toMatchObject([{ recordId: built, refusal: { code: "laterWorkExists", params: { person: "ole" } } }]);
  expect(body(must(ids[0], "made"))["state"]).toBe("inProgress");
  const others = refused.results.filter((one) => one.refusal?.code === "groupBroken").map((one) => one.commandId);
  expect(takeBack(karla, given.group, others).results).toHaveLength(11);
  karla.sync();
  expect(ids.filter((id) => body(id)["clerk"] === "karla")).toEqual([]);
  expect(karla.states()).toEqual([]);
});

test("a bulk action of which the desk knows some will be refused names all of them and queues nothing", () => {
  const [one, two, three] = many(3);
  const karla = open("karla");
  town.act(actor("ole"), "application", "claim", must(two, "made"), {});
  town.act(actor("ole"), "application", "claim", must(three, "made"), {});
  karla.pull();
  const { results } = karla.submit(...[one, two, three].map((id) => on(must(id, "made"), "claim")));
  expect(results.map((result) => result.refusal?.code)).toEqual(["groupBroken", "claimedByOther", "claimedByOther"]);
  expect(karla.states()).toEqual([]);
});

test("a bulk action the server refuses goes on without what was in the way", () => {
  const ids = many(3);
  const [karla, ole] = [open("karla"), open("ole")];
  karla.pull();
  ole.pull();
  const taken = must(ids[1], "made");
  ole.submit(on(taken, "claim"));
  ole.sync();
  karla.submit(...ids.map((id) => on(id, "claim")));
  karla.sync();
  const [entry] = outboxEntries(karla.database);
  const [solution] = solutions(karla.database, { ref: { kind: "application", id: must(ids[0], "made") }, at: karla.at() });
  expect(solution?.members.map((member) => member.refusal?.code ?? null)).toEqual([null, "claimedByOther", null]);
  settle(karla, must(entry, "refused").commandId, "without");
  karla.sync();
  expect(karla.states()).toEqual([]);
  expect(ids.map((id) => body(id)["clerk"])).toEqual(["karla", "ole", "karla"]);
});

test("what was handed to another unit is no longer here, and comes back all the same", () => {
  const [id] = many(1);
  const application = must(id, "made");
  const karla = open("karla");
  karla.pull();
  karla.submit(on(application, "claim"));
  const { group } = karla.submit(on(application, "handOver", { unit: "standesamt" }));
  karla.sync();
  expect(karla.record("application", application).record).toBeNull();
  expect(takeBack(karla, group).results).toMatchObject([{ outcome: "unchecked" }]);
  karla.sync();
  expect(karla.record("application", application).record).toMatchObject({ unit: "buergerservice", body: { clerk: "karla" } });
});

test("of an edit taken in part only what was taken comes back, and what was refused of it is no matter any more", () => {
  const id = bookInvoice();
  const edit = (fields: Record<string, { from: unknown; to: unknown }>): Intention => ({
    kind: "invoice",
    name: "editFields",
    recordId: id,
    args: { fields },
  });
  const karla = open("karla");
  karla.pull();
  town.act(actor("ole"), "invoice", "editFields", id, { fields: { number: { from: "R-1", to: "R-2" } } });
  const { group } = karla.submit(edit({ number: { from: "R-1", to: "R-3" }, remittance: { from: null, to: "Strom" } }));
  karla.sync();
  expect(karla.states()).toEqual(["partlyRefused"]);
  expect(takeBack(karla, group).results).toMatchObject([{ outcome: "applied" }]);
  expect(karla.states()).toEqual(["queued"]);
  karla.sync();
  expect(body(id, "invoice")["fields"]).toMatchObject({ number: "R-2", remittance: null });
});

test("the same before the answer came: the undo waits behind the edit and takes back what the server took", () => {
  const id = bookInvoice();
  const karla = open("karla");
  karla.pull();
  town.act(actor("ole"), "invoice", "editFields", id, { fields: { number: { from: "R-1", to: "R-2" } } });
  const fields = { number: { from: "R-1", to: "R-3" }, remittance: { from: null, to: "Strom" } };
  const { group } = karla.submit({ kind: "invoice", name: "editFields", recordId: id, args: { fields } });
  takeBack(karla, group);
  karla.sync();
  expect(body(id, "invoice")["fields"]).toMatchObject({ number: "R-2", remittance: null });
});

test("a refused step is not taken back but decided; its undo goes with it when it is discarded", () => {
  const [id] = many(1);
  const application = must(id, "made");
  const karla = open("karla");
  karla.pull();
  town.act(actor("ole"), "application", "claim", application, {});
  const claim = karla.submit(on(application, "claim"));
  const note = karla.submit(on(application, "addNote", { text: "Rückruf" }));
  takeBack(karla, note.group);
  karla.answer(karla.take().slice(0, 1));
  expect(karla.states()).toEqual(["refused", "parked", "parked"]);
  expect(takeBack(karla, claim.group).results).toMatchObject([{ refusal: { code: "notAcceptedYet" } }]);
  expect(steps(karla).find((step) => step.group === claim.group)).toMatchObject({ state: "refused", refusal: { code: "notAcceptedYet" } });
  settle(karla, must(outboxEntries(karla.database)[0], "refused").commandId, "discardAll");
  expect(karla.states()).toEqual([]);
  expect(steps(karla)).toEqual([]);
});

test("an undo the server refuses, once dropped, leaves the step standing and its reason is told", () => {
  const [id] = many(1);
  const application = must(id, "made");
  const karla = open("karla");
  karla.pull();
  const { group } = karla.submit(on(application, "claim"));
  karla.sync();
  town.act(actor("ole"), "application", "handOver", application, { unit: "buergerservice" });
  expect(takeBack(karla, group).results).toMatchObject([{ outcome: "applied" }]);
  karla.sync();
  const [entry] = outboxEntries(karla.database);
  expect(entry).toMatchObject({ name: "takeBack", state: "refused", refusal: { code: "laterWorkExists", params: { person: "ole" } } });
  settle(karla, must(entry, "refused").commandId, "discard");
  expect(steps(karla)).toMatchObject([{ group, state: "done", refusal: { code: "laterWorkExists", params: { person: "ole" } } }]);
});

test("the last act is taken back, then the one before; where one cannot be, it says why and leaves older ones alone", () => {
  const [one, two] = many(2);
  const karla = open("karla");
  karla.pull();
  const input = () => ({ at: karla.at(), device: karla.device });
  expect(undoLast(karla.database, input())).toEqual({ step: null, result: null });
  karla.submit(on(must(one, "made"), "claim"));
  karla.submit(on(must(two, "made"), "claim"));
  karla.sync();
  expect(undoLast(karla.database, input()).step).toMatchObject({ name: "claim", records: [{ id: two, subject: "Antrag 1, Frauke" }] });
  expect(undoLast(karla.database, input()).step).toMatchObject({ records: [{ id: one }] });
  karla.sync();
  expect(body(must(one, "made"))["state"]).toBe("received");
  karla.submit(on(must(one, "made"), "claim"));
  karla.sync();
  town.act(actor("ole"), "application", "handOver", must(one, "made"), { unit: "buergerservice" });
  karla.pull();
  expect(undoLast(karla.database, input()).result?.results).toMatchObject([{ refusal: { code: "laterWorkExists" } }]);
});

test("a conflict is solved with a text of the person's own, checked by the same rule before it is sent", () => {
  const id = bookInvoice();
  const karla = open("karla");
  karla.pull();
  town.act(actor("ole"), "invoice", "editFields", id, {
    fields: { number: { from: "R-1", to: "R-2" }, dueDate: { from: null, to: "2026-12-01" } },
  });
  const fields = { number: { from: "R-1", to: "R-3" }, dueDate: { from: null, to: "2026-12-04" } };
  karla.submit({ kind: "invoice", name: "editFields", recordId: id, args: { fields } });
  karla.submit({ kind: "invoice", name: "addNote", recordId: id, args: { text: "dahinter" } });
  karla.answer(karla.take().slice(0, 1));
  karla.pull();
  expect(karla.states()).toEqual(["refused", "parked"]);
  const { commandId } = must(outboxEntries(karla.database)[0], "refused");
  const wrong = settle(karla, commandId, "merge", { dueDate: { from: "2026-12-01", to: "übermorgen" } });
  expect(wrong).toMatchObject({ code: "badArguments" });
  expect(karla.states()).toEqual(["refused", "parked"]);
  expect(settle(karla, commandId, "merge", { number: { from: "R-2", to: "R-2/3" } })).toBeNull();
  karla.sync();
  expect(karla.states()).toEqual([]);
  expect(body(id, "invoice")).toMatchObject({ fields: { number: "R-2/3", dueDate: "2026-12-01" }, notes: [{ text: "dahinter" }] });
});

test("a merged value that somebody changed again meanwhile is a conflict again, with the newer value", () => {
  const id = bookInvoice();
  const karla = open("karla");
  karla.pull();
  town.act(actor("ole"), "invoice", "editFields", id, { fields: { number: { from: "R-1", to: "R-2" } } });
  karla.submit({ kind: "invoice", name: "editFields", recordId: id, args: { fields: { number: { from: "R-1", to: "R-3" } } } });
  karla.sync();
  const { commandId } = must(outboxEntries(karla.database)[0], "refused");
  town.act(actor("ole"), "invoice", "editFields", id, { fields: { number: { from: "R-2", to: "R-4" } } });
  settle(karla, commandId, "merge", { number: { from: "R-2", to: "R-5" } });
  karla.sync();
  expect(outboxEntries(karla.database)).toMatchObject([{ state: "refused", conflicts: [{ mine: "R-5", theirs: "R-4" }] }]);
});

test("a draft outlives a restart; an empty one is gone", () => {
  const karla = open("karla");
  saveDraft(karla.database, { key: "conflict/1", text: "halb geschrieben" });
  saveDraft(karla.database, { key: "note/2", text: "x" });
  saveDraft(karla.database, { key: "note/2", text: "" });
  karla.database.close();
  desks = [];
  expect(drafts(open("karla", karla.key).database)).toEqual({ "conflict/1": "halb geschrieben" });
});

test("what was taken back while a restored server had no record for it is not given again once the record returns", () => {
  const [id = ""] = many(1);
  const desk = open("karla");
  desk.pull();
  const kept = must(town.records.get(`application/${id}`), "received");
  town.records.delete(`application/${id}`);
  const { group } = desk.submit(on(id, "claim"));
  takeBack(desk, group);
  desk.submit(on(id, "addNote", { text: "bleibt" }));
  desk.push();
  expect(outboxEntries(desk.database)).toMatchObject([
    { name: "claim", state: "refused", refusal: { code: "recordMissing" } },
    { name: "takeBack" },
    { name: "addNote" },
  ]);
  town.put(kept.record);
  desk.pull();
  expect(outboxEntries(desk.database)).toMatchObject([{ name: "addNote", state: "queued" }]);
  desk.sync();
  expect(body(id)).toMatchObject({ state: "received", notes: [{ text: "bleibt" }] });
});

test("a step of another desk is taken back from its record, one that somebody built on is not offered", () => {
  const [id = "", other = ""] = many(2);
  const desk = open("karla");
  const atHome = openStoreDesk(join(folder, "karla at home.db"), town, "karla");
  desks.push(atHome);
  desk.pull();
  desk.submit(on(id, "addNote", { text: "Rückruf" }));
  desk.sync();
  atHome.pull();
  atHome.submit(on(id, "claim"), on(other, "claim"));
  atHome.sync();
  desk.pull();
  const last = must(desk.record("application", id).undo, "her claim at home");
  expect(last).toMatchObject({ group: null, name: "claim" });
  const told = { record: { kind: "application", id }, command: last.commandId };
  const { results } = undoTold(desk.database, { ...told, at: desk.at(), device: desk.device });
  expect(results).toMatchObject([{ outcome: "applied", commandId: last.commandId }]);
  // It is a taking back, no step of its own; before it, the note of this desk is the last one.
  expect(ownSteps(desk.database, { limit: 5, at: desk.at() }).steps.map(({ name }) => name)).toEqual(["addNote"]);
  expect(desk.record("application", id).undo).toMatchObject({ name: "addNote", group: expect.stringMatching(/-/u) });
  desk.sync();
  expect(body(id)).toMatchObject({ state: "received", notes: [{ text: "Rückruf" }] });
  atHome.pull();
  expect(atHome.record("application", id).record?.body["state"]).toBe("received");
  desk.submit(on(other, "decide", { outcome: "approved", reason: "" }));
  desk.sync();
  atHome.pull();
  // The decision is the last step there now; the claim beneath it is not offered past it.
  expect(atHome.record("application", other).undo).toMatchObject({ group: null, name: "decide" });
});

test("a step that this desk has forgotten after its time is taken back from its record", () => {
  const [id = ""] = many(1);
  const desk = open("karla");
  desk.pull();
  desk.submit(on(id, "claim"));
  desk.sync();
  desk.sync();
  forgetOldAcknowledged(desk.database, new Date(town.now().getTime() + 31 * 86_400_000).toISOString());
  expect(ownSteps(desk.database, { limit: 5, at: desk.at() }).steps).toEqual([]);
  expect(desk.record("application", id).undo).toMatchObject({ group: null, name: "claim" });
});
