// Who sent an invoice: by the line over the address window, by the legal form of a firm, by the letterhead; never the addressee.
import { bestHit, type DocumentLine, type DocumentText, type Hit } from "./document-text.ts";
import { findLabelled } from "./find-labelled.ts";

const POSTCODE_CITY = /(?<!\d)(?:D[-\s])?\d{5}\s+\p{Lu}[\p{L}.\-/() ]+$/u;
const LEGAL_FORM =
  /(?<!\p{L})(?:gGmbH|GmbH(?:\s*&\s*Co\.?\s*(?:KG|OHG|KGaA))?|mbH|AG(?:\s*&\s*Co\.?\s*KG)?|KGaA|KG|OHG|oHG|GbR|UG(?:\s*\(haftungsbeschränkt\))?|PartG(?:\s*mbB)?|e\.\s?K\.?|e\.\s?Kfm\.?|e\.\s?V\.|eG|e\.\s?G\.|SE|AöR|Stiftung)(?![\p{L}])/u;
const PUBLIC_BODY =
  /(?<!\p{L})(?:stadtwerke|zweckverband|wasserverband|landkreis|wasser-? und bodenverband|abwasserverband|abfallwirtschaft\w*|landesamt|finanzamt|verlag|apotheke|gärtnerei|tischlerei|malerbetrieb|ingenieurbüro|architekturbüro|notar\w*|rechtsanw\w+|autohaus|druckerei|buchhandlung|bäckerei|fleischerei|elektro\w*|dachdecker\w*|schlosserei)(?!\p{L})/iu;
const ADDRESSEE =
  /(?<!\p{L})(?:(?:samt)?gemeinde|stadtverwaltung|stadt|rathaus|kreisverwaltung|gemeindeverwaltung|der bürgermeister|die bürgermeisterin|amt)(?!\p{L})/iu;
