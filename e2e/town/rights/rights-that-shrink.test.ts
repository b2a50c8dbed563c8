// A right is taken away, the desk makes contact, and nothing it may no longer hold is left anywhere on its disk. Each case first finds
// the word in every place where it is looked for afterwards.
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openTestDesk } from "../../../electron/workstation/testing/open-test-desk.ts";
import type { Workstation } from "../../../electron/workstation/workstation.ts";
import { revokeDevice } from "../../../server/auth/devices.ts";
import { disablePerson, saveGrants } from "../../../server/auth/people.ts";
import { openDatabase, type Database } from "../../../server/store/database.ts";
import { sql } from "../../../server/store/sql.ts";
import { contentsOf, smallPassword, smallTenant, smallTown } from "../../../server/testing/small-town.ts";
import { startTestServer, type TestServer } from "../../../server/testing/test-server.ts";
import { must } from "../../../shared/base/must.ts";
import type { Grant, Role } from "../../../shared/domain/actor.ts";
import type { QueryArgs, QueryName, QueryResult } from "../../../shared/desk/contract.ts";
import { buildApplicationRecord } from "../../../shared/testing/application-builder.ts";
import { buildDocumentRecord } from "../../../shared/testing/document-builder.ts";
import { buildFileRecord, fileId } from "../../../shared/testing/file-builder.ts";
import { openNetworkCut, type NetworkCut } from "../../fixtures/network-cut.ts";
import { keyByPassword, tracesOf } from "./traces.ts";

const word = "Xqvzmarkwort";
const ownWord = "Zkwyeigenwort";
const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** The word stands in an application, a document with its text and file and own steps; or in the application and a step on it alone. */
type Where = "everywhere" | "application";

const id = (group: number, no: number): string => `0190a000-0000-7000-8000-${String(group * 1_000_000 + no).padStart(12, "0")}`;
const markedApplication = id(1, 0);
const markedDocument = id(2, 0);
const bytes = Buffer.from(`Ein Schreiben an ${word}`);
const sha256 = createHash("sha256").update(bytes).digest("hex");
const text = `Sehr geehrte Frau ${word}, `;

/** Much else around it, so that pages split, and copies of rows lie where deleting alone does not reach. */
function townWithWord(where: Where) {
  const filler = (no: number): string => `Füllwort${String(no)} `.repeat(20 + (no % 60));
  const content = { sha256, name: `${word}.txt`, mime: "text/plain", size: bytes.length };
  const records = [buildFileRecord({}, { unit: "buergerservice" })];
  for (let no = 0; no < 300; no++) {
    const unit = no % 2 === 0 ? "buergerservice" : "standesamt";
    const familyName = no === 0 ? word : `Wolter${String(no)}`;
    const applicant = { familyName, givenNames: "Elke", street: filler(no) };
    records.push(buildApplicationRecord({ applicant }, { id: id(1, no), unit }));
    const marked =
      no === 0 && where === "everywhere" ? { title: `Brief ${word}`, content, text: { sha256: textHash, characters: text.length } } : {};
    records.push(buildDocumentRecord({ title: `Brief ${filler(no).slice(0, 200)}`, ...marked, fileId }, { id: id(2, no), unit }));
  }
  return smallTown({ records, contents: contentsOf([bytes]), texts: where === "everywhere" ? [{ documentId: markedDocument, text }] : [] });
}
const textHash = createHash("sha256").update(text).digest("hex");

interface Seated {
  readonly workstation: Workstation;
  readonly server: TestServer;
  readonly database: Database;
  readonly wire: NetworkCut;
  readonly dataFolder: string;
  readonly lines: string[];
  readonly key: Uint8Array;
  until<N extends QueryName>(name: N, args: QueryArgs<N>, wanted: (value: QueryResult<N>) => boolean): Promise<QueryResult<N>>;
  traces(): Promise<readonly string[]>;
}

const grant = (role: Role, unit: string): Grant => ({ role, unit });

