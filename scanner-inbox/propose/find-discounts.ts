// Discounts for early payment: rate and last day of each step, from sentences and from the writing of XRechnung. Never a tax rate.
import { addDays, type OfficeDate } from "../../shared/base/office-date.ts";
import type { Discount } from "../../shared/domain/invoice/terms-schema.ts";
import { MOST_RECOGNISED, placeOfLines, roundConfidence, type DocumentLine, type DocumentText } from "./document-text.ts";
import type { ProposedField } from "./proposal.ts";
import { datesIn, termsIn } from "../../shared/base/value-text.ts";

/** No supplier grants more; a higher rate beside the word is a tax. */
const MOST_RATE = 1_000;
const NONE =
  /(?:kein(?:e[rn]?)?|ohne|nicht)\s+(?:weiteren?\s+)?(?:skonto|skontier)|skonto\p{L}*\s+(?:wird|werden|ist|kann)?\s*(?:leider\s+)?nicht|nicht\s+skontier/iu;
const ASKED = /skonto|skont\.|(?<!\p{L})sko\.?(?!\p{L})/iu;
/** "2 % 10 Tage, 30 Tage netto" says it without the word. */
const SHORT =
  /(?:\d{1,2}\s*tage?\s*[:/-]?\s*\d(?:[.,]\d{1,2})?\s*%|\d(?:[.,]\d{1,2})?\s*%\s*(?:bei\s+zahlung\s+)?(?:innerhalb\s+von\s+|binnen\s+|in\s+|bis\s+)?\d{1,2}(?:\s*tage?n?|\.\d)).*(?:netto|ohne\s+abzug)/iu;

type Token =
  | { readonly kind: "rate"; readonly rate: number; readonly index: number }
  | { readonly kind: "day"; readonly day: OfficeDate; readonly index: number }
  | { readonly kind: "days"; readonly days: number; readonly index: number };

type Step = Discount & { readonly derived: boolean };

/** Every step a document grants, shortest term first; null where it grants none or its days cannot be told. */
export function findDiscounts(document: DocumentText, issueDate: OfficeDate | null): ProposedField<readonly Discount[]> | null {
  for (const { text, lines } of paragraphs(document)) {
    const found = discountsOf(text, issueDate);
    if (!found) continue;
    const recognised = lines.some((line) => line.recognised !== null);
    const sure = Math.min(...lines.map((line) => line.recognised ?? 1));
    return {
      ...found,
      confidence: recognised ? roundConfidence(Math.min(MOST_RECOGNISED, found.confidence * sure)) : found.confidence,
      ...(recognised && found.source === "text" ? { source: "ocr" as const } : {}),
      ...placeOfLines(lines),
    };
  }
  return null;
}

