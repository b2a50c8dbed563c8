// A step of one's own waits for its person's word and holds what somebody else wrote into the same field. When the right to the record goes,
// the step stays, and what the other wrote goes from it as from everywhere: for each way in which a right goes.
import { afterEach, expect, test } from "vitest";
import { saveGrants } from "../../../server/auth/people.ts";
import { smallTenant } from "../../../server/testing/small-town.ts";
import { endSeats, grant, lockOutDevice, seated, type Seated } from "./marked-seat.ts";
import { otherDocument, otherTitle } from "./marked-town.ts";
import { tracesOf } from "./traces.ts";

const theirWord = "Vbxgfremdwort";
const ownWord = "Zkwyeigenwort";
afterEach(endSeats);

const retitled = (word: string) => ({
  kind: "document",
  name: "describe",
  recordId: otherDocument,
  args: { fields: { title: { from: otherTitle, to: `Brief ${word}` } } },
});

const tracesAt = (seat: Seated, word: string): Promise<readonly string[]> =>
  tracesOf({ dataFolder: seat.dataFolder, password: seat.key }, { word, contents: [] });

/** Both change the same title; Anna's word was first. */
async function atOneTitle(seat: Seated): Promise<void> {
  seat.wire.cut();
  await seat.workstation.desk.call("submit", { commands: [retitled(ownWord)] });
  await saveGrants(seat.database, smallTenant, "anna", [grant("CLERK", "buergerservice")]);
  const anna = await seat.server.signedIn("anna");
  await anna.pullAll();
  expect(await anna.push(anna.command(retitled(theirWord)))).toMatchObject([{ answer: "accepted" }]);
  seat.wire.restore();
  await seat.until("outbox", {}, (entries) => (entries[0]?.conflicts.length ?? 0) > 0);
  await seat.workstation.desk.call("syncNow", {});
  expect(await tracesAt(seat, theirWord)).toEqual(expect.arrayContaining(["index", "row of documents", "row of outbox", "row of records"]));
}

test.each([
  { way: "unit", go: (seat: Seated) => saveGrants(seat.database, smallTenant, "bodo", [grant("CLERK", "standesamt")]) },
  { way: "role", go: (seat: Seated) => saveGrants(seat.database, smallTenant, "bodo", [grant("CERT_FACTUAL", "finanzen")]) },
  { way: "device", go: lockOutDevice },
])("another's word in a waiting step goes with the right: $way", async ({ way, go }) => {
  const seat = await seated();
  await atOneTitle(seat);
  await go(seat);
  await seat.workstation.desk.call("syncNow", {}).catch(() => undefined);
  await expect.poll(() => tracesAt(seat, theirWord), { timeout: 30_000 }).toEqual([]);
  await expect.poll(() => seat.traces(), { timeout: 30_000 }).toEqual([]);
  expect(await tracesAt(seat, ownWord)).toContain("row of outbox");
  if (way !== "device") expect(await seat.until("outbox", {}, () => true)).toMatchObject([{ subject: "", conflicts: [{ theirs: null }] }]);
  expect(seat.lines.filter((line) => line.includes(theirWord) || line.includes(ownWord))).toEqual([]);
});
