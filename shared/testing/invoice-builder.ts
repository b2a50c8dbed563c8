// A valid invoice for tests; what a test is about goes into the overrides.
import type { AnyBody } from "../domain/command.ts";
import {
  emptyInvoiceFields,
  invoiceIdOf,
  paymentDigest,
  stateOf,
  type Invoice,
  type InvoiceFields,
  type Signature,
} from "../domain/invoice/schema.ts";
import type { OfficeRecord } from "../domain/record.ts";
import { buildRecord, type RecordParts } from "./record-builder.ts";

/** Header terms of a small invoice whose sums add up and whose IBAN and VAT id have right check digits. */
export function buildInvoiceFields(overrides: Partial<InvoiceFields> = {}): InvoiceFields {
  return {
    ...emptyInvoiceFields,
    number: "R-2026-0815",
    issueDate: "2026-11-16",
    dueDate: "2026-11-30",
    supplier: "Papier & Büro Uhlenbusch GmbH",
    iban: "DE89370400440532013000",
    net: 10_000,
    vat: 1_900,
    gross: 11_900,
    currency: "EUR",
    ...overrides,
  };
}

/** The body of an invoice; its state follows from the signatures in the overrides. */
export function buildInvoice(overrides: Partial<Invoice> = {}): Invoice {
  const body: Invoice = {
    schema: 1,
    document: { sha256: "ab".repeat(32), name: "Rechnung.pdf", mime: "application/pdf", size: 12_345 },
    documentKind: "invoice",
    readState: "read",
    fields: buildInvoiceFields(),
    origins: {},
    checks: [],
    arrivals: [{ channel: "scanner", fileName: "Rechnung.pdf", by: "p-capture", at: "2026-11-18T08:00:00.000Z" }],
    receivedAt: "2026-11-18T08:00:00.000Z",
    state: "captured",
    certifications: {},
    notes: [],
    trail: [],
    ...overrides,
  };
  return { ...body, state: stateOf(body) };
}

/** A signature over the payment fields the invoice holds now. */
export function buildSignature(
  body: Pick<Invoice, "fields" | "document" | "pages">,
  by: string,
  overrides: Partial<Signature> = {},
): Signature {
  return {
    by,
    at: "2026-11-19T09:00:00.000Z",
    digest: paymentDigest(body),
    statement: "Geprüft.",
    commandId: "0190a000-0000-7000-8000-0000000000c1",
    ...overrides,
  };
}

/** An invoice as a record of the finance office, under the id that its bytes give it. */
export function buildInvoiceRecord(overrides: Partial<Invoice> = {}, parts: Partial<RecordParts> = {}): OfficeRecord<AnyBody> {
  const body = buildInvoice(overrides);
  return buildRecord("invoice", body, { id: invoiceIdOf(body.document.sha256, body.pages), unit: "finanzen", version: 1, ...parts });
}
