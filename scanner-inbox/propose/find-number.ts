// The invoice's own number, and the numbers it refers to; never takes a customer, tax or delivery number for one.
import { bestHit, type DocumentText, type Hit } from "./document-text.ts";
import type { ProposalKind } from "./proposal.ts";
import { findLabelled, type Label } from "./find-labelled.ts";
import { amountsIn, datesIn } from "../../shared/base/value-text.ts";

const NUMBER_WORD = String.raw`(?:[-\s]*(?:nummer|nr|no|number|id)(?![\p{L}])\.?|\s*#)`;

const LABELS: readonly Label[] = [
  {
    pattern: new RegExp(
      String.raw`(?<!\p{L})(?:\p{L}*rechnungs?|faktura|liquidations?|gutschrifts?|rechnungskorrektur|invoice)${NUMBER_WORD}`,
      "iu",
    ),
    weight: 0.97,
  },
  { pattern: new RegExp(String.raw`(?<!\p{L})(?:re|rg|rech|rechn)\.?${NUMBER_WORD}`, "iu"), weight: 0.93 },
  { pattern: new RegExp(String.raw`(?<!\p{L})(?:beleg|dokument(?:en)?|vorgangs?)${NUMBER_WORD}`, "iu"), weight: 0.8 },
  { pattern: /(?<!\p{L})(?:nummer|nr\.)\s+(?:der|dieser)\s+(?:rechnung|gutschrift|korrektur|faktura)(?!\p{L})/iu, weight: 0.9 },
  {
    pattern:
      /^\s*(?:\p{L}*rechnung|gutschrift|rechnungskorrektur|invoice)(?!\s*(?:19|20)\d{2}(?:\s|$))(?=\s*[:#]?\s*(?:[A-Z]{1,5}\s)?[\p{L}\d./_-]*\d)/iu,
    weight: 0.75,
  },
  { pattern: /^\s*unsere\s+(?:rechnung|gutschrift)\s*:/iu, weight: 0.85 },
  { pattern: /^\s*(?:nummer|nr\.)\s*:?\s*(?=\S|$)/iu, weight: 0.45 },
];
/** "unsere Rechnung 4711 vom …" */
const OF_REMINDER: Label = { pattern: /(?<!\p{L})rechnung(?:en)?(?=\s+\S*\d)/iu, weight: 0.8 };

/** Words that make another invoice of an invoice. A reminder speaks of nothing else. */
const OTHER_INVOICE =
  /(?<!\p{L})(?:zur|zu|bezug|betrifft|ursprüngliche[nr]?|stornierte[nr]?|korrigierte[nr]?|(?:zu )?unserer|(?:zu|für) unsere) rechnung/iu;
/** Words that make another number of a number. */
const OTHER_NUMBER = /kunden|debitor|liefer(?:schein)?|bestell|auftrags|steuer|konto|vertrags?nr|artikel|handelsregister|mitglied/iu;

/** Every number a label announces as the document's own, of a reminder as that of its invoice. */
export function findInvoiceNumbers(document: DocumentText, kind: ProposalKind): Hit<string>[] {
  const except = kind === "reminder" ? OTHER_NUMBER : new RegExp(`${OTHER_INVOICE.source}|${OTHER_NUMBER.source}`, "iu");
  const labels = kind === "reminder" ? [...LABELS, OF_REMINDER] : LABELS;
  return findLabelled(document, { labels, except, parse: leadingNumber });
}

/** The order the invoice refers to. */
export function findOrderReference(document: DocumentText): Hit<string> | null {
  const labels: readonly Label[] = [
    {
      pattern: new RegExp(
        String.raw`(?<!\p{L})(?:bestell|best\.?|bestellung)${NUMBER_WORD}|(?<!\p{L})ihre(?:r)?\s+bestellung|^\s*bestellung(?!\p{L})`,
        "iu",
      ),
      weight: 0.9,
    },
    {
      pattern: new RegExp(
        String.raw`(?<!\p{L})auftrags?${NUMBER_WORD}|(?<!\p{L})ihr(?:em)?\s+auftrag(?!\p{L})|^\s*auftrag(?!\p{L})|(?<!\p{L})order\s*(?:no|number|nr)\.?`,
        "iu",
      ),
      weight: 0.75,
    },
    { pattern: /^\s*(?:ihre\s+)?referenz(?:nummer|[-\s]*nr\.?)?(?!\p{L})/iu, weight: 0.6 },
    // What the supplier calls the buyer's sign is an order's number when nothing else is called one.
    { pattern: /^\s*ihr\s+zeichen(?!\p{L})/iu, weight: 0.5 },
  ];
  return bestHit(findLabelled(document, { labels, except: /\svom\s+\d|zeichen.*zeichen/iu, parse: leadingNumber }));
}

/** What the supplier wants named when paying. */
export function findRemittance(document: DocumentText): Hit<string> | null {
  const labels: readonly Label[] = [
    { pattern: /(?<!\p{L})(?:verwendungszweck|zahlungsreferenz|zahlungszweck|kassenzeichen|buchungszeichen)/iu, weight: 0.9 },
  ];
  return bestHit(
    findLabelled(document, { labels, parse: (text) => (/\d/u.test(text) && text.length <= 140 ? text.replace(/[\s.,;]+$/u, "") : null) }),
  );
}

/**
 * The number a text begins with: one word with a digit, a short prefix before it and one group of digits after it allowed.
 * Days, amounts and IBANs are none.
 */
export function leadingNumber(text: string): string | null {
  const words = text.replace(/^(?:(?:nr|nummer|no)\.?\s*)?[:#\s]*/iu, "").split(/\s+/u);
  let value = words[0] ?? "";
  let used = 1;
  if (/^\p{Lu}{1,5}[-.]?$/u.test(value) && /^[\d-]/u.test(words[1] ?? "")) {
    value = `${value} ${words[1] ?? ""}`;
    used = 2;
  }
  if (/^(?:\p{Lu}{1,5} )?\d{2,5}$/u.test(value) && words.length === used + 1 && /^\d{3,8}$/u.test(words[used] ?? ""))
    value = `${value} ${words[used] ?? ""}`;
  value = value.replace(/[.,;:)]+$/u, "").replace(/^\(/u, "");
  if (!/\d/u.test(value) || value.length > 35 || !/^[\p{L}\d][\p{L}\d\s./_#+:-]*$/u.test(value)) return null;
  if (datesIn(value).length > 0 || amountsIn(value).length > 0 || /^[A-Z]{2}\d{2}[\dA-Z]{11,}$/u.test(value) || /^\d{1,2}\.?$/u.test(value))
    return null;
  return value;
}
