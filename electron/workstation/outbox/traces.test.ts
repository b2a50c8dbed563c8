// A refused edit holds what another wrote twice where the news came before the edit went up: as the rules said here, and as the server did.
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { buildDocumentRecord } from "../../../shared/testing/document-builder.ts";
import { sql } from "../store/sql.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";

const folder = makeTemporaryFolder();
afterAll(() => removeTemporaryFolder(folder));

const [theirWord, ownWord] = ["Vbxgfremdwort", "Zkwyeigenwort"];

test("another's value goes from both with the right to the record; one's own words stay", () => {
  const town = new FakeTown();
  for (const person of ["karla", "malte"]) town.addPerson(person, "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  const record = buildDocumentRecord({ title: "Brief" }, { unit: "buergerservice" });
  town.put(record);
  const desk = openStoreDesk(join(folder, "karla.db"), town, "karla");
  desk.sync();
  const retitled = (word: string) => ({ fields: { title: { from: "Brief", to: word } } });
  desk.submit({ kind: "document", name: "describe", recordId: record.id, args: retitled(ownWord) });
  const { actor } = must(town.people.get("malte"), "added above");
  expect(town.act(actor, "document", "describe", record.id, retitled(theirWord)).answer).toBe("accepted");
  desk.pull();
  desk.sync();
  const row = () => JSON.stringify(desk.database.all("outbox", sql`select * from outbox`));
  expect(row().split(theirWord).length - 1).toBeGreaterThan(1);
  town.grant("karla", [{ role: "CLERK", unit: "standesamt" }]);
  desk.pull();
  expect(desk.states()).toEqual(["refused"]);
  expect(row()).not.toContain(theirWord);
  expect(row()).toContain(ownWord);
  desk.database.close();
});
