// The companies that send invoices to the demo town: all made up, with what they sell and how their invoices look.
import { randomOf } from "../../../shared/testing/random.ts";
import { madeUpIban, madeUpTaxNumber, madeUpVatId } from "./check-digits.ts";

export type InvoiceForm = "text" | "zugferd" | "ubl" | "cii" | "scan";

/** One thing sold: text, unit, lowest and highest unit price in cents, VAT rate in percent, highest quantity. */
export type Ware = readonly [text: string, unit: string, from: number, to: number, rate: 0 | 7 | 19, most: number];

export interface Supplier {
  readonly name: string;
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  readonly phone: string;
  readonly email: string;
  readonly vatId: string;
  readonly taxNumber: string;
  readonly iban: string;
  readonly bic: string;
  readonly bank: string;
  readonly layout: number;
  readonly form: InvoiceForm;
  /** Unit that ordered and pays; product account it is booked on. */
  readonly unit: string;
  readonly account: string;
  readonly energy: boolean;
  readonly prefix: string;
  readonly days: number;
  readonly discount: number;
  readonly wares: readonly Ware[];
}

interface Row {
  readonly name: string;
  readonly street: string;
  readonly place: readonly [postalCode: string, city: string];
  readonly mail: string;
  readonly layout: number;
  readonly form?: InvoiceForm;
  readonly unit: string;
  readonly account: string;
  readonly energy?: boolean;
  readonly prefix: string;
  readonly days: number;
  readonly discount?: number;
  readonly wares: readonly Ware[];
}

const banks = ["Ilmenaubank eG", "Heidesparkasse", "Kreditverein Nordheide", "Landbank Göhrde eG"] as const;

function supplier(row: Row, index: number): Supplier {
  const random = randomOf(`supplier/${row.name}`);
  const [postalCode, city] = row.place;
  const { place: _place, mail, ...rest } = row;
  return {
    ...rest,
    postalCode,
    city,
    phone: `0${random.int(4131, 5899)} ${random.digits(6)}`,
    email: `rechnung@${mail}.example`,
    vatId: madeUpVatId(random),
    taxNumber: madeUpTaxNumber(random),
    iban: madeUpIban(random),
    bic: `${["ILME", "HEID", "KRNO", "LAGO"][index % 4] ?? "ILME"}DE2${index % 10}XXX`,
    bank: banks[index % banks.length] ?? banks[0],
    form: row.form ?? "text",
    energy: row.energy ?? false,
    discount: row.discount ?? 0,
  };
}

const uelzen = ["29525", "Uelzen"] as const;
const bevensen = ["29549", "Bad Bevensen"] as const;
const ebstorf = ["29574", "Ebstorf"] as const;
const lueneburg = ["21335", "Lüneburg"] as const;

