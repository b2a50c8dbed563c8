// Whether the account of an invoice is one of its supplier's that a second person has confirmed: without that nobody orders.
// Where the invoice is linked to no supplier, or the list knows no confirmed account, there is nothing to hold it to; the screen warns.
import type { CommandInput } from "../command.ts";
import { recordKey, type RecordRef } from "../record.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { isConfirmed } from "../supplier/accounts.ts";
import { plainMark } from "../supplier/names.ts";
import { supplierSchema } from "../supplier/schema.ts";
import type { Invoice } from "./schema.ts";

/** The supplier that a linked invoice is held to. */
export function supplierOf({ supplierId }: Pick<Invoice, "supplierId">): readonly RecordRef[] {
  return supplierId === undefined ? [] : [{ kind: "supplier", id: supplierId }];
}

/** § 42 (3) KomHKVO: the payee is part of what is checked. A desk that does not hold the supplier leaves it to the server. */
export function accountIsConfirmed({ record, others }: CommandInput<Invoice, unknown>): Refusal | undefined {
  const [ref] = record === undefined ? [] : supplierOf(record.body);
  const supplier = ref === undefined ? undefined : supplierSchema.safeParse(others.get(recordKey(ref))?.body).data;
  const confirmed = supplier?.withdrawn === true ? [] : (supplier?.ibans.filter(isConfirmed) ?? []);
  if (confirmed.length === 0) return undefined;
  const iban = plainMark(record?.body.fields.iban ?? "");
  return confirmed.some((account) => plainMark(account.iban) === iban) ? undefined : refuse("accountUnconfirmed");
}
