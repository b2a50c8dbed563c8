// Locks and loads what a batch needs. Locks are taken in one order everywhere, so that crossing batches never wait for each other in a ring.
import { createHash } from "node:crypto";
import { besideOf, contentOf, recordsOf } from "../../shared/domain/execute.ts";
import { isSystem } from "../../shared/domain/actor.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { asksForChart } from "../../shared/domain/ledger/chart.ts";
import { officeRecordSchema, recordKey, type OfficeRecord, type RecordRef } from "../../shared/domain/record.ts";
import { refuse } from "../../shared/domain/refusal.ts";
import type { Answer } from "../../shared/sync/push.ts";
import { logEntrySchema, payloadSchema } from "../audit/chain.ts";
import { answerFromLog } from "../audit/logged-answer.ts";
import type { Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import type { Ground, SentCommand } from "./decide.ts";
import type { Sender } from "./sender.ts";

/** Locks every record the commands name, whether it exists yet or not, until the transaction ends. */
export async function lockRecords(transaction: Queryable, tenant: string, keys: readonly string[]): Promise<void> {
  const locks = [...new Set(keys.map((key) => lockOf(`${tenant}/${key}`)))].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  await transaction.query({
    name: "lock_records",
    ...sql`select pg_advisory_xact_lock(lock) from unnest(${locks.map(String)}::bigint[]) as named(lock)`,
  });
}

function lockOf(text: string): bigint {
  return createHash("sha256").update(text).digest().readBigInt64BE(0);
}

/** Locks and loads the ground for a batch. A command that was logged before keeps its answer. */
export async function loadGround(transaction: Queryable, sender: Sender, commands: readonly SentCommand[]): Promise<Ground> {
  const refs = new Map(commands.flatMap(({ command }) => recordsOf(kinds, command)).map((ref) => [recordKey(ref), ref]));
  const heads = commands
    .filter(({ command }) => kinds.get(command.kind)?.beside !== undefined)
    .map(({ command }) => ({ kind: command.kind, id: command.recordId }));
  // What follows a record is in its body: looked at before the locks, so that they are taken in one order, and once more behind them.
  const foreseen = heads.length === 0 ? [] : besideAll(await loadRecords(transaction, sender.tenant, heads));
  for (const ref of foreseen) refs.set(recordKey(ref), ref);
  await lockRecords(transaction, sender.tenant, [...refs.keys()]);
  // Statements after the lock see what its former holder committed.
  const held = await loadRecords(transaction, sender.tenant, [...refs.values()]);
  const late = besideAll(held).filter((ref) => !refs.has(recordKey(ref)));
  if (late.length > 0) await lockRecords(transaction, sender.tenant, late.map(recordKey));
  const records = late.length === 0 ? held : new Map([...held, ...(await loadRecords(transaction, sender.tenant, late))]);
  const known = await loadAnswers(transaction, sender, commands);
  const named = [...new Set(commands.flatMap(({ command }) => contentOf(kinds, command)))];
  return {
    records,
    known,
    held: named.length === 0 ? new Set() : await heldContent(transaction, sender, named),
    hasChart: commands.some(({ command }) => asksForChart(command)) && (await hasChart(transaction, sender.tenant)),
  };
}

function besideAll(records: ReadonlyMap<string, OfficeRecord>): readonly RecordRef[] {
  const all = [...records.values()].flatMap((record) => besideOf(kinds, record));
  return [...new Map(all.map((ref) => [recordKey(ref), ref])).values()];
}

/** Whether a municipality has a chart of accounts. */
async function hasChart(transaction: Queryable, tenant: string): Promise<boolean> {
  const rows = await transaction.query({
    name: "has_chart",
    ...sql`select 1 from office_record where tenant = ${tenant} and kind = 'account' and record->'body'->>'withdrawn' is null limit 1`,
  });
  return rows.length > 0;
}

/** Records by key, as they are now. */
export async function loadRecords(
  transaction: Queryable,
  tenant: string,
  refs: readonly Readonly<{ kind: string; id: string }>[],
): Promise<ReadonlyMap<string, OfficeRecord>> {
  const rows = await transaction.query<{ record: unknown }>({
    name: "load_records",
    ...sql`select r.record from unnest(${refs.map((ref) => ref.kind)}::text[], ${refs.map((ref) => ref.id)}::uuid[]) as named(kind, id)
      join office_record r on r.tenant = ${tenant} and r.kind = named.kind and r.id = named.id`,
  });
  const records = rows.map((row): OfficeRecord => officeRecordSchema.parse(row.record));
  return new Map(records.map((record) => [recordKey(record), record]));
}

async function loadAnswers(transaction: Queryable, sender: Sender, commands: readonly SentCommand[]): Promise<ReadonlyMap<string, Answer>> {
  const ids = commands.map(({ command }) => command.id);
  const rows = await transaction.query<{ entry: unknown; payload: string | null }>({
    name: "load_answers",
    ...sql`select l.entry, p.payload from command_log l left join command_payload p on p.tenant = l.tenant and p.number = l.number
      where l.tenant = ${sender.tenant} and l.command_id = any(${ids}::uuid[])`,
  });
  return new Map(
    rows.map((row): [string, Answer] => {
      const entry = logEntrySchema.parse(row.entry);
      const kept = row.payload === null ? undefined : payloadSchema.parse(JSON.parse(row.payload)).answer;
      const foreign = entry.person !== sender.actor.personId;
      const refusal = refuse("badArguments");
      const answer = foreign
        ? ({ id: entry.commandId, answer: "refused", receivedAt: entry.receivedAt, refusal } as const)
        : answerFromLog(entry, kept);
      return [entry.commandId, answer];
    }),
  );
}

/** Which of these contents the sender may name: held, and brought by them or named by a record they see. The server may name all it holds. */
export async function heldContent(queryable: Queryable, sender: Sender, shas: readonly string[]): Promise<ReadonlySet<string>> {
  const { tenant, actor, scopes } = sender;
  const rows = await queryable.query<{ sha256: string }>({
    name: "held_content",
    ...sql`select c.sha256 from content c where c.tenant = ${tenant} and c.sha256 = any(${[...shas]}::text[]) and c.leaving_at is null and (
      ${isSystem(actor)}::boolean
      or exists (select from content_bringer b where b.tenant = c.tenant and b.sha256 = c.sha256 and b.person_id = ${actor.personId})
      or exists (select from content_use u join record_scope s on s.tenant = u.tenant and s.kind = u.kind and s.id = u.id
        where u.tenant = c.tenant and u.sha256 = c.sha256 and s.scope = any(${[...scopes]}::text[]) and not s.is_left))`,
  });
  return new Set(rows.map((row) => row.sha256));
}
