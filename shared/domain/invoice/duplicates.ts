// Whether two papers are probably one invoice: by supplier, number and amount, by account, amount and day, or by pages they share, whichever
// way they came. Pure, and the same whichever of the two is asked about the other. It only says what agrees; a person decides.
import { daysBetween } from "../../base/office-date.ts";
import type { Invoice } from "./schema.ts";

/** The parts of an invoice that are held beside another one's. */
export type Comparable = Pick<
  Invoice,
  "documentKind" | "document" | "pages" | "fields" | "receivedAt" | "duplicateOf" | "differsFrom" | "toldApart"
>;

/** `numberAlike`: numbers that differ only in characters which are taken for one another; `pages`: both show a page of one file. */
export const likenessFacts = ["supplier", "number", "numberAlike", "gross", "iban", "issueDate", "pages"] as const;
export type LikenessFact = (typeof likenessFacts)[number];

/** `same`: one invoice by every mark that names it. `maybe`: less than that, and worth a look. */
export interface Likeness {
  readonly strength: "same" | "maybe";
  readonly agree: readonly LikenessFact[];
  readonly differ: readonly LikenessFact[];
}

/** Days. A supplier sends the same amount again within a month only by mistake, or as an instalment; the next month's bill is another one. */
export const nearDays = 30;
/** Bills with numbers of their own, so many days apart, are two bills of a series. */
const seriesDays = 20;
/** Days after which a number that comes again is more likely that of a supplier who counts anew each year. */
const numberedAnewDays = 180;

/** What agrees between two papers; undefined where nothing says that they are one invoice. */
export function likenessOf(one: Comparable, other: Comparable): Likeness | undefined {
  if ((one.documentKind === "creditNote") !== (other.documentKind === "creditNote")) return undefined;
  const found = factsOf(one, other);
  const strength = strengthOf(daysApart(one, other), found);
  return strength === undefined ? undefined : { strength, ...found };
}

/** What agrees and what differs between two papers, alike or not; a fact on which one of them is silent is in neither list. */
export function factsOf(one: Comparable, other: Comparable): Omit<Likeness, "strength"> {
  const facts = likenessFacts.map((fact) => [fact, agrees(fact, one, other)] as const);
  const having = (wanted: boolean): readonly LikenessFact[] => facts.flatMap(([fact, found]) => (found === wanted ? [fact] : []));
  return { agree: having(true), differ: having(false) };
}

function strengthOf(apart: number, found: Omit<Likeness, "strength">): Likeness["strength"] | undefined {
  const agree = (fact: LikenessFact): boolean => found.agree.includes(fact);
  const differ = (fact: LikenessFact): boolean => found.differ.includes(fact);
  if (agree("pages")) return differ("number") || differ("gross") ? "maybe" : "same";
  if (differ("gross")) return undefined;
  const payee = agree("supplier") || agree("iban");
  const numbered = agree("number") || (agree("numberAlike") && apart <= numberedAnewDays);
  // An amount that was not read can agree with any: then the number has to, and whose it is.
  if (!agree("gross")) return numbered && payee ? "maybe" : undefined;
  if (agree("number") && payee) return apart <= numberedAnewDays ? "same" : "maybe";
  if (agree("number") && !differ("supplier") && !differ("iban")) return "maybe";
  if (numbered && payee) return "maybe";
  if (!agree("iban") || apart > nearDays) return undefined;
  // Two numbers of their own are held against it unless the papers themselves are dated so close.
  const dated = agree("issueDate") || differ("issueDate");
  return differ("number") && (!dated || apart >= seriesDays) ? undefined : "maybe";
}

/** True or false where both say something, undefined where one is silent or another fact says it. */
function agrees(fact: LikenessFact, one: Comparable, other: Comparable): boolean | undefined {
  const [{ fields: mine }, { fields: hers }] = [one, other];
  switch (fact) {
    case "supplier":
      return equal(mine.supplierVatId, hers.supplierVatId, marks) ?? equal(mine.supplier, hers.supplier, supplierName);
    case "number":
      return numbersAlike(mine.number, hers.number) ? undefined : equal(mine.number, hers.number, marks);
    case "numberAlike":
      return numbersAlike(mine.number, hers.number) ? true : undefined;
    case "gross":
      return mine.gross === null || hers.gross === null ? undefined : mine.gross === hers.gross;
    case "issueDate":
      return equal(mine.issueDate, hers.issueDate, (date) => date);
    case "iban":
      return equal(mine.iban, hers.iban, marks);
    case "pages":
      return sharePages(one, other) ? true : undefined;
  }
}

