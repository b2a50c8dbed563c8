// Loads a whole town into an empty tenant, fast: many records a statement, through the tables and numbers everything else uses.
// Must never run on a tenant that has records already.
import { createHash, randomUUID } from "node:crypto";
import { snapshotRank } from "../../shared/domain/open-work.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { savePeople } from "../auth/people.ts";
import type { PasswordCost } from "../auth/passwords.ts";
import { chainHash, extendChain } from "../audit/chain.ts";
import type { ContentStore } from "../content/content-store.ts";
import { textRows } from "../derive/text-rows.ts";
import { contentNamed } from "../feed/content-named.ts";
import { saveSource } from "../intake/sources.ts";
import type { Database, Queryable } from "./database.ts";
import { sql } from "./sql.ts";
import { saveTenant } from "./tenants.ts";
import type { Town, TownContent, TownText } from "./town.ts";

export interface ImportOptions {
  /** When the town was loaded, ISO; the system's clock where absent. */
  readonly now?: string;
  /** What a password check costs: less for tests. */
  readonly passwordCost?: PasswordCost;
  /** Bits of the recovery key: fewer for tests. */
  readonly recoveryKeyBits?: number;
  /** Told now and then how many records and contents are loaded. */
  readonly progress?: (loaded: Readonly<{ records: number; contents: number; texts: number }>) => void;
}

const recordsPerStatement = 2000;
const textsPerStatement = 200;
const contentsAtOnce = 32;

/** Loads the town. Throws where its tenant already has records; what was loaded before a failure is loaded again by a second run. */
export async function importTown(database: Database, content: ContentStore, town: Town, options: ImportOptions = {}): Promise<void> {
  const { tenant } = town.directory;
  const now = options.now ?? new Date().toISOString();
  const loaded = { records: 0, contents: 0, texts: 0 };
  await saveTenant(database, town.directory, options.recoveryKeyBits);
  const names = new Map(town.directory.people.map((person) => [person.id, person.name]));
  const people = town.people.map((person) => ({ ...person, name: names.get(person.id) ?? person.id }));
  await savePeople(database, tenant, people, now, options.passwordCost);
  for (const source of town.intakeSources ?? []) await saveSource(database, tenant, source.id, source.key);
  const put = async ({ sha256, bytes }: TownContent): Promise<void> => {
    await content.put(tenant, sha256, bytes);
    await database.query(
      sql`insert into content (tenant, sha256, size) values (${tenant}, ${sha256}, ${bytes.byteLength}) on conflict do nothing`,
    );
    loaded.contents += 1;
    if (loaded.contents % 200 === 0) options.progress?.(loaded);
  };
  // Most of the time goes into waiting for the disk: many at once wait together.
  let waiting: TownContent[] = [];
  for await (const item of town.contents) {
    waiting.push(item);
    if (waiting.length < contentsAtOnce) continue;
    await Promise.all(waiting.map(put));
    waiting = [];
  }
  await Promise.all(waiting.map(put));
  // One transaction: a town is there or not, and nobody pulls half of it.
  await database.transaction(async (transaction) => {
    const [head] = await transaction.query<{ seq: number; log_number: number; log_hash: string }>(
      sql`select seq, log_number, log_hash from feed_head where tenant = ${tenant} for update`,
    );
    if (head?.seq !== 0) throw new Error(`the tenant ${tenant} has records already`);
    let seq = 0;
    for (const records of chunksOf(town.records, recordsPerStatement)) {
      await insertRecords(transaction, tenant, records, seq);
      seq += records.length;
      loaded.records = seq;
      options.progress?.(loaded);
    }
    for (const texts of chunksOf(town.texts, textsPerStatement)) {
      await insertTexts(transaction, tenant, texts);
      loaded.texts += texts.length;
      options.progress?.(loaded);
    }
    await transaction.query(sql`delete from text_task t using record_text d
      where t.tenant = ${tenant} and d.tenant = t.tenant and d.kind = t.kind and d.id = t.id and d.text_sha256 is not null`);
    const [row] = extendChain({ number: head.log_number, hash: head.log_hash }, [importEntry(now, seq)]);
    if (row === undefined || row.hash !== chainHash(head.log_hash, row.entry)) throw new Error("impossible: one entry makes one row");
    await transaction.query(sql`insert into command_log (tenant, number, command_id, entry, hash)
      values (${tenant}, ${row.number}, ${row.commandId}, ${row.entry}::json, ${row.hash})`);
    await transaction.query(
      sql`insert into command_payload (tenant, number, salt, payload) values (${tenant}, ${row.number}, ${row.salt}, ${row.payload})`,
    );
    await transaction.query(
      sql`update feed_head set seq = ${seq}, log_number = ${row.number}, log_hash = ${row.hash} where tenant = ${tenant}`,
    );
  });
  for (const table of ["office_record", "record_scope", "record_text", "content_use"])
    await database.query({ text: `analyze ${table}`, values: [] });
}

