// What the buyer wants its invoices to name: the Leitweg-ID, else its own sign. A slip in the ID is mended where one mending has right check digits.
import { bestHit, type DocumentText, type Hit } from "./document-text.ts";
import { findLabelled } from "./find-labelled.ts";
import { isRouteId, mendedRouteId } from "./tax-check-digits.ts";

/** The buyer's reference: a Leitweg-ID wherever it stands by name, else what the supplier calls the buyer's sign. */
export function findBuyerReference(document: DocumentText): Hit<string> | null {
  const labels = [{ pattern: /leitweg[-\s]*(?:id|nummer|nr\.?)?/iu, weight: 0.95 }];
  const route = bestHit(
    findLabelled(document, { labels, parse: (text) => /^\d{2,12}-(?:[A-Z\d]{1,30}-)?\d{2}(?![\dA-Z-])/iu.exec(text)?.[0] ?? null }),
  );
  if (route && isRouteId(route.value)) return route;
  const mended = bestHit(
    findLabelled({ lines: document.lines.filter(({ recognised }) => recognised !== null) }, { labels, parse: mendedIn }),
  );
  if (mended) return { ...mended, confidence: mended.confidence * 0.65, repaired: true };
  if (route) return { ...route, confidence: route.confidence * 0.8 };
  return bestHit(
    findLabelled(document, {
      labels: [{ pattern: /(?<!\p{L})ihr\s*(?:e\s+referenz|\s?zeichen)(?!\p{L})/iu, weight: 0.7 }],
      parse: (text) => (/^[\p{L}\d][\p{L}\d\s./_-]{1,34}$/u.test(text) && !/unser\s+zeichen/iu.test(text) ? text.trim() : null),
    }),
  );
}

/** Recognition loses hyphens to blanks and strokes, and takes letters for digits. */
function mendedIn(text: string): string | null {
  const word = /^[\dA-Z|]{2,12}\s?[-–—~]\s?(?:[A-Z\d|]{1,30}\s?[-–—~]\s?)?[\dA-Z|]{2}(?![\dA-Z-])/iu.exec(text)?.[0];
  if (word === undefined) return null;
  const plain = word.replace(/\s/gu, "").replace(/[–—~]/gu, "-");
  return plain !== word && isRouteId(plain) ? plain : mendedRouteId(plain);
}
