// How well the scanner inbox reads the demo invoices: what it found against what the files say, field by field and layout by layout.
import { proposeInvoice } from "../../scanner-inbox/propose/propose-invoice.ts";
import { readFileBytes } from "../../scanner-inbox/read/read-file-bytes.ts";
import type { AllFieldName } from "../../shared/domain/invoice/terms.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { makeInvoiceFile } from "./invoice/invoice-file.ts";
import type { InvoiceForm } from "./invoice/supplier-row.ts";
import { suppliers } from "./invoice/suppliers.ts";
import { townAddress } from "./words/places.ts";

type ScoredField = Exclude<AllFieldName, "account">;
const scored = [
  "number",
  "issueDate",
  "dueDate",
  "deliveryDate",
  "discounts",
  "supplier",
  "supplierVatId",
  "supplierTaxNumber",
  "buyerReference",
  "orderReference",
  "customerNumber",
  "iban",
  "bic",
  "net",
  "vat",
  "gross",
  "vatLines",
  "currency",
] as const satisfies readonly ScoredField[];

export interface Miss {
  readonly layout: number;
  readonly field: ScoredField | "kind";
  readonly wanted: string;
  readonly found: string;
}

export interface ReaderScore {
  /** Fields that the files state, and how many of them were found. */
  readonly stated: number;
  readonly found: number;
  readonly misses: readonly Miss[];
}

/** Reads `count` invoices of every supplier in turn; some are credit notes, some have 45 lines. */
export async function scoreReader(form: InvoiceForm, count: number, seed = "score"): Promise<ReaderScore> {
  const random = randomOf(seed);
  const misses: Miss[] = [];
  let stated = 0;
  for (let index = 0; index < count; index += 1) {
    const supplier = suppliers[index % suppliers.length];
    if (supplier === undefined) break;
    const made = makeInvoiceFile(random.fork(form, index), {
      form,
      supplier: supplier.name,
      kind: index % 17 === 5 ? "creditNote" : "invoice",
      ...(index % 19 === 7 ? { lines: 45 } : {}),
    });
    const reading = await readFileBytes(new Uint8Array(made.bytes));
    if (!reading.ok) throw new Error(`a demo invoice cannot be read: ${reading.error.code}`);
    const proposal = proposeInvoice(reading.value, { buyerNames: [townAddress.name] });
    const check = (field: Miss["field"], wanted: unknown, found: unknown): void => {
      if (wanted === null) return;
      stated += 1;
      const [right, read] = [JSON.stringify(wanted), JSON.stringify(found ?? null)];
      if (right !== read) misses.push({ layout: supplier.layout, field, wanted: right, found: read });
    };
    check("kind", made.facts.kind, proposal.kind);
    for (const field of scored) check(field, made.truth[field], proposal.fields[field]?.value);
  }
  return { stated, found: stated - misses.length, misses };
}
