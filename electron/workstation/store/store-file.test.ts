import { randomBytes } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { storeWorker } from "../testing/open-test-desk.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { StoreDatabase } from "./database.ts";
import { checkMigrations, migrate, migrations } from "./migrate.ts";
import { sql } from "./sql.ts";
import { openStore } from "./store-client.ts";
import { storeThreads } from "./store-thread.ts";

const newest = must(migrations.at(-1), "there are some").number;
let folder = "";
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => {
  removeTemporaryFolder(folder);
});

const key = randomBytes(32);
const openIt = (name: string, with_: Uint8Array = key): Promise<unknown> =>
  openStore({ openThread: storeThreads(storeWorker), file: join(folder, name), key: with_, onSlow: () => undefined });

test("nothing on disk is plain text, and the header is none of SQLite's", () => {
  const town = new FakeTown();
  town.addPerson("karla", "x", [{ role: "CLERK", unit: "buergerservice" }]);
  const id = town.receiveApplication("Unverwechselbar");
  const desk = openStoreDesk(join(folder, "a.db"), town, "karla");
  desk.pull();
  desk.submit({ kind: "application", name: "addNote", recordId: id, args: { text: "Vertraulich" } });
  for (const file of readdirSync(folder)) {
    const bytes = readFileSync(join(folder, file)).toString("latin1");
    for (const word of ["Unverwechselbar", "unverwechselbar", "Vertraulich", "SQLite format", "karla"]) expect(bytes).not.toContain(word);
  }
  desk.database.close();
});

test("a wrong key is damage, by name", async () => {
  const database = new StoreDatabase({ file: join(folder, "a.db"), key, readOnly: false });
  migrate(database);
  database.close();
  await expect(openIt("a.db", randomBytes(32))).rejects.toMatchObject({ code: "storeDamaged" });
});

test("a store of a newer program is refused by name and left as it is", async () => {
  const database = new StoreDatabase({ file: join(folder, "a.db"), key, readOnly: false });
  migrate(database);
  database.pragma(`user_version=${newest + 10}`);
  database.close();
  await expect(openIt("a.db")).rejects.toMatchObject({ code: "storeTooNew" });
});

test("migrations are numbered by growing tens, and run once", () => {
  expect(() => checkMigrations([{ number: 15, name: "x", script: "" }])).toThrow(/x/u);
  expect(() => checkMigrations([...migrations, { number: newest, name: "x", script: "" }])).toThrow(/x/u);
  const database = new StoreDatabase({ file: join(folder, "a.db"), key, readOnly: false });
  migrate(database);
  migrate(database);
  const more = { number: newest + 10, name: "more", script: "create table more (x); nonsense" };
  expect(() => migrate(database, [...migrations, more])).toThrow(/more/u);
  expect(database.pragma("user_version")).toBe(newest);
  expect(database.get("table", sql`select name from sqlite_master where name = 'more'`)).toBeUndefined();
  database.close();
});
