// Puts records into the replica and takes them out again, always together with every list and index they stand in.
import { recordKey, type OfficeRecord, type RecordRef } from "../../../shared/domain/record.ts";
import { putDocument, removeDocument } from "./archive-index.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { putInvoiceKeys, removeInvoiceKeys } from "./invoice-keys.ts";
import { forgetPaper, wantPaperText } from "./paper-index.ts";
import { sql } from "./sql.ts";
import { documentSummary, fileSummary, inboxSummary } from "./summary.ts";
import { putSupplier, removeSupplier, supplierSummary } from "./supplier-index.ts";
import { storedJson } from "./stored-json.ts";

/** A row of `records`; `base` is the server's record as JSON where own commands lie on top, "none" where it has none. */
export interface RecordRow {
  readonly no: number;
  readonly kind: string;
  readonly id: string;
  readonly unit: string;
  readonly scopes: string;
  readonly version: number;
  readonly body: string;
  readonly base: string | null;
}

export const noBase = "none";

/** A record whose body is whatever its kind says: no screen sees it unparsed. */
export type StoredRecord = OfficeRecord<Readonly<Record<string, unknown>>>;

export function rowOf(database: ReadableDatabase, ref: RecordRef): RecordRow | undefined {
  return database.get<RecordRow>(
    "record",
    sql`select no, kind, id, unit, scopes, version, body, base from records where kind = ${ref.kind} and id = ${ref.id}`,
  );
}

/** The record as the person sees it. JSON in the file was written by us, after the schema of the wire had passed it. */
export function recordOf(row: Pick<RecordRow, "kind" | "id" | "unit" | "scopes" | "version" | "body">): StoredRecord {
  const { kind, id, unit, version } = row;
  const scopes = storedJson<readonly string[]>(row.scopes);
  const body = storedJson<StoredRecord["body"]>(row.body);
  return { kind, id, unit, scopes, version, body };
}

export function recordAt(database: ReadableDatabase, ref: RecordRef): StoredRecord | undefined {
  const row = rowOf(database, ref);
  return row === undefined ? undefined : recordOf(row);
}

/** The server's version of a row: what `seen` names. */
export function serverVersion(row: RecordRow | undefined): number {
  if (row === undefined || row.base === noBase) return 0;
  if (row.base === null) return row.version;
  return storedJson<{ readonly version: number }>(row.base).version;
}

/** For own commands: the row keeps the generation the server's last word gave it. */
export const sameGeneration = -1;

/** Writes a record with its base, and brings every list and index up to it. */
export function putRecord(database: WritableDatabase, record: OfficeRecord, base: string | null, generation: number): void {
  const { kind, id, unit, version } = record;
  const scopes = JSON.stringify(record.scopes);
  const body = JSON.stringify(record.body);
  const row = database.get<{ no: number }>(
    "put record",
    sql`insert into records (kind, id, unit, scopes, version, body, base, generation)
      values (${kind}, ${id}, ${unit}, ${scopes}, ${version}, ${body}, ${base}, ${generation})
      on conflict (kind, id) do update set unit = excluded.unit, scopes = excluded.scopes, version = excluded.version,
        body = excluded.body, base = excluded.base,
        generation = case when excluded.generation < 0 then records.generation else excluded.generation end
      returning no`,
  );
  index(database, row?.no ?? 0, record);
  database.touch("records", recordKey(record));
}

/** Forgets a record: row, lists, indexes. Content it named is dropped by whoever keeps the content. */
export function removeRecord(database: WritableDatabase, row: Pick<RecordRow, "no" | "kind" | "id">): void {
  database.run("forget record", sql`delete from records where no = ${row.no}`);
  unindex(database, row);
  database.touch("records", recordKey(row));
}

/** Takes a record out of every list and index. */
export function unindex(database: WritableDatabase, row: Pick<RecordRow, "no" | "kind">): void {
  if (row.kind === "document") {
    removeDocument(database, row.no);
    database.touch("archive");
  } else if (row.kind === "file") {
    database.run("forget file", sql`delete from files where no = ${row.no}`);
    database.touch("archive");
  } else if (row.kind === "supplier") {
    removeSupplier(database, row.no);
    database.touch("suppliers");
  } else {
    if (row.kind === "invoice") removeInvoiceKeys(database, row.no);
    removeInboxLine(database, row.no);
  }
}

function removeInboxLine(database: WritableDatabase, no: number): void {
  database.run("forget inbox line", sql`delete from inbox where no = ${no}`);
  database.touch("inbox");
}

/** Brings lists and indexes up to a record. One of a kind this program does not know stays out of them: set aside until it does. */
export function index(database: WritableDatabase, no: number, record: OfficeRecord): void {
  if (!database.kinds.has(record.kind)) return;
  if (record.kind === "supplier") return indexSupplier(database, no, record);
  const document = documentSummary(record);
  const file = fileSummary(record);
  if (document !== undefined) {
    putDocument(database, no, record.id, document);
    database.touch("archive");
  } else if (file !== undefined) {
    database.run(
      "put file",
      sql`insert or replace into files (no, id, number, title, plan_number, unit, state, search)
        values (${no}, ${record.id}, ${file.number}, ${file.title}, ${file.planNumber}, ${record.unit}, ${file.state}, ${file.search})`,
    );
    database.touch("archive");
  } else {
    // What is set aside, paid or filed is no line of the inbox, and may be found as one invoice with another all the same.
    if (record.kind === "invoice") putInvoiceKeys(database, no, record);
    indexInbox(database, no, record);
  }
}

function indexSupplier(database: WritableDatabase, no: number, record: OfficeRecord): void {
  const line = supplierSummary(record);
  if (line === undefined) return unindex(database, { no, kind: record.kind });
  putSupplier(database, no, record.id, line);
  database.touch("suppliers");
}

function indexInbox(database: WritableDatabase, no: number, record: OfficeRecord): void {
  const line = inboxSummary(record);
  if (line === undefined) {
    forgetPaper(database, record);
    return removeInboxLine(database, no);
  }
  if (record.kind === "invoice" || record.kind === "post") wantPaperText(database, record, line.wantedText);
  database.run(
    "put inbox line",
    sql`insert or replace into inbox (no, kind, id, subject, detail, state, unit, clerk, received_at, deadline, deadline_key, amount,
        currency, step, certified_by, search)
      values (${no}, ${record.kind}, ${record.id}, ${line.subject}, ${line.detail}, ${line.state}, ${record.unit}, ${line.clerk},
        ${line.receivedAt}, ${line.deadline}, ${line.deadline ?? "9999-12-31"}, ${line.amount}, ${line.currency}, ${line.step},
        ${line.certifiedBy}, ${line.search})`,
  );
  database.touch("inbox");
}
