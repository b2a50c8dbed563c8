// From words on the page to a field's value, by the same grammar that reads files. Pure; what it cannot read it says so and guesses nothing.
import { electronicFormatIBAN, isValidBIC, isValidIBAN } from "ibantools";
import { amountsIn, datesIn } from "../../../shared/base/value-text.ts";
import type { AllFieldName } from "../../../shared/domain/invoice/terms.ts";
import { fieldOfText, fieldType } from "../../components/field-text.ts";

/** A value where it is written in a text. */
export interface WrittenValue {
  readonly value: string | number;
  readonly start: number;
  readonly end: number;
}

/** What a field wants of the words it is filled with. */
export type WantedOfWords = "date" | "amount" | "iban" | "bic" | "text" | "rows";

export function wantedBy(name: AllFieldName): WantedOfWords {
  return name === "iban" || name === "bic" ? name : fieldType(name);
}

/** Values for the field that stand in a text by themselves, in order. Of a field of free text: words with a number in them. */
export function valuesIn(name: AllFieldName, text: string): readonly WrittenValue[] {
  switch (wantedBy(name)) {
    case "date":
      return datesIn(text).map(({ date, index, end }) => ({ value: date, start: index, end }));
    case "amount":
      return amountsIn(text).map(({ cents, index, end }) => ({ value: cents, start: index, end }));
    case "iban":
      return ibansIn(text);
    case "bic":
      return matches(text, /(?<![\p{L}\d])[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?(?![\p{L}\d])/gu).filter(({ value }) => isValidBIC(value));
    case "text":
      return numbersIn(text);
    case "rows":
      return [];
  }
}

/** Words with four characters or more and a digit among them that are no part of a day or an amount. */
function numbersIn(text: string): readonly WrittenValue[] {
  const others = [...datesIn(text), ...amountsIn(text)];
  return matches(text, /[\p{L}\d][\p{L}\d./_-]{2,33}[\p{L}\d]/gu).filter(
    ({ value, start, end }) => /\d/u.test(value) && !others.some((other) => other.index < end && other.end > start),
  );
}

function matches(text: string, pattern: RegExp): { readonly value: string; readonly start: number; readonly end: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({ value: match[0], start: match.index, end: match.index + match[0].length }));
}

function ibansIn(text: string): readonly WrittenValue[] {
  return matches(text, /(?<![\p{L}\d])[A-Z]{2}\d{2}(?:[\s.-]{0,2}[A-Z\d]){10,30}/gu).flatMap(({ value, start }) => {
    // What follows an IBAN may look like its end: the longest part with right check digits is meant.
    for (let end = value.length; end > 14; end -= 1) {
      const iban = electronicFormatIBAN(value.slice(0, end)) ?? "";
      if (/[A-Z\d]$/u.test(value.slice(0, end)) && isValidIBAN(iban)) return [{ value: iban, start, end: start + end }];
    }
    return [];
  });
}

export type ValueOfWords = WrittenValue | "nothing" | "several";

/**
 * The value that a person means by pointing at these words of a line: the one the click is in, however many words it has, or the
 * only one in what was marked. `start` and `end` are the words' own.
 */
export function valueOfWords(name: AllFieldName, line: string, start: number, end: number, marked: boolean): ValueOfWords {
  if (wantedBy(name) === "text") return textOf(line, start, end);
  // A table has several values: which of them a word would be, nobody has said.
  if (wantedBy(name) === "rows") return "nothing";
  const there = valuesIn(name, line).filter((value) => value.start < end && value.end > start);
  if (there.length > 1 && marked) return "several";
  const words = line.slice(start, end);
  const [first] = there;
  if (first !== undefined) return first;
  const typed = fieldOfText(name, words);
  const isValue = wantedBy(name) === "iban" ? typeof typed === "string" && isValidIBAN(typed) : wantedBy(name) !== "bic";
  return typed === undefined || typed === null || typeof typed === "object" || !isValue ? "nothing" : { value: typed, start, end };
}

/** Without the signs that surround a word in a sentence. */
function textOf(line: string, start: number, end: number): ValueOfWords {
  const words = line.slice(start, end);
  const lead = /^[\s("„»:,;·•|]*/u.exec(words)?.[0].length ?? 0;
  const value = words
    .slice(lead)
    .replace(/[\s)"“«:,;·•|]+$/u, "")
    .replace(/(?<=[\d\p{L}]{2})\.$/u, "");
  return value === "" ? "nothing" : { value, start: start + lead, end: start + lead + value.length };
}
