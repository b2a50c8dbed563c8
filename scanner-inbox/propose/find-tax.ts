// The supplier's tax identities: VAT id and tax number. Check digits mend a slip of recognition, never text that the file itself says.
import { bestHit, type DocumentText, type Hit } from "./document-text.ts";
import { findLabelled } from "./find-labelled.ts";
import { isVatId, mendedVatId } from "./tax-check-digits.ts";

const VAT_LABEL = /u(?:msatz)?st(?:euer)?[-.\s]*id|ust\.?-?id|umsatzsteuer-?identifikation|vat|uid/iu;
const CUSTOMERS = /ihre?\s+(?:ust|umsatz|vat|uid)|kunden?-?(?:ust|umsatz)|leistungsempfänger/iu;

const WRITTEN = /(?<![\p{L}\d])(?:DE(?:\s?\d){9}|ATU\d{8}|(?:BE|CZ|DK|FR|IT|LU|NL|PL|SE)\s?[\dA-Z]{8,12})(?![\dA-Z])/gu;
const WITH_SLIPS = /(?<![\p{L}\d])DE(?:\s?[\dOoQDIl|SBZ]){9}(?![\dA-Za-z])/gu;

/** The supplier's VAT id: a labelled one before any other, never the one that is called the customer's. */
export function findVatId(document: DocumentText): Hit<string> | null {
  const hits: Hit<string>[] = [];
  for (const line of document.lines) {
    for (const cell of line.cells) {
      const before = (written: string): string =>
        `${document.lines[line.index - 1]?.text ?? ""} ${line.text.slice(0, Math.max(0, line.text.indexOf(written)))}`;
      for (const { value, written, repaired } of [...vatIdsIn(cell.text), ...(line.recognised === null ? [] : slippedIn(cell.text))]) {
        const labelled = VAT_LABEL.test(before(written));
        if (!labelled && !value.startsWith("DE")) continue;
        // Without right check digits it is what the paper says, and still no VAT id.
        const sure = CUSTOMERS.test(before(written)) ? 0.2 : !isVatId(value) ? 0.4 : repaired ? 0.6 : labelled ? 0.95 : 0.6;
        hits.push({ value, confidence: sure, line, ...(repaired ? { repaired } : {}) });
      }
    }
  }
  return bestHit(hits);
}

type Written = { readonly value: string; readonly written: string; readonly repaired?: true };

function vatIdsIn(text: string): Written[] {
  return [...text.matchAll(WRITTEN)].map(([written]) => ({ value: written.replace(/\s/gu, ""), written }));
}

function slippedIn(text: string): Written[] {
  return [...text.matchAll(WITH_SLIPS)].flatMap(([written]) => {
    const value = mendedVatId(written);
    return value === null || value === written.replace(/\s/gu, "") ? [] : [{ value, written, repaired: true as const }];
  });
}

/** The supplier's tax number at its tax office, in any of the writings of the states. */
export function findTaxNumber(document: DocumentText): Hit<string> | null {
  return bestHit(
    findLabelled(document, {
      labels: [{ pattern: /(?<!\p{L})(?:steuer[-\s]*(?:nummer|nr)|st\.?[-\s]*nr|steuer-?id-?nr)\.?/iu, weight: 0.93 }],
      except: /ihre\s+steuer/iu,
      parse: (text) =>
        /^(?:\d{2,3}[\s/]{1,3}\d{3,4}[\s/]{1,3}\d{4,5}|\d{10,13})(?!\d)/u.exec(text)?.[0]?.replace(/\s*\/\s*/gu, "/") ?? null,
    }),
  );
}
