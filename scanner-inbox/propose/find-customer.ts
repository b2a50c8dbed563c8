// What the supplier calls its customer; never the number of an invoice, an order or a tax office.
import { bestHit, type DocumentText, type Hit } from "./document-text.ts";
import { findLabelled, type Label } from "./find-labelled.ts";
import { leadingNumber } from "./find-number.ts";

const LABELS: readonly Label[] = [
  {
    pattern:
      /(?<!\p{L})(?:ihre\s+)?(?:kunden?|kd|kdn|debitoren?|mandanten|abnehmer|mitglieds)[-.\s]*(?:nummer|nr|no|number|kennung|konto|id)(?!\p{L})\.?/iu,
    weight: 0.95,
  },
  { pattern: /(?<!\p{L})(?:customer|client)\s*(?:no|number|id|nr)(?!\p{L})\.?/iu, weight: 0.93 },
  { pattern: /(?<!\p{L})(?:vertragskonto|kundenkonto|geschäftspartner)(?:[-\s]*(?:nummer|nr))?(?!\p{L})\.?/iu, weight: 0.85 },
  { pattern: /^\s*(?:kunde|debitor)(?!\p{L})/iu, weight: 0.82 },
];

/** The customer number by its label. */
export function findCustomerNumber(document: DocumentText): Hit<string> | null {
  return bestHit(findLabelled(document, { labels: LABELS, parse: customerNumber }));
}

/** A short number may be two digits here, unlike an invoice's. */
function customerNumber(text: string): string | null {
  const number = leadingNumber(text);
  return number === null || number.length > 25 ? null : number;
}
