// An account statement as far as payments need it, and which of its entries belong to which run. Pure; a person looks before anything is booked.
import type { Cents } from "../../base/money.ts";
import type { RecordRef } from "../record.ts";
import { bankStateOf, exportsOf, sumOf, type PaymentRun, type RunItem } from "./schema.ts";
import { bankBookingIdOf, type SettledEntry } from "./settle.ts";

/** Why a file is no statement that can be booked. */
export const statementProblems = ["broken", "refused", "otherFile", "otherVersion", "incomplete", "empty"] as const;
export type StatementProblem = (typeof statementProblems)[number];

export interface StatementEntry {
  /** The bank's reference; of a transaction in a batch with its place. */
  readonly entry: string;
  readonly on: string;
  readonly cents: Cents;
  readonly debit: boolean;
  readonly euro: boolean;
  /** Our message id, where the bank booked the whole file at once. */
  readonly batch: string | null;
  readonly endToEnd: string | null;
  /** Of a return its reason, empty where the bank gives none; null of anything else. */
  readonly returned: string | null;
  /** Of the other side. */
  readonly iban: string | null;
  readonly name: string | null;
  readonly text: string;
}

export interface BankStatement {
  /** Account and number: names it on every desk. */
  readonly id: string;
  readonly iban: string;
  readonly name: string;
  readonly entries: readonly StatementEntry[];
  /** Whether opening balance and entries make the closing balance; null where a balance is missing. */
  readonly balanced: boolean | null;
}

/** What an entry is to our runs: booked already, about one (by which mark), or nothing we know. */
export const entryStandings = ["known", "matched", "unmatched"] as const;
export const matchedByMarks = ["endToEnd", "batch", "amountAndIban"] as const;

export interface MatchedEntry {
  readonly entry: StatementEntry;
  readonly standing: (typeof entryStandings)[number];
  readonly by: (typeof matchedByMarks)[number] | null;
  readonly run: RecordRef["id"] | null;
  /** What would be booked; of a batch one for each of its invoices. */
  readonly settles: readonly SettledEntry[];
}

export interface KnownRun {
  readonly id: string;
  readonly body: PaymentRun;
}

/** Holds every entry beside the exported runs: by end-to-end id, by message id of a batch, then by amount and account where that names one alone. */
export function matchStatement(statement: BankStatement, runs: readonly KnownRun[]): readonly MatchedEntry[] {
  const own = runs.filter(({ body }) => body.debtor.iban === statement.iban && (body.state === "exported" || body.state === "settled"));
  const spent = new Set<string>();
  return statement.entries.map((entry) => matchEntry(statement, entry, own, spent));
}

function matchEntry(statement: BankStatement, entry: StatementEntry, runs: readonly KnownRun[], spent: Set<string>): MatchedEntry {
  const none: MatchedEntry = { entry, standing: "unmatched", by: null, run: null, settles: [] };
  const kind = entry.debit ? "paid" : "returned";
  // Money that comes in is ours only as a return.
  if (!entry.euro || (!entry.debit && entry.returned === null)) return none;
  const settle = ({ id, body }: KnownRun, items: readonly RunItem[], by: NonNullable<MatchedEntry["by"]>): MatchedEntry => {
    const settles = items.map((item): SettledEntry => ({
      invoice: item.invoice,
      kind,
      cents: item.cents,
      on: entry.on,
      statement: statement.id,
      entry: entry.entry,
      ...(entry.returned === null || entry.returned === "" ? {} : { reason: entry.returned.slice(0, 60) }),
    }));
    for (const { invoice } of settles) spent.add(`${id}/${invoice}/${kind}`);
    const known = settles.every((one) => Object.hasOwn(body.booked, bankBookingIdOf(one)));
    return { entry, standing: known ? "known" : "matched", by, run: id, settles };
  };
  for (const run of runs) {
    const item = entry.endToEnd === null ? undefined : run.body.items.find(({ endToEnd }) => endToEnd === entry.endToEnd);
    if (item !== undefined) return item.cents === entry.cents ? settle(run, [item], "endToEnd") : none;
  }
  for (const run of runs) {
    const sent = exportsOf(run.body).some(({ msgId }) => msgId === entry.batch);
    if (sent && entry.debit && entry.cents === sumOf(run.body)) return settle(run, run.body.items, "batch");
  }
  if (entry.iban === null || entry.endToEnd !== null) return none;
  const booked = bookedBefore(statement, entry, kind, runs);
  if (booked !== undefined) return settle(booked.run, [booked.item], "amountAndIban");
  const candidates = runs.flatMap((run) =>
    run.body.items
      .filter(({ iban, cents, invoice }) => iban === entry.iban && cents === entry.cents && !spent.has(`${run.id}/${invoice}/${kind}`))
      .filter(({ invoice }) => bankStateOf(run.body, invoice) === (entry.debit ? undefined : "paid"))
      .map((item) => ({ run, item })),
  );
  const [only] = candidates;
  return only !== undefined && candidates.length === 1 ? settle(only.run, [only.item], "amountAndIban") : none;
}

/** The item that this very entry was booked on, when the statement was read before. */
function bookedBefore(statement: BankStatement, { entry }: StatementEntry, kind: SettledEntry["kind"], runs: readonly KnownRun[]) {
  for (const run of runs)
    for (const item of run.body.items)
      if (Object.hasOwn(run.body.booked, bankBookingIdOf({ statement: statement.id, entry, invoice: item.invoice, kind })))
        return { run, item };
  return undefined;
}
