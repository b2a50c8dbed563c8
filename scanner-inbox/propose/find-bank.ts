// The account an invoice wants to be paid to; check digits decide what is one, never the shape alone.
import { electronicFormatIBAN, isValidBIC, isValidIBAN, getCountrySpecifications } from "ibantools";
import type { DocumentLine, DocumentText, Hit } from "./document-text.ts";
import { findLabelled, underOrOver } from "./find-labelled.ts";
import { isSlip, unslipped } from "./slips.ts";

const LENGTHS: ReadonlyMap<string, number> = new Map(
  Object.entries(getCountrySpecifications()).flatMap(([country, { chars }]) => (chars === null ? [] : [[country, chars] as const])),
);

/** Lines about an account that is not the supplier's: the buyer's own, from which is debited. */
const OTHER_ACCOUNT = /ihre[mrs]?\s+konto|von\s+ihrem|abgebucht|abbuch|eingezogen|einzug|lastschrift|zahlungspflichtig/iu;

/** Every IBAN in the text, best first, each once. One whose check digits are wrong comes last with a small confidence. */
export function findIbans(document: DocumentText): Hit<string>[] {
  const hits = new Map<string, Hit<string>>();
  for (const line of document.lines) {
    const mended = line.recognised === null ? [] : mendedIbans(line.text);
    for (const iban of [...ibansIn(line.text), ...mended]) {
      const repaired = mended.includes(iban);
      const labelled = /iban|konto|bankverbindung|überweis/iu.test(line.text);
      const foreign = [line, ...neighboursOf(document, line)].some(({ text }) => OTHER_ACCOUNT.test(text));
      const asked = /überweis|zahl|verwendung/iu.test(line.text);
      const confidence = !isValidIBAN(iban) ? 0.2 : foreign ? 0.3 : repaired ? 0.6 : asked ? 0.97 : labelled ? 0.95 : 0.85;
      const known = hits.get(iban);
      if (!known || known.confidence < confidence) hits.set(iban, { value: iban, confidence, line, ...(repaired ? { repaired } : {}) });
    }
  }
  return [...hits.values()].sort((a, b) => b.confidence - a.confidence || a.line.index - b.line.index);
}

/** The lines directly over and under a line, which a sentence may run across. */
function neighboursOf(document: DocumentText, line: DocumentLine): DocumentLine[] {
  return document.lines
    .slice(Math.max(0, line.index - 1), line.index + 2)
    .filter((other) => other !== line && other.page === line.page && Math.abs(other.top - line.top) < line.height * 1.8);
}

/** IBANs in one text without their blanks, cut to the length of their country; wrong check digits only where a label says IBAN. */
export function ibansIn(text: string): string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/(?<![\p{L}\d])[A-Z]{2}\s?\d{2}(?:[\s.-]{0,2}[A-Z\d]){10,32}/gu)) {
    const all = (electronicFormatIBAN(match[0]) ?? "").replace(/\./gu, "");
    const length = LENGTHS.get(all.slice(0, 2));
    if (length === undefined || all.length < length) continue;
    const iban = all.slice(0, length);
    if (isValidIBAN(iban) || /iban[\s:.]*$/iu.test(text.slice(0, match.index))) found.push(iban);
  }
  return found;
}

/** German IBANs, which have digits only, with letters among them or one too many: mended where just one mending has right check digits. */
export function mendedIbans(text: string): string[] {
  const found = [...text.matchAll(/(?<![\p{L}\d])DE[\s.]?((?:[\dOoQDIl|SBZ][\s.-]{0,2}){20,21})(?![\p{L}\d])/gu)].map((match) => {
    const characters = (match[1] ?? "").replace(/[\s.-]/gu, "");
    if (/^\d+$/u.test(characters)) return [];
    const whole = characters.length === 20 ? [characters] : Array.from(characters, (_, at) => withoutSlip(characters, at));
    const tried = whole.map((one) => `DE${unslipped(one)}`);
    const right = [...new Set(tried)].filter((iban) => isValidIBAN(iban));
    return right.length === 1 ? right : [];
  });
  return found.flat();
}

function withoutSlip(characters: string, at: number): string {
  return isSlip(characters.charAt(at)) ? characters.slice(0, at) + characters.slice(at + 1) : "";
}

/** The labelled BIC nearest to the account, else one without a label in the account's own line. */
export function findBic(document: DocumentText, iban: Hit<string> | null): Hit<string> | null {
  const near = iban?.line.index ?? 0;
  const hits = findLabelled(document, {
    labels: [{ pattern: /(?<!\p{L})(?:bic|swift)(?:\s*[-/]\s*(?:bic|swift))?(?:[-\s]*(?:code|nr\.?))?(?!\p{L})/iu, weight: 0.95 }],
    parse: (text) => {
      const bic = /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?(?![A-Z\d])/u.exec(text)?.[0] ?? null;
      return bic !== null && isValidBIC(bic) ? bic : null;
    },
  });
  const nearest = hits.sort((a, b) => Math.abs(a.line.index - near) - Math.abs(b.line.index - near))[0];
  return nearest ?? (iban ? bareBic(document, iban) : null);
}

/** A word of a BIC's shape is one only beside the account, and in the account's country: words in capitals look alike. */
function bareBic(document: DocumentText, { value, line }: Hit<string>): Hit<string> | null {
  for (const [word] of line.text.matchAll(/(?<![\p{L}\d])[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?(?![\p{L}\d])/gu)) {
    if (word.slice(4, 6) === value.slice(0, 2) && isValidBIC(word)) return { value: word, confidence: 0.75, line };
  }
  // Alone under the account, as a column of the foot has it.
  const cell = line.cells.find(({ text }) => ibansIn(text).includes(value));
  const below = cell ? underOrOver(document, line, cell, 1) : null;
  const alone = /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?$/u.exec(below?.cell.text ?? "")?.[0];
  if (below && alone?.slice(4, 6) === value.slice(0, 2) && isValidBIC(alone)) return { value: alone, confidence: 0.7, line: below.line };
  return null;
}
