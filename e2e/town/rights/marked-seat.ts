// Bodo at his desk, which holds the marked word wherever a desk holds anything, and the end of all that a test opened.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { ask, openTestDesk } from "../../../electron/workstation/testing/open-test-desk.ts";
import type { Workstation } from "../../../electron/workstation/workstation.ts";
import { revokeDevice } from "../../../server/auth/devices.ts";
import { saveGrants } from "../../../server/auth/people.ts";
import { openDatabase, type Database } from "../../../server/store/database.ts";
import { sql } from "../../../server/store/sql.ts";
import { smallPassword, smallTenant } from "../../../server/testing/small-town.ts";
import { startTestServer, type TestServer } from "../../../server/testing/test-server.ts";
import { must } from "../../../shared/base/must.ts";
import type { Grant, Role } from "../../../shared/domain/actor.ts";
import type { QueryArgs, QueryName, QueryResult } from "../../../shared/desk/contract.ts";
import { openNetworkCut, type NetworkCut } from "../../fixtures/network-cut.ts";
import { bytes, markedApplication, markedDocument, sha256, townWithWord, word, type Where } from "./marked-town.ts";
import { keyByPassword, tracesOf } from "./traces.ts";

const ending: (() => Promise<void>)[] = [];

/** Ends what `seated` opened, and what `alsoEnd` was told of. */
export async function endSeats(): Promise<void> {
  for (const end of ending.splice(0).reverse()) await end();
}

export function alsoEnd(end: () => Promise<void>): void {
  ending.push(end);
}

/** A desk where somebody works, and what a test does around it. */
export interface Seated {
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

export const grant = (role: Role, unit: string): Grant => ({ role, unit });

const inRows = [
  "file without its log",
  "log",
  "pages",
  "plain text in rechnung.txt",
  ...["inbox", "meta", "outbox", "records"].map((table) => `row of ${table}`),
];
const inDocuments = [
  "cache",
  "index",
  ...["archive_words_data", "content", "content_pieces", "documents", "texts"].map((table) => `row of ${table}`),
];

/** What a killed program left of a mail that came before: its attachment in plain text. */
async function leaveUnpacked(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, "unpacked", "killed");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "rechnung.txt"), `Rechnung an ${word}`);
}

/** Locks the device out at the server; the desk hears of it at its next contact. */
export async function lockOutDevice(seat: Pick<Seated, "database">): Promise<void> {
  const [row] = await seat.database.query<{ id: string }>(sql`select id from device where tenant = ${smallTenant} and person_id = 'bodo'`);
  const { id } = must(row, "bodo has signed in");
  await revokeDevice(seat.database, { tenant: smallTenant, id, reason: "verloren", by: "operator" }, new Date().toISOString());
}

/** Bodo at a desk that holds the word in every place, has worked with it, and has a step of his own waiting. */
export async function seated(where: Where = "everywhere"): Promise<Seated> {
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
  const until: Seated["until"] = (name, args, wanted) => ask(workstation, name, args, wanted);
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
  await leaveUnpacked(dataFolder);
  expect(await traces()).toEqual(where === "everywhere" ? [...inRows, ...inDocuments].sort() : inRows);
  return { workstation, server, database, wire, dataFolder, lines, key, until, traces };
}

export const archiveSearch: QueryArgs<"archiveList"> = {
  text: word,
  fileId: null,
  planNumber: null,
  order: "newest",
  offset: 0,
  limit: 10,
};
