// Texts of papers that wait: read where their words stand, sent to whoever may see the paper, and not read again once it is filed.
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { derivedId } from "../../shared/base/hash.ts";
import { must } from "../../shared/base/must.ts";
import { postIdOf } from "../../shared/domain/post/schema.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { searchResponseSchema } from "../../shared/sync/search.ts";
import { textLineSchema, type TextLine } from "../../shared/sync/texts.ts";
import { sql } from "../store/sql.ts";
import { captureCommand } from "../testing/invoices.ts";
import { smallTown } from "../testing/small-town.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { SyncClient } from "../testing/sync-client.ts";
import type { TextWish } from "./text-reader.ts";

const fileId = derivedId("file", 0);
const file: OfficeRecord = {
  kind: "file",
  id: fileId,
  unit: "standesamt",
  scopes: ["file@standesamt"],
  version: 1,
  body: {
    schema: 1,
    notes: [],
    trail: [],
    number: "34.1-2026/0001",
    title: "Urkunden",
    planNumber: "34.1",
    state: "open",
    openedOn: "2026-01-02",
  },
};
const { people } = smallTown();
const scans = { role: "CAPTURE", unit: "standesamt" } as const;
const town = smallTown({
  records: [file],
  people: people.map((person) => (person.id === "anna" ? { ...person, grants: [...person.grants, scans] } : person)),
});
let server: TestServer;
let cora: SyncClient;
/** What was asked of the reader, in order. */
const asked: (TextWish & { readonly file: string })[] = [];
const read = (bytes: Uint8Array, _mime: string, wish: TextWish): Promise<string> => {
  const file = Buffer.from(bytes).toString();
  asked.push({ file, ...wish });
  return Promise.resolve(file.startsWith("%PDF") ? file.slice(5) : "");
};
beforeAll(async () => {
  server = await startTestServer({ town, extractText: read });
  cora = await server.signedIn("cora");
});
afterAll(() => server.close());

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

async function captured(text: string): Promise<string> {
  const bytes = Buffer.from(text);
  const command = captureCommand(cora, bytes);
  await cora.upload(bytes);
  expect(await cora.push(command)).toMatchObject([{ answer: "accepted" }]);
  await server.textsRead();
  return command.recordId;
}

async function textsFor(client: SyncClient, ...ids: readonly string[]): Promise<readonly TextLine[]> {
  const headers = { "content-type": "application/json" };
  const response = await client.fetch("/v1/texts", { method: "POST", headers, body: JSON.stringify({ documents: ids }) });
  const lines = (await response.text()).split("\n").filter((line) => line !== "");
  return lines.map((line) => textLineSchema.parse(JSON.parse(line)));
}

const textOf = async (id: string): Promise<unknown> => {
  await cora.pullAll();
  return cora.records.get(`invoice/${id}`)?.body;
};

test("an invoice's words come to who may see it, to nobody else, and to no search of documents", async () => {
  const id = await captured("%PDF-Kopierpapier weiß");
  const sha256 = hashOf("Kopierpapier weiß");
  expect(await textOf(id)).toMatchObject({ text: { sha256, characters: 17 } });
  expect(await textsFor(cora, id)).toEqual([{ id, sha256, text: "Kopierpapier weiß" }]);
  expect(await textsFor(await server.signedIn("anna"), id)).toEqual([]);
  expect(searchResponseSchema.parse(await cora.post("/v1/search", { text: "Kopierpapier", limit: 5 })).hits).toEqual([]);
  expect(asked.at(-1)).toMatchObject({ file: "%PDF-Kopierpapier weiß", recognise: false });
});

test("a scan's words come from its searchable rendition, and the scan itself is recognised by nobody here", async () => {
  const scan = "%PDF-";
  const id = await captured(scan);
  expect(await textOf(id)).not.toHaveProperty("text");
  const made = Buffer.from("%PDF-Erkannte Wörter");
  const sha256 = await cora.upload(made);
  const content = { sha256, size: made.byteLength, name: "durchsuchbar.pdf", mime: "application/pdf" };
  const args = { kind: "searchable", of: hashOf(scan), content, engine: "Tesseract 5" };
  expect(await cora.run({ kind: "invoice", name: "addRendition", recordId: id, args })).toMatchObject({ answer: "accepted" });
  await server.textsRead();
  expect(await textOf(id)).toMatchObject({ text: { sha256: hashOf("Erkannte Wörter") } });
  expect(asked.every(({ recognise }) => !recognise)).toBe(true);
});

test("a scanned letter is recognised while it waits, and not again when it is filed", async () => {
  const anna = await server.signedIn("anna");
  const bytes = Buffer.from("%PDF-Bitte um Rückruf");
  const sha256 = await anna.upload(bytes);
  const recordId = postIdOf(sha256);
  const document = { sha256, size: bytes.byteLength, name: "SCAN0001.png", mime: "image/png" };
  const arrival = { channel: "scanner", fileName: "SCAN0001.png" };
  const capture = { kind: "post", name: "capture", recordId, args: { unit: "standesamt", document, checks: [], arrival } };
  expect(await anna.run(capture)).toMatchObject({ answer: "accepted" });
  await server.textsRead();
  expect(asked.at(-1)).toMatchObject({ recognise: true });
  const before = asked.length;
  const filing = anna.command({ kind: "post", name: "fileAway", recordId, args: { fileId, title: "Rückruf", documentType: "letter" } });
  expect(await anna.push(filing)).toMatchObject([{ answer: "accepted" }]);
  await server.textsRead();
  expect(asked).toHaveLength(before);
  const documentId = derivedId(filing.id, 0);
  expect(await textsFor(anna, documentId)).toMatchObject([{ id: documentId, text: "Bitte um Rückruf" }]);
});

test("a step that leaves the file as it is has nothing read again", async () => {
  const id = await captured("%PDF-Notizblöcke");
  const before = asked.length;
  expect(await cora.run({ kind: "invoice", name: "addNote", recordId: id, args: { text: "kariert" } })).toMatchObject({
    answer: "accepted",
  });
  await server.textsRead();
  expect(asked).toHaveLength(before);
  const tasks = await server.database.query<{ id: string }>(sql`select id from text_task`);
  expect(tasks).toEqual([]);
  const [row] = await server.database.query<{ kind: string }>(sql`select kind from record_text where id = ${id}`);
  expect(must(row, "it has a text").kind).toBe("invoice");
});
