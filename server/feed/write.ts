// Writes what a batch decided: draws its numbers from the tenant's head and commits right after, so that commits keep their order.
// Nothing slow may stand between the draw and the commit.
import { snapshotRank } from "../../shared/domain/open-work.ts";
import { recordKey, type OfficeRecord } from "../../shared/domain/record.ts";
import { extendChain, type NewLogRow } from "../audit/chain.ts";
import { textRows } from "../derive/text-rows.ts";
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { contentNamed } from "./content-named.ts";

export interface Batch {
  readonly tenant: string;
  /** Changed records, in the order of their last change. */
  readonly changed: readonly OfficeRecord[];
  /** Records as they were before, by key. */
  readonly before: ReadonlyMap<string, OfficeRecord>;
  readonly log: readonly NewLogRow[];
}

/** Writes records, feed and log of one transaction; the feed's head afterwards. Must be the last thing before the commit. */
export async function writeBatch(transaction: Queryable, batch: Batch): Promise<number> {
  const { tenant, changed, before } = batch;
  const rows = changed.map((record) => ({ record, json: JSON.stringify(record), before: before.get(recordKey(record)) }));
  const uses = rows.flatMap(({ record, before: old }) => {
    const known = contentNamed(old?.body);
    return [...contentNamed(record.body).keys()].filter((sha256) => !known.has(sha256)).map((sha256) => ({ sha256, record }));
  });
  const texts = textRows(rows);
  const [head] = await transaction.query<{ seq: number; log_number: number; log_hash: string }>({
    name: "draw",
    ...sql`select seq, log_number, log_hash from feed_head where tenant = ${tenant} for update`,
  });
  if (head === undefined) throw new Error("the tenant has no feed");
  const log = extendChain({ number: head.log_number, hash: head.log_hash }, batch.log);
  const last = log.at(-1);
  const seqOf = (index: number): number => head.seq + index + 1;
  const scopes = rows.flatMap(({ record, before: old }, index) => [
    ...record.scopes.map((scope) => ({ scope, record, seq: seqOf(index), isLeft: false, rank: snapshotRank(record) })),
    ...(old?.scopes ?? [])
      .filter((scope) => !record.scopes.includes(scope))
      .map((scope) => ({ scope, record, seq: seqOf(index), isLeft: true, rank: 0 })),
  ]);
  const seqOfRecord = new Map(rows.map(({ record }, index) => [recordKey(record), seqOf(index)]));
  const written = await transaction.query<{ records: number }>({
    name: "write_batch",
    ...sql`with records as (
      insert into office_record (tenant, kind, id, version, seq, record)
      select ${tenant}, kind, id, version, seq, record::json from unnest(
        ${rows.map(({ record }) => record.kind)}::text[], ${rows.map(({ record }) => record.id)}::uuid[],
        ${rows.map(({ record }) => record.version)}::int[], ${rows.map((_, index) => seqOf(index))}::bigint[],
        ${rows.map(({ json }) => json)}::text[]) as new(kind, id, version, seq, record)
      on conflict (tenant, kind, id) do update set version = excluded.version, seq = excluded.seq, record = excluded.record
      where office_record.version < excluded.version returning 1),
    scopes as (
      insert into record_scope (tenant, scope, kind, id, seq, is_left, rank)
      select ${tenant}, scope, kind, id, seq, is_left, rank from unnest(
        ${scopes.map(({ scope }) => scope)}::text[], ${scopes.map(({ record }) => record.kind)}::text[],
        ${scopes.map(({ record }) => record.id)}::uuid[], ${scopes.map(({ seq }) => seq)}::bigint[],
        ${scopes.map(({ isLeft }) => isLeft)}::boolean[], ${scopes.map(({ rank }) => rank)}::bigint[])
        as new(scope, kind, id, seq, is_left, rank)
      on conflict (tenant, kind, id, scope) do update set seq = excluded.seq, is_left = excluded.is_left, rank = excluded.rank),
    log as (
      insert into command_log (tenant, number, command_id, entry, hash)
      select ${tenant}, number, command_id, entry::json, hash from unnest(
        ${log.map((row) => row.number)}::bigint[], ${log.map((row) => row.commandId)}::uuid[],
        ${log.map((row) => row.entry)}::text[], ${log.map((row) => row.hash)}::text[]) as new(number, command_id, entry, hash)),
    payloads as (
      insert into command_payload (tenant, number, salt, payload)
      select ${tenant}, number, salt, payload from unnest(
        ${log.map((row) => row.number)}::bigint[], ${log.map((row) => row.salt)}::text[],
        ${log.map((row) => row.payload)}::text[]) as new(number, salt, payload)),
    uses as (
      insert into content_use (tenant, sha256, kind, id)
      select ${tenant}, sha256, kind, id from unnest(
        ${uses.map(({ sha256 }) => sha256)}::text[], ${uses.map(({ record }) => record.kind)}::text[],
        ${uses.map(({ record }) => record.id)}::uuid[]) as new(sha256, kind, id)
      on conflict do nothing),
    texts as (
      insert into record_text (tenant, kind, id, seq, title)
      select ${tenant}, kind, id, seq, title from unnest(
        ${texts.titles.map(({ kind }) => kind)}::text[], ${texts.titles.map(({ id }) => id)}::uuid[],
        ${texts.titles.map((row) => seqOfRecord.get(recordKey(row)) ?? 0)}::bigint[],
        ${texts.titles.map(({ title }) => title)}::text[]) as new(kind, id, seq, title)
      on conflict (tenant, kind, id) do update set title = excluded.title, seq = excluded.seq),
    tasks as (
      insert into text_task (tenant, kind, id, sha256, mime)
      select ${tenant}, kind, id, sha256, mime from unnest(
        ${texts.tasks.map(({ kind }) => kind)}::text[], ${texts.tasks.map(({ id }) => id)}::uuid[],
        ${texts.tasks.map(({ sha256 }) => sha256)}::text[], ${texts.tasks.map(({ mime }) => mime)}::text[]) as new(kind, id, sha256, mime)
      on conflict (tenant, kind, id) do update set sha256 = excluded.sha256, mime = excluded.mime, tries = 0, not_before = now()),
    head as (
      update feed_head set seq = ${head.seq + rows.length}, log_number = ${last?.number ?? head.log_number},
        log_hash = ${last?.hash ?? head.log_hash} where tenant = ${tenant})
    select count(*)::int as records from records`,
  });
  // A record that is already further on than what was locked and loaded would be overwritten: impossible, so nothing may be kept.
  if (written[0]?.records !== rows.length) throw new Error("a record changed under its lock");
  return head.seq + rows.length;
}
