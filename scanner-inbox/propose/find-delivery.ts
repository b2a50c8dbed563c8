// The day goods or services were delivered; of a period its last day. Never takes the day of the invoice for it unless the paper says so.
import { officeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import { bestHit, fieldOf, placeOfHit, roundConfidence, type DocumentText } from "./document-text.ts";
import { findLabelled, type Label } from "./find-labelled.ts";
import type { ProposedField } from "./proposal.ts";
import { datesIn, leadingDate, monthsIn } from "../../shared/base/value-text.ts";

const LABELS: readonly Label[] = [
  {
    pattern:
      /(?<!\p{L})(?:(?:liefer|leistungs?|ausführungs|versand)(?:ungs)?[-\s]*(?:\/\s*(?:leistungs|liefer)[-\s]*)?(?:datum|tag|termin)|(?:leistungs|liefer|ausführungs|abrechnungs|rechnungs|berechnungs|leistung)(?:ungs)?[-\s]*(?:zeitraum|monat|zeit|periode)(?:\s+bis)?)(?!\p{L})/iu,
    weight: 0.95,
  },
  {
    pattern:
      /(?<!\p{L})(?:geliefert|ausgeführt|erbracht|versandt|ausgeliefert|abgeholt)(?:e[nr]?)?\s+(?:am|im|vom|bis)(?!\p{L})|(?<!\p{L})(?:liefer|leistungs|liefe?rung|leistung)\p{L}*\s+(?:am|im|vom|in der zeit vom|bis)(?!\p{L})/iu,
    weight: 0.9,
  },
  {
    pattern:
      /(?<!\p{L})(?:(?:tag|datum|zeitpunkt)\s+der\s+(?:lieferung|leistung|ausführung)|(?:lieferung|leistung|ausführung)\s+erfolgten?\s+(?:am|im|vom))(?!\p{L})/iu,
    weight: 0.92,
  },
  {
    pattern:
      /(?<!\p{L})(?!zahlungs|gewährleistungs|kündigungs|garantie)\p{L}*zeitraum(?!\p{L})|(?<!\p{L})(?:für|in)\s+(?:die|der)\s+zeit(?=\s+vom)/iu,
    weight: 0.88,
  },
  { pattern: /(?<!\p{L})(?:abrechnung|verbrauch)\s*(?:bis|vom|von)?(?!\p{L})/iu, weight: 0.82 },
  { pattern: /^\s*(?:lieferung|leistung|geliefert)\s*:?\s*(?=\d|$)/iu, weight: 0.82 },
  { pattern: /delivery\s+date|date\s+of\s+(?:supply|delivery)|service\s+(?:period|date)/iu, weight: 0.9 },
];
/** "für die am 3. März ausgeführten Leistungen" */
const DONE_ON = /(?<!\p{L})(?:am|vom|bis)\s+(?=\d)(.{6,22}?)\s+(?:ausgeführt|geliefert|erbracht|durchgeführt|geleistet)\p{L}*(?!\p{L})/iu;
const DELIVERY_NOTE: readonly Label[] = [{ pattern: /lieferschein[^\d]{0,12}\S{0,20}\s+vom(?!\p{L})/iu, weight: 0.6 }];
const OTHER_DAY = /voraussichtlich|bestell|liefertermin\s+nach|frist/iu;
const SAME_DAY =
  /(?:liefer|leistungs)[-\s]*(?:datum|tag|zeitpunkt)?\s*(?:\/\s*leistungsdatum\s*)?(?:entspricht|gleich|=|ist(?:\s+gleich)?)\s+(?:dem\s+)?(?:rechnungs|beleg)datum|(?:rechnungs|beleg)datum\s*(?:entspricht|gleich|=|ist(?:\s+gleich)?)\s+(?:dem\s+)?(?:liefer|leistungs)/iu;

/** The delivery day by its label, else by a sentence; the invoice's own day only where the paper says that they are the same. */
export function findDeliveryDate(document: DocumentText, issueDate: OfficeDate | null): ProposedField<OfficeDate> | null {
  const same = document.lines.find(({ text }) => SAME_DAY.test(text));
  if (same && issueDate !== null)
    return {
      value: issueDate,
      source: "derived",
      reason: "sameAsIssueDate",
      confidence: roundConfidence(0.85),
      ...placeOfHit({ value: "", line: same }),
    };
  const labelled = bestHit(findLabelled(document, { labels: LABELS, except: OTHER_DAY, parse: lastDayOf }));
  if (labelled) {
    const field = fieldOf(labelled);
    const written = datesIn(labelled.line.text).some(({ date }) => date === labelled.value);
    return field && !written ? { ...field, source: "derived", reason: "endOfMonth" } : field;
  }
  for (const line of document.lines) {
    const date = leadingDate(DONE_ON.exec(line.text)?.[1] ?? "");
    if (date !== null) return fieldOf({ value: date, confidence: 0.85, line });
  }
  return fieldOf(bestHit(findLabelled(document, { labels: DELIVERY_NOTE, parse: leadingDate })));
}

/** "01.03. - 31.03.2026", "1.3.26 bis 31.3.26", "März 2026": the last day; else the day a text begins with. */
function lastDayOf(text: string): OfficeDate | null {
  const period = /^\s*(?:vom|von|ab)?\s*(.{4,20}?)\s*(?:-|–|—|bis(?:\s+zum)?)\s*(\d.*)$/iu.exec(text);
  const [from, to] = [period?.[1] ?? "", period?.[2] ?? ""];
  if (/^\d{1,2}\.(?:\s?\d{1,2}\.(?:\d{2,4})?|\s?\p{L}+(?:\s\d{4})?)?$/u.test(from)) {
    const last = leadingDate(to);
    if (last !== null) return last;
  }
  const day = leadingDate(text);
  if (day !== null) return day;
  const month = monthsIn(text)[0];
  if (!month || !/^\s*(?:im|monat|:)*\s*$/iu.test(text.slice(0, month.index))) return null;
  // A period of months ends with the last of them.
  const { year, month: last } = monthsIn(text).at(-1) ?? month;
  return [31, 30, 29, 28].map((number) => officeDate(year, last, number)).find((date) => date !== null) ?? null;
}
