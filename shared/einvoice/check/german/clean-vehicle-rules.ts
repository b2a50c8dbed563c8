// Invoices about clean vehicles (form CVD of the XRechnung): BR-DE-CVD-01 to 03 and 06. The lists of vehicle categories (04, 05) are not kept here.
import type { Item, SemanticInvoice } from "../../model.ts";
import type { Place, Rule } from "../rule.ts";
import { given } from "../terms.ts";

const isAboutVehicles = ({ specification }: SemanticInvoice): boolean => /:xrechnung:cvd_/u.test(specification ?? "");
const classed = (item: Item | null): number => item?.classifications.filter(({ scheme }) => scheme?.trim() === "CVD").length ?? 0;
const propelled = (item: Item | null): number => item?.attributes.filter(({ name }) => name?.trim() === "cva").length ?? 0;

function aboutVehicles(id: string, broken: (invoice: SemanticInvoice) => readonly Place[]): Rule {
  return { id, severity: "fatal", broken: (invoice) => (isAboutVehicles(invoice) ? broken(invoice) : []) };
}

function ofItems(id: string, term: Place["term"], holds: (item: Item | null) => boolean): Rule {
  return aboutVehicles(id, ({ lines }) => lines.flatMap(({ item }, index) => (holds(item) ? [] : [{ term, index }])));
}

export const cleanVehicleRules: readonly Rule[] = [
  aboutVehicles("BR-DE-CVD-01", ({ contract }) => (given(contract) ? [] : [{ term: "BT-12" }])),
  aboutVehicles("BR-DE-CVD-02", ({ tender }) => (given(tender) ? [] : [{ term: "BT-17" }])),
  aboutVehicles("BR-DE-CVD-03", ({ lines }) =>
    lines.some(({ item }) => classed(item) > 0 && propelled(item) > 0) ? [] : [{ term: "BT-158" }],
  ),
  ofItems("BR-DE-CVD-06-a", "BT-160", (item) => classed(item) === 0 || propelled(item) === 1),
  ofItems("BR-DE-CVD-06-b", "BT-158", (item) => propelled(item) === 0 || classed(item) === 1),
];
