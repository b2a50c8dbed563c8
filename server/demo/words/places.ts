// Places of the Samtgemeinde: its member municipalities with their postal codes, and street names that any of them could have.

export interface Place {
  readonly municipality: string;
  readonly postalCode: string;
  /** How many applications come from there, against the others. */
  readonly weight: number;
}

export const places: readonly Place[] = [
  { municipality: "Bad Bevensen", postalCode: "29549", weight: 34 },
  { municipality: "Ebstorf", postalCode: "29574", weight: 20 },
  { municipality: "Altenmedingen", postalCode: "29575", weight: 6 },
  { municipality: "Barum", postalCode: "29576", weight: 4 },
  { municipality: "Emmendorf", postalCode: "29579", weight: 4 },
  { municipality: "Hanstedt", postalCode: "29582", weight: 4 },
  { municipality: "Himbergen", postalCode: "29584", weight: 6 },
  { municipality: "Jelmstorf", postalCode: "29585", weight: 4 },
  { municipality: "Natendorf", postalCode: "29587", weight: 4 },
  { municipality: "Römstedt", postalCode: "29591", weight: 4 },
  { municipality: "Schwienau", postalCode: "29593", weight: 3 },
  { municipality: "Weste", postalCode: "29599", weight: 4 },
  { municipality: "Wriedel", postalCode: "29565", weight: 7 },
];

export const streets = [
  "Am Anger",
  "Am Bahnhof",
  "Am Klosterpark",
  "Am Mühlenbach",
  "Am Sportplatz",
  "An der Ilmenau",
  "An der Schwienau",
  "Auf dem Brink",
  "Bahnhofstraße",
  "Bergstraße",
  "Birkenweg",
  "Brückenstraße",
  "Buchenweg",
  "Dorfstraße",
  "Eichenkamp",
  "Erlenweg",
  "Feldstraße",
  "Fichtenweg",
  "Försterweg",
  "Gartenstraße",
  "Göhrdestraße",
  "Hauptstraße",
  "Heidekamp",
  "Heideweg",
  "Im Dorfe",
  "Im Winkel",
  "Kastanienallee",
  "Kirchplatz",
  "Kirchstraße",
  "Krummer Arm",
  "Lerchenweg",
  "Lindenstraße",
  "Lüneburger Straße",
  "Medinger Straße",
  "Mittelweg",
  "Mühlenstraße",
  "Neue Straße",
  "Osterberg",
  "Poststraße",
  "Ringstraße",
  "Rosenweg",
  "Salzwedeler Straße",
  "Schäferweg",
  "Schulstraße",
  "Siedlerweg",
  "Tannenweg",
  "Uelzener Straße",
  "Wacholderweg",
  "Waldstraße",
  "Wiesengrund",
  "Zum Hünengrab",
  "Zur Amtsheide",
] as const;

export const townAddress = {
  name: "Samtgemeinde Bevensen-Ebstorf",
  street: "Lindenstraße 12",
  postalCode: "29549",
  city: "Bad Bevensen",
} as const;
