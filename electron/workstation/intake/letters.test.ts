// A folder of post on its way through the desk: letters come in as they are, its people are told once a day, and of two desks that book
// without network each notice says the same in the end.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { postIdOf, postSchema } from "../../../shared/domain/post/schema.ts";
import { taskSchema } from "../../../shared/domain/task/schema.ts";
import { drawPdf } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import type { FolderRule } from "../../../scanner-inbox/intake/folder-rules.ts";
import { ask, readWorker, storeWorker, wholeInbox } from "../testing/open-test-desk.ts";
import { startTestTown, type TestTown } from "../testing/test-town.ts";
import type { Workstation } from "../workstation.ts";

let town: TestTown;
const patiently = { timeout: 40_000, interval: 20 };
const timings = { scanner: { quietMs: 0, nearLookMs: 20, lookMs: 100, retryMs: 100 } };

beforeEach(async () => {
  town = await startTestTown();
  for (const person of ["malte", "ole"]) town.town.addPerson(person, "geheim", [{ role: "CAPTURE", unit: "finanzen" }]);
  town.town.addPerson("clara", "geheim", [{ role: "CLERK", unit: "finanzen" }]);
});
afterEach(() => town.close());

async function sitDown(person: string, more: Partial<FolderRule> = {}): Promise<{ readonly desk: Workstation; readonly folder: string }> {
  const folder = join(town.folder, `Post ${person}`);
  await mkdir(folder);
  const rule: FolderRule = {
    folder,
    kind: "document",
    unit: "finanzen",
    profile: "Bauhof",
    tell: ["clara"],
    nested: false,
    review: "whenDivided",
    ...more,
  };
  const desk = await town.desk(`desk of ${person}`, { scannerFolders: [rule], timings, workers: { store: storeWorker, read: readWorker } });
  await desk.desk.call("signIn", { userName: person, password: "geheim" });
  return { desk, folder };
}

const letter = (about: string): Promise<Uint8Array> => drawPdf({ pages: [[[70, 60, `Sehr geehrte Damen und Herren, ${about}`, 12]]] });
const records = (kind: string) => [...town.town.records.values()].flatMap(({ record }) => (record.kind === kind ? [record] : []));
const notices = () => records("task").map(({ body }) => taskSchema.parse(body));
const inboxOf = async (desk: Workstation): Promise<readonly string[]> =>
  (await ask(desk, "inbox", { ...wholeInbox, kinds: ["post", "task"] })).rows.map(({ kind, subject }) => `${kind}: ${subject}`).sort();

test("a letter is booked as it is, unread, with where and how it was scanned; its person is told, and what lies in quarantine too", async () => {
  const { desk, folder } = await sitDown("malte");
  await writeFile(join(folder, "Einladung Kreistag.pdf"), await letter("wir laden ein."));
  await vi.waitFor(() => expect(records("post")).toHaveLength(1), patiently);
  expect(postSchema.parse(records("post")[0]?.body)).toMatchObject({
    title: "Einladung Kreistag",
    state: "open",
    arrivals: [{ by: "malte", channel: "scanner", transfer: { profile: "Bauhof", pages: 1 } }],
  });
  expect(records("invoice")).toEqual([]);
  await writeFile(join(folder, "Streng geheim.exe"), "MZ kein Schreiben");
  await vi.waitFor(() => expect(notices()).toHaveLength(2), patiently);
  const said = notices().map(({ topic, person, title, came }) => [topic ?? "", person ?? "", title, String(came?.length)].join(" "));
  expect(said.toSorted()).toEqual(["scanQuarantined clara Bauhof 1", "scansArrived clara Bauhof 1"]);
  expect(JSON.stringify(notices())).not.toContain("geheim");
  // What the folder does on its own is no step that the person takes back.
  expect((await desk.desk.call("undoLast", {})).step).toBeNull();
});

test("two desks book without network: one notice for the folder's person, with what both brought, once", async () => {
  const [one, two] = [await sitDown("malte"), await sitDown("ole")];
  for (const { desk } of [one, two]) await desk.desk.call("syncNow", {});
  await town.server.unplug(true);
  const same = await letter("zum zweiten Mal.");
  await writeFile(join(one.folder, "SCAN0001.pdf"), same);
  await writeFile(join(one.folder, "SCAN0002.pdf"), await letter("nur hier."));
  await writeFile(join(two.folder, "SCAN0001.pdf"), same);
  await writeFile(join(two.folder, "SCAN0003.pdf"), await letter("nur dort."));
  for (const { desk } of [one, two])
    await vi.waitFor(
      async () => expect(await inboxOf(desk)).toEqual(["post: SCAN0001", expect.any(String), "task: 2 neue Scans aus „Bauhof“"]),
      patiently,
    );
  await town.server.unplug(false);
  for (const { desk } of [one, two]) await desk.desk.call("syncNow", {});
  await vi.waitFor(() => expect(notices().map(({ came }) => came?.length)).toEqual([3]), patiently);
  const ids = records("post").map(({ id }) => id);
  expect(new Set(notices()[0]?.came?.map(({ id }) => id))).toEqual(new Set(ids));
  const letters = () => records("post").map(({ body }) => postSchema.parse(body));
  // The one that both had is told of once, and arrives twice.
  const arrivals = () => letters().map((one) => String(one.arrivals.length));
  await vi.waitFor(() => expect(arrivals().sort()).toEqual(["1", "1", "2"]), patiently);
  const sent = letters();
  for (const { document } of sent) expect(ids).toContain(postIdOf(document.sha256));
  // Seen to by its person, and brought back by the next letter.
  const clara = await town.desk("desk of clara", { workers: { store: storeWorker, read: readWorker } });
  await clara.desk.call("signIn", { userName: "clara", password: "geheim" });
  await vi.waitFor(async () => expect(await inboxOf(clara)).toContain("task: 3 neue Scans aus „Bauhof“"), patiently);
  const id = must(records("task")[0], "there is one notice").id;
  await clara.desk.call("submit", { commands: [{ kind: "task", name: "complete", recordId: id, args: {} }] });
  await vi.waitFor(() => expect(notices()[0]?.state).toBe("done"), patiently);
  await writeFile(join(two.folder, "SCAN0004.pdf"), await letter("am Nachmittag."));
  await vi.waitFor(() => expect(notices()[0]).toMatchObject({ state: "open", came: [{ kind: "post" }] }), patiently);
}, 120_000);

test("who may not see the folder's scans is told nothing, and the screen says who that is", async () => {
  town.town.directory = { ...town.town.directory, readers: [{ person: "clara", kind: "invoice", unit: "finanzen" }] };
  const { desk, folder } = await sitDown("malte", { tell: ["clara", "niemand"] });
  expect((await ask(desk, "scanner", {})).folders[0]?.untold).toEqual(["clara", "niemand"]);
  await writeFile(join(folder, "SCAN0001.pdf"), await letter("ohne Bescheid."));
  await vi.waitFor(() => expect(records("post")).toHaveLength(1), patiently);
  expect(notices()).toEqual([]);
});
