// A payment run: which ordered invoices the cash office pays together, who made and who released it, what was exported, what the bank did.
// Its items never change: what happens to one stands in `booked`, so that nothing that was released is rewritten.
import { digestOf, derivedId } from "../../base/hash.ts";
import { sumCents, type Cents } from "../../base/money.ts";
import { z } from "../../base/zod.ts";
import { bodyBase } from "../trail.ts";
import { bankAccountSchema } from "../policy.ts";

/** One command touches the run and every invoice in it; this many stay well below what a push and a transaction carry. */
export const mostInRun = 300;

export const runStates = ["made", "released", "exported", "settled", "dissolved"] as const;
export type RunState = (typeof runStates)[number];

/** One line of an account assignment, as the invoice had it when the run was made. */
const runBookingSchema = z.looseObject({
  account: z.string().max(300),
  costCentre: z.string().max(300).optional(),
  cents: z.int().optional(),
});

export const runItemSchema = z.looseObject({
  invoice: z.uuid(),
  unit: z.string(),
  /** The payment digest the order binds to. */
  digest: z.string().length(64),
  /** Everyone in whose name the payment was ordered: none of them releases. */
  ordered: z.array(z.string()),
  /** BT-1, BT-2, BT-9, BT-27, BT-46 */
  number: z.string(),
  issueDate: z.string().nullable(),
  dueDate: z.string().nullable(),
  payee: z.string(),
  customerNumber: z.string().nullable(),
  iban: z.string(),
  bic: z.string().nullable(),
  gross: z.int(),
  credits: z.int().nonnegative(),
  discount: z.int().nonnegative(),
  /** What is transferred. */
  cents: z.int().positive(),
  /** Names the transfer on both statements, at most 35 characters. */
  endToEnd: z.string().max(35),
  /** What the payee reads, at most 140 characters. */
  remittance: z.string().max(140),
  bookings: z.array(runBookingSchema).max(200),
});
export type RunItem = Readonly<z.infer<typeof runItemSchema>>;

const signedSchema = z.looseObject({ by: z.string(), at: z.iso.datetime(), onBehalfOf: z.string().optional() });

export const exportFormats = ["pain.001", "csv"] as const;

export const runExportSchema = z.looseObject({
  ...signedSchema.shape,
  /** "pain.001" or "csv"; a later program may know more. */
  format: z.string(),
  msgId: z.string().max(35),
  sha256: z.string().length(64),
  count: z.int().positive(),
  cents: z.int().positive(),
  createdAt: z.iso.datetime(),
  /** Why it was exported once more. */
  reason: z.string().optional(),
  /** How the table was written: a mapping that a later program may know more of. */
  mapping: z.looseObject({ name: z.string() }).optional(),
});
export type RunExport = Readonly<z.infer<typeof runExportSchema>>;

export const runBookingKinds = ["paid", "returned"] as const;

const bankBookingSchema = z.looseObject({
  ...signedSchema.shape,
  invoice: z.uuid(),
  /** "paid" or "returned". */
  kind: z.string(),
  cents: z.int().positive(),
  on: z.iso.date(),
  /** Code of ISO 20022, of a return. */
  reason: z.string().optional(),
  /** Where it stands: statement and entry of the bank. */
  statement: z.string(),
  entry: z.string(),
});
export type BankBooking = Readonly<z.infer<typeof bankBookingSchema>>;

export const paymentRunSchema = z.looseObject({
  ...bodyBase,
  number: z.string().max(40),
  executeOn: z.iso.date(),
  debtor: bankAccountSchema,
  items: z.array(runItemSchema).min(1).max(mostInRun),
  state: z.enum(runStates),
  made: signedSchema,
  released: signedSchema.extend({ digest: z.string().length(64) }).optional(),
  dissolved: signedSchema.extend({ reason: z.string() }).optional(),
  /** By the id of the command. */
  exports: z.record(z.uuid(), runExportSchema),
  /** By the bank's entry and the invoice, so that the same entry is booked once. */
  booked: z.record(z.uuid(), bankBookingSchema),
});
export type PaymentRun = Readonly<z.infer<typeof paymentRunSchema>>;

