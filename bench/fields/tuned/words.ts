// The words of the papers that rules may be tuned on; the held-out ones share none of them. All made up.
import type { PaperWords } from "../paper-facts.ts";

export const tunedWords: PaperWords = {
  sellers: [
    ["Bürotechnik Westermühlen GmbH", "Am Stadtwall 12", "29525 Uelzen"],
    ["Elektro Rademann KG", "Hauptstraße 7", "29574 Ebstorf"],
    ["Dachdeckerei Sonnenhang e.K.", "Ziegelweg 3", "29549 Bad Bevensen"],
    ["Stadtgrün Gärten GmbH & Co. KG", "Lindenallee 51", "21335 Lüneburg"],
    ["Ingenieurbüro Brückenkopf PartG mbB", "Marktplatz 1", "29410 Salzwedel"],
  ],
  banks: ["Sparkasse Heidetal", "Volksbank Nordheide eG"],
  wares: [
    ["Kopierpapier A4", "Karton"],
    ["Steckdose Aufputz", "Stück"],
    ["Dachziegel Tonrot", "Stück"],
    ["Stundenlohn Facharbeiter", "Std."],
    ["Hecke schneiden", "m"],
  ],
  numbers: [
    (random, year) => `${year}-${random.digits(5)}`,
    (random, year) => `RE${year.slice(2)}${random.digits(4)}`,
    (random, year) => `${random.digits(3)}/${year.slice(2)}`,
    (random) => random.digits(6),
  ],
};
