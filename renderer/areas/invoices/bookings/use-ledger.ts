// The books of account an invoice is booked on, as this device holds them.
import {
  ledgers,
  isValidIn,
  type AccountFields,
  type BudgetLineFields,
  type CostCentreFields,
  type PurchaseOrderFields,
} from "../../../../shared/domain/ledger/entries.ts";
import type { LedgerRow } from "../../../../shared/desk/ledger-calls.ts";
import type { Booking } from "../../../../shared/domain/invoice/bookings-schema.ts";
import { signOf } from "../../../../shared/domain/invoice/budget.ts";
import { bookingsOf } from "../../../../shared/domain/invoice/bookings.ts";
import type { Invoice } from "../../../../shared/domain/invoice/schema.ts";
import { drawsOf } from "../../../../shared/domain/ledger/budget.ts";
import { useQuery } from "../../../desk/use-query.ts";

export interface BudgetRow {
  readonly id: string;
  readonly fields: BudgetLineFields;
  readonly reserved: number;
}

export interface Ledger {
  readonly accounts: readonly AccountFields[];
  readonly costCentres: readonly CostCentreFields[];
  readonly budget: ReadonlyMap<string, BudgetRow>;
  readonly orders: readonly PurchaseOrderFields[];
}

/** Undefined until the desk has answered. */
export function useLedger(): Ledger | undefined {
  const { value } = useQuery("ledger", { ledgers: ["account", "costCentre", "budgetLine", "purchaseOrder"] });
  return value === undefined ? undefined : ledgerOf(value.rows);
}

function ledgerOf(rows: readonly LedgerRow[]): Ledger {
  const of = (name: LedgerRow["ledger"]): readonly LedgerRow[] => rows.filter(({ ledger }) => ledger === name);
  const budget = of("budgetLine").flatMap(({ id, fields, reserved }): readonly (readonly [string, BudgetRow])[] => {
    const parsed = ledgers.budgetLine.fields.safeParse(fields).data;
    return parsed === undefined ? [] : [[id, { id, fields: parsed, reserved }]];
  });
  return {
    accounts: of("account").flatMap(({ fields }) => ledgers.account.fields.safeParse(fields).data ?? []),
    costCentres: of("costCentre").flatMap(({ fields }) => ledgers.costCentre.fields.safeParse(fields).data ?? []),
    budget: new Map(budget),
    orders: of("purchaseOrder").flatMap(({ fields }) => ledgers.purchaseOrder.fields.safeParse(fields).data ?? []),
  };
}

export interface Drawn {
  readonly line: BudgetRow;
  readonly cents: number;
  /** What is left of the line for this invoice, in cents. */
  readonly available: number;
}

/** What lines draw on the budget; what the invoice's own order has reserved already counts as free for it. */
export function drawnOn(ledger: Ledger, body: Invoice, lines: readonly Booking[] = bookingsOf(body)): readonly Drawn[] {
  const find = (id: string): BudgetRow | undefined => ledger.budget.get(id);
  const own = body.order === undefined ? [] : drawsOf(bookingsOf(body), signOf(body), find);
  return drawsOf(lines, signOf(body), find).map(({ line, cents }) => {
    const reserved = line.reserved - (own.find((draw) => draw.line.id === line.id)?.cents ?? 0);
    return { line, cents, available: line.fields.planned - reserved };
  });
}

/** Accounts of a fiscal year, found by words of number, name and product. */
export function accountsFor(accounts: readonly AccountFields[], typed: string, year: number): readonly AccountFields[] {
  return found(
    accounts.filter((account) => isValidIn(account, year)),
    typed,
    ({ number, name, product }) => `${number} ${name} ${product ?? ""}`,
  );
}

export function costCentresFor(centres: readonly CostCentreFields[], typed: string, year: number): readonly CostCentreFields[] {
  return found(
    centres.filter((centre) => isValidIn(centre, year)),
    typed,
    ({ number, name }) => `${number} ${name}`,
  );
}

/** More could not be looked over. */
const most = 40;

function found<Entry>(entries: readonly Entry[], typed: string, words: (entry: Entry) => string): readonly Entry[] {
  const wanted = typed
    .toLocaleLowerCase("de")
    .split(/\s+/u)
    .filter((word) => word !== "");
  return entries
    .filter((entry) => {
      const text = words(entry).toLocaleLowerCase("de");
      return wanted.every((word) => text.includes(word));
    })
    .slice(0, most);
}
