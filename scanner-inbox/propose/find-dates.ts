// The day an invoice was written and the day it is due; never takes a day of delivery or order for either.
import { addDays, officeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import { bestHit, fieldOf, placeOfHit, roundConfidence, type DocumentText, type Hit } from "./document-text.ts";
import { findLabelled, type Label } from "./find-labelled.ts";
import type { ProposedField } from "./proposal.ts";
import { datesIn, leadingDate } from "../../shared/base/value-text.ts";

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

/** The issue date: by its label, by "place, date", or as the first day on the first page. */
export function findIssueDate(document: DocumentText): Hit<OfficeDate> | null {
  const labelled = bestHit(findLabelled(document, { labels: ISSUE_LABELS, except: OTHER_DAY, parse: leadingDate }));
  if (labelled) return labelled;
  const first = document.lines.find((line) => line.page === 1 && !OTHER_DAY.test(line.text) && datesIn(line.text).length > 0);
  const date = first ? datesIn(first.text)[0]?.date : undefined;
  return first && date !== undefined ? { value: date, confidence: 0.4, line: first } : null;
}

const DUE_LABELS: readonly Label[] = [
  {
    pattern:
      /(?<!\p{L})(?:fällig(?:keit)?(?:s?datum|stag)?|zahlungsfrist|zahlungstermin|zahlungsziel)(?!\p{L})(?:\s+(?:ist|am|zum|bis|spätestens|netto))*/iu,
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
const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ["sieben", 7],
  ["acht", 8],
  ["zehn", 10],
  ["vierzehn", 14],
  ["einundzwanzig", 21],
  ["dreißig", 30],
  ["zwei", 2],
  ["drei", 3],
  ["vier", 4],
  ["einer", 1],
  ["einem", 1],
  ["eines", 1],
]);
const COUNT = String.raw`(\d{1,3}|${[...NUMBER_WORDS.keys()].join("|")})`;
const TERM = new RegExp(String.raw`(?<![\p{L}\d,.])${COUNT}\s*(?:kalender)?(tage?n?|wochen?|monats?|monate?n?)(?!\p{L})`, "giu");
const TERM_CONTEXT = /zahl|fällig|netto|rechnung|innerhalb|binnen|überweis|begleich|ohne abzug|abzugsfrei|rein|ziel/iu;

/** The due date: written out, or worked out from a term of payment and the issue date. A term with discount is never the due date. */
export function findDueDate(document: DocumentText, issueDate: OfficeDate | null): ProposedField<OfficeDate> | null {
  const written = bestHit(
    findLabelled(sentencesOf(document), {
      labels: DUE_LABELS,
      except: /^(?:(?!netto|ohne abzug).)*skonto(?:(?!netto|ohne abzug|zahlbar).)*$/iu,
      parse: leadingDate,
    }),
  );
  if (written) return fieldOf(written);
  if (issueDate === null) return null;
  const term = longestTerm(document);
  if (term) {
    const { line, days, months } = term;
    return {
      value: addTerm(issueDate, days, months),
      source: "derived",
      confidence: roundConfidence(0.8),
      ...placeOfHit({ value: "", line }),
    };
  }
  const atOnce = document.lines.find((line) =>
    /(?:sofort|umgehend)\s+(?:zahlbar|fällig|ohne\s+abzug)|(?:zahlbar|fällig)(?:\s+\p{L}+)?\s+(?:sofort|umgehend)|nach\s+erhalt\s+(?:sofort|zahlbar|ohne\s+abzug)|zahlbar\s+(?:bei|nach)\s+(?:erhalt|rechnungserhalt)/iu.test(
      line.text,
    ),
  );
  return atOnce ? { value: issueDate, source: "derived", confidence: 0.6, ...placeOfHit({ value: "", line: atOnce }) } : null;
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
      for (const match of clause.matchAll(TERM)) {
        const count = NUMBER_WORDS.get((match[1] ?? "").toLowerCase()) ?? Number(match[1]);
        const unit = (match[2] ?? "").toLowerCase();
        const days = unit.startsWith("tag") ? count : unit.startsWith("woche") ? count * 7 : 0;
        const months = unit.startsWith("monat") ? count : 0;
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