const NOT_A_NAME = new RegExp(
  [
    String.raw`^inh(?:aber\p{L}*)?[.:\s]`,
    String.raw`(?<!\p{L})(?:tel|telefon|telefax|fax|mobil)(?:[.:/]|\s*[(+\d]|$)`,
    String.raw`(?<!\p{L})(?:\p{L}*rechnung(?:s\p{L}*)?|gutschrift\p{L}*|invoice|\p{L}*datum|seite|iban|bic|swift|ust|umsatzsteuer\p{L}*)(?!\p{L})`,
    String.raw`(?<!\p{L})(?:ust|steuer)[-.\s]*(?:id|nr|nummer)|(?<!\p{L})(?:\p{L}*nr\.|\p{L}+-nr(?!\p{L})|\p{L}*nummer(?!\p{L}))`,
    String.raw`(?<!\p{L})(?:kunde(?:n\p{L}*)?|(?!daten)\p{L}*bank|\p{L}*sparkasse|amtsgericht|hrb|hra|geschäftsführ\p{L}*|lieferschein|\p{L}*betrag|artikel|bezeichnung|menge|postfach|(?:akten)?zeichen)(?!\p{L})`,
    String.raw`www\.|@|sehr geehrte|\s(?:am|an|auf|bis|für|vom|von)\s*:?$|^\d|^\S*\d{3}\S*$`,
  ].join("|"),
  "iu",
);
/** "Am Weinberg 20", "Hauptstr. 3 a", "Kirchweg 4-6": words that end in a house number. */
const STREET = /^\p{L}[\p{L}.'’\s-]*\s\d{1,3}\s?[a-z]?(?:\s?[-–/+]\s?\d{1,3}\s?[a-z]?)?$/iu;
const SEPARATOR = /\s*[·•|*▪◦‧∙■–—,;]\s*|\s+-\s+|\s{2,}/u;

/** The sender, or null. `buyerNames` are names of the house itself, which can only be addressee. */
export function findSupplier(document: DocumentText, buyerNames: readonly string[]): Hit<string> | null {
  const isBuyer = (name: string): boolean => buyerNames.some((buyer) => name.toLowerCase().includes(buyer.toLowerCase()));
  const addressee = addresseeLines(document, isBuyer);
  const hits = [...senderLines(document), ...holders(document), ...firms(document, addressee), ...letterhead(document, addressee)];
  return bestHit(hits.filter((hit) => !isBuyer(hit.value) && hit.value.length >= 3));
}

/** "Firma · Straße 1 · 12345 Ort" in small type: one line that holds a whole address. */
function senderLines(document: DocumentText): Hit<string>[] {
  return document.lines.flatMap((line) => {
    if (line.page !== 1 || line.top > line.pageHeight * 0.5) return [];
    const candidates = [...line.cells.map((cell) => cell.text), line.text];
    for (const text of candidates) {
      const parts = text.split(SEPARATOR).filter((part) => part !== "");
      const name = parts[0] ?? "";
      if (parts.length < 3 || !parts.slice(1).some((part) => POSTCODE_CITY.test(part)) || !isName(name) || ADDRESSEE.test(name)) continue;
      // A line that begins with its street has lost its name to another line; a name may end in a number if a street follows it.
      if (STREET.test(name) && !STREET.test(parts[1] ?? "")) continue;
      return [{ value: cleaned(name), confidence: 0.9, line }];
    }
    return [];
  });
}

function holders(document: DocumentText): Hit<string>[] {
  return findLabelled(document, {
    labels: [
      {
        pattern:
          /(?<!\p{L})(?:konto-?inhaber(?:in)?|zahlungsempfänger(?:in)?|rechnungssteller(?:in)?|verkauft\s+(?:von|durch)|leistungserbringer(?:in)?|lieferant|verkäufer|auftragnehmer(?:in)?)(?!\p{L})/iu,
        weight: 0.88,
      },
    ],
    parse: (text) => (/^\p{Lu}[\p{L}\d&.,'’\-+/() ]{2,70}$/u.test(text) && isName(text) ? cleaned(text) : null),
  });
}

/** A cell with a legal form that is not in the addressee's block; the head of the first page counts more than its foot. */
function firms(document: DocumentText, addressee: ReadonlySet<DocumentLine>): Hit<string>[] {
  return document.lines.flatMap((line) => {
    if (line.page !== 1) return [];
    return line.cells.flatMap((cell) => {
      const form = LEGAL_FORM.exec(cell.text);
      const trade = PUBLIC_BODY.exec(cell.text);
      const name = form ? cell.text.slice(0, form.index + form[0].length) : cell.text;
      const shown = (name.split(/\s*[·•|▪]\s*|\s{2,}/u).at(-1) ?? name).trim();
      if ((!form && !trade) || !isName(shown) || shown.length > 80 || (addressee.has(line) && cell.x < line.pageWidth * 0.5)) return [];
      const upper = line.top < line.pageHeight * 0.35;
      const lower = line.top > line.pageHeight * 0.8;
      return [{ value: cleaned(shown), confidence: (form ? 0.82 : 0.7) - (upper ? 0 : lower ? 0.05 : 0.35), line }];
    });
  });
}

/** The largest type at the head of the first page, unless it names the kind of document. */
function letterhead(document: DocumentText, addressee: ReadonlySet<DocumentLine>): Hit<string>[] {
  const head = document.lines.filter((line) => line.page === 1 && line.top < line.pageHeight * 0.25 && !addressee.has(line));
  const names = head.flatMap((line) =>
    line.cells
      .filter((cell) => isName(cell.text) && cell.text.length <= 70 && !POSTCODE_CITY.test(cell.text) && !STREET.test(cell.text))
      .map((cell) => ({ cell, line })),
  );
  const tallest = names.sort((a, b) => b.line.height - a.line.height || a.line.index - b.line.index)[0];
  if (!tallest) return [];
  const usual = head.map((line) => line.height).sort((a, b) => a - b)[Math.floor(head.length / 2)] ?? 0;
  return [{ value: cleaned(tallest.cell.text), confidence: tallest.line.height > usual * 1.2 ? 0.6 : 0.45, line: tallest.line }];
}

/** The lines of the address window: from a postcode in the upper left up to where the block begins. */
function addresseeLines(document: DocumentText, isBuyer: (name: string) => boolean): ReadonlySet<DocumentLine> {
  const blocks: DocumentLine[][] = [];
  for (const line of document.lines) {
    const cell = line.cells[0];
    if (line.page !== 1 || !cell || line.top > line.pageHeight * 0.45 || cell.x > line.pageWidth * 0.45) continue;
    if (!POSTCODE_CITY.test(cell.text) || cell.text.split(SEPARATOR).length > 2) continue;
    const block = [line];
    for (let index = line.index - 1; index >= 0 && block.length < 7; index -= 1) {
      const above = document.lines[index];
      const below = block[0];
      if (!above || !below || above.page !== 1 || below.top - above.top > Math.max(above.height, below.height) * 2.2) break;
      const first = above.cells[0];
      if (!first || first.text.split(SEPARATOR).length >= 3) break;
      if (Math.abs(first.x - cell.x) > 6) continue;
      block.unshift(above);
    }
    blocks.push(block);
  }
  // A page that names the house addresses it there and nowhere else.
  if (document.lines.some((line) => isBuyer(line.text)))
    return new Set(blocks.find((block) => block.some((line) => isBuyer(line.cells[0]?.text ?? ""))) ?? []);
  // Two blocks are the sender's and the addressee's: an office is the addressee, else the lower one.
  const office = blocks.find((block) => block.some((line) => ADDRESSEE.test(line.cells[0]?.text ?? "")));
  return new Set(office ?? blocks.at(-1) ?? []);
}

function isName(text: string): boolean {
  return /\p{L}{2}/u.test(text) && !NOT_A_NAME.test(text);
}

function cleaned(name: string): string {
  return name
    .replace(/^(?:firma|fa\.)\s+/iu, "")
    .replace(/^[\s·•|*,;:–-]+|[\s·•|*,;:–-]+$/gu, "")
    .replace(/\s+/gu, " ");
}
