// What products, accounts and cost centres of the demo town are called; all numbers are made up after the pattern of a product frame.

/** Product and unit that spends it. */
export const products: Readonly<Record<string, string>> = {
  "111200": "Innere Verwaltung",
  "111300": "Informationstechnik",
  "111400": "Öffentlichkeitsarbeit",
  "111500": "Personalverwaltung",
  "111600": "Zentrale Dienste",
  "122200": "Standesamt",
  "126100": "Brandschutz",
  "211100": "Grundschulen",
  "365100": "Kindertagesstätten",
  "366100": "Spielplätze",
  "511100": "Räumliche Planung",
  "541100": "Gemeindestraßen",
  "545100": "Straßenreinigung",
  "551100": "Öffentliches Grün",
  "573100": "Rathaus und Gebäude",
  "573300": "Dorfgemeinschaftshäuser",
};

export const accountNames: Readonly<Record<string, string>> = {
  "082000": "Betriebs- und Geschäftsausstattung",
  "096000": "Anlagen im Bau",
  "421100": "Unterhaltung der Grundstücke und Gebäude",
  "421200": "Unterhaltung des unbeweglichen Vermögens",
  "421300": "Haltung von Fahrzeugen",
  "421400": "Winterdienst",
  "423200": "Mieten und Pachten",
  "424100": "Bewirtschaftung: Strom",
  "424200": "Bewirtschaftung: Gas und Wärme",
  "424300": "Bewirtschaftung: Wasser und Reinigung",
  "427100": "Besondere Verwaltungs- und Betriebsaufwendungen",
  "429100": "Sonstige Dienstleistungen",
  "429200": "Aus- und Fortbildung",
  "429300": "Veranstaltungen",
  "443100": "Geschäftsaufwendungen: Bürobedarf",
  "443200": "Geschäftsaufwendungen: Drucksachen und Bekanntmachungen",
  "443300": "Geschäftsaufwendungen: Telekommunikation und Software",
  "443400": "Geschäftsaufwendungen: Porto",
  "443500": "Geschäftsaufwendungen: Fachliteratur",
};

/** Accounts that no supplier of the town is booked on. */
export const furtherAccounts = ["111200.443500", "211100.443100", "365100.443100", "551100.443100", "573100.443100"] as const;

export const costCentres = [
  ["1110", "Rathaus Bad Bevensen"],
  ["1120", "Verwaltungsstelle Ebstorf"],
  ["1260", "Feuerwehrgerätehaus"],
  ["2110", "Grundschule Bad Bevensen"],
  ["2120", "Grundschule Ebstorf"],
  ["3650", "Kindertagesstätte Göhrdestraße"],
  ["5410", "Bauhof"],
  ["5730", "Gebäudewirtschaft"],
] as const;
