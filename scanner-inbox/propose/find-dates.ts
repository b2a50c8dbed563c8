// The day an invoice was written and the day it is due; never takes a day of delivery or order for either.
import { addDays, officeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import { agreedHit, fieldOf, placeOfHit, roundConfidence, type DocumentText, type Hit } from "./document-text.ts";
import type { Discount } from "../../shared/domain/invoice/terms-schema.ts";
import { findLabelled, type Label } from "./find-labelled.ts";
import type { ProposalKind, ProposedField } from "./proposal.ts";
import { datesIn, leadingDate, termsIn } from "../../shared/base/value-text.ts";

const ISSUE_LABELS: readonly Label[] = [
  {
    pattern:
      /(?<!\p{L})(?:rechnungs|beleg|ausstellungs|gutschrifts|faktura)[-\s]*(?:datum|tag)|(?<!\p{L})(?:re|rg)\.?[-\s]*datum|invoice\s+date/iu,
    weight: 0.97,
  },
  { pattern: /(?<!\p{L})(?:rechnung|gutschrift|rechnungsnummer|rechnung\s*-?nr\.?)[^\d]{0,12}\S{0,24}\s+vom(?!\p{L})/iu, weight: 0.93 },
  { pattern: /^\s*vom(?=\s*:)/iu, weight: 0.8 },
  { pattern: /^\s*(?:datum|date|ausgestellt am|datum\s*\/\s*date)(?!\p{L})/iu, weight: 0.88 },
  { pattern: /(?<!\p{L})datum(?!\p{L})/iu, weight: 0.75 },
  { pattern: /^\s*\p{Lu}[\p{L}.\s-]{2,30},?\s+(?:den|dem|im)(?!\p{L})/u, weight: 0.85 },
  { pattern: /^\s*\p{Lu}[\p{L}.\s-]{2,30},(?=\s*\d)/u, weight: 0.7 },
];

const OTHER_DAY =
  /liefer|leistung|bestell|auftrag|fällig|valuta|druck|eingang|zeitraum|geburt|vertrag|zahlbar|skonto|gültig|termin|zahlung|bezug|berichtigt|(?:zur|zu|zu unserer|unsere|ursprüngliche[nr]?|stornierte[nr]?) rechnung/iu;

/** In a reminder these are the day of the invoice it speaks of. */
const INVOICE_DAY = /rechnung|faktura|(?:re|rg)\.?[-\s]*datum/iu;

/** The issue date: by its label, by "place, date", or as the first day on the first page. Of a reminder its own, not that of the invoice. */
export function findIssueDate(document: DocumentText, kind: ProposalKind): Hit<OfficeDate> | null {
  const except = kind === "reminder" ? new RegExp(`${OTHER_DAY.source}|${INVOICE_DAY.source}`, "iu") : OTHER_DAY;
  const labelled = agreedHit(findLabelled(document, { labels: ISSUE_LABELS, except, parse: leadingDate }));
  if (labelled) return labelled;
  const first = document.lines.find((line) => line.page === 1 && !OTHER_DAY.test(line.text) && datesIn(line.text).length > 0);
  const date = first ? datesIn(first.text)[0]?.date : undefined;
  return first && date !== undefined ? { value: date, confidence: 0.4, line: first } : null;
}

const DUE_LABELS: readonly Label[] = [
  {
    pattern:
      /(?<!\p{L})(?:fällig(?:keit)?(?:s?datum|stag)?|zahlungsfrist|zahlungstermin|zahlungsziel)(?!\p{L})(?:\s+(?:ist|am|zum|per|bis|spätestens|netto|ohne\s+(?:jeden\s+)?abzug))*/iu,
    weight: 0.93,
  },
  {
    pattern:
      /(?<!\p{L})(?:zahlbar|zahlung|(?:be)?zahlen|begleichen|überweisen|überweisung|netto|ohne\s+abzug)[^\d%]{0,60}?(?:bis|spätestens)(?:\s+(?:zum|spätestens|am))*(?!\p{L})/iu,
    weight: 0.93,
  },
  { pattern: /(?<!\p{L})(?:bis\s+spätestens|spätestens\s+(?:bis|am)|bis\s+zum)(?:\s+(?:zum|am))?(?!\p{L})/iu, weight: 0.8 },
  { pattern: /due\s+date|payable\s+(?:by|until)/iu, weight: 0.9 },
];

const DISCOUNT = /skonto|abzüglich/iu;
const TERM_CONTEXT = /zahl|fällig|netto|rechnung|innerhalb|binnen|überweis|begleich|ohne abzug|abzugsfrei|rein|ziel/iu;

/** The due date: written out, or worked out from a term of payment and the issue date. A term with discount is never the due date. */
export function findDueDate(
  document: DocumentText,
  issueDate: OfficeDate | null,
  discounts: readonly Discount[] = [],
): ProposedField<OfficeDate> | null {
  const sentences = sentencesOf(document);
  const labelled = findLabelled(sentences, {
    labels: DUE_LABELS,
    except: /^(?:(?!netto|ohne abzug).)*skonto(?:(?!netto|ohne abzug|zahlbar).)*$/iu,
    parse: leadingDate,
  });
  // The last day of a discount is no due date, and none lies before the day of the paper itself.
  const written = [...labelled, ...dueInSentence(sentences), ...netDays(sentences)].filter(
    ({ value }) => !discounts.some(({ until }) => until === value) && (issueDate === null || value >= issueDate),
  );
  const due = agreedHit(written) ?? agreedHit(labelled.map((hit) => ({ ...hit, confidence: Math.min(hit.confidence, UNLIKELY) })));
  if (due) return fieldOf(due);
  if (issueDate === null) return null;
  const term = longestTerm(document);
  if (term) {
    const { line, days, months } = term;
    return {
      value: addTerm(issueDate, days, months),
      source: "derived",
      reason: "termOfPayment",
      confidence: roundConfidence(0.8),
      ...placeOfHit({ value: "", line }),
    };
  }
  const atOnce = document.lines.find((line) =>
    /(?:sofort|umgehend)\s+(?:zahlbar|fällig|ohne\s+abzug)|(?:zahlbar|fällig)(?:\s+\p{L}+)?\s+(?:sofort|umgehend)|nach\s+erhalt\s+(?:sofort|zahlbar|ohne\s+abzug)|zahlbar\s+(?:bei|nach)\s+(?:erhalt|rechnungserhalt)/iu.test(
      line.text,
    ),
  );
  return atOnce
    ? { value: issueDate, source: "derived", reason: "atOnce", confidence: 0.6, ...placeOfHit({ value: "", line: atOnce }) }
    : null;
}

/** A due date that comes before its invoice, say: it is what the paper says, but somebody has to look. */
const UNLIKELY = 0.4;

/** "Der Betrag ist am 19.11.2026 fällig." */
function dueInSentence(document: DocumentText): Hit<OfficeDate>[] {
  return document.lines.flatMap((line) => {
    const found =
      /(?<!\p{L})(?:am|zum|bis)\s+(?:zum\s+)?(\d[^%]{5,20}?)\s+(?:zur\s+zahlung\s+)?(?:fällig|zahlbar|zu\s+zahlen)(?!\p{L})/iu.exec(
        line.text,
      );
    const date = leadingDate(found?.[1] ?? "");
    return date === null ? [] : [{ value: date, confidence: 0.9, line }];
  });
}

/** "bis 14.11.2026 netto", as the last row of a table of discounts has it. */
function netDays(document: DocumentText): Hit<OfficeDate>[] {
  return document.lines.flatMap((line) => {
    const found =
      /(?<!\p{L})bis(?:\s+(?:zum|spätestens))*\s+([^%]*?)(?<!\p{L})(?:rein\s+)?(?:netto|ohne\s+(?:jeden\s+)?abzug)(?!\p{L})/iu.exec(
        line.text,
      );
    const date = datesIn(found?.[1] ?? "").at(-1)?.date;
    return date === undefined ? [] : [{ value: date, confidence: 0.88, line }];
  });
}

/** Sentences break across lines: each line is read on with its follower, as one cell. */
function sentencesOf(document: DocumentText): DocumentText {
  const extra = document.lines.flatMap((line) => {
    const next = document.lines[line.index + 1];
    if (line.cells.length !== 1 || next?.cells.length !== 1 || next.page !== line.page || line.text.length < 25) return [];
    const text = `${line.text} ${next.text}`;
    return [{ ...line, text, joined: [line, next], cells: [{ text, x: line.cells[0]?.x ?? 0, width: line.cells[0]?.width ?? 0 }] }];
  });
  return { lines: [...document.lines, ...extra] };
}

type Term = { readonly line: DocumentText["lines"][number]; readonly days: number; readonly months: number };

function longestTerm(document: DocumentText): Term | null {
  let longest: Term | null = null;
  for (const line of sentencesOf(document).lines) {
    if (!TERM_CONTEXT.test(line.text)) continue;
    for (const clause of line.text.split(/[,;](?=\s)|(?<=\p{L}{3,})\.\s|\s+(?:oder|bzw\.|danach|ansonsten|sonst)\s+|(?<=skonto)\s+/iu)) {
      if (DISCOUNT.test(clause) || /\d\s?%/u.test(clause)) continue;
      for (const { days, months } of termsIn(clause)) {
        if (days + months * 30 > 0 && days + months * 30 <= 120 && (!longest || days + months * 30 > longest.days + longest.months * 30))
          longest = { line, days, months };
      }
    }
  }
  return longest;
}

/** A month ends on the day of the same number, or on the last day where the month is shorter (§ 188 BGB). */
function addTerm(date: OfficeDate, days: number, months: number): OfficeDate {
  if (months === 0) return addDays(date, days);
  const month = Number(date.slice(5, 7)) - 1 + months;
  for (let day = Number(date.slice(8)); day > 27; day -= 1) {
    const found = officeDate(Number(date.slice(0, 4)) + Math.floor(month / 12), (month % 12) + 1, day);
    if (found !== null) return addDays(found, days);
  }
  const found = officeDate(Number(date.slice(0, 4)) + Math.floor(month / 12), (month % 12) + 1, Number(date.slice(8)));
  return addDays(found ?? date, days);
}