/** Whether two numbers are unequal, and a slip of the recognition explains it. */
function numbersAlike(one: string | null, other: string | null): boolean {
  return equal(one, other, marks) === false && equal(one, other, looseMarks) === true;
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

/** Capitals and digits that text recognition takes for one another. L is among them for its small form. */
const lookAlikes: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1", S: "5", B: "8" };

function looseMarks(text: string): string {
  return marks(text).replaceAll(/[OILSB]/gu, (letter) => lookAlikes[letter] ?? letter);
}

const legalForms = /\b(?:gmbh\s*&\s*co\.?\s*kg|gmbh|ag|kg|ohg|ug|e\.?\s?k\.?|e\.?\s?v\.?|mbh|inh\.?)(?=\s|$|,)/giu;

/** A name without its legal form, which one paper spells out and the next leaves away, and as recognition may have read it. */
function supplierName(name: string): string {
  const short = looseMarks(name.replaceAll(legalForms, " "));
  return short === "" ? looseMarks(name) : short;
}

function daysApart(one: Comparable, other: Comparable): number {
  return Math.abs(daysBetween(dayOf(one), dayOf(other)));
}

/** The day an invoice is dated; where that was not read, the day it came. */
function dayOf({ fields, receivedAt }: Pick<Comparable, "receivedAt"> & { readonly fields: Pick<Invoice["fields"], "issueDate"> }): string {
  return fields.issueDate ?? receivedAt.slice(0, 10);
}

function sharePages(one: Comparable, other: Comparable): boolean {
  if (one.document.sha256 !== other.document.sha256) return false;
  if (one.pages === undefined || other.pages === undefined) return true;
  const hers = new Set(other.pages.shown.map(({ page }) => page));
  return one.pages.shown.some(({ page }) => hers.has(page));
}

/** By what an index finds what may be alike: of two papers with a likeness, one of number, account and file is equal. */
export interface LikenessKeys {
  readonly number: string | null;
  readonly iban: string | null;
  readonly gross: number | null;
  readonly day: string;
  readonly sha256: string;
}

type Keyed = Pick<Comparable, "receivedAt"> & {
  readonly document: Pick<Invoice["document"], "sha256">;
  readonly fields: Pick<Invoice["fields"], "number" | "iban" | "gross" | "issueDate">;
};

export function likenessKeys(invoice: Keyed): LikenessKeys {
  const { document, fields } = invoice;
  const number = looseMarks(fields.number ?? "");
  const iban = marks(fields.iban ?? "");
  return {
    number: number === "" ? null : number,
    iban: iban === "" ? null : iban,
    gross: fields.gross,
    day: dayOf(invoice),
    sha256: document.sha256,
  };
}

/** An invoice under its id. */
export interface KnownInvoice {
  readonly id: string;
  readonly body: Comparable;
}

/** `undecided`: a person has to say; `setAside`: the other one was set aside as this very invoice. */
export interface Alike extends Likeness {
  readonly id: string;
  readonly standing: "undecided" | "setAside";
}

/** What is like an invoice among others: first what wants a decision, the surest first; the same in whatever order the others come. */
export function alikeAmong(one: KnownInvoice, others: readonly KnownInvoice[]): readonly Alike[] {
  return others
    .flatMap((other) => alikeTo(one, other) ?? [])
    .sort((left, right) => rank(left) - rank(right) || (left.id < right.id ? -1 : 1));
}

/** What an invoice is to another one; undefined where it is nothing, or a person has said so. */
export function alikeTo({ id, body: one }: KnownInvoice, { id: otherId, body: other }: KnownInvoice): Alike | undefined {
  if (id === otherId) return undefined;
  const likeness = likenessOf(one, other);
  // A person may set aside what the rule sees no likeness in.
  if (other.duplicateOf?.of === id) return { strength: "maybe", agree: [], differ: [], ...likeness, id: otherId, standing: "setAside" };
  return likeness !== undefined && isUndecided(id, one, otherId, other) ? { ...likeness, id: otherId, standing: "undecided" } : undefined;
}

const rank = ({ standing, strength }: Alike): number => (standing === "setAside" ? 2 : strength === "same" ? 0 : 1);

/** Whether somebody still has to decide about the two, seen from either: not where one is set aside or they were told apart. */
export function isUndecided(id: string, one: Comparable, otherId: string, other: Comparable): boolean {
  const setAside = one.duplicateOf !== undefined || other.duplicateOf !== undefined;
  return !setAside && !isToldApart(one, otherId) && !isToldApart(other, id);
}

/** Programs before this one kept what was told apart in a list (`differsFrom`). */
function isToldApart({ toldApart, differsFrom }: Comparable, from: string): boolean {
  return toldApart?.[from] !== undefined || differsFrom?.some(({ of }) => of === from) === true;
}
