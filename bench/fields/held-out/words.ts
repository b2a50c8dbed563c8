// The words of the held-out papers: sellers, banks and goods that no other set has. All made up.
import type { PaperWords } from "../paper-facts.ts";

export const heldOutWords: PaperWords = {
  sellers: [
    ["Kurier Blitzeule GmbH", "Frachtstr. 77", "30419 Hannover"],
    ["Zimmerei Balkenreich & Söhne OHG", "Sägewerk 5", "29565 Wriedel"],
    ["Buchhandlung Lesezeichen e. K.", "Kirchstraße 14", "29549 Bad Bevensen"],
    ["Medizinbedarf Aeskulap Nord GmbH", "Laborweg 9 b", "37073 Göttingen"],
    ["Kanalservice Röhrich GmbH & Co. KG", "Siel 3", "21423 Winsen (Luhe)"],
    ["Mietpark Hebebühne AG", "Gewerbepark Süd 200", "39112 Magdeburg"],
    ["Catering Tischlein UG", "Am Herd 1", "29525 Uelzen"],
    ["Vermessung Theodolit PartG mbB", "Grenzsteinweg 21", "29614 Soltau"],
    ["Netzwerk Funkturm eG", "Antennenplatz 4", "28195 Bremen"],
    ["Sanitärtechnik Wasserhahn GbR", "Brunnenstieg 16", "29378 Wittingen"],
  ],
  banks: ["Raiffeisenbank Musterheide eG", "Stadtsparkasse Neuhausen", "Privatbank Elbufer AG"],
  wares: [
    ["Eilsendung Stadtgebiet", "x"],
    ["Dachstuhl abbinden", "Std."],
    ["Fachbuch Verwaltungsrecht", "Expl."],
    ["Verbandkasten DIN 13169", "Stck."],
    ["TV-Inspektion Kanal", "lfm"],
    ["Scherenbühne 12 m, Tagesmiete", "Tage"],
    ["Mittagsbuffet", "Pers."],
    ["Grenzpunkt abmarken", "Pkt."],
    ["Router mit Montage", "Set"],
    ["Spülkasten Unterputz", "Stck."],
  ],
  numbers: [
    (random) => random.digits(9),
    (random, year) => `${random.pick(["RG", "INV", "R"])}-${year}-${random.digits(4)}`,
    (random, year) => `${random.digits(4)}/${random.int(1, 12)}/${year}`,
    (random) => `${random.digits(2)}.${random.digits(4)}`,
    (random, year) => `${year.slice(2)}${random.pick(["A", "X"])}${random.digits(5)}`,
  ],
};
