// A supplier as people enter one and a place that its papers teach, for tests; what a test is about goes into the overrides.
import { emptySupplierFields, type FoundPlace } from "../domain/supplier/schema.ts";

/** Arguments that enter a supplier with one account. */
export function buildEntering() {
  return { fields: { ...emptySupplierFields, name: "Heidestrom GmbH" }, ibans: [{ iban: "DE89370400440532013000", bic: null }] };
}

/** Where the number stands on its papers. */
export function buildPlace(overrides: Partial<FoundPlace> = {}): FoundPlace {
  const box = { x: 0.6, y: 0.2, width: 0.1, height: 0.02 };
  return { field: "number", page: 1, fromEnd: false, label: "Beleg-Nr.", where: "right", box, ...overrides };
}