function importEntry(now: string, records: number): Parameters<typeof extendChain>[1][number] {
  return {
    entry: {
      commandId: randomUUID(),
      kind: "audit",
      name: "importTown",
      recordId: null,
      person: "operator",
      device: null,
      at: now,
      receivedAt: now,
      group: null,
      sentNumber: null,
      answer: "noted",
      code: null,
      version: null,
      marks: [],
    },
    payload: { args: { records } },
  };
}

async function insertRecords(transaction: Queryable, tenant: string, records: readonly OfficeRecord[], before: number): Promise<void> {
  const seqs = records.map((_, index) => before + index + 1);
  const scopes = records.flatMap((record, index) =>
    record.scopes.map((scope) => ({ scope, record, seq: before + index + 1, rank: snapshotRank(record) })),
  );
  const uses = records.flatMap((record) => [...contentNamed(record.body).keys()].map((sha256) => ({ sha256, record })));
  // Texts come with the town where it has some; the papers of its open work nobody reads anew.
  const documents = textRows(records.filter(({ kind }) => kind === "document").map((record) => ({ record, before: undefined })));
  const seqOf = new Map(records.map((record, index) => [record.id, before + index + 1]));
  await transaction.query(sql`insert into office_record (tenant, kind, id, version, seq, record)
    select ${tenant}, kind, id, version, seq, record::json from unnest(
      ${records.map((record) => record.kind)}::text[], ${records.map((record) => record.id)}::uuid[],
      ${records.map((record) => record.version)}::int[], ${seqs}::bigint[],
      ${records.map((record) => JSON.stringify(record))}::text[]) as new(kind, id, version, seq, record)`);
  await transaction.query(sql`insert into record_scope (tenant, scope, kind, id, seq, is_left, rank)
    select ${tenant}, scope, kind, id, seq, false, rank from unnest(
      ${scopes.map(({ scope }) => scope)}::text[], ${scopes.map(({ record }) => record.kind)}::text[],
      ${scopes.map(({ record }) => record.id)}::uuid[], ${scopes.map(({ seq }) => seq)}::bigint[],
      ${scopes.map(({ rank }) => rank)}::bigint[]) as new(scope, kind, id, seq, rank)`);
  await transaction.query(sql`insert into content_use (tenant, sha256, kind, id)
    select ${tenant}, sha256, kind, id from unnest(${uses.map(({ sha256 }) => sha256)}::text[],
      ${uses.map(({ record }) => record.kind)}::text[], ${uses.map(({ record }) => record.id)}::uuid[]) as new(sha256, kind, id)
    on conflict do nothing`);
  await transaction.query(sql`insert into record_text (tenant, kind, id, seq, title)
    select ${tenant}, 'document', id, seq, title from unnest(${documents.titles.map(({ id }) => id)}::uuid[],
      ${documents.titles.map(({ id }) => seqOf.get(id) ?? 0)}::bigint[], ${documents.titles.map(({ title }) => title)}::text[]) as new(id, seq, title)`);
  await transaction.query(sql`insert into text_task (tenant, kind, id, sha256, mime)
    select ${tenant}, 'document', id, sha256, mime from unnest(${documents.tasks.map(({ id }) => id)}::uuid[],
      ${documents.tasks.map(({ sha256 }) => sha256)}::text[], ${documents.tasks.map(({ mime }) => mime)}::text[]) as new(id, sha256, mime)`);
}

async function insertTexts(transaction: Queryable, tenant: string, texts: readonly TownText[]): Promise<void> {
  const plain = texts.map(({ text }) => text.replaceAll("\0", ""));
  const hashes = plain.map((text) => createHash("sha256").update(text).digest("hex"));
  const rows = await transaction.query<{ text: string }>(sql`update record_text d set text = new.text, text_sha256 = new.sha256
    from unnest(${texts.map(({ documentId }) => documentId)}::uuid[], ${plain}::text[], ${hashes}::text[]) as new(id, text, sha256)
    where d.tenant = ${tenant} and d.kind = 'document' and d.id = new.id returning 1`);
  if (rows.length !== texts.length) throw new Error("a text belongs to no document of the town");
}

function* chunksOf<T>(items: Iterable<T>, size: number): Generator<readonly T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
