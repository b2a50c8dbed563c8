import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { derivedId } from "../../shared/base/hash.ts";
import { verifyLog } from "../audit/verify-log.ts";
import { openFolderStore } from "../content/folder-store.ts";
import { contentsOf, smallTenant, smallTown } from "../testing/small-town.ts";
import { createTestDatabase, type TestDatabase } from "../testing/test-engine.ts";
import { testPasswordCost } from "../testing/test-server.ts";
import { openDatabase, type Database } from "./database.ts";
import { importTown } from "./seed.ts";
import { joinSql, sql } from "./sql.ts";

let made: TestDatabase;
let database: Database;
let folder: string;
beforeEach(async () => {
  made = await createTestDatabase();
  database = await openDatabase({ url: made.url });
  folder = await mkdtemp(join(tmpdir(), "amtsstube-store-"));
});
afterEach(async () => {
  await database.close();
  await made.drop();
  await rm(folder, { recursive: true, force: true });
});

test("values are parameters, however statements are put together", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 5 }), async (values) => {
      const plain = values.map((value) => value.replaceAll("\0", "").toWellFormed());
      const rows = plain.map((value, index) => sql`select ${index}::int as place, ${value}::text as value`);
      const statement = sql`select value from (${joinSql(rows, " union all ")}) as all_rows where place >= ${0}::int order by place`;
      expect(await database.query(statement)).toEqual(plain.map((value) => ({ value })));
    }),
    { seed: 20261124, numRuns: 50 },
  );
});

test("a database of a newer version is refused by name and left alone", async () => {
  await database.query(sql`insert into schema_version (number, name) values (999000, 'from the future')`);
  await expect(openDatabase({ url: made.url })).rejects.toThrow(/step 999000 of a newer version/u);
});

test("two servers that start at once on an empty database make its tables once", async () => {
  const other = await createTestDatabase();
  const opened = await Promise.all([openDatabase({ url: other.url }), openDatabase({ url: other.url })]);
  await Promise.all(opened.map((one) => one.close()));
  await other.drop();
});

test("a town is loaded whole, with content and a log, and only once; a wrong hash loads nothing", async () => {
  const bytes = Buffer.from("%PDF-1.4 ein Dokument");
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const record = (index: number) => ({
    kind: "application",
    id: derivedId("town", index),
    unit: "standesamt",
    scopes: ["application@standesamt"],
    version: 3,
    body: { attachments: [{ content: { sha256, name: "a.pdf", mime: "application/pdf", size: bytes.byteLength }, purpose: "form" }] },
  });
  const records = Array.from({ length: 4500 }, (_, index) => record(index));
  const content = await openFolderStore(folder);
  const options = { passwordCost: testPasswordCost, recoveryKeyBits: 1024 };
  const wrong = (async function* () {
    yield await Promise.resolve({ sha256: "0".repeat(64), bytes });
  })();
  await expect(importTown(database, content, smallTown({ records, contents: wrong }), options)).rejects.toThrow("another hash");
  await importTown(database, content, smallTown({ records, contents: contentsOf([bytes]) }), options);
  const [counted] = await database.query(sql`select count(*)::int as records, count(distinct seq)::int as seqs, max(seq) as last,
    (select seq from feed_head) as head, (select count(*)::int from content_use) as uses from office_record`);
  expect(counted).toEqual({ records: 4500, seqs: 4500, last: 4500, head: 4500, uses: 4500 });
  expect(await verifyLog(database, smallTenant)).toMatchObject({ rows: 1, breach: null });
  expect(Buffer.from(await content.readAll(smallTenant, sha256)).equals(bytes)).toBe(true);
  await expect(importTown(database, content, smallTown({ records }), options)).rejects.toThrow("has records already");
});