/** Bodo at a desk that holds the word in every place, has worked with it, and has a step of his own waiting. */
async function seated(where: Where = "everywhere"): Promise<Seated> {
  const server = await startTestServer({ town: townWithWord(where) });
  ending.push(() => server.close());
  const database = await openDatabase({ url: server.databaseUrl });
  ending.push(() => database.close());
  await saveGrants(database, smallTenant, "bodo", [grant("CLERK", "buergerservice"), grant("CERT_FACTUAL", "finanzen")]);
  const wire = await openNetworkCut(server.url);
  ending.push(() => wire.close());
  const dataFolder = await mkdtemp(join(tmpdir(), "amtsstube-rights-"));
  ending.push(() => rm(dataFolder, { recursive: true, force: true, maxRetries: 5 }));
  const lines: string[] = [];
  const open = async (): Promise<Workstation> => {
    const opened = await openTestDesk({
      dataFolder,
      serverUrl: wire.url,
      enrolmentCode: server.enrolmentCode,
      log: (level, event, fields) => lines.push(JSON.stringify({ level, event, ...fields })),
    });
    ending.push(() => opened.close());
    await opened.desk.call("signIn", { userName: "bodo", password: smallPassword });
    await opened.desk.call("syncNow", {});
    return opened;
  };
  // Closed once, so that the log has gone into the file; what is done afterwards stands in the log again.
  await (await open()).close();
  const workstation = await open();
  const { desk } = workstation;
  const until: Seated["until"] = (name, args, wanted) => waitFor(workstation, name, args, wanted);
  const give = (kind: string, name: string, recordId: string, args: Record<string, unknown>) =>
    desk.call("submit", { commands: [{ kind, name, recordId, args }] });
  await give("application", "addNote", markedApplication, { text: `Rückruf bei ${word}` });
  await desk.call("saveDraft", { key: `application/${markedApplication}/note`, text: `Noch einmal bei ${word} fragen` });
  if (where === "everywhere") {
    await desk.call("readContent", { record: { kind: "document", id: markedDocument }, sha256, offset: 0, length: bytes.length });
    await give("document", "describe", markedDocument, { fields: { title: { from: `Brief ${word}`, to: `Nachricht von ${word}` } } });
    expect((await until("archiveList", archiveSearch, () => true)).total).toBe(1);
  }
  await until("outbox", {}, (entries) => entries.length === 0);
  await desk.call("syncNow", {});
  // The key itself: what is gone has to be gone also for whoever has it.
  const key = must(await keyByPassword(dataFolder, smallPassword), "bodo has just worked here");
  const traces = (): Promise<readonly string[]> => tracesOf({ dataFolder, password: key }, { word, contents: [sha256] });
  const inRows = ["file without its log", "log", "pages"];
  expect(await traces()).toEqual(where === "everywhere" ? ["cache", "file without its log", "index", "log", "pages"] : inRows);
  return { workstation, server, database, wire, dataFolder, lines, key, until, traces };
}

const archiveSearch: QueryArgs<"archiveList"> = { text: word, fileId: null, planNumber: null, order: "newest", offset: 0, limit: 10 };

/** What is on no screen any more, either: what was being looked at is told that it is gone. */
async function nothingIsLeft(seat: Seated): Promise<void> {
  await seat.until("record", { kind: "application", id: markedApplication }, (value) => value.record === null);
  await seat.until("archiveList", archiveSearch, (list) => list.total === 0);
  await nothingOnDisk(seat);
}

async function nothingOnDisk(seat: Seated): Promise<void> {
  await expect.poll(() => seat.traces(), { timeout: 30_000 }).toEqual([]);
  // The log of the program never held anything of the kind.
  expect(seat.lines.filter((line) => [word, ownWord, "Wolter", "Füllwort"].some((personal) => line.includes(personal)))).toEqual([]);
  await seat.workstation.close();
  expect(await seat.traces()).toEqual([]);
}

const ownNote = {
  commands: [{ kind: "application", name: "addNote", recordId: markedApplication, args: { text: ownWord } }],
};

test("another unit: records, content, index and the traces of own steps go; what was not sent waits, refused, for its person's word", async () => {
  const seat = await seated();
  const { desk } = seat.workstation;
  seat.wire.cut();
  await desk.call("submit", ownNote);
  await saveGrants(seat.database, smallTenant, "bodo", [grant("CLERK", "standesamt")]);
  seat.wire.restore();
  const [entry] = await seat.until("outbox", {}, (entries) => entries[0]?.state === "refused");
  expect(entry).toMatchObject({ name: "addNote", args: { text: ownWord }, refusal: { code: "notAllowed" } });
  await seat.until("inbox", wholeInbox, (inbox) => inbox.total === 150);
  // The step keeps its person's own words and nothing else.
  await expect.poll(() => seat.traces(), { timeout: 30_000 }).toEqual([]);
  const own = must(entry, "it was waited for");
  expect((await seat.until("outbox", {}, () => true))[0]).toMatchObject({ commandId: own.commandId, subject: "", args: { text: ownWord } });
  await desk.call("resolve", { commandId: own.commandId, action: "discard" });
  await desk.call("syncNow", {});
  await nothingIsLeft(seat);
});

