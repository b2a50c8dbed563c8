import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { must } from "../../shared/base/must.ts";
import { derivedId } from "../../shared/base/hash.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { searchResponseSchema } from "../../shared/sync/search.ts";
import { textLineSchema } from "../../shared/sync/texts.ts";
import { makeApplications } from "../testing/applications.ts";
import { smallTown } from "../testing/small-town.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import { openTextExtractor } from "./text-extractor.ts";

const fileId = derivedId("file", 0);
const ids = [0, 1].map((index) => derivedId("document", index));
const [old, foreign] = [must(ids[0], "two"), must(ids[1], "two")];
const bodyBase = { schema: 1, notes: [], trail: [] };

function documentRecord(id: string, unit: string, title: string, text: string): OfficeRecord {
  const sha256 = createHash("sha256").update(text).digest("hex");
  const described = { title, fileId, documentType: "letter", documentDate: "2026-01-02", keywords: [], enclosures: [], alsoSeenBy: [] };
  const filed = { filedBy: "anna", filedAt: "2026-01-02T10:00:00.000Z", text: { sha256, characters: text.length } };
  return { kind: "document", id, unit, scopes: [`document@${unit}`], version: 1, body: { ...bodyBase, ...described, ...filed } };
}

const texts = ["Die Straßenbeleuchtung in der Hauptstraße ist ausgefallen.", "Straßenbeleuchtung: nur für die Finanzen bestimmt."];
const openFileBody = {
  ...bodyBase,
  number: "34.1-2026/0001",
  title: "Urkunden",
  planNumber: "34.1",
  state: "open",
  openedOn: "2026-01-02",
};

let server: TestServer;
let anna: SyncClient;
const extractor = openTextExtractor();
beforeAll(async () => {
  const town = smallTown({
    records: [
      { kind: "file", id: fileId, unit: "standesamt", scopes: ["file@standesamt", "invoice@standesamt"], version: 1, body: openFileBody },
      documentRecord(old, "standesamt", "Meldung einer Störung", must(texts[0], "two")),
      documentRecord(foreign, "finanzen", "Vermerk", must(texts[1], "two")),
    ],
    texts: ids.map((documentId, index) => ({ documentId, text: must(texts[index], "two") })),
  });
  server = await startTestServer({ town, extractText: extractor.extractText });
  anna = await server.signedIn("anna");
});
afterAll(async () => {
  await server.close();
  await extractor.close();
});

async function found(client: SyncClient, text: string): Promise<readonly string[]> {
  return searchResponseSchema.parse(await client.post("/v1/search", { text, limit: 10 })).hits.map((hit) => hit.record.id);
}

test("search finds word forms in text and title, only where the searcher may look", async () => {
  const elke = await server.signedIn("elke");
  expect(await found(anna, "Straßenbeleuchtungen")).toEqual([old]);
  expect(await found(elke, "Straßenbeleuchtung")).toEqual([foreign, old]);
  expect(await found(anna, "Störungen")).toEqual([old]);
  expect(await found(anna, "Straßenbeleuchtung -ausgefallen")).toEqual([]);
  expect(await found(anna, `'); drop table "x" & | ! :* \0`)).toEqual([]);
  const [hit] = searchResponseSchema.parse(await anna.post("/v1/search", { text: "Hauptstraße", limit: 1 })).hits;
  expect(hit?.excerpt).toContain("Hauptstraße ist ausgefallen");
});

test("texts come for documents I may see and for no others", async () => {
  const response = await anna.fetch("/v1/texts", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ documents: [foreign, old, derivedId("nothing", 0)] }),
  });
  const lines = (await response.text()).trim().split("\n");
  expect(lines.map((line) => textLineSchema.parse(JSON.parse(line)))).toEqual([
    { id: old, text: texts[0], sha256: createHash("sha256").update(must(texts[0], "two")).digest("hex") },
  ]);
});

test("a filed document is read by the server, found by its text, and its desk hears of it", async () => {
  const [id] = await makeApplications(server.url, 1);
  const recordId = must(id, "made");
  const run = (name: string, args = {}) => anna.command({ kind: "application", name, recordId, args });
  const filing = run("fileAway", { fileId, title: "Antrag auf eine Urkunde" });
  expect(await anna.push(run("claim"), run("decide", { outcome: "approved", reason: "" }), filing)).toMatchObject(
    Array.from({ length: 3 }, () => ({ answer: "accepted" })),
  );
  const documentId = derivedId(filing.id, 0);
  await vi.waitFor(
    async () => {
      await anna.pullAll();
      expect(anna.records.get(`document/${documentId}`)?.body).toHaveProperty("text.sha256");
    },
    { timeout: 20_000, interval: 50 },
  );
  // The form that the server drew itself carries the field; the reader found it there.
  expect(await found(anna, "Registernummer OR international")).toEqual([documentId]);
  const [left] = await server.database.query<{ tasks: number }>({ text: "select count(*)::int as tasks from text_task", values: [] });
  expect(left).toEqual({ tasks: 0 });
});
