// An electronic invoice in German: what its terms are called, and what is wrong where a rule is broken.
import type { Finding } from "../einvoice/check/rule.ts";
import { germanSentences, syntaxSentences } from "./de/einvoice-german.ts";
import { normSentences } from "./de/einvoice-norm.ts";
import { termLabels } from "./de/einvoice-terms.ts";
import { vatSentences } from "./de/einvoice-vat.ts";
import { formatDate } from "./format.ts";
import { lookUp } from "./refusal-text.ts";

/** The name of a term or a group; its number where it has none. */
export function termLabel(term: string): string {
  return lookUp(termLabels, term) ?? term;
}

/** The sentence of a rule as it stands, before anything is filled in; undefined for a rule that nobody knows. */
export function sentenceOf(rule: string): string | undefined {
  return [normSentences, vatSentences, germanSentences, syntaxSentences]
    .map((sentences) => lookUp(sentences, rule))
    .find((found) => found !== undefined);
}

/** What is wrong, with the values filled in: numbers with a comma, days as people write them. */
export function findingText({ rule, term, values = {} }: Finding): string {
  const sentence = sentenceOf(rule) ?? `Die Regel ${rule} ist verletzt (${termLabel(term)}).`;
  return sentence.replace(/\{\{(\w+)\}\}/gu, (_whole, name: string) => written(lookUp(values, name) ?? ""));
}

function written(value: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/u.test(value)) return formatDate(value);
  return /^-?\d+\.\d+$/u.test(value) ? value.replace(".", ",") : value;
}
