import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { must } from "../../../shared/base/must.ts";
import { FakeTown } from "../testing/fake-town.ts";
import { openStoreDesk } from "../testing/store-desk.ts";
import { makeTemporaryFolder, removeTemporaryFolder } from "../testing/temporary-folder.ts";
import { pullState } from "./apply-pull.ts";
import { StoreDatabase } from "./database.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { sql } from "./sql.ts";
import { openStoreEnd } from "./store-end.ts";

const folder = makeTemporaryFolder();
afterAll(() => removeTemporaryFolder(folder));

const word = "Xqvzmarkwort";
const key = randomBytes(32);
const marks = (file: string): number => {
  const database = new StoreDatabase({ file, key, readOnly: false });
  try {
    return Buffer.from(database.image()).toString("latin1").split(word).length - 1;
  } finally {
    database.close();
  }
};

/** A replica that holds the word, and the answer that takes its right away. */
function shrinking(name: string): { readonly file: string; readonly lines: string; readonly at: string } {
  const town = new FakeTown();
  town.addPerson("karla", "geheim", [{ role: "CLERK", unit: "buergerservice" }]);
  for (let no = 0; no < 60; no++) town.receiveApplication(no % 3 === 0 ? `${word}${String(no)}` : `Wolter${String(no)}`);
  const file = join(folder, name);
  const desk = openStoreDesk(file, town, "karla", key);
  desk.sync();
  town.grant("karla", [{ role: "CLERK", unit: "standesamt" }]);
  const { actor } = must(town.people.get("karla"), "added above");
  const { epoch, cursors } = pullState(desk.database);
  const lines = town.pull(actor, { version: 2, epoch, cursors: { ...cursors }, limit: 1000 });
  const at = desk.at();
  desk.database.close();
  return { file, lines: lines.map((line) => `${JSON.stringify(line)}\n`).join(""), at };
}

function reopened(file: string): void {
  openStoreEnd({ file, key, role: "writer" }, () => undefined).close();
}

test.each([
  { when: "between deleting and wiping", killedAt: ["merge words", "free pages"], large: false },
  { when: "in the middle of a large file's table", killedAt: ["write records anew"], large: true },
])("killed $when, the next opening wipes", async ({ when, killedAt, large }) => {
  const { file, lines, at } = shrinking(`${when}.db`);
  expect(marks(file)).toBeGreaterThan(0);
  const helper = join(import.meta.dirname, "..", "testing", "killed-sweep.ts");
  const asked = JSON.stringify({ file, key: key.toString("hex"), lines, at, killedAt, large });
  const child = spawn(process.execPath, [helper, asked], { stdio: "ignore" });
  const [code] = await once(child, "exit");
  expect(code).not.toBe(1);
  const between = new StoreDatabase({ file, key, readOnly: false });
  expect(readMeta(between, "sweep")).toBe("rows");
  between.close();
  expect(marks(file)).toBeGreaterThan(0);
  reopened(file);
  expect(marks(file)).toBe(0);
  expect(existsSync(`${file}.anew`)).toBe(false);
  const after = new StoreDatabase({ file, key, readOnly: true });
  expect(after.get("records", sql`select count(*) as no from records`)).toEqual({ no: 0 });
  expect(readMeta(after, "identity")).toContain("karla");
  after.close();
});

test("what a large file left for its next opening is done by a copy, and half a copy of a crash is forgotten", () => {
  const { file } = shrinking("large.db");
  const database = new StoreDatabase({ file, key, readOnly: false });
  database.pragma("secure_delete=OFF");
  database.script("deleted, not wiped", "delete from records; delete from inbox");
  writeMeta(database, "sweep", "rewrite");
  database.close();
  expect(marks(file)).toBeGreaterThan(0);
  writeFileSync(`${file}.anew`, "half");
  reopened(file);
  expect(marks(file)).toBe(0);
  expect(existsSync(`${file}.anew`)).toBe(false);
  const after = new StoreDatabase({ file, key, readOnly: true });
  expect(readMeta(after, "sweep")).toBe("no");
  expect(readMeta(after, "identity")).toContain("karla");
  after.close();
});
