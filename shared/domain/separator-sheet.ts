// What a separator sheet of ours says in its code, and how far it can be trusted when it comes back out of a scanner. Pure; draws and reads no picture.

/** A sheet laid between two papers: what lies behind it is one of this kind for this unit. The nonce names the printed sheet, so that its copies are known. */
export interface SeparatorSheet {
  readonly unit: string;
  readonly kind: "invoice" | "document";
  readonly nonce: string;
}

/** `foreign`: a code that says something else; `damaged`: ours, but not as it was printed, or of a form that this program does not know. */
export type SeparatorReading = SeparatorSheet | "foreign" | "damaged";

const MARK = "AMTSSTUBE:";
/** The number is that of the form; unit and nonce are percent-encoded, so that the text is ASCII and no part holds a colon. */
const FORM = /^1:(?<kind>invoice|document):(?<unit>[\w.!~*'()%-]+):(?<nonce>[\w.!~*'()%-]+)$/u;
const CHECKSUM_LENGTH = 8;

/** The text of the sheet's code: mark, form, kind, unit, nonce and a CRC-32 over all of it. Unit and nonce must not be empty. */
export function separatorText({ unit, kind, nonce }: SeparatorSheet): string {
  const parts = [unit, nonce].map((part) => encodeURIComponent(part.toWellFormed()));
  const said = `${MARK}1:${kind}:${parts.join(":")}`;
  return `${said}:${checksum(said)}`;
}

/** The sheet that a code's text stands for, or why it is none. Never throws. */
export function readSeparator(text: string): SeparatorReading {
  const marked = MARK + text.slice(MARK.length);
  const whole = hasChecksum(marked);
  // Where only the mark was hit, the checksum still knows the rest.
  if (marked !== text) return whole ? "damaged" : "foreign";
  return whole ? sheetOf(text.slice(MARK.length, -CHECKSUM_LENGTH - 1)) : "damaged";
}

function sheetOf(said: string): SeparatorSheet | "damaged" {
  const { kind, unit, nonce } = FORM.exec(said)?.groups ?? {};
  if ((kind !== "invoice" && kind !== "document") || unit === undefined || nonce === undefined) return "damaged";
  try {
    return { unit: decodeURIComponent(unit), kind, nonce: decodeURIComponent(nonce) };
  } catch {
    return "damaged";
  }
}

function hasChecksum(text: string): boolean {
  const said = text.slice(0, -CHECKSUM_LENGTH - 1);
  return text === `${said}:${checksum(said)}`;
}

/**
 * CRC-32 as in ISO 3309 and zip, eight hex digits. It finds every change within 32 bits that follow one another, and so any one character:
 * the text is ASCII, and whatever is not is counted as it stands, which no sheet of ours has.
 */
function checksum(text: string): string {
  let sum = 0xffffffff;
  for (const character of text) {
    sum ^= character.codePointAt(0) ?? 0;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ((sum ^ 0xffffffff) >>> 0).toString(16).padStart(CHECKSUM_LENGTH, "0");
}
