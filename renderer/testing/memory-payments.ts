// Payments of the memory desk: lists drawn from its records by the same functions as the real desk's; a stand-in for its files.
import { DeskError } from "../../shared/desk/errors.ts";
import type { CallResult } from "../../shared/desk/contract.ts";
import type { PayableList, PaymentFile, PaymentRunRow } from "../../shared/desk/payment-calls.ts";
import { payableRow, paymentRunRow } from "../../shared/desk/payment-rows.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { paymentRunSchema } from "../../shared/domain/payment-run/schema.ts";
import { readableBody } from "../../shared/domain/readable-body.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";

type Records = readonly OfficeRecord<AnyBody>[];

function payableOf(records: Records, days: { readonly executeOn: string; readonly today: string }): PayableList {
  const rows = records.flatMap(({ kind, id, unit, body }) => {
    if (kind !== "invoice") return [];
    const invoice = invoiceSchema.parse(readableBody(body));
    return invoice.state === "ordered" && invoice.inRun === undefined ? [payableRow({ id, unit, body: invoice }, days)] : [];
  });
  return { rows: rows.sort((one, two) => (one.dueDate ?? "9999").localeCompare(two.dueDate ?? "9999")), more: false };
}

function paymentRunsOf(records: Records): PaymentRunRow[] {
  return records
    .flatMap(({ kind, id, body }) => (kind === "paymentRun" ? [paymentRunRow(id, paymentRunSchema.parse(readableBody(body)), 0)] : []))
    .reverse();
}

export function paymentQueries(records: () => Records, today: string) {
  return {
    payable: ({ executeOn }: { readonly executeOn: string }) => payableOf(records(), { executeOn, today }),
    paymentRuns: () => paymentRunsOf(records()),
    paymentFile: (): PaymentFile => ({ export: null, state: "none", path: null }),
  };
}

/** It writes no files; a statement says what the test wants it to. */
export function paymentCalls(statement: CallResult<"readStatement"> = { problem: "otherFile", statements: [] }) {
  const noFile = (): never => {
    throw new DeskError("notFound");
  };
  return { preparePayment: noFile, writePaymentFile: noFile, readStatement: () => statement };
}
