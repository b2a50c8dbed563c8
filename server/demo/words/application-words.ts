// What citizens write into forms and clerks into notes and decisions, by service; our own words.

export const usagePurposes = [
  "Anmeldung der Eheschließung",
  "Antrag auf Elterngeld",
  "Rentenversicherung",
  "Nachlassgericht",
  "Vorlage bei der Bank",
  "Schulanmeldung",
  "Antrag auf Kindergeld",
  "Kfz-Zulassung",
  "Vorlage beim Arbeitgeber",
  "Ahnenforschung",
  "Namensänderung nach Heirat",
  "Bewerbung um eine Wohnung",
] as const;

export const authorities = [
  "Familienkasse",
  "Landkreis Uelzen",
  "Amtsgericht",
  "Finanzamt Uelzen - Lüchow",
  "Jobcenter",
  "Ausländische Botschaft",
] as const;

export const extraItems = [
  "Geburtsort",
  "Staatsangehörigkeit",
  "Familienstand",
  "Frühere Anschriften",
  "Frühere Namen",
  "Einzugsdatum",
] as const;

export const insurers = [
  "Heidschutz Versicherung",
  "Nordkreis Haftpflicht",
  "Ilmenau Versicherungsverein",
  "Landfrieden Versicherung",
] as const;

export const businesses = [
  { name: "Malerbetrieb", activity: "Maler- und Lackiererarbeiten", kind: "Handwerk" },
  { name: "Hofladen", activity: "Einzelhandel mit Obst, Gemüse und Eiern aus der Region", kind: "Handel" },
  { name: "Garten- und Landschaftspflege", activity: "Pflege von Gärten, Heckenschnitt, Winterdienst", kind: "Sonstiges" },
  { name: "Fahrradwerkstatt", activity: "Reparatur und Verkauf von Fahrrädern und Zubehör", kind: "Handwerk" },
  { name: "Ferienwohnungen", activity: "Vermietung von Ferienwohnungen mit Frühstück", kind: "Sonstiges" },
  { name: "Webdesign", activity: "Gestaltung und Betreuung von Internetseiten", kind: "Sonstiges" },
  { name: "Mobile Fußpflege", activity: "Kosmetische Fußpflege im Haus der Kundschaft", kind: "Sonstiges" },
  { name: "Café am Kurpark", activity: "Ausschank von Getränken und Abgabe einfacher Speisen", kind: "Sonstiges" },
  { name: "Tischlerei", activity: "Anfertigung und Einbau von Möbeln, Fenstern und Türen", kind: "Handwerk" },
  { name: "Onlinehandel", activity: "Versandhandel mit Handarbeitsbedarf über das Internet", kind: "Handel" },
] as const;

export const legalForms = [
  "Einzelunternehmen",
  "Einzelunternehmen",
  "Einzelunternehmen",
  "GbR",
  "GmbH",
  "UG (haftungsbeschränkt)",
] as const;

export const lostItems = [
  { category: "Schlüssel", description: "Schlüsselbund mit vier Schlüsseln und einem roten Band", brand: "", colour: "silber" },
  { category: "Fahrrad", description: "Damenrad, 28 Zoll, mit Korb am Lenker, Vorderlicht fehlt", brand: "Heidrad", colour: "blau" },
  { category: "Geldbörse", description: "Geldbörse aus Leder mit Münzfach, ohne Bargeld", brand: "", colour: "braun" },
  {
    category: "Mobiltelefon",
    description: "Telefon mit gesprungener Schutzfolie, Hülle mit Blumenmuster",
    brand: "unbekannt",
    colour: "schwarz",
  },
  { category: "Jacke", description: "Kinderjacke, Größe 128, mit Reflektorstreifen", brand: "", colour: "gelb" },
  { category: "Brille", description: "Lesebrille in einem Hartschalenetui", brand: "", colour: "grau" },
  { category: "Regenschirm", description: "Stockschirm mit Holzgriff", brand: "", colour: "grün" },
  { category: "Rucksack", description: "Sportrucksack mit Turnschuhen und Trinkflasche", brand: "Waldläufer", colour: "rot" },
] as const;

export const lostPlaces = [
  "Kurpark Bad Bevensen",
  "Bahnhof Ebstorf",
  "Bus der Linie 7",
  "Wochenmarkt",
  "Parkplatz am Rathaus",
  "Waldbad",
  "Sporthalle",
  "Klosterkirche",
] as const;

export const topicsOfAppointments = [
  "Personalausweis beantragen",
  "Reisepass abholen",
  "Wohnsitz anmelden",
  "Führungszeugnis",
  "Beglaubigung eines Zeugnisses",
  "Führerschein umtauschen",
] as const;

export const clerkNotes: Readonly<Record<string, readonly string[]>> = {
  standesamt: [
    "Eintrag im Register gefunden, Angaben stimmen überein.",
    "Berechtigung telefonisch geklärt, Vollmacht wird nachgereicht.",
    "Gebühr ist noch nicht eingegangen. Wiedervorlage in einer Woche.",
    "Eintrag liegt in einem anderen Standesamt; Antragstellerin wird unterrichtet.",
  ],
  buergerservice: [
    "Angaben mit dem Melderegister verglichen, kein Widerspruch.",
    "Rückruf erbeten, vormittags nicht erreichbar.",
    "Gegenstand liegt in Fach 12 der Fundsachen.",
    "Bescheinigung vorbereitet, fehlt nur noch die Unterschrift.",
  ],
  steuern: [
    "Nachweis der Haftpflichtversicherung fehlt, angefordert.",
    "Kassenzeichen vergeben, SEPA-Mandat liegt vor.",
    "Zweiter Hund im Haushalt, Satz der Mitgliedsgemeinde beachten.",
    "Marke ist zurückgegeben und eingezogen.",
  ],
  gewerbe: [
    "Handwerkskarte angefordert, Kammer angerufen.",
    "Anzeige ist vollständig, Empfangsbescheinigung vorbereitet.",
    "Tätigkeit bitte genauer beschreiben lassen, Mail ist heraus.",
    "Abgleich mit dem Handelsregister: Eintragung läuft noch.",
  ],
  "zentrale-dienste": ["Zuständigkeit unklar, in der Frührunde besprechen.", "Gehört vermutlich zum Landkreis; Antwort wird vorbereitet."],
};

export const decisionReasons = {
  approved: ["", "", "Die Voraussetzungen liegen vor.", "Angaben geprüft und vollständig."],
  partlyApproved: [
    "Statt der gewünschten drei Ausfertigungen werden zwei ausgestellt; die dritte Verwendung ist nicht belegt.",
    "Dem Antrag wird entsprochen, soweit er die laufenden Angaben betrifft. Frühere Anschriften sind nicht mehr gespeichert.",
  ],
  rejected: [
    "Ein rechtliches Interesse ist nicht dargelegt. Die Nachfrage vom Vormonat blieb unbeantwortet.",
    "Der Eintrag wird nicht bei diesem Standesamt geführt. Die zuständige Stelle wurde mitgeteilt.",
    "Die nachgeforderten Unterlagen wurden nicht vorgelegt.",
  ],
} as const;
