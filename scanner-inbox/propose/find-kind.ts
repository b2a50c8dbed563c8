// Whether a text is an invoice, a credit note, a reminder or something else; never looks at amounts.
import type { DocumentText } from "./document-text.ts";
import type { ProposalKind } from "./proposal.ts";

/** What ends the word of a title: neither a longer word, nor a mail address, nor "Rechnung an". */
const END = String.raw`(?![\p{L}@]|[.-]\p{L}|\s+an(?!\p{L}))`;
const CREDIT_TITLE = new RegExp(
  String.raw`^(?:gutschrift|stornorechnung|storno(?:\s+(?:zur|der)\s+rechnung)?|rechnungskorrektur|korrekturrechnung|credit\s+note)${END}`,
  "iu",
);
const CREDIT_NUMBER = /(?<!\p{L})(?:gutschrift|storno(?:rechnung)?|korrekturrechnung|rechnungskorrektur)s?[-\s]*(?:nummer|nr)\b/iu;
const INVOICE_TITLE = new RegExp(
  String.raw`^(?:(?:\d{1,2}\.|ihre|unsere)\s+)?(?:(?!lohn|gehalt|bezüge|reisekosten|proforma)\p{L}*rechnung|gebührenbescheid|invoice|faktura|honorarnote|liquidation)${END}`,
  "iu",
);
const REMINDER_TITLE = new RegExp(
  String.raw`^(?:(?:\d{1,2}\.|erste|zweite|dritte|letzte|freundliche)\s+)?(?:mahnung|mahnschreiben|zahlungserinnerung|zahlungsaufforderung|erinnerung|payment\s+reminder)${END}`,
  "iu",
);
const INVOICE_WORD =
  /(?<!\p{L})(?:\p{L}*rechnung(?:s(?:nummer|nr|datum|betrag)|s-nr)?|rechnungs\p{L}+|invoice|re\.?-?nr|rg\.?-?nr)(?!\p{L})/iu;
const OTHER_TITLE = new RegExp(
  String.raw`^(?:lieferschein|angebot|kostenvoranschlag|auftragsbestätigung|bestellung|kontoauszug|quittung\s+über|bestellbestätigung|avis|proforma-?rechnung)${END}`,
  "iu",
);
/** Room for rounding when two lines are set in the same size, in points. */
const SAME_SIZE = 0.6;

type Title = { readonly kind: ProposalKind; readonly height: number; readonly alone: boolean };

/** The kind of a document by its title, else by the words in it. */
export function findKind(document: DocumentText): ProposalKind {
  const firstPage = document.lines.filter((line) => line.page === 1);
  const creditNumber = firstPage.some((line) => CREDIT_NUMBER.test(line.text));
  const title = chosenTitle(titlesOf(document));
  if (title) return title.kind === "invoice" && creditNumber ? "creditNote" : title.kind;
  if (creditNumber) return "creditNote";
  return document.lines.some((line) => INVOICE_WORD.test(line.text)) ? "invoice" : "other";
}

/** The largest type says what a page is; of the same size a word that stands alone, then the first. */
function chosenTitle(titles: readonly Title[]): Title | null {
  const largest = Math.max(0, ...titles.map(({ height }) => height));
  const largeOnes = titles.filter(({ height }) => height > largest - SAME_SIZE);
  return largeOnes.find(({ alone }) => alone) ?? largeOnes[0] ?? null;
}

function titlesOf(document: DocumentText): Title[] {
  const head = document.lines.filter((line) => line.page === 1).slice(0, 60);
  return head.flatMap((line) =>
    line.cells.flatMap((cell): Title[] => {
      const found = titleIn(cell.text.trim());
      return found ? [{ ...found, height: line.height }] : [];
    }),
  );
}

/** The kind a cell names at its beginning, or behind a stroke as in "Jahresabrechnung / Rechnung". */
function titleIn(text: string): Pick<Title, "kind" | "alone"> | null {
  const parts = text.split(/\s*[/|]\s+|\s+(?:und|mit)\s+/u);
  for (const part of text.length <= 60 ? parts : [text]) {
    const kind = kindOfTitle(part);
    if (kind) return { kind: kind.kind, alone: text.length <= kind.length + 2 };
  }
  return null;
}

function kindOfTitle(text: string): { readonly kind: ProposalKind; readonly length: number } | null {
  const tried = [
    ["creditNote", CREDIT_TITLE],
    ["reminder", REMINDER_TITLE],
    ["other", OTHER_TITLE],
    ["invoice", INVOICE_TITLE],
  ] as const;
  for (const [kind, pattern] of tried) {
    const found = pattern.exec(text);
    if (found) return { kind, length: found[0].length };
  }
  return null;
}
