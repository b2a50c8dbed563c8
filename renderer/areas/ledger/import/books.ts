// What each book takes from a file: its columns, the headings they are known by, and how a cell is written.
import { isValidIBAN } from "ibantools";
import { parseCents } from "../../../../shared/base/money.ts";
import type { BookName } from "../../../../shared/desk/ledger-calls.ts";

export type Cell = string | number | null;
type CellType = "text" | "year" | "amount" | "iban" | "mark";
export type CellFault = "amount" | "year" | "iban";

export interface BookColumn {
  readonly field: string;
  readonly type: CellType;
  readonly isRequired: boolean;
  /** Headings as files write them, small, letters and digits alone. */
  readonly headings: readonly string[];
  /** What an empty cell stands for where that is not nothing. */
  readonly otherwise?: Cell;
}

const column = (field: string, type: CellType, isRequired: boolean, ...headings: readonly string[]): BookColumn => ({
  field,
  type,
  isRequired,
  headings,
});
const needed = (field: string, type: CellType, ...headings: readonly string[]): BookColumn => column(field, type, true, ...headings);
const may = (field: string, type: CellType, ...headings: readonly string[]): BookColumn => column(field, type, false, ...headings);

const validity = [
  may("validFrom", "year", "gültigab", "gültigabjahr", "gültigvon", "abjahr", "vonjahr"),
  may("validUntil", "year", "gültigbis", "gültigbisjahr", "bisjahr"),
];
const centre = may("costCentre", "text", "kostenstelle", "kst", "kostenstellennummer");

export const books: Readonly<Record<BookName, { readonly columns: readonly BookColumn[]; readonly key: readonly string[] }>> = {
  account: {
    key: ["number"],
    columns: [
      needed("number", "text", "produktsachkonto", "psk", "konto", "kontonummer", "sachkonto", "nummer"),
      needed("name", "text", "bezeichnung", "kontobezeichnung", "name", "text"),
      may("product", "text", "produkt", "produktbezeichnung", "produktname"),
      ...validity,
      may("taxCode", "text", "steuerschlüssel", "steuerkennzeichen", "steuercode"),
    ],
  },
  costCentre: {
    key: ["number"],
    columns: [
      needed("number", "text", "kostenstelle", "kst", "kostenstellennummer", "nummer"),
      needed("name", "text", "bezeichnung", "kostenstellenbezeichnung", "name"),
      ...validity,
    ],
  },
  budgetLine: {
    key: ["year", "code", "costCentre"],
    columns: [
      needed("year", "year", "haushaltsjahr", "hhj", "jahr"),
      needed("code", "text", "produktsachkonto", "psk", "konto", "kontooderprodukt", "produkt", "haushaltsstelle"),
      centre,
      may("name", "text", "bezeichnung", "name", "text"),
      needed("planned", "amount", "ansatz", "planansatz", "haushaltsansatz", "plan", "betrag"),
    ],
  },
  purchaseOrder: {
    key: ["number"],
    columns: [
      needed("number", "text", "bestellnummer", "bestellung", "auftragsnummer", "nummer"),
      needed("supplier", "text", "lieferant", "lieferantenname", "kreditor"),
      may("text", "text", "text", "bezeichnung", "gegenstand"),
      may("account", "text", "produktsachkonto", "psk", "konto"),
      centre,
      needed("amount", "amount", "auftragswert", "bestellwert", "betrag", "summe"),
      { ...may("invoiced", "amount", "abgerechnet", "berechnet", "bereitsabgerechnet"), otherwise: 0 },
    ],
  },
  supplier: {
    key: ["vatId", "iban", "name"],
    columns: [
      needed("name", "text", "name", "lieferant", "kreditor", "lieferantenname", "bezeichnung", "firma"),
      may("vatId", "mark", "ustidnr", "ustid", "umsatzsteuerid", "umsatzsteueridentnummer"),
      may("taxNumber", "text", "steuernummer", "stnr"),
      may("customerNumber", "text", "kundennummer", "unserekundennummer"),
      may("street", "text", "straße", "strasse", "anschrift"),
      may("postcode", "text", "plz", "postleitzahl"),
      may("city", "text", "ort", "stadt"),
      may("iban", "iban", "iban"),
    ],
  },
};

/** A heading without blanks, dots and capitals. */
export function plainHeading(heading: string): string {
  return heading.toLocaleLowerCase("de").replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/** By field, the place of its column; the first heading of its list that a file has counts. */
export function mappingOf(book: BookName, headings: readonly string[]): ReadonlyMap<string, number> {
  const plain = headings.map(plainHeading);
  const taken = new Set<number>();
  const found = books[book].columns.flatMap(({ field, headings: known }): readonly (readonly [string, number])[] => {
    const at = known.map((heading) => plain.findIndex((one, index) => one === heading && !taken.has(index))).find((index) => index >= 0);
    if (at === undefined) return [];
    taken.add(at);
    return [[field, at]];
  });
  return new Map(found);
}

/** The value of a cell; a fault where it is not written as its column wants it. */
export function cellOf({ type, otherwise = null }: BookColumn, text: string): { readonly value: Cell } | { readonly fault: CellFault } {
  const plain = text.trim();
  if (plain === "") return { value: otherwise };
  if (type === "year") return /^2[01]\d\d$/u.test(plain) ? { value: Number(plain) } : { fault: "year" };
  if (type === "amount") {
    const cents = parseCents(plain);
    return cents === null ? { fault: "amount" } : { value: cents };
  }
  if (type === "iban") {
    const iban = plain.replaceAll(/\s/gu, "").toUpperCase();
    return isValidIBAN(iban) ? { value: iban } : { fault: "iban" };
  }
  return { value: type === "mark" ? plain.replaceAll(/\s/gu, "").toUpperCase() : plain };
}
