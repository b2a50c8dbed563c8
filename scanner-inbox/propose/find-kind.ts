// Whether a text is an invoice, a credit note or something else; never looks at amounts.
import type { DocumentText } from "./document-text.ts";
import type { ProposalKind } from "./proposal.ts";

const CREDIT_TITLE =
  /^\s*(?:gutschrift|stornorechnung|storno(?:\s+(?:zur|der)\s+rechnung)?|rechnungskorrektur|korrekturrechnung|credit\s+note)(?!\p{L})/iu;
const CREDIT_NUMBER = /(?<!\p{L})(?:gutschrift|storno(?:rechnung)?|korrekturrechnung)s?[-\s]*(?:nummer|nr)\b/iu;
const INVOICE_TITLE =
  /^\s*(?:(?:schluss|teil|abschlags?|sammel|monats|jahres|honorar|gebühren|dauer|verbrauchs)?rechnung|kostenrechnung|gebühren(?:rechnung|bescheid)|invoice|faktura|honorarnote|liquidation)(?![\p{L}@_-])/iu;
const INVOICE_WORD =
  /(?<!\p{L})(?:\p{L}*rechnung(?:s(?:nummer|nr|datum|betrag)|s-nr)?|rechnungs\p{L}+|invoice|re\.?-?nr|rg\.?-?nr)(?!\p{L})/iu;
const OTHER_TITLE =
  /^\s*(?:lieferschein|angebot|kostenvoranschlag|auftragsbestätigung|bestellung|mahnung|\d\.\s*mahnung|zahlungserinnerung|kontoauszug|quittung\s+über|bestellbestätigung|avis)(?!\p{L})/iu;

/** The kind of a document by its title line, else by the words in it. A mail address that begins with such a word is no title. */
export function findKind(document: DocumentText): ProposalKind {
  const firstPage = document.lines.filter((line) => line.page === 1);
  for (const line of firstPage.slice(0, 60)) {
    for (const cell of line.cells) {
      if (CREDIT_TITLE.test(cell.text)) return "creditNote";
      if (OTHER_TITLE.test(cell.text)) return "other";
      if (INVOICE_TITLE.test(cell.text)) return firstPage.some((other) => CREDIT_NUMBER.test(other.text)) ? "creditNote" : "invoice";
    }
  }
  if (firstPage.some((line) => CREDIT_NUMBER.test(line.text))) return "creditNote";
  return document.lines.some((line) => INVOICE_WORD.test(line.text)) ? "invoice" : "other";
}
