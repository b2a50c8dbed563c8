// A supplier as people enter one and a place that its papers teach, for tests; what a test is about goes into the overrides.
import type { AnyBody } from "../domain/command.ts";
import type { OfficeRecord } from "../domain/record.ts";
import { emptySupplierFields, supplierIdOf, type FoundPlace, type Supplier } from "../domain/supplier/schema.ts";
import { buildRecord } from "./record-builder.ts";

/** Arguments that enter a supplier with one account. */
export function buildEntering() {
  return { fields: { ...emptySupplierFields, name: "Heidestrom GmbH" }, ibans: [{ iban: "DE89370400440532013000", bic: null }] };
}

/** A supplier with one account that counts, as a record. */
export function buildSupplierRecord(overrides: Partial<Supplier> = {}): OfficeRecord<AnyBody> {
  const { fields, ibans } = buildEntering();
  const accounts = ibans.map((account) => ({ ...account, by: "mpetersen", at: "2026-11-18T08:00:00.000Z" }));
  const body: Supplier = { schema: 1, fields, ibans: accounts, state: "active", learned: {}, notes: [], trail: [], ...overrides };
  return buildRecord("supplier", body, { id: supplierIdOf(body), unit: "*", version: 1 });
}

/** Where the number stands on its papers. */
export function buildPlace(overrides: Partial<FoundPlace> = {}): FoundPlace {
  const box = { x: 0.6, y: 0.2, width: 0.1, height: 0.02 };
  return { field: "number", page: 1, fromEnd: false, label: "Beleg-Nr.", where: "right", box, ...overrides };
}
