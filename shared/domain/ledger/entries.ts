// The four books of account: chart of accounts, cost centres, budget lines, open orders. Amounts are integer cents.
import { z } from "../../base/zod.ts";
import type { HouseKind } from "../scope.ts";
import { entryIdOf, ledgerIdOf, ledgerKind, ledgerSchema, type LedgerDefinition, type LedgerFields } from "./ledger-kind.ts";

const number = z.string().trim().min(1).max(40);
const name = z.string().trim().min(1).max(200);
const year = z.int().min(2000).max(2199);

const accountFieldsSchema = z.strictObject({
  /** Product account (Produktsachkonto), e.g. "111200.443100". */
  number,
  name,
  /** What the product is called. */
  product: name.nullable(),
  /** First and last fiscal year it may be booked on. */
  validFrom: year.nullable(),
  validUntil: year.nullable(),
  /** Tax code that its lines begin with. */
  taxCode: z.string().trim().min(1).max(20).nullable(),
});
export type AccountFields = Readonly<z.infer<typeof accountFieldsSchema>>;

const costCentreFieldsSchema = z.strictObject({ number, name, validFrom: year.nullable(), validUntil: year.nullable() });
export type CostCentreFields = Readonly<z.infer<typeof costCentreFieldsSchema>>;

const budgetLineFieldsSchema = z.strictObject({
  year,
  /** Number of an account, or of a product: then it covers all accounts of that product. */
  code: number,
  /** Where it is for one cost centre alone. */
  costCentre: number.nullable(),
  name: name.nullable(),
  /** What the budget plans (Ansatz). */
  planned: z.int(),
});
export type BudgetLineFields = Readonly<z.infer<typeof budgetLineFieldsSchema>>;

const purchaseOrderFieldsSchema = z.strictObject({
  /** What the supplier's invoice names as BT-13. */
  number,
  supplier: name,
  text: name.nullable(),
  account: number.nullable(),
  costCentre: number.nullable(),
  amount: z.int(),
  /** What of it earlier invoices have asked for. */
  invoiced: z.int(),
});
export type PurchaseOrderFields = Readonly<z.infer<typeof purchaseOrderFieldsSchema>>;

const accounts: LedgerDefinition<AccountFields> = {
  name: "account",
  fields: accountFieldsSchema,
  fieldNames: accountFieldsSchema.keyof().options,
  key: ["number"],
};
const costCentres: LedgerDefinition<CostCentreFields> = {
  name: "costCentre",
  fields: costCentreFieldsSchema,
  fieldNames: costCentreFieldsSchema.keyof().options,
  key: ["number"],
};
const budgetLines: LedgerDefinition<BudgetLineFields> = {
  name: "budgetLine",
  fields: budgetLineFieldsSchema,
  fieldNames: budgetLineFieldsSchema.keyof().options,
  key: ["year", "code", "costCentre"],
};
const purchaseOrders: LedgerDefinition<PurchaseOrderFields> = {
  name: "purchaseOrder",
  fields: purchaseOrderFieldsSchema,
  fieldNames: purchaseOrderFieldsSchema.keyof().options,
  key: ["number"],
};

/** The books by the name of their kind. */
export const ledgers = { account: accounts, costCentre: costCentres, budgetLine: budgetLines, purchaseOrder: purchaseOrders } as const;
export type LedgerName = keyof typeof ledgers;
export const ledgerNames = ["account", "costCentre", "budgetLine", "purchaseOrder"] as const satisfies readonly LedgerName[];

export const accountSchema = ledgerSchema(accountFieldsSchema);
export const budgetLineSchema = ledgerSchema(budgetLineFieldsSchema);
export type BudgetLine = Readonly<z.infer<typeof budgetLineSchema>>;

export const ledgerKinds = [ledgerKind(accounts), ledgerKind(costCentres), ledgerKind(budgetLines), ledgerKind(purchaseOrders)];

/** The record of the account with this number. */
export function accountIdOf(account: string): string {
  return ledgerIdOf("account", [account]);
}

/** The record of a budget line. */
export function budgetLineIdOf(fields: Pick<BudgetLineFields, "year" | "code" | "costCentre">): string {
  return ledgerIdOf("budgetLine", [fields.year, fields.code, fields.costCentre]);
}

/** Whether an account or a cost centre may be booked on in a fiscal year. */
export function isValidIn({ validFrom, validUntil }: Pick<AccountFields, "validFrom" | "validUntil">, fiscalYear: number): boolean {
  return (validFrom === null || validFrom <= fiscalYear) && (validUntil === null || fiscalYear <= validUntil);
}

/** The id of the entry that these arguments of `enter` make; undefined where they make none. */
export function enteredEntryId(ledger: LedgerName, fields: unknown): string | undefined {
  const definition: { readonly name: HouseKind; readonly key: readonly string[]; readonly fields: z.ZodType<LedgerFields> } =
    ledgers[ledger];
  const parsed = definition.fields.safeParse(fields);
  return parsed.success ? entryIdOf(definition, parsed.data) : undefined;
}
