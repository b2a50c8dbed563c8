// How a made-up company is written down; suppliers.ts adds its accounts and numbers.

export type InvoiceForm = "text" | "zugferd" | "ubl" | "cii" | "scan";

/** One thing sold: text, unit, lowest and highest unit price in cents, VAT rate in percent, highest quantity. */
export type Ware = readonly [text: string, unit: string, from: number, to: number, rate: 0 | 7 | 19, most: number];

/** One company: where it is, what it sells, how its invoices look, which unit pays from which account. */
export interface SupplierRow {
  readonly name: string;
  readonly street: string;
  readonly place: readonly [postalCode: string, city: string];
  readonly mail: string;
  readonly layout: number;
  readonly form?: InvoiceForm;
  readonly unit: string;
  readonly account: string;
  readonly energy?: boolean;
  readonly prefix: string;
  readonly days: number;
  readonly discount?: number;
  readonly wares: readonly Ware[];
}
