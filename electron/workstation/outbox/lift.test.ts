// Taking off only what a part of an answer touches leaves the same replica as taking off everything.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { Intention } from "../../../shared/desk/record-calls.ts";
import { systemActor } from "../../../shared/domain/actor.ts";
import { applyPull, pullState } from "../store/apply-pull.ts";
import { sql } from "../store/sql.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { rebase } from "./replay.ts";
import { requeue } from "./send.ts";

const content = { sha256: "a".repeat(64), name: "antrag.pdf", mime: "application/pdf", size: 1 };

interface Office {
  readonly town: FakeTown;
  readonly desk: StoreDesk;
  readonly applications: readonly string[];
  readonly files: readonly string[];
}

/** A clerk who keeps files too, some applications with a paper each, and files that both she and a colleague may close. */
function openOffice(folder: string, applications = 4): Office {
  const town = new FakeTown();
  for (const name of ["karla", "ole"])
    town.addPerson(name, "x", [
      { role: "CLERK", unit: "buergerservice" },
      { role: "ARCHIVE", unit: "buergerservice" },
    ]);
  town.content.set(content.sha256, Buffer.from("x"));
  const ids = Array.from({ length: applications }, () => randomUUID());
  for (const id of ids)
    town.act(systemActor, "application", "receive", id, {
      unit: "buergerservice",
      service: "RESIDENCE_CERT_SIMPLE",
      applicant: { familyName: "Sander", givenNames: "Frauke" },
      payload: {},
      attachments: [{ content, purpose: "form" }],
      source: { adapter: "test", submissionId: id },
      deadline: "2026-11-30",
    });
  const files = [randomUUID(), randomUUID()];
  for (const [index, id] of files.entries())
    town.act(systemActor, "file", "open", id, { unit: "buergerservice", number: `33.1-${String(index)}`, title: "Akte", planNumber: "2" });
  // Half of them she has decided already, so that filing them away is near.
  const { actor } = must(town.people.get("karla"), "added above");
  for (const id of ids.slice(0, applications / 2)) {
    town.act(actor, "application", "claim", id, {});
    town.act(actor, "application", "decide", id, { outcome: "approved", reason: "" });
  }
  const desk = openStoreDesk(join(folder, `${randomUUID()}.db`), town, "karla");
  desk.pull();
  return { town, desk, applications: ids, files };
}

/** Everything a person or the next step could see of the replica, without numbers that only count. */
function everythingOf({ database }: StoreDesk): unknown {
  return {
    records: database.all("all records", sql`select kind, id, unit, scopes, version, body, base from records order by kind, id`),
    inbox: database.all("all lines", sql`select kind, id, subject, state, clerk, step, search from inbox order by kind, id`),
    documents: database.all("all documents", sql`select id, title from documents order by id`),
    steps: database.all("all steps", sql`select id, state, settled, local_refusal from outbox order by seq`),
  };
}

const names = [
  "claim",
  "note",
  "approve",
  "fileAway",
  "describe",
  "closeFile",
  "theirClaim",
  "theirNote",
  "theirClosing",
  "push",
  "lostPush",
  "pull",
] as const;
/** What happens, on which application or document, and in which file; a pull takes `at` as its size and `of` as its cuts. */
const deed = fc.record({ name: fc.constantFrom(...names), at: fc.nat({ max: 3 }), of: fc.nat({ max: 1 }) });
interface Deed {
  readonly name: (typeof names)[number];
  readonly at: number;
  readonly of: number;
}

function own({ desk, applications, files }: Office, { name, at, of }: Deed): Intention | undefined {
  const on = (kind: string, recordId: string, command: string, args: Intention["args"]): Intention => ({
    kind,
    name: command,
    recordId,
    args,
  });
  const application = must(applications[at], "four");
  const file = must(files[of], "two");
  if (name === "claim") return on("application", application, "claim", {});
  if (name === "note") return on("application", application, "addNote", { text: "Unterlagen liegen vor." });
  if (name === "approve") return on("application", application, "decide", { outcome: "approved", reason: "" });
  if (name === "fileAway") return on("application", application, "fileAway", { fileId: file, title: "Antrag" });
  if (name === "closeFile") return on("file", file, "close", {});
  const documents = desk.database.all<{ id: string; title: string }>("documents", sql`select id, title from documents order by id`);
  const document = documents[at % Math.max(1, documents.length)];
  if (document === undefined) return undefined;
  return on("document", document.id, "describe", { fields: { title: { from: document.title, to: `${document.title}.` } } });
}

