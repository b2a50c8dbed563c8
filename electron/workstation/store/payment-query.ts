// What the cash office has to pay and what became of its runs, as lists for a screen. The rules say what may be transferred, not this file.
import type { PayableList, PaymentRunRow } from "../../../shared/desk/payment-calls.ts";
import { payableRow, paymentRunRow } from "../../../shared/desk/payment-rows.ts";
import type { AnyBody } from "../../../shared/domain/command.ts";
import { invoiceSchema } from "../../../shared/domain/invoice/schema.ts";
import { paymentRunSchema } from "../../../shared/domain/payment-run/schema.ts";
import type { KnownRun } from "../../../shared/domain/payment-run/statement.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import type { ReadableDatabase, WritableDatabase } from "./database.ts";
import { readMeta, writeMeta } from "./meta.ts";
import { sql } from "./sql.ts";
import { storedJson } from "./stored-json.ts";

const mostPayable = 500;
const mostRuns = 300;

/** Ordered invoices that are in no run. `today` is the office date. */
export function queryPayable(database: ReadableDatabase, args: { readonly executeOn: string; readonly today: string }): PayableList {
  const rows = database.all<{ id: string; unit: string; body: string }>(
    "ordered invoices",
    sql`select r.id, r.unit, r.body from inbox join records r on r.no = inbox.no
      where inbox.kind = 'invoice' and inbox.state = 'ordered' and json_extract(r.body, '$.inRun') is null
      order by coalesce(json_extract(r.body, '$.fields.dueDate'), '9999'), r.no limit ${mostPayable + 1}`,
  );
  const known = rows.slice(0, mostPayable).flatMap(({ id, unit, body: text }): PayableList["rows"] => {
    const parsed = invoiceSchema.safeParse(readableBody(storedJson<AnyBody>(text)));
    if (!parsed.success) return [];
    return [payableRow({ id, unit, body: parsed.data }, args)];
  });
  return { rows: known, more: rows.length > mostPayable };
}

interface Row {
  readonly id: string;
  readonly body: string;
  readonly waiting: number;
}

function runs(database: ReadableDatabase): readonly (KnownRun & { readonly waiting: number })[] {
  const rows = database.all<Row>(
    "payment runs",
    sql`select id, body,
        (select count(*) from outbox where outbox.kind = 'paymentRun' and outbox.record_id = records.id
          and outbox.state not in ('acknowledged', 'partlyRefused')) as waiting
      from records where kind = 'paymentRun' order by no desc limit ${mostRuns}`,
  );
  return rows.flatMap(({ id, body, waiting }) => {
    const parsed = paymentRunSchema.safeParse(readableBody(storedJson<AnyBody>(body)));
    return parsed.success ? [{ id, body: parsed.data, waiting }] : [];
  });
}

/** The newest first. */
export function queryPaymentRuns(database: ReadableDatabase): readonly PaymentRunRow[] {
  return runs(database).map(({ id, body, waiting }) => paymentRunRow(id, body, waiting));
}

/** Runs that a statement may tell of. */
export function exportedRuns(database: ReadableDatabase): readonly KnownRun[] {
  return runs(database).filter(({ body }) => body.state === "exported" || body.state === "settled");
}

const fileOf = (exportId: string): string => `paymentFile:${exportId}`;

/** Where this desk wrote the file of an export; null where it did not. */
export function paymentFilePath(database: ReadableDatabase, exportId: string): string | null {
  return readMeta(database, fileOf(exportId)) ?? null;
}

/** Keeps that a file was written: this desk does not write it again. */
export function notePaymentFile(
  database: WritableDatabase,
  { exportId, path }: { readonly exportId: string; readonly path: string },
): void {
  writeMeta(database, fileOf(exportId), path);
  database.touch("outbox");
}
