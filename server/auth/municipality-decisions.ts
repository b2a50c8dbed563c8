// What the municipality decides: who orders payments up to which amount in which days, whether a certifier may order with a reason
// (§ 42 KomHKVO), how many scans are sampled, from which account is paid, what the budget check does and who keeps the ledgers. Every change
// stands in the log; must never give ordering to who pays.
import { grantSchema, type Grant } from "../../shared/domain/actor.ts";
import { invoiceWorkers } from "../../shared/domain/invoice/matrix.ts";
import type { TableMapping } from "../../shared/domain/payment-run/table-mapping.ts";
import { directorySchema, type BankAccount, type Policy } from "../../shared/domain/policy.ts";
import { z } from "../../shared/base/zod.ts";
import { noteEventWithin, type AuditEvent } from "../audit/note.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { saveTenant } from "../store/tenants.ts";
import { saveGrants, userNameKey } from "./people.ts";

/** Who decided, under which reference of the town hall. */
export interface Decision extends Pick<AuditEvent, "tenant" | "person" | "at"> {
  readonly reference: string;
}

export interface OrderingLimit extends Pick<Grant, "limitCents" | "from" | "until"> {
  readonly userName: string;
  readonly unit: string;
  /** The lines the person has for this unit stay: a higher limit for some days. */
  readonly beside: boolean;
}

/** Lets a person order up to a limit (none: any amount). Throws in English where that may not be. */
export async function setOrderingLimit(database: Database, limit: OrderingLimit, decision: Decision): Promise<void> {
  const { userName, unit, beside, ...line } = limit;
  if (line.from !== undefined && line.until !== undefined && line.until < line.from) throw new Error("--until lies before --from");
  const grant = grantSchema.parse({ role: "ORDERING", unit, ...line });
  await database.transaction(async (transaction) => {
    await unitExists(transaction, decision.tenant, unit);
    const { id, grants } = await lockedPerson(transaction, decision.tenant, userName);
    if (grants.some(({ role }) => role === "CASH")) throw new Error("ordering and cash are never in one hand (section 42 KomHKVO)");
    const kept = beside ? grants : grants.filter((held) => !isLine(held, unit));
    await saveGrants(transaction, decision.tenant, id, [...kept, grant]);
    const { from = "", until = "" } = line;
    const details = { person: id, unit, limitCents: line.limitCents ?? "none", from, until, beside: beside ? "yes" : "no" };
    await note(transaction, decision, "setOrderingLimit", details);
  });
}

/** Takes the right to order for a unit from a person. */
export async function endOrdering(database: Database, userName: string, unit: string, decision: Decision): Promise<void> {
  await database.transaction(async (transaction) => {
    // The tenant's row first, as everywhere: two decisions at once wait for each other instead of dying of it.
    await lockedDirectory(transaction, decision.tenant);
    const { id, grants } = await lockedPerson(transaction, decision.tenant, userName);
    const kept = grants.filter((held) => !isLine(held, unit));
    if (kept.length === grants.length) throw new Error("this person does not order for this unit");
    await saveGrants(transaction, decision.tenant, id, kept);
    await note(transaction, decision, "endOrdering", { person: id, unit });
  });
}

/** So many of a hundred scans are drawn to be held beside their paper; 0 means none. */
export async function setQualitySamples(database: Database, percent: number, decision: Decision): Promise<void> {
  await database.transaction(async (transaction) => {
    const directory = await lockedDirectory(transaction, decision.tenant);
    await saveTenant(transaction, { ...directory, policy: { ...directory.policy, qualitySamplePercent: percent } });
    await note(transaction, decision, "setPolicy", { qualitySamplePercent: percent });
  });
}

/** The account the cash office pays from. */
export async function setPayingAccount(database: Database, payingAccount: BankAccount, decision: Decision): Promise<void> {
  await database.transaction(async (transaction) => {
    const directory = await lockedDirectory(transaction, decision.tenant);
    await saveTenant(transaction, { ...directory, policy: { ...directory.policy, payingAccount } });
    await note(transaction, decision, "setPolicy", { payingAccount: payingAccount.iban });
  });
}

/** How tables for the finance system are written. */
export async function setPaymentTable(database: Database, paymentTable: TableMapping, decision: Decision): Promise<void> {
  await database.transaction(async (transaction) => {
    const directory = await lockedDirectory(transaction, decision.tenant);
    await saveTenant(transaction, { ...directory, policy: { ...directory.policy, paymentTable } });
    await note(transaction, decision, "setPolicy", { paymentTable: paymentTable.name });
  });
}