const rows: readonly Row[] = [
  {
    name: "Heidestrom Versorgung GmbH",
    street: "Am Umspannwerk 3",
    place: uelzen,
    mail: "heidestrom",
    layout: 0,
    form: "zugferd",
    unit: "finanzen",
    account: "573100.424100",
    energy: true,
    prefix: "HS",
    days: 14,
    wares: [
      ["Stromlieferung Rathaus, Arbeitspreis", "kWh", 24, 34, 19, 9000],
      ["Grundpreis Strom", "Monat", 1200, 4800, 19, 3],
      ["Stromlieferung Straßenbeleuchtung", "kWh", 23, 31, 19, 18000],
    ],
  },
  {
    name: "Papier & Büro Uhlenbusch GmbH",
    street: "Gudesstraße 41",
    place: uelzen,
    mail: "uhlenbusch-buero",
    layout: 1,
    unit: "zentrale-dienste",
    account: "111200.443100",
    prefix: "R-",
    days: 30,
    discount: 2,
    wares: [
      ["Kopierpapier A4, 80 g, Karton 2.500 Blatt", "Karton", 1890, 2690, 19, 40],
      ["Ordner breit, blau", "Stück", 189, 279, 19, 60],
      ["Kugelschreiber, dokumentenecht", "Packung", 690, 1290, 19, 20],
      ["Haftnotizen gelb", "Packung", 420, 780, 19, 30],
      ["Toner schwarz", "Stück", 6900, 12900, 19, 8],
      ["Briefumschläge DIN lang", "Packung", 1490, 2290, 19, 12],
      ["Klarsichthüllen", "Packung", 390, 690, 19, 20],
      ["Locher, Metall", "Stück", 1290, 2490, 19, 4],
    ],
  },
  {
    name: "Bauhof-Bedarf Lührs KG",
    street: "Gewerbering 8",
    place: ebstorf,
    mail: "luehrs-bauhof",
    layout: 2,
    unit: "zentrale-dienste",
    account: "545100.421200",
    prefix: "",
    days: 21,
    wares: [
      ["Kaltasphalt, Sack 25 kg", "Sack", 890, 1390, 19, 60],
      ["Streusalz, lose", "t", 7900, 11900, 19, 12],
      ["Verkehrszeichen 283", "Stück", 4200, 6900, 19, 6],
      ["Rohrpfosten 3,5 m", "Stück", 3100, 4900, 19, 10],
      ["Warnbake links", "Stück", 2900, 4400, 19, 12],
    ],
  },
  {
    name: "Netzwerk Süderelbe IT-Service GmbH",
    street: "Technikpark 12",
    place: lueneburg,
    mail: "suederelbe-it",
    layout: 3,
    form: "zugferd",
    unit: "zentrale-dienste",
    account: "111300.429100",
    prefix: "IT26-",
    days: 14,
    wares: [
      ["Systembetreuung vor Ort", "Std.", 8900, 11900, 19, 16],
      ["Fernwartung", "Std.", 7900, 9900, 19, 12],
      ["Netzwerkschalter 24 Anschlüsse", "Stück", 28900, 54900, 19, 3],
      ["Lizenz Virenschutz, 12 Monate", "Platz", 1890, 2990, 19, 85],
      ["Anfahrt", "Pauschale", 3500, 5900, 19, 4],
    ],
  },
  {
    name: "Glanzwerk Gebäudereinigung",
    street: "Kirchstraße 5",
    place: bevensen,
    mail: "glanzwerk",
    layout: 4,
    unit: "finanzen",
    account: "573100.423200",
    energy: true,
    prefix: "GW/",
    days: 14,
    wares: [
      ["Unterhaltsreinigung Rathaus Bad Bevensen", "Monat", 189000, 214000, 19, 1],
      ["Glasreinigung außen", "Einsatz", 32000, 48000, 19, 2],
      ["Grundreinigung Sitzungssaal", "Einsatz", 42000, 61000, 19, 1],
    ],
  },
  {
    name: "Druckhaus Klostertor e.K.",
    street: "Hauptstraße 27",
    place: ebstorf,
    mail: "klostertor-druck",
    layout: 5,
    unit: "zentrale-dienste",
    account: "111400.443200",
    prefix: "D",
    days: 14,
    discount: 3,
    wares: [
      ["Amtsblatt, 16 Seiten, Auflage 11.500", "Ausgabe", 210000, 265000, 7, 1],
      ["Plakate A2, vierfarbig", "Stück", 180, 290, 19, 150],
      ["Briefbogen, 5.000 Stück", "Pauschale", 28000, 39000, 19, 1],
      ["Broschüre Radwege", "Stück", 95, 160, 7, 1500],
    ],
  },
  {
    name: "Wasserverband Ilmenau-Nord",
    street: "Wasserwerkstraße 1",
    place: bevensen,
    mail: "wv-ilmenau-nord",
    layout: 6,
    form: "ubl",
    unit: "finanzen",
    account: "573100.424300",
    energy: true,
    prefix: "WV",
    days: 30,
    wares: [
      ["Trinkwasser", "m³", 128, 156, 7, 1400],
      ["Grundpreis Wasserzähler", "Monat", 900, 1900, 7, 3],
    ],
  },
  {
    name: "Elektro Rademann GmbH & Co. KG",
    street: "Industriestraße 14",
    place: uelzen,
    mail: "elektro-rademann",
    layout: 7,
    unit: "zentrale-dienste",
    account: "541100.421100",
    prefix: "RE-",
    days: 14,
    discount: 2,
    wares: [
      ["Austausch Leuchtenkopf LED", "Stück", 24900, 36900, 19, 14],
      ["Monteurstunde", "Std.", 5900, 7200, 19, 20],
      ["Erdkabel NYY 4x10", "m", 690, 1090, 19, 120],
      ["Hubsteiger, Einsatztag", "Tag", 28000, 42000, 19, 2],
    ],
  },
  {
    name: "Tischlerei Holtorf",
    street: "Dorfstraße 9",
    place: ["29576", "Barum"],
    mail: "tischlerei-holtorf",
    layout: 8,
    form: "scan",
    unit: "zentrale-dienste",
    account: "211100.421100",
    prefix: "",
    days: 10,
    wares: [
      ["Klassenschrank Buche, nach Maß", "Stück", 68000, 98000, 19, 4],
      ["Türblatt erneuern", "Stück", 38000, 56000, 19, 3],
      ["Montage", "Std.", 5200, 6400, 19, 14],
    ],
  },
  {
    name: "Gartenbau Wittenwater GmbH",
    street: "Schwienauer Weg 2",
    place: ["29574", "Ebstorf"],
    mail: "wittenwater-garten",
    layout: 0,
    unit: "zentrale-dienste",
    account: "551100.421200",
    prefix: "2026/",
    days: 14,
    wares: [
      ["Heckenschnitt Friedhof", "m", 320, 590, 19, 240],
      ["Winterlinde, Hochstamm 16/18", "Stück", 28900, 42900, 7, 8],
      ["Pflanzarbeiten", "Std.", 4600, 5600, 19, 22],
      ["Rindenmulch", "m³", 3900, 5900, 19, 12],
    ],
  },
  {
    name: "Nordheide Telefon und Daten AG",
    street: "Am Sender 20",
    place: lueneburg,
    mail: "nordheide-daten",
    layout: 1,
    form: "zugferd",
    unit: "zentrale-dienste",
    account: "111300.443300",
    prefix: "8",
    days: 10,
    wares: [
      ["Telefonanlage, monatlicher Betrag", "Monat", 48900, 61900, 19, 1],
      ["Glasfaseranschluss 1 Gbit/s", "Monat", 24900, 39900, 19, 2],
      ["Mobilfunkverträge", "Stück", 1290, 1990, 19, 34],
    ],
  },
  {
    name: "Spielgeräte Waldläufer GmbH",
    street: "Sägewerk 4",
    place: ["29565", "Wriedel"],
    mail: "waldlaeufer-spiel",
    layout: 2,
    form: "cii",
    unit: "zentrale-dienste",
    account: "366100.421200",
    prefix: "WL-",
    days: 30,
    discount: 3,
    wares: [
      ["Kletterturm „Heidschnucke“", "Stück", 648000, 890000, 19, 1],
      ["Federwippe Robinie", "Stück", 89000, 129000, 19, 3],
      ["Fallschutzmatte", "m²", 6900, 9900, 19, 40],
      ["Montage und Abnahme", "Pauschale", 89000, 164000, 19, 1],
    ],
  },
  {
    name: "Tiefbau Jastorf GmbH",
    street: "Kiesweg 11",
    place: ["29549", "Bad Bevensen"],
    mail: "tiefbau-jastorf",
    layout: 3,
    unit: "zentrale-dienste",
    account: "541100.096000",
    prefix: "TB",
    days: 30,
    discount: 2,
    wares: [
      ["Asphaltdeckschicht einbauen", "m²", 1890, 2890, 19, 680],
      ["Bordsteine setzen", "m", 3900, 5600, 19, 140],
      ["Baustelleneinrichtung", "Pauschale", 180000, 320000, 19, 1],
      ["Entsorgung Ausbauasphalt", "t", 4200, 6900, 19, 60],
    ],
  },
  {
    name: "Kurierdienst Ilmenautal",
    street: "Bahnhofstraße 2",
    place: bevensen,
    mail: "kurier-ilmenautal",
    layout: 8,
    form: "scan",
    unit: "zentrale-dienste",
    account: "111200.443400",
    prefix: "K",
    days: 7,
    wares: [
      ["Botenfahrt Rathaus Ebstorf", "Fahrt", 1190, 1690, 19, 22],
      ["Paketversand", "Stück", 590, 1290, 19, 18],
    ],
  },
  {
    name: "Verlag Amt & Praxis GmbH",
    street: "Ratsweinhof 6",
    place: lueneburg,
    mail: "amt-und-praxis",
    layout: 5,
    form: "ubl",
    unit: "standesamt",
    account: "122200.443500",
    prefix: "AP",
    days: 14,
    wares: [
      ["Handbuch Personenstandsrecht, Ergänzungslieferung", "Stück", 8900, 13900, 7, 2],
      ["Onlinezugang Fachdatenbank", "Jahr", 48000, 72000, 19, 1],
      ["Stammbuch „Kloster“", "Stück", 1490, 2690, 19, 30],
    ],
  },
  {
    name: "Feuerschutz Göhrde OHG",
    street: "Am Spritzenhaus 1",
    place: ["29584", "Himbergen"],
    mail: "feuerschutz-goehrde",
    layout: 4,
    unit: "gewerbe",
    account: "126100.421300",
    prefix: "FG-",
    days: 14,
    wares: [
      ["Prüfung Feuerlöscher", "Stück", 1290, 1990, 19, 48],
      ["Druckschlauch B75, 20 m", "Stück", 8900, 12900, 19, 12],
      ["Einsatzjacke", "Stück", 24900, 39900, 19, 8],
      ["Atemluftflasche füllen", "Stück", 690, 990, 19, 24],
    ],
  },
  {
    name: "Kita-Küche Löwenzahn eG",
    street: "Gartenstraße 18",
    place: ebstorf,
    mail: "loewenzahn-kueche",
    layout: 6,
    unit: "zentrale-dienste",
    account: "365100.427100",
    prefix: "LZ",
    days: 10,
    wares: [
      ["Mittagessen Kindergarten", "Portion", 360, 460, 7, 1400],
      ["Mittagessen Krippe", "Portion", 290, 390, 7, 620],
      ["Obst und Gemüse", "Kiste", 1890, 2890, 7, 14],
    ],
  },
  {
    name: "Planungsbüro Ostheide PartG mbB",
    street: "Neue Sülze 9",
    place: lueneburg,
    mail: "buero-ostheide",
    layout: 7,
    form: "cii",
    unit: "zentrale-dienste",
    account: "511100.429100",
    prefix: "P26-",
    days: 30,
    wares: [
      ["Bebauungsplan Am Heidekamp, Leistungsphase 2", "Pauschale", 480000, 890000, 19, 1],
      ["Umweltbericht", "Pauschale", 280000, 460000, 19, 1],
      ["Zusätzliche Besprechung", "Std.", 8900, 11200, 19, 8],
    ],
  },
  {
    name: "Kfz-Werkstatt Bienenbüttel Süd",
    street: "Uelzener Straße 60",
    place: ["29553", "Bienenbüttel"],
    mail: "kfz-sued",
    layout: 8,
    unit: "zentrale-dienste",
    account: "545100.421400",
    prefix: "W",
    days: 7,
    wares: [
      ["Inspektion Transporter", "Stück", 28900, 46900, 19, 1],
      ["Winterreifen 225/65", "Stück", 11900, 18900, 19, 4],
      ["Arbeitswerte", "AW", 890, 1190, 19, 38],
      ["Motoröl 5W-30", "l", 1190, 1890, 19, 8],
    ],
  },
  {
    name: "Heidegas Energie GmbH",
    street: "Am Umspannwerk 5",
    place: uelzen,
    mail: "heidegas",
    layout: 3,
    form: "cii",
    unit: "finanzen",
    account: "573100.424200",
    energy: true,
    prefix: "HG",
    days: 14,
    wares: [
      ["Erdgas Sporthalle, Arbeitspreis", "kWh", 8, 12, 19, 42000],
      ["Grundpreis Gas", "Monat", 1900, 3900, 19, 3],
      ["CO2-Abgabe", "kWh", 1, 2, 19, 42000],
    ],
  },
  {
    name: "Schulmöbel Ahlden GmbH",
    street: "Werkstraße 33",
    place: ["29693", "Ahlden"],
    mail: "schulmoebel-ahlden",
    layout: 0,
    unit: "zentrale-dienste",
    account: "211100.082000",
    prefix: "SM",
    days: 30,
    discount: 2,
    wares: [
      ["Schülertisch höhenverstellbar", "Stück", 13900, 18900, 19, 26],
      ["Schülerstuhl Größe 4", "Stück", 5900, 8900, 19, 26],
      ["Digitale Tafel 86 Zoll", "Stück", 289000, 389000, 19, 2],
    ],
  },
  {
    name: "Lohnunternehmen Meinsen",
    street: "Am Feldrain 7",
    place: ["29599", "Weste"],
    mail: "lohnunternehmen-meinsen",
    layout: 2,
    form: "scan",
    unit: "zentrale-dienste",
    account: "541100.421200",
    prefix: "",
    days: 14,
    wares: [
      ["Bankette mähen", "km", 8900, 12900, 19, 24],
      ["Graben räumen", "Std.", 8900, 11900, 19, 12],
      ["Winterdienst, Bereitschaft", "Monat", 45000, 62000, 19, 1],
    ],
  },
  {
    name: "Steuer-Software Nordwest GmbH",
    street: "Hafenstraße 48",
    place: ["26122", "Oldenburg"],
    mail: "steuersoft-nw",
    layout: 1,
    form: "ubl",
    unit: "steuern",
    account: "111500.429200",
    prefix: "NW-",
    days: 30,
    wares: [
      ["Pflegevertrag Veranlagung, Quartal", "Quartal", 189000, 248000, 19, 1],
      ["Schulung online", "Tag", 68000, 89000, 19, 2],
    ],
  },
  {
    name: "Marktstand-Verleih Süstedt",
    street: "Zum Hünengrab 3",
    place: ["29575", "Altenmedingen"],
    mail: "marktstand-suestedt",
    layout: 4,
    unit: "gewerbe",
    account: "573300.429300",
    prefix: "MS",
    days: 10,
    wares: [
      ["Marktstand mit Dach", "Tag", 2900, 4500, 19, 24],
      ["Stromverteiler", "Tag", 1900, 2900, 19, 6],
      ["Auf- und Abbau", "Pauschale", 18000, 32000, 19, 1],
    ],
  },
  {
    name: "Kassendruck & Formulare Behn",
    street: "Ringstraße 21",
    place: uelzen,
    mail: "formulare-behn",
    layout: 5,
    unit: "kasse",
    account: "111600.443100",
    prefix: "B",
    days: 14,
    wares: [
      ["Quittungsblock, nummeriert", "Stück", 690, 1190, 19, 30],
      ["Zahlschein bedruckt, 1.000 Stück", "Packung", 4900, 7900, 19, 6],
      ["Geldzählbrett", "Stück", 1890, 3290, 19, 3],
    ],
  },
];

/** Every supplier of the demo town. */
export const suppliers: readonly Supplier[] = rows.map(supplier);