/** The steps of BT-20: `#SKONTO#TAGE=14#PROZENT=2.00#` as XRechnung writes them, else prose. */
export function discountsOf(text: string, issueDate: OfficeDate | null): ProposedField<readonly Discount[]> | null {
  const written = [...text.matchAll(/#SKONTO#TAGE=(\d{1,3})#PROZENT=(\d{1,2}(?:\.\d{1,2})?)#/gu)];
  if (written.length > 0) {
    if (issueDate === null) return null;
    const steps = written.map(([, days, rate]) => ({ rate: Math.round(Number(rate) * 100), until: addDays(issueDate, Number(days)) }));
    return { value: inOrder(steps), source: "derived", reason: "termOfPayment", confidence: 1 };
  }
  if (NONE.test(text) || !(ASKED.test(text) || SHORT.test(text))) return null;
  const steps = stepsOf(tokensOf(text), issueDate);
  if (steps.length === 0) return null;
  const value = inOrder(steps.map(({ rate, until }) => ({ rate, until })));
  return steps.some(({ derived }) => derived)
    ? { value, source: "derived", reason: "termOfPayment", confidence: 0.85 }
    : { value, source: "text", confidence: 0.9 };
}

function inOrder(steps: readonly Discount[]): Discount[] {
  const each = steps.filter(({ rate, until }, at) => steps.findIndex((other) => other.rate === rate && other.until === until) === at);
  return each.toSorted((one, other) => (one.until < other.until ? -1 : 1)).slice(0, 6);
}

function tokensOf(text: string): Token[] {
  const rates = [...text.matchAll(/(?<![\d.,])(\d{1,2})(?:[.,](\d{1,2}))?\s?(?:%|v\.\s?H\.|Prozent)/gu)].flatMap((match): Token[] => {
    const rate = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
    return rate > 0 && rate <= MOST_RATE ? [{ kind: "rate", rate, index: match.index }] : [];
  });
  const days = termsIn(text).flatMap(({ days: count, months, index }): Token[] =>
    months > 0 ? [] : [{ kind: "days", days: count, index }],
  );
  const dates = datesIn(text).map(({ date, index }): Token => ({ kind: "day", day: date, index }));
  return [...rates, ...days, ...dates].toSorted((one, other) => one.index - other.index);
}

/** Either each rate is followed by its term, or each term by its rate; which of the two, the first token says. */
function stepsOf(tokens: readonly Token[], issueDate: OfficeDate | null): Step[] {
  const places = tokens.flatMap(({ kind }, at) => (kind === "rate" ? [at] : []));
  const rateFirst = tokens[0]?.kind === "rate";
  return places.flatMap((at, number): Step[] => {
    const rate = tokens[at];
    const own = rateFirst ? tokens.slice(at + 1, places[number + 1]) : tokens.slice((places[number - 1] ?? -1) + 1, at);
    // Behind the rate the nearest term is meant, before it the nearest too.
    const near = rateFirst ? own : own.toReversed();
    const until = untilOf(near, issueDate);
    return rate?.kind === "rate" && until ? [{ rate: rate.rate, ...until }] : [];
  });
}

/** A day that stands beside the number of days says what that number means. */
function untilOf(near: readonly Token[], issueDate: OfficeDate | null): { readonly until: OfficeDate; readonly derived: boolean } | null {
  const [first, second] = near;
  if (first?.kind === "day") return { until: first.day, derived: false };
  if (first?.kind !== "days") return null;
  const counted = issueDate === null ? null : addDays(issueDate, first.days);
  if (second?.kind === "day" && (counted === null || second.day === counted)) return { until: second.day, derived: false };
  return counted === null ? null : { until: counted, derived: true };
}

/** Neighbouring lines that speak of a discount, with the line before and after them where the sentence runs on. */
function paragraphs(document: DocumentText): { readonly text: string; readonly lines: readonly DocumentLine[] }[] {
  const found: { text: string; lines: DocumentLine[] }[] = [];
  for (const line of document.lines) {
    if (!ASKED.test(line.text) && !SHORT.test(line.text) && !/#SKONTO#/u.test(line.text)) continue;
    const [before, after] = [document.lines[line.index - 1], document.lines[line.index + 1]];
    const last = found.at(-1);
    if (last && last.lines.at(-1)?.index === line.index - 1) {
      last.lines.push(line);
      last.text = `${last.text} ${line.text}`;
    } else {
      const opened = before && isNear(before, line) && !/[.:]\s*$/u.test(before.text) && !complete(line.text) ? `${before.text} ` : "";
      found.push({ text: opened + line.text, lines: [line] });
    }
    const open = found.at(-1);
    if (open && after && !ASKED.test(after.text) && isNear(line, after) && !complete(open.text)) open.text = `${open.text} ${after.text}`;
  }
  return found;
}

/** Rate and term stand in it. */
function complete(text: string): boolean {
  const kinds = tokensOf(text).map(({ kind }) => kind);
  return kinds.includes("rate") && (kinds.includes("day") || kinds.includes("days"));
}

function isNear(upper: DocumentLine, lower: DocumentLine): boolean {
  return upper.page === lower.page && lower.top - upper.top < Math.max(upper.height, lower.height) * 2;
}
