// What the cash office asks: which invoices are ready to be paid, the runs, their files, and what a bank's statement says of them.
import { z } from "../base/zod.ts";
import { exportFormats, runStates } from "../domain/payment-run/schema.ts";
import { entryStandings, matchedByMarks, statementProblems } from "../domain/payment-run/statement.ts";
import { tableMappingSchema } from "../domain/payment-run/table-mapping.ts";
import { refusalSchema } from "../domain/refusal.ts";

export const payableArgsSchema = z.object({ executeOn: z.iso.date() });
export const payableResultSchema = z.object({
  /** By the day they are due, the earliest first. */
  rows: z.array(
    z.object({
      id: z.uuid(),
      unit: z.string(),
      payee: z.string(),
      number: z.string(),
      dueDate: z.string().nullable(),
      gross: z.int(),
      /** Discount that comes off on the day of execution, in cents, and what would be transferred then. */
      discount: z.int(),
      cents: z.int(),
      /** A discount that today still allows: its last day, and the cents that are lost where it is paid on the day of execution. */
      discountUntil: z.string().nullable(),
      lost: z.int(),
      digest: z.string(),
      /** Why it cannot be transferred. */
      refusal: refusalSchema.nullable(),
    }),
  ),
  /** There are more than the list shows. */
  more: z.boolean(),
});
export type PayableList = Readonly<z.infer<typeof payableResultSchema>>;
export type PayableRow = PayableList["rows"][number];

export const paymentRunsResultSchema = z.array(
  z.object({
    id: z.uuid(),
    number: z.string(),
    executeOn: z.string(),
    state: z.enum(runStates),
    count: z.int(),
    cents: z.int(),
    madeBy: z.string(),
    files: z.int(),
    paid: z.int(),
    returned: z.int(),
    /** Own steps on it that the server has not answered or did not take. */
    waiting: z.int(),
  }),
);
export type PaymentRunRow = Readonly<z.infer<typeof paymentRunsResultSchema>[number]>;

export const paymentFileArgsSchema = z.object({ run: z.uuid() });
/** Where the file of the newest export is. */
export const paymentFileStates = ["none", "waiting", "ready", "written", "elsewhere"] as const;
export const paymentFileResultSchema = z.object({
  export: z.uuid().nullable(),
  /** waiting: the server has not taken the step · ready: it can be written here · written: it was · elsewhere: another device exported it */
  state: z.enum(paymentFileStates),
  /** Where it was written. */
  path: z.string().nullable(),
});
export type PaymentFile = Readonly<z.infer<typeof paymentFileResultSchema>>;

export const preparePaymentArgsSchema = z.object({
  run: z.uuid(),
  format: z.enum(exportFormats),
  /** Of a table: how it is written. */
  mapping: tableMappingSchema.optional(),
});
export const preparePaymentResultSchema = z.object({
  /** Arguments of `exportRun`, reason aside; null where the file breaks a rule. */
  args: z.record(z.string(), z.unknown()).nullable(),
  findings: z.array(z.object({ path: z.string(), rule: z.string() })),
});

export const writePaymentFileArgsSchema = z.object({ run: z.uuid(), export: z.uuid() });
export const writePaymentFileResultSchema = z.object({ path: z.string() });

/** A statement of one account and day is some hundred kilobytes. */
export const mostStatementBytes = 8 * 1024 * 1024;
export const readStatementArgsSchema = z.object({ base64: z.string().max(Math.ceil(mostStatementBytes / 3) * 4 + 4) });

const settledEntrySchema = z.object({
  invoice: z.uuid(),
  kind: z.enum(["paid", "returned"]),
  cents: z.int(),
  on: z.string(),
  reason: z.string().optional(),
  statement: z.string(),
  entry: z.string(),
});
const matchedEntrySchema = z.object({
  entry: z.object({
    entry: z.string(),
    on: z.string(),
    cents: z.int(),
    debit: z.boolean(),
    name: z.string().nullable(),
    iban: z.string().nullable(),
    text: z.string(),
    returned: z.string().nullable(),
  }),
  standing: z.enum(entryStandings),
  by: z.enum(matchedByMarks).nullable(),
  run: z.uuid().nullable(),
  runNumber: z.string().nullable(),
  settles: z.array(settledEntrySchema),
});
export type MatchedRow = Readonly<z.infer<typeof matchedEntrySchema>>;

export const readStatementResultSchema = z.object({
  problem: z.enum(statementProblems).nullable(),
  statements: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      iban: z.string(),
      /** Whether it is the account that runs are paid from. */
      ours: z.boolean(),
      balanced: z.boolean().nullable(),
      entries: z.array(matchedEntrySchema),
    }),
  ),
});
export type ReadStatement = Readonly<z.infer<typeof readStatementResultSchema>>;
