// Whether two papers are probably one invoice: by supplier, number and amount, or by account, amount and day, whichever way they came.
// Pure, and the same whichever of the two is asked about the other. It only says what agrees; a person decides.
import { daysBetween } from "../../base/office-date.ts";
import type { Invoice } from "./schema.ts";

/** The parts of an invoice that are held beside another one's. */
export type Comparable = Pick<Invoice, "documentKind" | "document" | "fields" | "duplicateOf" | "differsFrom">;

export const likenessFacts = ["supplier", "number", "gross", "iban", "issueDate"] as const;
export type LikenessFact = (typeof likenessFacts)[number];

/** `same`: one invoice by every mark that names it. `maybe`: the same money to the same account about the same time. */
export interface Likeness {
  readonly strength: "same" | "maybe";
  readonly agree: readonly LikenessFact[];
  readonly differ: readonly LikenessFact[];
}

/** A supplier sends the same amount again within a month only by mistake, or as an instalment; the next month's bill is another one. */
const nearDays = 30;
/** Bills with numbers of their own, so many days apart, are two bills of a series. */
const seriesDays = 20;

/** What agrees between two papers; undefined where nothing says that they are one invoice, or a person has said that they are not. */
export function likenessOf(one: Comparable, other: Comparable): Likeness | undefined {
  // One file, or parts of one: capture sees to that by its hash.
  if (one.document.sha256 === other.document.sha256) return undefined;
  if ((one.documentKind === "creditNote") !== (other.documentKind === "creditNote")) return undefined;
  if (one.fields.gross === null || one.fields.gross !== other.fields.gross) return undefined;
  const facts = likenessFacts.map((fact) => [fact, agrees(fact, one, other)] as const);
  const agree = facts.flatMap(([fact, found]) => (found === true ? [fact] : []));
  const differ = facts.flatMap(([fact, found]) => (found === false ? [fact] : []));
  const strength = strengthOf(one, other, { agree, differ });
  return strength === undefined ? undefined : { strength, agree, differ };
}

function strengthOf(one: Comparable, other: Comparable, found: Omit<Likeness, "strength">): Likeness["strength"] | undefined {
  const agree = (fact: LikenessFact): boolean => found.agree.includes(fact);
  const differ = (fact: LikenessFact): boolean => found.differ.includes(fact);
  const apart = daysApart(one, other);
  // The same number of the same supplier a year later is a supplier who counts anew.
  if (agree("number") && (agree("supplier") || agree("iban"))) return apart === undefined || apart <= 180 ? "same" : "maybe";
  if (agree("number") && !differ("supplier") && !differ("iban")) return "maybe";
  if (!agree("iban") || apart === undefined || apart > nearDays) return undefined;
  return differ("number") && apart >= seriesDays ? undefined : "maybe";
}

/** True or false where both say something, undefined where one is silent. */
function agrees(fact: LikenessFact, { fields: one }: Comparable, { fields: other }: Comparable): boolean | undefined {
  if (fact === "supplier") {
    const byVatId = equal(one.supplierVatId, other.supplierVatId, marks);
    return byVatId ?? equal(one.supplier, other.supplier, supplierName);
  }
  if (fact === "gross") return true;
  if (fact === "issueDate") return equal(one.issueDate, other.issueDate, (date) => date);
  return equal(one[fact], other[fact], marks);
}

function equal(one: string | null, other: string | null, plain: (text: string) => string): boolean | undefined {
  const [left, right] = [one, other].map((text) => (text === null ? "" : plain(text)));
  return left === "" || right === "" ? undefined : left === right;
}

/** Letters and digits alone: paper and XML set blanks, dashes and dots as they like. */
function marks(text: string): string {
  return text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

const legalForms = /\b(?:gmbh\s*&\s*co\.?\s*kg|gmbh|ag|kg|ohg|ug|e\.?\s?k\.?|e\.?\s?v\.?|mbh|inh\.?)(?=\s|$|,)/giu;

/** A name without its legal form, which one paper spells out and the next leaves away. */
function supplierName(name: string): string {
  const short = marks(name.replaceAll(legalForms, " "));
  return short === "" ? marks(name) : short;
}

function daysApart({ fields: one }: Comparable, { fields: other }: Comparable): number | undefined {
  return one.issueDate === null || other.issueDate === null ? undefined : Math.abs(daysBetween(one.issueDate, other.issueDate));
}

/** Whether somebody still has to decide about the two, seen from either: not where one is set aside or they were told apart. */
export function isUndecided(id: string, one: Comparable, otherId: string, other: Comparable): boolean {
  const decided =
    one.duplicateOf !== undefined ||
    other.duplicateOf !== undefined ||
    one.differsFrom?.some(({ of }) => of === otherId) === true ||
    other.differsFrom?.some(({ of }) => of === id) === true;
  return !decided;
}
