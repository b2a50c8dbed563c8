// The books of account of the demo town: chart, cost centres, budget of this year and the last, some open orders; entered by the accountant.
import { officeDateAt } from "../../shared/base/office-date.ts";
import type { AnyBody } from "../../shared/domain/command.ts";
import { bookingsOf } from "../../shared/domain/invoice/bookings.ts";
import { signOf } from "../../shared/domain/invoice/budget.ts";
import { invoiceSchema } from "../../shared/domain/invoice/schema.ts";
import { drawsOf } from "../../shared/domain/ledger/budget.ts";
import { budgetLineIdOf, enteredEntryId, type LedgerName } from "../../shared/domain/ledger/entries.ts";
import type { Policy } from "../../shared/domain/policy.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { History, type TownRecord } from "./history.ts";
import { suppliers } from "./invoice/suppliers.ts";
import { accountNames, costCentres, furtherAccounts, products } from "./ledger-words.ts";
import { demoActor } from "./people.ts";

/** Who keeps the books of the demo town. */
export const demoLedgerKeepers = ["gthiele", "mpetersen"].map((userName) => demoActor(userName).personId);

const begun = Date.parse("2024-02-06T08:00:00.000Z");
/** Planned for a product and year in cents; the small one is soon used up, so that there is something to be warned of. */
const planned = 25_000_000;
const small: Readonly<Record<string, number>> = { "511100": 150_000, "111400": 400_000 };

type Fields = Readonly<Record<string, string | number | null>>;

function entered(ledger: LedgerName, fields: Fields, policy: Policy, at: number): TownRecord {
  const id = enteredEntryId(ledger, fields);
  if (id === undefined) throw new Error(`impossible: the demo's ${ledger} is none: ${JSON.stringify(fields)}`);
  const history = new History(randomOf(`ledger/${ledger}/${id}`), [], policy);
  history.run(ledger, "enter", id, { fields }, demoActor("gthiele"), at);
  return history.record(ledger, id);
}

/** Chart of accounts, cost centres and open orders. */
export function ledgerRecords(policy: Policy): readonly TownRecord[] {
  const numbers = [...new Set([...suppliers.map(({ account }) => account), ...furtherAccounts])].sort();
  const accounts = numbers.map((number): Fields => {
    const [product = "", account = ""] = number.split(".");
    return {
      number,
      name: accountNames[account] ?? account,
      product: products[product] ?? null,
      validFrom: 2024,
      validUntil: null,
      taxCode: null,
    };
  });
  const orders = suppliers.slice(0, 6).map(({ name, account, prefix }, index): Fields => ({
    number: `B-${prefix}-${index + 11}`,
    supplier: name,
    text: null,
    account,
    costCentre: null,
    amount: (index + 2) * 125_000,
    invoiced: index * 40_000,
  }));
  const at = (index: number): number => begun + index * 1000;
  return [
    ...accounts.map((fields, index) => entered("account", fields, policy, at(index))),
    ...costCentres.map(([number, name], index) =>
      entered("costCentre", { number, name, validFrom: 2024, validUntil: null }, policy, at(100 + index)),
    ),
    ...orders.map((fields, index) => entered("purchaseOrder", fields, policy, at(200 + index))),
  ];
}

/** Budget lines of this year and the last, with what the town's orders have reserved on them once they have been told. */
export class DemoBudget {
  readonly #lines = new Map<string, { readonly id: string; readonly fields: Fields }>();
  readonly #reserved = new Map<string, Record<string, number>>();
  readonly #policy: Policy;

  constructor(now: number, policy: Policy) {
    this.#policy = policy;
    const year = Number(officeDateAt(now).slice(0, 4));
    for (const [code, name] of Object.entries(products))
      for (const fiscalYear of [year - 1, year]) {
        const fields = { year: fiscalYear, code, costCentre: null, name, planned: small[code] ?? planned };
        this.#lines.set(budgetLineIdOf(fields), { id: budgetLineIdOf(fields), fields });
      }
  }

  tell(records: readonly TownRecord[]): readonly TownRecord[] {
    for (const { kind, id, body } of records) {
      if (kind !== "invoice") continue;
      const invoice = invoiceSchema.parse(body);
      if (invoice.order === undefined) continue;
      for (const { line, cents } of drawsOf(bookingsOf(invoice), signOf(invoice), (lineId) => this.#lines.get(lineId)))
        this.#reserved.set(line.id, { ...this.#reserved.get(line.id), [id]: cents });
    }
    return records;
  }

  records(): readonly TownRecord[] {
    return [...this.#lines.values()].map(({ id, fields }, index): TownRecord => {
      const record = entered("budgetLine", fields, this.#policy, begun + (300 + index) * 1000);
      const reservations = this.#reserved.get(id);
      const body: AnyBody = reservations === undefined ? record.body : { ...record.body, reservations };
      return { ...record, body };
    });
  }
}
