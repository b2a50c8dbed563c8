// Making a run out of ordered invoices, and taking one apart. One command over the run and all its invoices: all of them or none.
import { isSEPACountry, isValidIBAN } from "ibantools";
import { must } from "../../base/must.ts";
import { z } from "../../base/zod.ts";
import { rule, type Change, type CommandContext, type CommandInput } from "../command.ts";
import { bookingsOf } from "../invoice/bookings.ts";
import { payableOn } from "../invoice/payable.ts";
import { handsIn, invoiceSchema, isNoInvoice, paymentDigest, stateOf, type Invoice } from "../invoice/schema.ts";
import { stagesOf, type Stage } from "../invoice/stage.ts";
import type { BankAccount } from "../policy.ts";
import { recordKey, type OfficeRecord, type RecordRef } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { wholeHouse } from "../scope.ts";
import { trailEntry } from "../trail.ts";
import { plainSepaText, remittanceOf } from "./remittance.ts";
import { cashAnywhere, cashOnly, payingFor, unitsOf, whyNotDissolved } from "./rights.ts";
import { mostInRun, runNumberOf, runStateOf, sumOf, type PaymentRun, type RunItem } from "./schema.ts";

export type Input<Args> = CommandInput<PaymentRun, Args>;
export interface HeldInvoice {
  readonly record: OfficeRecord;
  readonly body: Invoice;
}

export const invoiceRef = (id: string): RecordRef => ({ kind: "invoice", id });

/** The invoices a command named in `reads`, in its order. */
export function invoicesOf(others: Input<unknown>["others"], ids: readonly string[]): readonly HeldInvoice[] {
  return ids.map((id) => {
    const record = must(others.get(recordKey(invoiceRef(id))), "`reads` named it");
    return { record, body: invoiceSchema.parse(record.body) };
  });
}

/** An invoice with `next` over its body and a line more in its trail. */
export function changedInvoice(
  { actor, context }: Input<unknown>,
  { record, body }: HeldInvoice,
  command: string,
  next: Partial<Invoice>,
  details: Parameters<typeof trailEntry>[4],
): Change {
  const line = trailEntry(context.commandId, command, actor, context.at, details);
  const changed = { ...body, ...next, trail: [...body.trail, line] };
  return { kind: "invoice", id: record.id, unit: record.unit, body: { ...changed, state: stateOf(changed) } };
}

/** The run with `next` over its body, its state drawn anew and a line more in its trail. */
export function changedRun(
  input: Input<unknown>,
  command: string,
  next: Partial<PaymentRun>,
  details?: Parameters<typeof trailEntry>[4],
): Change {
  const { id, unit, body } = must(input.record, "the rule's `allowed` refused a missing record");
  const { onBehalfOf } = payingFor(input, unitsOf(body.items));
  const line = trailEntry(input.context.commandId, command, input.actor, input.context.at, details, onBehalfOf);
  const changed = { ...body, ...next, trail: [...body.trail, line] };
  return { kind: "paymentRun", id, unit, body: { ...changed, state: runStateOf(changed) } };
}

/** What has to be settled on an invoice before money leaves for it. */
const toBeSettled: readonly Stage[] = ["returned", "disputed", "inQuery", "held", "credited"];

/** Why an invoice cannot be transferred on that day, in itself and whatever run it is for; undefined where nothing is in the way. */
export function whyNotTransferred(body: Invoice, day: string): Refusal | undefined {
  const { number, supplier, iban, currency } = body.fields;
  const which = { number: number ?? "" };
  if (body.duplicateOf !== undefined) return refuse("isDuplicate");
  if (isNoInvoice(body)) return refuse("isNoInvoice");
  if (body.order === undefined || body.payment !== undefined) return refuse("wrongState", { state: body.state });
  if (body.order.digest !== paymentDigest(body)) return refuse("digestChanged");
  const open = stagesOf(body, day).find((stage) => toBeSettled.includes(stage));
  if (open !== undefined) return refuse("settlingOpen", { ...which, settling: open });
  if (
    number === null ||
    supplier === null ||
    iban === null ||
    !isValidIBAN(iban) ||
    !isSEPACountry(iban.slice(0, 2)) ||
    (currency ?? "EUR") !== "EUR"
  )
    return refuse("notTransferable", which);
  // A payee or number of strange signs alone would leave nothing to write.
  if (plainSepaText(supplier, 70) === "" || plainSepaText(number, 140) === "") return refuse("notTransferable", which);
  return payableOn(body, day).open > 0 ? undefined : refuse("nothingToPay", which);
}

const makeArgs = z.strictObject({
  executeOn: z.iso.date(),
  invoices: z
    .array(z.strictObject({ id: z.uuid(), digest: z.string().length(64) }))
    .min(1)
    .max(mostInRun),
});
type MakeArgs = z.infer<typeof makeArgs>;

