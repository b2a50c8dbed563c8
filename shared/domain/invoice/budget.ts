// An order reserves on the budget lines its invoice is booked on; whatever ends the order releases them.
import type { Change, CommandInput } from "../command.ts";
import { availableOn, budgetRefsOf, drawsOf, type Draw } from "../ledger/budget.ts";
import { budgetLineSchema, type BudgetLine } from "../ledger/entries.ts";
import { recordKey, type OfficeRecord, type RecordRef } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { bookingsSchema, type Booking } from "./bookings-schema.ts";
import { bookingsOf } from "./bookings.ts";
import type { Invoice } from "./schema.ts";

/** Budget lines that these bookings may draw on, whether they exist or not. */
export function budgetRefs(bookings: readonly Booking[]): readonly RecordRef[] {
  return [...new Map(bookings.flatMap(budgetRefsOf).map((ref) => [recordKey(ref), ref])).values()];
}

/** Every budget line that holds, or may come to hold, something of this invoice: undo may bring back what it was booked on before. */
export function linesBeside(body: Invoice): readonly RecordRef[] {
  const earlier = body.trail.flatMap(({ before = {} }): readonly Booking[] => {
    const fields = { ...body.fields };
    const [account, issueDate] = [before["fields.account"]?.[0], before["fields.issueDate"]?.[0]];
    if (typeof account === "string") fields.account = account;
    if (typeof issueDate === "string") fields.issueDate = issueDate;
    const bookings = bookingsSchema.safeParse(before["bookings"]?.[0]).data;
    return bookings ?? (account === undefined && issueDate === undefined ? [] : bookingsOf({ ...body, fields, bookings: undefined }));
  });
  return budgetRefs([...bookingsOf(body), ...earlier]);
}

type Records = ReadonlyMap<string, OfficeRecord>;

interface FoundLine {
  readonly id: string;
  readonly unit: string;
  readonly body: BudgetLine;
}

/** -1 where the invoice gives money back. */
export function signOf({ documentKind }: Pick<Invoice, "documentKind">): 1 | -1 {
  return documentKind === "creditNote" ? -1 : 1;
}

function readLine(records: Records, id: string): FoundLine | undefined {
  const record = records.get(recordKey({ kind: "budgetLine", id }));
  const body = record === undefined ? undefined : budgetLineSchema.safeParse(record.body).data;
  return record === undefined || body === undefined ? undefined : { id, unit: record.unit, body };
}

function drawsOfInvoice(body: Invoice, records: Records): readonly Draw<FoundLine>[] {
  return drawsOf(bookingsOf(body), signOf(body), (id) => {
    const line = readLine(records, id);
    return line?.body.withdrawn === true ? undefined : line;
  });
}

/** Refuses an order beyond what the budget has left, where the municipality blocks it. */
export function withinBudget({ record, others, context }: CommandInput<Invoice, unknown>): Refusal | undefined {
  if (record === undefined) return refuse("recordMissing");
  if (context.policy.budgetCheck !== "block") return undefined;
  const over = drawsOfInvoice(record.body, others).find(({ line, cents }) => cents > 0 && cents > availableOn(line.body, record.id));
  if (over === undefined) return undefined;
  const { code, year } = over.line.body.fields;
  return refuse("budgetExceeded", { code, year, amount: over.cents, limit: availableOn(over.line.body, record.id) });
}

/** How budget lines change where an order was given or has ended, or where it stands over other bookings. */
export function reservations(id: string, before: Invoice | undefined, after: Invoice, records: Records): readonly Change[] {
  const wanted = after.order === undefined ? [] : drawsOfInvoice(after, records);
  const held = before === undefined ? [] : linesBeside(before).map((ref) => ref.id);
  return [...new Set([...held, ...wanted.map(({ line }) => line.id)])].flatMap((lineId): Change[] => {
    const line = readLine(records, lineId);
    const cents = wanted.find((draw) => draw.line.id === lineId)?.cents;
    if (line === undefined || line.body.reservations?.[id] === cents) return [];
    const { [id]: _released, ...others } = line.body.reservations ?? {};
    const next = cents === undefined ? others : { ...others, [id]: cents };
    return [{ kind: "budgetLine", id: lineId, unit: line.unit, body: { ...line.body, reservations: next } }];
  });
}