/** What is transferred in all. */
export function sumOf({ items }: Pick<PaymentRun, "items">): Cents {
  return sumCents(items.map(({ cents }) => cents));
}

/** What a release binds to: who gets how much from which account on which day. */
export function runDigest({ items, debtor, executeOn }: Pick<PaymentRun, "items" | "debtor" | "executeOn">): string {
  const lines = items.map(({ invoice, digest, payee, iban, bic, cents, endToEnd, remittance }) => ({
    invoice,
    digest,
    payee,
    iban,
    bic,
    cents,
    endToEnd,
    remittance,
  }));
  return digestOf({ lines, iban: debtor.iban, executeOn });
}

/** A run's number, from the day of execution and the command that makes it: short enough to be said, the same at desk and server. */
export function runNumberOf(executeOn: string, commandId: string): string {
  return `ZL${executeOn.replaceAll("-", "")}-${derivedId(`run:${commandId}`, 0).slice(0, 6).toUpperCase()}`;
}

/** The exports, the oldest first. */
export function exportsOf({ exports }: Pick<PaymentRun, "exports">): readonly (RunExport & { readonly id: string })[] {
  const all = Object.entries(exports).map(([id, one]) => ({ ...one, id }));
  return all.sort((one, two) => one.at.localeCompare(two.at) || one.msgId.localeCompare(two.msgId));
}

/** The message id of the next export; one is never used twice. */
export function nextMsgId({ number, exports }: Pick<PaymentRun, "number" | "exports">): string {
  return `${number}-${Object.keys(exports).length + 1}`;
}

/** How an item stands with the bank: what was last booked of it, by day and time; undefined where nothing was. */
export function bankStateOf({ booked }: Pick<PaymentRun, "booked">, invoice: string): "paid" | "returned" | undefined {
  const own = Object.values(booked).filter((one) => one.invoice === invoice);
  if (own.length === 0) return undefined;
  const returned = own.filter(({ kind }) => kind === "returned").length;
  return returned >= own.length - returned ? "returned" : "paid";
}

/** The state that follows from release, exports and what the bank booked. */
export function runStateOf(body: Pick<PaymentRun, "items" | "released" | "dissolved" | "exports" | "booked">): RunState {
  if (body.dissolved !== undefined) return "dissolved";
  if (Object.keys(body.exports).length === 0) return body.released === undefined ? "made" : "released";
  return body.items.every(({ invoice }) => bankStateOf(body, invoice) !== undefined) ? "settled" : "exported";
}

function handsOf(signed: { readonly by: string; readonly onBehalfOf?: string | undefined } | undefined): readonly string[] {
  return signed === undefined ? [] : [signed.by, ...(signed.onBehalfOf === undefined ? [] : [signed.onBehalfOf])];
}

/** Whoever made the run or ordered one of its invoices, in person or by a deputy: none of them releases it. */
export function barredFromRelease({ made, items }: Pick<PaymentRun, "made" | "items">): {
  readonly makers: readonly string[];
  readonly orderers: readonly string[];
} {
  return { makers: handsOf(made), orderers: [...new Set(items.flatMap(({ ordered }) => ordered))] };
}

/** What must hold of every run; the first breach in English for the log. */
export function paymentRunInvariants(body: PaymentRun): string | undefined {
  if (body.state !== runStateOf(body)) return "the state follows from release, exports and what the bank booked";
  if (new Set(body.items.map(({ invoice }) => invoice)).size < body.items.length) return "an invoice stands in a run once";
  const { makers, orderers } = barredFromRelease(body);
  const hands = handsOf(body.released);
  if (hands.some((hand) => makers.includes(hand))) return "a second person releases a run";
  if ([...makers, ...hands].some((hand) => orderers.includes(hand))) return "ordering and payment are never in one hand";
  if (body.released !== undefined && body.released.digest !== runDigest(body)) return "a release is bound to what is paid";
  if (body.released === undefined && Object.keys(body.exports).length > 0) return "only what was released is exported";
  const ids = Object.values(body.exports).map(({ msgId }) => msgId);
  if (new Set(ids).size < ids.length) return "a message id is used once";
  if (
    exportsOf(body)
      .slice(1)
      .some(({ reason = "" }) => reason.trim() === "")
  )
    return "a second export has a reason";
  return undefined;
}
