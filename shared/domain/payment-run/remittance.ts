// The text the payee reads beside a transfer: at most 140 characters of the set that every SEPA bank takes. Pure.
import type { Invoice } from "../invoice/schema.ts";

/** EPC217-08, and what the German banks take beside it (DFÜ-Abkommen, annex 3): umlauts stay, so that a name is compared as its bank knows it. */
const outsideSet = /[^A-Za-z0-9/\-?:().,'+ ÄÖÜäöüß&*$%]/gu;

/** A text in the set, at most `most` characters: accents dropped, anything else a full stop. */
export function plainSepaText(text: string, most: number): string {
  const kept = Array.from(text.normalize("NFC"), (character) =>
    /[ÄÖÜäöü]/u.test(character) ? character : character === "€" ? "EUR" : character.normalize("NFD").replace(/\p{M}/gu, ""),
  );
  // The scheme forbids a slash at either end and two in a row.
  const plain = kept
    .join("")
    .replace(outsideSet, ".")
    .replace(/\s+/gu, " ")
    .replace(/\/{2,}/gu, "/");
  return plain
    .replace(/^[\s/]+/u, "")
    .slice(0, most)
    .replace(/[\s/]+$/u, "");
}

/** Number of the invoice first, as the payee matches by it; then what they call their customer, the day, and the discount. */
export function remittanceOf({ fields, terms }: Pick<Invoice, "fields" | "terms">, discount: number): string {
  const asked = fields.remittance?.trim() ?? "";
  const number = fields.number ?? "";
  const [year = "", month = "", day = ""] = (fields.issueDate ?? "").split("-");
  const parts = [
    asked !== "" && asked.includes(number) ? asked : [number, asked].filter((part) => part !== "").join(" "),
    terms?.customerNumber === null || terms?.customerNumber === undefined ? "" : `KD ${terms.customerNumber}`,
    day === "" ? "" : `vom ${day}.${month}.${year}`,
    discount > 0 ? `Skonto ${Math.floor(discount / 100)},${String(discount % 100).padStart(2, "0")}` : "",
  ];
  return plainSepaText(parts.filter((part) => part !== "").join(" "), 140);
}
