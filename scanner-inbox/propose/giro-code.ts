// Reads the text of a GiroCode (EPC QR code) strictly: what deviates from its form is damaged, never half read. Pure.
// What it says is a suggestion of whoever printed it: anybody can print one, so it never counts as sure.
import { isValidBIC, isValidIBAN } from "ibantools";
import type { Cents } from "../../shared/base/money.ts";

/** A transfer as a GiroCode asks for it (EPC069-12, versions 001 and 002). Empty lines are null. */
export type GiroCode = {
  readonly bic: string | null;
  readonly name: string;
  /** Without blanks, with right check digits. */
  readonly iban: string;
  readonly amount: Cents | null;
  /** A creditor reference with right check digits (ISO 11649), or free text: never both. */
  readonly remittance: string | null;
};

/** EPC069-12: bytes of the whole, and lines of it. */
const MOST_BYTES = 331;
const MOST_LINES = 12;

/** Whether a code on a page means to be one. */
export function isGiroText(text: string): boolean {
  return /^BCD\r?\n/u.test(text);
}

/** The transfer that a code asks for; null where it is none, or is damaged. */
export function readGiroCode(text: string): GiroCode | null {
  if (!isGiroText(text) || new TextEncoder().encode(text).byteLength > MOST_BYTES) return null;
  const lines = text.replace(/(?:\r?\n)+$/u, "").split(/\r?\n/u);
  const [
    ,
    version = "",
    charset = "",
    identification,
    bic = "",
    name = "",
    iban = "",
    amount = "",
    purpose = "",
    reference = "",
    free = "",
  ] = lines;
  const information = lines[11] ?? "";
  const inForm =
    lines.length <= MOST_LINES &&
    lines.every((line) => !/\p{Cc}/u.test(line)) &&
    /^00[12]$/u.test(version) &&
    /^[1-8]$/u.test(charset) &&
    identification === "SCT" &&
    (bic === "" ? version === "002" : /^[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?$/u.test(bic) && isValidBIC(bic)) &&
    isText(name, 70) &&
    name.trim() !== "" &&
    /^[A-Z]{2}\d{2}[A-Z\d]{11,30}$/u.test(iban) &&
    isValidIBAN(iban) &&
    /^[A-Z\d]{0,4}$/u.test(purpose) &&
    (reference === "" || (free === "" && isCreditorReference(reference))) &&
    isText(free, 140) &&
    isText(information, 70);
  const cents = centsOf(amount);
  if (!inForm || cents === undefined) return null;
  return { bic: orNull(bic), name: name.trim(), iban, amount: cents, remittance: orNull(reference) ?? orNull(free.trim()) };
}

const orNull = (text: string): string | null => (text === "" ? null : text);
const isText = (text: string, most: number): boolean => Array.from(text).length <= most;

/** Of "EUR12.3": cents; null of nothing, undefined of anything else. From one cent up to just below a thousand millions. */
function centsOf(amount: string): Cents | null | undefined {
  if (amount === "") return null;
  const match = /^EUR(0|[1-9]\d{0,8})(?:\.(\d{1,2}))?$/u.exec(amount);
  if (match === null) return undefined;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return cents > 0 ? cents : undefined;
}

/** Whether a creditor reference (ISO 11649, "RF18 5390…") has right check digits: letters as 10 to 35, remainder 1 modulo 97. */
export function isCreditorReference(text: string): boolean {
  if (!/^RF\d{2}[A-Z\d]{1,21}$/u.test(text)) return false;
  let remainder = 0;
  for (const character of `${text.slice(4)}${text.slice(0, 4)}`) remainder = Number(`${remainder}${Number.parseInt(character, 36)}`) % 97;
  return remainder === 1;
}
