// The file plan of the demo town: three levels, the unit that keeps each entry and for how long. Numbers are made up but those of services.ts.
import type { PlanEntry } from "../../shared/domain/policy.ts";

type Row = readonly [number: string, title: string, retentionYears: number, unit?: string];

/** Rows without a unit belong to the unit of the group. */
const groups: readonly { readonly unit: string; readonly rows: readonly Row[] }[] = [
  {
    unit: "zentrale-dienste",
    rows: [
      ["10", "Allgemeine Verwaltung", 10],
      ["10.1", "Rat und Ausschüsse", 30],
      ["10.1.1", "Samtgemeinderat", 30],
      ["10.1.2", "Samtgemeindeausschuss", 30],
      ["10.1.3", "Fachausschüsse", 30],
      ["10.2", "Organisation", 10],
      ["10.2.1", "Dienstanweisungen", 10],
      ["10.2.2", "Arbeitssicherheit", 10],
      ["10.3", "Öffentlichkeitsarbeit", 5],
      ["10.4", "Termine und Anfragen", 1, "buergerservice"],
      ["11", "Informationstechnik und Beschaffung", 10],
      ["11.1", "Informationstechnik", 10],
      ["11.1.1", "Netze und Server", 10],
      ["11.1.2", "Fachverfahren", 10],
      ["11.2", "Beschaffung", 10],
      ["11.2.1", "Büroausstattung", 10],
    ],
  },
  {
    unit: "finanzen",
    rows: [
      ["20", "Finanzwirtschaft", 10],
      ["20.1", "Haushalt", 10],
      ["20.1.1", "Haushaltsplanung", 10],
      ["20.1.2", "Jahresabschluss", 10],
      ["20.2", "Rechnungen und Anordnungen", 10],
      ["20.2.1", "Lieferungen und Leistungen", 10],
      ["20.2.2", "Energie und Bewirtschaftung", 10],
      ["20.3", "Zahlungsabwicklung", 10, "kasse"],
      ["20.3.1", "Mahnung und Vollstreckung", 10, "kasse"],
      ["20.4", "Zuwendungen", 10],
    ],
  },
  {
    unit: "steuern",
    rows: [
      ["22", "Steuern und Abgaben", 10],
      ["22.1", "Grundsteuer", 10],
      ["22.2", "Gewerbesteuer", 10],
      ["22.3", "Hundesteuer", 10],
      ["22.4", "Gäste- und Kurbeitrag", 10],
    ],
  },
  {
    unit: "gewerbe",
    rows: [
      ["32", "Öffentliche Ordnung", 10],
      ["32.1", "Gewerberecht", 10],
      ["32.1.1", "Gaststätten und Schankerlaubnisse", 10],
      ["32.2", "Märkte", 5],
      ["32.3", "Veranstaltungen", 5],
      ["32.4", "Verkehrsrecht", 10],
      ["32.5", "Fundsachen", 3, "buergerservice"],
      ["32.6", "Brandschutz", 10],
      ["32.6.1", "Ortsfeuerwehren", 10],
    ],
  },
  {
    unit: "buergerservice",
    rows: [
      ["33", "Einwohnerwesen", 10],
      ["33.1", "Meldebescheinigungen", 5],
      ["33.2", "Ausweise und Pässe", 5],
      ["33.3", "Wahlen", 10],
    ],
  },
  {
    unit: "standesamt",
    rows: [
      ["34", "Personenstandswesen", 30],
      ["34.1", "Geburten", 30],
      ["34.2", "Eheschließungen", 30],
      ["34.3", "Lebenspartnerschaften", 30],
      ["34.4", "Sterbefälle", 30],
    ],
  },
  {
    unit: "zentrale-dienste",
    rows: [
      ["40", "Schulen und Kindertagesstätten", 10],
      ["40.1", "Grundschulen", 10],
      ["40.1.1", "Ausstattung der Grundschulen", 10],
      ["40.2", "Kindertagesstätten", 10],
      ["60", "Bauen und Liegenschaften", 30],
      ["60.1", "Bauleitplanung", 30],
      ["60.2", "Straßen und Wege", 30],
      ["60.2.1", "Straßenbeleuchtung", 10],
      ["60.3", "Gebäude", 30],
      ["60.3.1", "Rathäuser", 30],
      ["60.3.2", "Sporthallen und Freibad", 30],
      ["67", "Grünflächen", 10],
      ["67.1", "Spielplätze", 10],
      ["67.2", "Friedhöfe", 30],
      ["80", "Wirtschaft und Tourismus", 10],
      ["80.1", "Rad- und Wanderwege", 10],
    ],
  },
];

/** Every entry, in the order of the plan. */
export const filePlan: readonly PlanEntry[] = groups.flatMap(({ unit, rows }) =>
  rows.map(([number, title, retentionYears, ownUnit]) => ({ number, title, retentionYears, unit: ownUnit ?? unit })),
);

/** Where files of finished invoices are kept: energy and upkeep apart from all other deliveries. */
export const invoicePlanNumbers = { goods: "20.2.1", energy: "20.2.2" } as const;