/** Each part of an answer on its own; what is compared is the replica after it, and the same after a whole rebase. */
function pull(office: Office, limit: number, partSize: number): void {
  const { town, desk } = office;
  const { epoch, cursors, upTo } = pullState(desk.database);
  const actor = must(town.people.get("karla"), "added above").actor;
  const lines = town.pull(actor, { version: 1, epoch, cursors: { ...cursors }, limit });
  for (let from = 0; from < lines.length; from += partSize) {
    const part = lines.slice(from, from + partSize);
    applyPull(desk.database, { lines: part.map((line) => `${JSON.stringify(line)}\n`).join(""), upTo, at: desk.at() });
    const before = everythingOf(desk);
    desk.database.transaction(() => rebase(desk.database));
    expect(everythingOf(desk)).toEqual(before);
  }
}

function loseAnswer(office: Office): void {
  const { town, desk } = office;
  const batch = desk.take();
  town.push(
    must(town.people.get("karla"), "added above").actor,
    batch.map(({ command }) => command),
  );
  requeue(desk.database);
}

function run(office: Office, happening: Deed): void {
  const { town, desk, applications, files } = office;
  const { name, at, of } = happening;
  const ole = must(town.people.get("ole"), "added above").actor;
  if (name === "push") desk.push();
  else if (name === "lostPush") loseAnswer(office);
  else if (name === "pull") pull(office, at + 1, of + 1);
  else if (name === "theirClaim") town.act(ole, "application", "claim", must(applications[at], "four"), {});
  else if (name === "theirNote") town.act(ole, "application", "addNote", must(applications[at], "four"), { text: "Rückruf erbeten." });
  else if (name === "theirClosing") town.act(ole, "file", "close", must(files[of], "two"), {});
  else {
    const intention = own(office, happening);
    if (intention !== undefined) desk.submit(intention);
  }
}

test("after each part of an answer, taking everything off and laying it on again changes nothing more", () => {
  const folder = makeTemporaryFolder();
  try {
    fc.assert(
      fc.property(fc.array(deed, { minLength: 10, maxLength: 60 }), (deeds) => {
        const office = openOffice(folder);
        const { desk } = office;
        try {
          for (const one of deeds) run(office, one);
          // An answer that comes late: what the server made of the steps is here before it.
          loseAnswer(office);
          pull(office, 100, 100);
          desk.push();
          pull(office, 100, 100);
        } finally {
          desk.database.close();
        }
      }),
      { numRuns: 40 },
    );
  } finally {
    removeTemporaryFolder(folder);
  }
});

test("a part costs what it names: other own steps are not run again", () => {
  const folder = makeTemporaryFolder();
  const office = openOffice(folder, 60);
  const { desk, town, applications } = office;
  try {
    for (const recordId of applications) desk.submit({ kind: "application", name: "addNote", recordId, args: { text: "Meine." } });
    const theirs = applications.slice(0, 3);
    for (const id of theirs) town.act(must(town.people.get("ole"), "added above").actor, "application", "addNote", id, { text: "Eilt." });
    const writes = vi.spyOn(desk.database, "run");
    desk.pull();
    const put = writes.mock.calls.filter(([name]) => name === "put inbox line").length;
    // The server's word and the own step on top of it, for each of the three.
    expect(put).toBe(6);
    for (const id of applications) expect(JSON.stringify(desk.record("application", id).record?.body["notes"])).toContain("Meine.");
  } finally {
    desk.database.close();
    removeTemporaryFolder(folder);
  }
});

test("a file that was opened anew takes the first part as one that may touch anything", () => {
  const folder = makeTemporaryFolder();
  const { town, desk, applications } = openOffice(folder, 2);
  const [other = "", mine = ""] = applications;
  desk.submit({ kind: "application", name: "claim", recordId: mine, args: {} });
  desk.database.run("as if opened anew", sql`delete from step_records`);
  town.act(must(town.people.get("ole"), "added above").actor, "application", "addNote", other, { text: "Eilt." });
  const writes = vi.spyOn(desk.database, "run");
  desk.pull();
  expect(writes.mock.calls.filter(([name]) => name === "put inbox line").length).toBe(3);
  expect(desk.record("application", mine).record?.body["clerk"]).toBe("karla");
  desk.database.close();
  removeTemporaryFolder(folder);
});
