// What is wrong where a rule about a VAT category is broken. One sentence for each law, and the category's name in it.
import { vatFamilies, type VatFamily } from "../../einvoice/check/vat/families.ts";

const add = "Der Absender muss das ergänzen.";
const mend = "Der Absender muss das berichtigen.";
const recalculate = "Der Absender muss neu rechnen.";

/** By the letters of the rules. */
const categories: Readonly<Record<string, string>> = {
  S: "dem Regelsatz (S)",
  Z: "dem Nullsatz (Z)",
  E: "„steuerbefreit“ (E)",
  AE: "„Steuerschuld des Empfängers“ (AE)",
  IC: "„innergemeinschaftliche Lieferung“ (K)",
  G: "„Ausfuhr“ (G)",
  O: "„nicht steuerbar“ (O)",
  AF: "der Steuer der Kanaren (L)",
  AG: "der Steuer von Ceuta und Melilla (M)",
};

const wanted: Readonly<Record<VatFamily["names"], string>> = {
  sellerTax: "braucht die USt-IdNr. (BT-31) oder Steuernummer (BT-32) des Verkäufers oder die USt-IdNr. seines Steuervertreters (BT-63)",
  sellerVat: "braucht die USt-IdNr. des Verkäufers (BT-31) oder seines Steuervertreters (BT-63)",
  sellerTaxAndBuyer:
    "braucht eine Steuerkennung des Verkäufers (BT-31, BT-32 oder BT-63) und die USt-IdNr. (BT-48) oder Registernummer (BT-47) des Käufers",
  sellerVatAndBuyerVat: "braucht die USt-IdNr. des Verkäufers (BT-31 oder BT-63) und die des Käufers (BT-48)",
  nobody: "verträgt keine USt-IdNr. des Verkäufers (BT-31), seines Steuervertreters (BT-63) oder des Käufers (BT-48)",
};

const rates: Readonly<Record<VatFamily["rate"], string>> = {
  aboveZero: "muss größer als 0 sein",
  zero: "muss 0 sein",
  notNegative: "muss 0 oder größer sein",
  none: "darf nicht angegeben sein",
};

function sentencesOf({ letters, names, rate, byRate, reason }: VatFamily): Readonly<Record<string, string>> {
  const category = categories[letters] ?? letters;
  const id = (number: string): string => `BR-${letters}-${number}`;
  return {
    [id("01")]:
      `Die Aufschlüsselung der Umsatzsteuer (BG-23) braucht ${byRate ? "mindestens" : "genau"} einen Eintrag mit ${category}. ${mend}`,
    [id("02")]: `Eine Position mit ${category} ${wanted[names]}. ${mend}`,
    [id("03")]: `Ein Nachlass mit ${category} ${wanted[names]}. ${mend}`,
    [id("04")]: `Ein Zuschlag mit ${category} ${wanted[names]}. ${mend}`,
    [id("05")]: `Der Steuersatz der Position (BT-152) ist {{stated}}; mit ${category} ${rates[rate]}. ${mend}`,
    [id("06")]: `Der Steuersatz des Nachlasses (BT-96) ist {{stated}}; mit ${category} ${rates[rate]}. ${mend}`,
    [id("07")]: `Der Steuersatz des Zuschlags (BT-103) ist {{stated}}; mit ${category} ${rates[rate]}. ${mend}`,
    [id("08")]:
      `Der Betrag mit ${category} (BT-116) ist mit {{stated}} angegeben; Positionen, Nachlässe und Zuschläge ergeben {{computed}}. ${recalculate}`,
    [id("09")]: `Der Steuerbetrag mit ${category} (BT-117) ist mit {{stated}} angegeben; richtig wäre {{computed}}. ${recalculate}`,
    [id("10")]: reason
      ? `Mit ${category} muss der Grund genannt sein, warum keine Steuer anfällt (BT-120 oder BT-121). ${add}`
      : `Mit ${category} darf kein Grund für eine Befreiung genannt sein (BT-120, BT-121). ${mend}`,
  };
}

const single: Readonly<Record<string, string>> = {
  "BR-IC-11": `Eine innergemeinschaftliche Lieferung (K) nennt weder den Tag der Lieferung (BT-72) noch einen Zeitraum (BG-14). ${add}`,
  "BR-IC-12": `Eine innergemeinschaftliche Lieferung (K) nennt nicht das Land, in das geliefert wurde (BT-80). ${add}`,
  "BR-O-11": `Neben „nicht steuerbar“ (O) steht in der Aufschlüsselung eine andere Steuerkategorie (BT-118). ${mend}`,
  "BR-O-12": `Die Rechnung ist nicht steuerbar (O), die Position nennt eine andere Steuerkategorie (BT-151). ${mend}`,
  "BR-O-13": `Die Rechnung ist nicht steuerbar (O), der Nachlass nennt eine andere Steuerkategorie (BT-95). ${mend}`,
  "BR-O-14": `Die Rechnung ist nicht steuerbar (O), der Zuschlag nennt eine andere Steuerkategorie (BT-102). ${mend}`,
  "BR-B-01": `Die geteilte Steuerzahlung (B) gibt es nur für Rechnungen innerhalb Italiens. ${mend}`,
  "BR-B-02": `Geteilte Steuerzahlung (B) und Regelsatz (S) stehen in einer Rechnung nebeneinander. ${mend}`,
};

/** By the rule's id. */
export const vatSentences: Readonly<Record<string, string>> = Object.fromEntries(
  [...vatFamilies.map(sentencesOf), single].flatMap((sentences) => Object.entries(sentences)),
);
