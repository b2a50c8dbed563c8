// A right is taken away, the desk makes contact, and nothing it may no longer hold is left anywhere on its disk. Each case first finds
// the word in every place where it is looked for afterwards.
import { afterEach, expect, test } from "vitest";
import { openTestDesk } from "../../../electron/workstation/testing/open-test-desk.ts";
import { disablePerson, saveGrants } from "../../../server/auth/people.ts";
import { smallPassword, smallTenant } from "../../../server/testing/small-town.ts";
import { must } from "../../../shared/base/must.ts";
import type { QueryArgs } from "../../../shared/desk/contract.ts";
import { alsoEnd, archiveSearch, endSeats, grant, lockOutDevice, seated, type Seated } from "./marked-seat.ts";
import { markedApplication, word } from "./marked-town.ts";
import { keyByPassword, tracesOf } from "./traces.ts";

const ownWord = "Zkwyeigenwort";
afterEach(endSeats);

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

test("a device revoked: its replica is gone at the next contact", async () => {
  const seat = await seated();
  await waitingStep(seat);
  await lockOutDevice(seat);
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
  await lockOutDevice(seat);
  const again = await openTestDesk({ dataFolder: seat.dataFolder, serverUrl: seat.wire.url });
  alsoEnd(() => again.close());
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
