// The words of the papers that were held out once: sellers, banks and goods that no other set has. All made up.
import type { PaperWords } from "../paper-facts.ts";

export const otherWords: PaperWords = {
  sellers: [
    ["Krögerhof Landhandel GmbH & Co. KG", "Zum Speicher 4", "29439 Lüchow"],
    ["Messtechnik Ostfalen AG", "Technikring 18", "38440 Wolfsburg"],
    ["Glaserei Immenroth e.K.", "Schulkamp 2a", "29553 Bienenbüttel"],
    ["Feuerschutz Nordlicht GmbH", "Löschwasserweg 112", "24103 Kiel"],
    ["Baumdienst Eichenkrone UG (haftungsbeschränkt)", "Forststr. 9", "29556 Suderburg"],
    ["Reinigungsservice Silbersee GmbH", "Am Kanal 33", "30165 Hannover"],
    ["Tiefbau Harmsdorf OHG", "Kiesgrube 1", "29587 Natendorf"],
    ["Schilderwerk Altmark KG", "Industriestraße 40", "29410 Salzwedel"],
    ["Spielplatzbau Wichtel GmbH", "Sandweg 6-8", "21337 Lüneburg"],
    ["Datenhafen Systemhaus GmbH", "Kaispeicher 21", "20457 Hamburg"],
  ],
  banks: ["Volksbank Ostheide", "Kreissparkasse Musterau", "Handelsbank Nord AG", "Genobank Wendland eG"],
  wares: [
    ["Rindenmulch 0/40", "m³"],
    ["Feuerlöscher-Wartung", "Stk"],
    ["Isolierglas 4/16/4, Zuschnitt", "qm"],
    ["Kalibrierung Durchflussmesser", "Stk"],
    ["Baumkontrolle nach Richtlinie", "Std"],
    ["Unterhaltsreinigung Turnhalle", "Mon"],
    ["Verkehrszeichen 274-30", "St."],
    ["Fallschutzsand gewaschen", "to"],
    ["Netzwerkkabel Cat. 7", "m"],
    ["Asphaltdecke erneuern", "m²"],
  ],
  numbers: [
    (random) => random.digits(7),
    (random, year) => `${year}${random.digits(5)}`,
    (random, year) => `AR-${year.slice(2)}/${random.digits(4)}`,
    (random) => `${random.pick(["F", "VK", "ARE"])}${random.digits(6)}`,
    (random, year) => `${random.digits(4)}-${year}`,
  ],
};
