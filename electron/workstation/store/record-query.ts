// One record with what may be done with it now, what waits on it and what can be taken back.
import { derivedId } from "../../../shared/base/hash.ts";
import type { RecordAction, RecordResult } from "../../../shared/desk/record-calls.ts";
import { besideOf, neededBy, whyNot } from "../../../shared/domain/execute.ts";
import { wantsReading } from "../../../shared/domain/invoice/read-paper.ts";
import { recordKey, type OfficeRecord, type RecordRef } from "../../../shared/domain/record.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { entriesOfRecord } from "../outbox/entries.ts";
import { contextAt } from "../outbox/run-command.ts";
import { lastUndoable } from "../outbox/undo.ts";
import type { ReadableDatabase } from "./database.ts";
import { readIdentity } from "./meta.ts";
import { probeCredit, probeFile, probesFor } from "./probes.ts";
import { recordAt, type StoredRecord } from "./records.ts";
import { listOf, sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";
import { contentNames } from "./summary.ts";

/** `at` is now, ISO. */
export function queryRecord(database: ReadableDatabase, args: { readonly ref: RecordRef; readonly at: string }): RecordResult {
  const { ref, at } = args;
  const record = recordAt(database, ref);
  return {
    record: record === undefined ? null : { ...record, scopes: [...record.scopes], body: { ...record.body } },
    actions: record === undefined ? [] : actionsOn(database, record, at),
    outbox: [...entriesOfRecord(database, ref)],
    undo: lastUndoable(database, ref, at),
  };
}

function actionsOn(database: ReadableDatabase, record: StoredRecord, at: string): RecordAction[] {
  const { actor } = readIdentity(database);
  const context = contextAt(database, derivedId("probe", 0), at);
  const file: OfficeRecord = {
    ...probeFile,
    unit: record.unit,
    scopes: [],
    version: 1,
    body: { schema: 1, number: "0", title: "-", planNumber: "0", state: "open", openedOn: context.today, notes: [], trail: [] },
  };
  const records = new Map<string, OfficeRecord>([[recordKey(record), record], [recordKey(file), file], ...standInCredit(record)]);
  const probes = probesFor(record, context.today);
  for (const { name, args } of probes) {
    const command = { kind: record.kind, name, recordId: record.id, args };
    for (const ref of [...neededBy(database.kinds, command), ...besideOf(database.kinds, record)]) {
      const beside = records.has(recordKey(ref)) ? undefined : recordAt(database, ref);
      if (beside !== undefined) records.set(recordKey(ref), beside);
    }
  }
  return probes.map(({ action, name, args }) => ({
    action,
    refusal: whyNot(database.kinds, { kind: record.kind, name, recordId: record.id, args }, actor, records, context) ?? null,
  }));
}

/** A credit note over one cent that would fit an invoice: whether any can be set off is asked with it. */
function standInCredit(record: StoredRecord): readonly (readonly [string, OfficeRecord])[] {
  const invoice = record.kind === "invoice" ? invoiceSchema.safeParse(readableBody(record.body)).data : undefined;
  if (invoice === undefined) return [];
  const unsigned = { state: "captured", certifications: {}, order: undefined, credited: undefined, duplicateOf: undefined };
  const body = { ...invoice, ...unsigned, documentKind: "creditNote", fields: { ...invoice.fields, gross: 1 } };
  return [[recordKey(probeCredit), { ...probeCredit, unit: record.unit, scopes: [], version: 1, body }]];
}

/** The content a record names, for who wants to read or fetch it; empty where the record is not here. */
export function contentOfRecord(
  database: ReadableDatabase,
  ref: RecordRef,
): readonly { readonly sha256: string; readonly size: number }[] | undefined {
  const record = recordAt(database, ref);
  return record === undefined ? undefined : contentNames(record.body);
}

/** Invoices booked from letters whose paper is still to be read: those this person has booked, or of `among` whoever booked them. */
export function unreadInvoices(database: ReadableDatabase, among: readonly RecordRef[] | null): readonly string[] {
  const ids = among?.flatMap(({ kind, id }) => (kind === "invoice" ? [id] : []));
  if (ids?.length === 0) return [];
  const rows = database.all<{ id: string; body: string }>(
    "unread invoices",
    sql`select id, body from records where kind = 'invoice' and json_extract(body, '$.readState') = 'notReadYet'
      and ${ids === undefined ? sql`1` : sql`id in (${listOf(ids)})`}`,
  );
  const me = readIdentity(database).actor.personId;
  return rows.flatMap(({ id, body }) => {
    const invoice = invoiceSchema.safeParse(readableBody(storedJson(body))).data;
    const by = invoice === undefined ? undefined : wantsReading(invoice);
    return by !== undefined && (ids !== undefined || by === me) ? [id] : [];
  });
}