test("a role lost: the same", async () => {
  const seat = await seated();
  await saveGrants(seat.database, smallTenant, "bodo", [grant("CERT_FACTUAL", "finanzen")]);
  await seat.workstation.desk.call("syncNow", {});
  await nothingIsLeft(seat);
});

test("one record handed to another unit: it alone goes, as thoroughly", async () => {
  const seat = await seated("application");
  await saveGrants(seat.database, smallTenant, "anna", [grant("CLERK", "buergerservice")]);
  const anna = await seat.server.signedIn("anna");
  const handOver = { kind: "application", name: "handOver", recordId: markedApplication, args: { unit: "standesamt" } };
  expect(await anna.push(anna.command(handOver))).toMatchObject([{ answer: "accepted" }]);
  await seat.workstation.desk.call("syncNow", {});
  await seat.until("inbox", wholeInbox, (inbox) => inbox.total === 149);
  await nothingIsLeft(seat);
});

async function lockedOut(seat: Seated, problem: "deviceRevoked" | "personDisabled"): Promise<void> {
  const { desk } = seat.workstation;
  await seat.until("sync", {}, (state) => state.problem === problem);
  await expect(desk.call("signIn", { userName: "bodo", password: smallPassword })).rejects.toMatchObject({ code: problem });
  await nothingOnDisk(seat);
  // The outbox is sealed, not deleted: what was not sent lies in the file that only the server can open now.
  expect(await tracesOf({ dataFolder: seat.dataFolder, password: seat.key }, { word: ownWord, contents: [] })).toContain("pages");
}

async function waitingStep(seat: Seated): Promise<void> {
  seat.wire.cut();
  await seat.workstation.desk.call("submit", ownNote);
}

async function deviceOf(seat: Seated): Promise<string> {
  const [row] = await seat.database.query<{ id: string }>(sql`select id from device where tenant = ${smallTenant} and person_id = 'bodo'`);
  return must(row, "bodo has signed in").id;
}

test("a device revoked: its replica is gone at the next contact", async () => {
  const seat = await seated();
  await waitingStep(seat);
  await revokeDevice(
    seat.database,
    { tenant: smallTenant, id: await deviceOf(seat), reason: "verloren", by: "operator" },
    new Date().toISOString(),
  );
  seat.wire.restore();
  await lockedOut(seat, "deviceRevoked");
});

test("a person disabled: the same, once the desk asks for a new token", async () => {
  const seat = await seated();
  await waitingStep(seat);
  await disablePerson(seat.database, smallTenant, "bodo", new Date().toISOString());
  seat.wire.restore();
  await lockedOut(seat, "personDisabled");
});

test("a device revoked while nobody has its replica open: its key is gone at the next contact", async () => {
  const seat = await seated();
  await seat.workstation.close();
  await revokeDevice(
    seat.database,
    { tenant: smallTenant, id: await deviceOf(seat), reason: "verloren", by: "operator" },
    new Date().toISOString(),
  );
  const again = await openTestDesk({ dataFolder: seat.dataFolder, serverUrl: seat.wire.url });
  ending.push(() => again.close());
  await expect(again.desk.call("signIn", { userName: "bodo", password: smallPassword })).rejects.toMatchObject({ code: "deviceRevoked" });
  expect(await keyByPassword(seat.dataFolder, smallPassword)).toBeUndefined();
});

const wholeInbox: QueryArgs<"inbox"> = {
  view: "all",
  kinds: [],
  text: "",
  overdueOnly: false,
  sort: { by: "received", descending: false },
  offset: 0,
  limit: 10,
};

function waitFor<N extends QueryName>(
  workstation: Workstation,
  name: N,
  args: QueryArgs<N>,
  wanted: (value: QueryResult<N>) => boolean,
): Promise<QueryResult<N>> {
  return new Promise((resolve, reject) => {
    const watching: { stop?: () => void; over: boolean } = { over: false };
    const end = (): void => {
      watching.over = true;
      watching.stop?.();
    };
    watching.stop = workstation.desk.watch(
      name,
      args,
      (value) => {
        if (watching.over || !wanted(value)) return;
        end();
        resolve(value);
      },
      (error) => {
        end();
        reject(error);
      },
    );
    if (watching.over) watching.stop();
  });
}