/** Whether who certified an invoice may order it with a written reason. */
export async function setCertifierMayOrder(database: Database, allowed: boolean, decision: Decision): Promise<void> {
  await database.transaction(async (transaction) => {
    const directory = await lockedDirectory(transaction, decision.tenant);
    await saveTenant(transaction, { ...directory, policy: { ...directory.policy, certifierMayOrderWithReason: allowed } });
    await note(transaction, decision, "setPolicy", { certifierMayOrderWithReason: allowed ? "yes" : "no" });
  });
}

/** Whether certifying and ordering want the password at the act: once all desks are of a version that asks for it. */
export async function setSignaturesNeedPassword(database: Database, needed: boolean, decision: Decision): Promise<void> {
  await database.transaction(async (transaction) => {
    const directory = await lockedDirectory(transaction, decision.tenant);
    await saveTenant(transaction, { ...directory, policy: { ...directory.policy, signaturesNeedPassword: needed } });
    await note(transaction, decision, "setPolicy", { signaturesNeedPassword: needed ? "yes" : "no" });
  });
}

/** What an order beyond the budget meets. */
export async function setBudgetCheck(database: Database, check: NonNullable<Policy["budgetCheck"]>, decision: Decision): Promise<void> {
  await database.transaction(async (transaction) => {
    const directory = await lockedDirectory(transaction, decision.tenant);
    await saveTenant(transaction, { ...directory, policy: { ...directory.policy, budgetCheck: check } });
    await note(transaction, decision, "setPolicy", { budgetCheck: check });
  });
}

/** Lets a person keep chart of accounts, cost centres, budget and open orders, or no longer. Throws in English where that may not be. */
export async function setLedgerKeeper(database: Database, userName: string, keeps: boolean, decision: Decision): Promise<void> {
  await database.transaction(async (transaction) => {
    const directory = await lockedDirectory(transaction, decision.tenant);
    const { id, grants } = await lockedPerson(transaction, decision.tenant, userName);
    if (keeps && !grants.some(({ role, onBehalfOf }) => invoiceWorkers.includes(role) && onBehalfOf === undefined))
      throw new Error("only who works on invoices keeps the ledgers; the administration does no business");
    const others = (directory.policy.ledgerKeepers ?? []).filter((keeper) => keeper !== id);
    const ledgerKeepers = keeps ? [...others, id] : others;
    await saveTenant(transaction, { ...directory, policy: { ...directory.policy, ledgerKeepers } });
    await note(transaction, decision, "setPolicy", { ledgerKeeper: id, keeps: keeps ? "yes" : "no" });
  });
}

const isLine = ({ role, unit, onBehalfOf }: Grant, wanted: string): boolean =>
  role === "ORDERING" && unit === wanted && onBehalfOf === undefined;

async function note(
  transaction: Queryable,
  { reference, ...who }: Decision,
  name: AuditEvent["name"],
  details: NonNullable<AuditEvent["details"]>,
): Promise<void> {
  await noteEventWithin(transaction, { ...who, device: null, name, details: { ...details, reference } });
}

async function lockedDirectory(transaction: Queryable, tenant: string): Promise<z.infer<typeof directorySchema>> {
  const [row] = await transaction.query<{ directory: unknown }>(sql`select directory from tenant where tenant = ${tenant} for update`);
  if (row === undefined) throw new Error("no such tenant");
  return directorySchema.parse(row.directory);
}

async function unitExists(transaction: Queryable, tenant: string, unit: string): Promise<void> {
  const { units } = await lockedDirectory(transaction, tenant);
  if (unit === "*" || units.some(({ id }) => id === unit)) return;
  throw new Error(`no such unit; there are: *, ${units.map(({ id }) => id).join(", ")}`);
}

async function lockedPerson(transaction: Queryable, tenant: string, userName: string): Promise<{ id: string; grants: readonly Grant[] }> {
  const [row] = await transaction.query<{ id: string; grants: unknown }>(
    sql`select id, grants from person where tenant = ${tenant} and user_name = ${userNameKey(userName)} for update`,
  );
  if (row === undefined) throw new Error("no such person");
  return { id: row.id, grants: z.array(grantSchema).parse(row.grants) };
}
