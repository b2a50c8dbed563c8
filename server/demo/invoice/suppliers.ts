// The companies that send invoices to the demo town: all made up, with what they sell and how their invoices look.
import { randomOf } from "../../../shared/testing/random.ts";
import type { InvoiceForm, SupplierRow, Ware } from "./supplier-row.ts";
import { moreSupplierRows } from "./supplier-rows-more.ts";
import { supplierRows } from "./supplier-rows.ts";
import { madeUpIban, madeUpTaxNumber, madeUpVatId } from "./check-digits.ts";

export interface Supplier {
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
  readonly vatId: string;
  readonly taxNumber: string;
  readonly iban: string;
  readonly bic: string;
  readonly bank: string;
  readonly layout: number;
  readonly form: InvoiceForm;
  /** Unit that ordered and pays; product account it is booked on. */
  readonly unit: string;
  readonly account: string;
  readonly energy: boolean;
  readonly prefix: string;
  readonly days: number;
  readonly discount: number;
  readonly wares: readonly Ware[];
}

const banks = ["Ilmenaubank eG", "Heidesparkasse", "Kreditverein Nordheide", "Landbank Göhrde eG"] as const;

function supplier(row: SupplierRow, index: number): Supplier {
  const random = randomOf(`supplier/${row.name}`);
  const [postalCode, city] = row.place;
  const { place: _place, mail, ...rest } = row;
  return {
    ...rest,
    postalCode,
    city,
    phone: `0${random.int(4131, 5899)} ${random.digits(6)}`,
    email: `rechnung@${mail}.example`,
    vatId: madeUpVatId(random),
    taxNumber: madeUpTaxNumber(random),
    iban: madeUpIban(random),
    bic: `${["ILME", "HEID", "KRNO", "LAGO"][index % 4] ?? "ILME"}DE2${index % 10}XXX`,
    bank: banks[index % banks.length] ?? banks[0],
    form: row.form ?? "text",
    energy: row.energy ?? false,
    discount: row.discount ?? 0,
  };
}

/** Every supplier of the demo town. */
export const suppliers: readonly Supplier[] = [...supplierRows, ...moreSupplierRows].map(supplier);
