// The list of suppliers of the demo town. Two of its companies are not in it yet, so that there is something to enter.
import { matchSupplier, type Candidate, type SupplierMarks } from "../../shared/domain/supplier/match.ts";
import { emptySupplierFields, supplierIdOf, supplierSchema } from "../../shared/domain/supplier/schema.ts";
import { randomOf } from "../../shared/testing/random.ts";
import { History, type TownRecord } from "./history.ts";
import { suppliers } from "./invoice/suppliers.ts";
import { demoActor } from "./people.ts";

const notEntered = 2;
/** When the list was begun: before anything that happens in the town. */
const begun = Date.parse("2024-02-05T08:00:00.000Z");

/** Entered one after the other by the accountant; the accounts confirmed the day after by a second person. */
export const supplierRecords: readonly TownRecord[] = suppliers.slice(0, -notEntered).flatMap((supplier, index) => {
  const { name, vatId, taxNumber, street, postalCode: postcode, city, iban, bic } = supplier;
  const args = {
    fields: { ...emptySupplierFields, name, vatId, taxNumber, street, postcode, city },
    ibans: [{ iban, bic }],
  };
  const history = new History(randomOf(`entered/${name}`));
  const id = supplierIdOf(args);
  history.run("supplier", "enter", id, args, demoActor("mpetersen"), begun + index * 240_000);
  const note = "Rückruf unter der Nummer aus der Lieferantenakte.";
  history.run("supplier", "confirmIban", id, { iban, note }, demoActor("gthiele"), begun + 86_400_000 + index * 240_000);
  return history.records();
});

const candidates: readonly Candidate[] = supplierRecords.map(({ id, body }) => ({ id, supplier: supplierSchema.parse(body) }));

/** The supplier that a desk would have recognised; undefined where the list has none. */
export function recognisedSupplier(marks: SupplierMarks): string | undefined {
  return matchSupplier(marks, candidates)?.id;
}
