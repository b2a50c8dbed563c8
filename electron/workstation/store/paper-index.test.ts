// Words of papers that wait: found by the inbox, kept with their records, and wiped with them.
import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import type { InboxRow } from "../../../shared/desk/inbox-calls.ts";
import { systemActor } from "../../../shared/domain/actor.ts";
import { postIdOf } from "../../../shared/domain/post/schema.ts";
import { buildPostRecord } from "../../../shared/testing/post-builder.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { wholeInbox } from "../testing/open-test-desk.ts";
import { openStoreDesk, type StoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { StoreDatabase } from "./database.ts";
import { queryInbox } from "./inbox-query.ts";
import { migrate } from "./migrate.ts";
import { reads, writes } from "./operations.ts";
import { forgetPaper } from "./paper-index.ts";
import { putRecord } from "./records.ts";
import { sql } from "./sql.ts";
import { sweep, wantSweep } from "./sweep.ts";

let folder = "";
let town: FakeTown;
let desk: StoreDesk;
const hash = "b".repeat(64);
const text = "Sehr geehrte Damen und Herren, die Brücke über die Gerdau ist gesperrt.";

beforeEach(() => {
  folder = makeTemporaryFolder();
  town = new FakeTown();
  town.addPerson("karla", "x", [{ role: "CLERK", unit: "*" }]);
  desk = openStoreDesk(join(folder, "karla.db"), town, "karla");
  desk.pull();
});
afterEach(() => {
  desk.database.close();
  removeTemporaryFolder(folder);
});

const karla = () => must(town.people.get("karla"), "added above").actor;

/** A letter as it was booked on the server; the server has read it where `read` is said. */
function letter(name: string, read: boolean): string {
  const sha256 = randomUUID().replaceAll("-", "").repeat(2);
  town.content.set(sha256, Buffer.from("x"));
  const id = postIdOf(sha256);
  const document = { sha256, name, mime: "application/pdf", size: 1 };
  town.act(systemActor, "post", "capture", id, {
    unit: "buergerservice",
    document,
    checks: [],
    arrival: { channel: "scanner", fileName: name },
  });
  if (read) town.act(systemActor, "post", "attachText", id, { sha256: hash, characters: text.length });
  desk.pull();
  return id;
}

const found = (typed: string): readonly InboxRow[] => queryInbox(desk.database, { ...wholeInbox, text: typed, today: "2026-11-24" }).rows;
const wanted = (): readonly string[] => reads.wantedTexts(desk.database, { limit: 10, openFiles: true });
const inTables = (): unknown => desk.database.get("papers", sql`select (select count(*) from papers) as papers`);

test("a letter is found by the words on its paper, together with those of its line, and its row shows where", () => {
  const id = letter("Brief-Sander.pdf", true);
  letter("Brief-Wolter.pdf", false);
  expect(wanted()).toEqual([id]);
  expect(found("brucke")).toEqual([]);
  writes.putTexts(desk.database, { asked: [id], lines: [{ id, sha256: hash, text }] });
  expect(wanted()).toEqual([]);
  expect(found("bruecke gerd").map((row) => row.id)).toEqual([id]);
  expect(
    found("bruecke gerd")[0]
      ?.found?.filter(({ hit }) => hit)
      .map((piece) => piece.text),
  ).toEqual(["Brücke", "Gerdau"]);
  expect(found("sander brücke").map((row) => row.id)).toEqual([id]);
  expect(found("wolter brücke")).toEqual([]);
  // What the line itself says needs no place on the paper.
  expect(found("sander")[0]?.found).toBeNull();
});

test("what this desk has read itself is found before the server knows of it, and gives way to the server's text", () => {
  const id = letter("Brief.pdf", false);
  writes.putReadText(desk.database, { ref: { kind: "post", id }, sha256: "c".repeat(64), text: "Straßensperrung" });
  expect(found("strassensperr").map((row) => row.id)).toEqual([id]);
  town.act(systemActor, "post", "attachText", id, { sha256: hash, characters: text.length });
  desk.pull();
  expect(wanted()).toEqual([id]);
  expect(found("strassensperr")).toHaveLength(1);
  writes.putTexts(desk.database, { asked: [id], lines: [{ id, sha256: hash, text }] });
  expect([found("strassensperr"), found("gerdau")].map((rows) => rows.length)).toEqual([0, 1]);
  // Nobody reads for a paper that is not here.
  writes.putReadText(desk.database, { ref: { kind: "post", id: randomUUID() }, sha256: hash, text });
  expect(inTables()).toEqual({ papers: 1 });
});

test("a text that the server has not after all is asked for once", () => {
  const id = letter("Brief.pdf", true);
  writes.putTexts(desk.database, { asked: [id], lines: [] });
  expect(wanted()).toEqual([]);
});

test("who puts a letter away takes its words out, and has them again with the letter", () => {
  const id = letter("Brief.pdf", true);
  writes.putTexts(desk.database, { asked: [id], lines: [{ id, sha256: hash, text }] });
  town.act(karla(), "post", "discard", id, { reason: "Werbung" });
  desk.pull();
  expect(inTables()).toEqual({ papers: 0 });
  town.act(karla(), "post", "reopen", id, {});
  desk.pull();
  expect(wanted()).toEqual([id]);
});

test("rights that shrink take text and words of papers with them, and want them wiped", () => {
  const id = letter("Brief.pdf", true);
  writes.putTexts(desk.database, { asked: [id], lines: [{ id, sha256: hash, text }] });
  town.grant("karla", [{ role: "CLERK", unit: "standesamt" }]);
  desk.pull();
  expect(found("brücke")).toEqual([]);
  expect(inTables()).toEqual({ papers: 0 });
  expect(desk.database.all("words", sql`select rowid from paper_words where paper_words match 'gerdau'`)).toEqual([]);
});

test("the sweep's merging takes the words of a paper that left from the pages of the index", () => {
  const database = new StoreDatabase({ file: join(folder, "wiped.db"), key: randomBytes(32), readOnly: false, vacuumUpTo: 0 });
  migrate(database);
  const ref = { kind: "post", id: "" };
  for (let no = 0; no < 40; no++) {
    const document = { sha256: String(no).padStart(64, "0"), name: "a.pdf", mime: "application/pdf", size: 1 };
    const record = buildPostRecord({ document });
    const word = no === 7 ? "Xqvzmarkwort" : `Wolter${String(no)}`;
    if (no === 7) ref.id = record.id;
    database.transaction(() => putRecord(database, record, null, 1));
    writes.putReadText(database, { ref: record, sha256: hash, text: `Sehr geehrte Frau ${word}` });
  }
  const holds = (): boolean =>
    database
      .all<{ block: Uint8Array }>("index pages", sql`select block from paper_words_data`)
      .some(({ block }) => Buffer.from(block).includes("zmarkwort"));
  database.transaction(() => {
    forgetPaper(database, ref);
    wantSweep(database, "papers");
  });
  expect(holds()).toBe(true);
  sweep(database, null);
  expect(holds()).toBe(false);
  expect(database.all("rest", sql`select rowid from paper_words where paper_words match 'wolter3'`)).toHaveLength(1);
  database.close();
});
