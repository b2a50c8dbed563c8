// Invoices about clean vehicles (form CVD of the XRechnung): BR-DE-CVD-01 to 06.
import type { Item, SemanticInvoice } from "../../model.ts";
import type { Place, Rule } from "../rule.ts";
import { given } from "../terms.ts";

const isAboutVehicles = ({ specification }: SemanticInvoice): boolean => /:xrechnung:cvd_/u.test(specification ?? "");
const classed = (item: Item | null): number => item?.classifications.filter(({ scheme }) => scheme?.trim() === "CVD").length ?? 0;
const propelled = (item: Item | null): number => item?.attributes.filter(({ name }) => name?.trim() === "cva").length ?? 0;

/** Classes of vehicles (BT-158, Regulation (EU) 2018/858) and how clean they are (BT-161 of the attribute "cva"), as the XRechnung lists them. */
const vehicleClasses: ReadonlySet<string> = new Set(["M1", "M2", "M3", "N1", "N2", "N3"]);
const propulsions: ReadonlySet<string> = new Set(["clean", "zero-emission", "other"]);

function aboutVehicles(id: string, broken: (invoice: SemanticInvoice) => readonly Place[]): Rule {
  return { id, severity: "fatal", broken: (invoice) => (isAboutVehicles(invoice) ? broken(invoice) : []) };
}

function ofItems(id: string, term: Place["term"], holds: (item: Item | null) => boolean): Rule {
  return aboutVehicles(id, ({ lines }) => lines.flatMap(({ item }, index) => (holds(item) ? [] : [{ term, index }])));
}

/** Each value of the lines that is not in a list. */
function listed(id: string, term: Place["term"], list: ReadonlySet<string>, valuesOf: (item: Item) => readonly string[]): Rule {
  return aboutVehicles(id, ({ lines }) =>
    lines.flatMap(({ item }, index) =>
      (item === null ? [] : valuesOf(item))
        .filter((value) => !list.has(value.trim()))
        .map((stated) => ({ term, index, values: { stated } })),
    ),
  );
}

export const cleanVehicleRules: readonly Rule[] = [
  aboutVehicles("BR-DE-CVD-01", ({ contract }) => (given(contract) ? [] : [{ term: "BT-12" }])),
  aboutVehicles("BR-DE-CVD-02", ({ tender }) => (given(tender) ? [] : [{ term: "BT-17" }])),
  aboutVehicles("BR-DE-CVD-03", ({ lines }) =>
    lines.some(({ item }) => classed(item) > 0 && propelled(item) > 0) ? [] : [{ term: "BT-158" }],
  ),
  listed("BR-DE-CVD-04", "BT-158", vehicleClasses, ({ classifications }) =>
    classifications.filter(({ scheme }) => scheme?.trim() === "CVD").map(({ id }) => id),
  ),
  listed("BR-DE-CVD-05", "BT-161", propulsions, ({ attributes }) =>
    attributes.filter(({ name }) => name?.trim() === "cva").map(({ value }) => value ?? ""),
  ),
  ofItems("BR-DE-CVD-06-a", "BT-160", (item) => classed(item) === 0 || propelled(item) === 1),
  ofItems("BR-DE-CVD-06-b", "BT-158", (item) => propelled(item) === 0 || classed(item) === 1),
];
