// What the bank did with a run: debits make its invoices paid, returns open them again with the bank's reason. Booked once an entry,
// whoever imports the statement and however often.
import { must } from "../../base/must.ts";
import { derivedId } from "../../base/hash.ts";
import { sumCents } from "../../base/money.ts";
import { z } from "../../base/zod.ts";
import { rule, type Change } from "../command.ts";
import { paidInFull } from "../invoice/payable.ts";
import type { PartPayment } from "../invoice/payments-schema.ts";
import { handsIn, type Invoice } from "../invoice/schema.ts";
import { refuse } from "../refusal.ts";
import { changedInvoice, changedRun, invoiceRef, invoicesOf, type HeldInvoice, type Input } from "./make.ts";
import { payingFor, unitsOf, whyNotSettled } from "./rights.ts";
import { bankStateOf, mostInRun, runBookingKinds, type BankBooking, type PaymentRun } from "./schema.ts";

const entrySchema = z.strictObject({
  invoice: z.uuid(),
  kind: z.enum(runBookingKinds),
  cents: z.int().positive(),
  on: z.iso.date(),
  reason: z.string().max(60).optional(),
  /** Account, statement and entry as the bank names them. */
  statement: z.string().min(1).max(120),
  entry: z.string().min(1).max(120),
});
export type SettledEntry = Readonly<z.infer<typeof entrySchema>>;

const settleArgs = z.strictObject({
  entries: z
    .array(entrySchema)
    .min(1)
    .max(2 * mostInRun),
});
type SettleArgs = z.infer<typeof settleArgs>;

/** One entry of a statement about one invoice is one booking, on whichever desk and however often it is read. */
export function bankBookingIdOf({
  statement,
  entry,
  invoice,
  kind,
}: Pick<SettledEntry, "statement" | "entry" | "invoice" | "kind">): string {
  return derivedId(`bank:${[statement, entry, invoice, kind].join("\n")}`, 0);
}

/** The entries that are not booked yet and that follow from how each invoice stands: no return without a debit, no second debit. */
function fresh(run: PaymentRun, entries: readonly SettledEntry[]): readonly SettledEntry[] {
  const standing = new Map(run.items.map(({ invoice }) => [invoice, bankStateOf(run, invoice)]));
  const taken: SettledEntry[] = [];
  const seen = new Set(Object.keys(run.booked));
  // A debit comes before its return, however the statement lists them.
  const inOrder = [...entries].sort((one, two) => one.on.localeCompare(two.on) || one.kind.localeCompare(two.kind));
  for (const entry of inOrder) {
    const id = bankBookingIdOf(entry);
    const before = standing.get(entry.invoice);
    if (seen.has(id) || (entry.kind === "returned") !== (before === "paid")) continue;
    if (entry.kind === "paid" && before === "returned") continue;
    seen.add(id);
    standing.set(entry.invoice, entry.kind);
    taken.push(entry);
  }
  return taken;
}

export const settleRun = rule<PaymentRun, SettleArgs>({
  args: settleArgs,
  final: "paymentStays",
  reads: ({ entries }) => [...new Set(entries.map(({ invoice }) => invoice))].map(invoiceRef),
  allowed: (input) => {
    const { record, args, others, actor } = input;
    if (record === undefined) return refuse("recordMissing");
    const run = record.body;
    const now = whyNotSettled(input, run);
    if (now !== undefined) return now;
    const amounts = new Map(run.items.map(({ invoice, cents }) => [invoice, cents]));
    if (args.entries.some(({ invoice, cents }) => amounts.get(invoice) !== cents)) return refuse("amountDiffers");
    const named = invoicesOf(
      others,
      args.entries.map(({ invoice }) => invoice),
    );
    if (named.some(({ body }) => handsIn(body.order).includes(actor.personId))) return refuse("orderingAndCashInOneHand");
    return fresh(run, args.entries).length === 0 ? refuse("statementKnown") : undefined;
  },
  apply: (input) => {
    const { actor, args, context, others } = input;
    const run = must(input.record, "the rule's `allowed` refused a missing record").body;
    const entries = fresh(run, args.entries);
    const hand = { by: actor.personId, at: context.at, ...payingFor(input, unitsOf(run.items)) };
    const booked: Record<string, BankBooking> = { ...run.booked };
    for (const entry of entries) booked[bankBookingIdOf(entry)] = { ...entry, ...hand };
    const ids = [...new Set(entries.map(({ invoice }) => invoice))];
    const invoices = invoicesOf(others, ids).map((held) =>
      settledInvoice(
        input,
        run,
        held,
        entries.filter(({ invoice }) => invoice === held.record.id),
      ),
    );
    const count = (kind: string): number => entries.filter((entry) => entry.kind === kind).length;
    const details = {
      paid: count("paid"),
      returned: count("returned"),
      cents: sumCents(entries.map(({ kind, cents }) => (kind === "paid" ? cents : -cents))),
    };
    return { changes: [changedRun(input, "settleRun", { booked }, details), ...invoices] };
  },
});

function settledInvoice(input: Input<SettleArgs>, run: PaymentRun, held: HeldInvoice, entries: readonly SettledEntry[]): Change {
  const { actor, context } = input;
  const item = must(
    run.items.find(({ invoice }) => invoice === held.record.id),
    "the rule's `allowed` compared them",
  );
  const payments: Record<string, PartPayment> = { ...held.body.payments };
  for (const entry of entries) {
    const sign = entry.kind === "paid" ? 1 : -1;
    payments[bankBookingIdOf(entry)] = {
      cents: sign * entry.cents,
      paidOn: entry.on,
      by: actor.personId,
      at: context.at,
      run: input.id,
      ...(item.discount === 0 ? {} : { discount: sign * item.discount }),
      ...(entry.kind === "paid" ? {} : { returned: entry.reason ?? "" }),
    };
  }
  const last = must(entries.at(-1), "an invoice is here because of an entry");
  const settled = last.kind === "paid" ? paidInFull(payments, item.gross - item.credits) : false;
  const hand = payingFor(input, [held.record.unit]);
  const payment = settled ? { by: actor.personId, at: context.at, paidOn: last.on, commandId: context.commandId, ...hand } : undefined;
  const next: Partial<Invoice> = { payments, payment, ...(held.body.inRun?.run === input.id ? { inRun: undefined } : {}) };
  const details = { number: run.number, paidOn: last.on, cents: last.cents, ...(last.reason === undefined ? {} : { reason: last.reason }) };
  return changedInvoice(input, held, last.kind === "paid" ? "paidInRun" : "returnedByBank", next, details);
}