function whyNotMade(input: Input<MakeArgs>): Refusal | undefined {
  const { args, context, others } = input;
  const cash = cashAnywhere(input);
  if (cash !== undefined) return cash;
  if (new Set(args.invoices.map(({ id }) => id)).size < args.invoices.length) return refuse("badArguments");
  if (args.executeOn < context.today) return refuse("executionPast");
  const account = context.policy.payingAccount;
  if (account === undefined || !isValidIBAN(account.iban)) return refuse("payingAccountMissing");
  for (const [index, held] of invoicesOf(
    others,
    args.invoices.map(({ id }) => id),
  ).entries()) {
    const { body, record } = held;
    const refusal =
      cashOnly(input, [record.unit]) ??
      (body.inRun === undefined ? undefined : refuse("inRun", { number: body.fields.number ?? "", run: body.inRun.number })) ??
      (args.invoices[index]?.digest === paymentDigest(body) ? undefined : refuse("digestChanged")) ??
      whyNotTransferred(body, args.executeOn) ??
      (handsIn(body.order).includes(input.actor.personId) ? refuse("orderingAndCashInOneHand") : undefined);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

const isBic = /^[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?$/u;

function itemOf({ record, body }: HeldInvoice, executeOn: string, number: string, index: number): RunItem {
  const { fields } = body;
  const { gross, credits, discount, open } = payableOn(body, executeOn);
  return {
    invoice: record.id,
    unit: record.unit,
    digest: paymentDigest(body),
    ordered: [...handsIn(body.order)],
    number: fields.number ?? "",
    issueDate: fields.issueDate,
    dueDate: fields.dueDate,
    payee: fields.supplier ?? "",
    customerNumber: body.terms?.customerNumber ?? null,
    iban: fields.iban ?? "",
    // One that is none would make the bank refuse the whole file; it finds its own by the IBAN.
    bic: fields.bic !== null && isBic.test(fields.bic) ? fields.bic : null,
    gross,
    credits,
    discount,
    cents: open,
    endToEnd: `${number}-${String(index + 1).padStart(3, "0")}`,
    remittance: remittanceOf(body, discount),
    bookings: bookingsOf(body).map(({ account, costCentre, cents }) => ({
      account,
      cents,
      ...(costCentre === undefined ? {} : { costCentre }),
    })),
  };
}

/** The items a run of these invoices would have. */
function itemsOf(held: readonly HeldInvoice[], executeOn: string, number: string): RunItem[] {
  return held.map((one, index) => itemOf(one, executeOn, number, index));
}

/** Puts ordered invoices into one transfer order. Discount for early payment comes off where the day of execution keeps its deadline. */
export const makeRun = rule<PaymentRun, MakeArgs>({
  args: makeArgs,
  creates: true,
  final: "paymentStays",
  reads: ({ invoices }) => invoices.map(({ id }) => invoiceRef(id)),
  allowed: whyNotMade,
  apply: (input) => {
    const { actor, args, context, id, others } = input;
    const held = invoicesOf(
      others,
      args.invoices.map((one) => one.id),
    );
    const number = runNumberOf(args.executeOn, context.commandId);
    const items = itemsOf(held, args.executeOn, number);
    const made = { by: actor.personId, at: context.at, ...payingFor(input, unitsOf(items)) };
    const details = { number, count: items.length, cents: sumOf({ items }) };
    const body: PaymentRun = {
      schema: 1,
      number,
      executeOn: args.executeOn,
      debtor: debtorOf(context),
      items,
      state: "made",
      made,
      exports: {},
      booked: {},
      notes: [],
      trail: [trailEntry(context.commandId, "makeRun", actor, context.at, details, made.onBehalfOf)],
    };
    const inRun = { run: id, number, at: context.at };
    const invoices = held.map((one) => changedInvoice(input, one, "intoRun", { inRun }, { number }));
    return { changes: [{ kind: "paymentRun", id, unit: wholeHouse, body }, ...invoices] };
  },
});

function debtorOf({ policy }: CommandContext): BankAccount {
  return must(policy.payingAccount, "the rule's `allowed` asked for it");
}

/** Whether these are just the invoices of the run: a command that is about all of them names them all. */
export function namesAll({ items }: PaymentRun, ids: readonly string[]): boolean {
  const named = new Set(ids);
  return named.size === items.length && ids.length === items.length && items.every(({ invoice }) => named.has(invoice));
}

const dissolveArgs = z.strictObject({ invoices: z.array(z.uuid()).min(1).max(mostInRun), reason: z.string().trim().min(1).max(1000) });

/** Takes a run apart before anything left the house; its invoices can be paid otherwise. */
export const dissolveRun = rule<PaymentRun, z.infer<typeof dissolveArgs>>({
  args: dissolveArgs,
  final: "paymentStays",
  reads: ({ invoices }) => invoices.map(invoiceRef),
  allowed: (input) => {
    const { record, args } = input;
    if (record === undefined) return refuse("recordMissing");
    return whyNotDissolved(input, record.body) ?? (namesAll(record.body, args.invoices) ? undefined : refuse("badArguments"));
  },
  apply: (input) => {
    const { actor, args, context, others } = input;
    const { number, items } = must(input.record, "the rule's `allowed` refused a missing record").body;
    const dissolved = { by: actor.personId, at: context.at, reason: args.reason, ...payingFor(input, unitsOf(items)) };
    const freed = invoicesOf(others, args.invoices).filter(({ body }) => body.inRun?.run === input.id);
    const invoices = freed.map((one) => changedInvoice(input, one, "outOfRun", { inRun: undefined }, { number, reason: args.reason }));
    return { changes: [changedRun(input, "dissolveRun", { dissolved }, { reason: args.reason }), ...invoices] };
  },
});
