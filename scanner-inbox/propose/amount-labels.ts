// Which words announce a net, VAT or gross amount; knows words only, never sums.
import { amountsIn, ratesIn, type AmountInText } from "../../shared/base/value-text.ts";

export type AmountClass = "net" | "vat" | "gross" | "payable" | "prepaid";

/** A stretch of a line from one label to the next, with the amounts in it. */
export type AmountSegment = {
  readonly amountClass: AmountClass;
  readonly weight: number;
  /** Where the label stands in the text. */
  readonly index: number;
  readonly label: string;
  readonly ratesHundredths: readonly number[];
  readonly amounts: readonly AmountInText[];
};

const TAX = String.raw`(?:MwSt|MWSt|M\.?w\.?St|USt|U\.?St|Umsatzsteuer|Mehrwertsteuer|VAT|Steuern?)(?!\p{L}|[-\s.]*Id|[-\s]*(?:Nr|Nummer))\.?`;
const RATE = String.raw`(?:\d{1,2}(?:[.,]\d{1,2})?\s?%\s*)`;
const WHOLE = String.raw`(?:gesamt(?:e[rns]?)?|rechnungs|end|summe|total|zahl)[-\s]*(?:(?:end|gesamt)?betrag|(?:end|gesamt)?summe|preis|wert|rechnungsbetrag)?`;

/** Longer and more special labels first: a stretch of text that one took is not looked at by the next. */
const LABELS: readonly { readonly pattern: string; readonly amountClass: AmountClass; readonly weight: number }[] = [
  {
    pattern: String.raw`(?:im|in\s+dem|in\s+der|der|die)?\s*(?:${WHOLE}|betrag)\s+(?:enthält|enthalten\w*|sind|ist|beinhaltet)[^\d]{0,40}(?:${RATE}\s*)?(?:${TAX})?`,
    amountClass: "vat",
    weight: 0.85,
  },
  { pattern: String.raw`(?:darin\s+)?enthaltene?r?s?\s+(?:gesetzliche\s+)?(?:${RATE})?${TAX}`, amountClass: "vat", weight: 0.9 },
  {
    pattern: String.raw`(?:${WHOLE}|betrag|brutto)\s*(?:in\s+)?(?:eur|€)?\s*[(,]?\s*(?:inkl|incl|einschl|einschließlich|inklusive|mit)\.?[^\d€%]{0,25}${RATE}?\s*(?:${TAX})?(?:\s*\(?${RATE}\)?)?\)?`,
    amountClass: "gross",
    weight: 0.95,
  },
  {
    pattern: String.raw`(?:${WHOLE}|betrag|summe|zwischensumme)?[-\s(]*(?:ohne|exkl|excl|vor|zzgl|zuzüglich)\.?\s+(?:gesetzl\w*\.?\s+)?${RATE}?${TAX}(?:\))(?!\s*${RATE})`,
    amountClass: "net",
    weight: 0.85,
  },
  {
    pattern: String.raw`(?:${WHOLE}|betrag|summe|warenwert|zwischensumme|position(?:en|ssumme))[-\s(,]*netto(?:betrag|summe|wert)?\)?|netto[-\s]*(?:betrag|summe|wert|rechnungsbetrag|gesamt\w*|entgelt|warenwert|preis\s+gesamt)?(?!\p{L})`,
    amountClass: "net",
    weight: 0.9,
  },
  {
    pattern: String.raw`zwischensumme|warenwert|(?:steuerpflichtiger|steuerbarer)\s+betrag|bemessungsgrundlage|summe\s+(?:der\s+)?(?:positionen|leistungen|entgelte)|entgelt(?!\p{L})|subtotal`,
    amountClass: "net",
    weight: 0.75,
  },
  {
    pattern: String.raw`(?:bereits\s+(?:ge|be)zahlt\w*|abzüglich\s+(?:geleistete\w*\s+)?(?:abschl\w+|anzahlung\w*|vorauszahlung\w*|zahlung\w*)|geleistete\s+(?:abschl\w+|anzahlung\w*|vorauszahlung\w*)|anzahlung|abschlagszahlung\w*|gutgeschrieben)`,
    amountClass: "prepaid",
    weight: 0.8,
  },
  {
    pattern: String.raw`(?:noch\s+)?(?:zu\s+(?:be)?zahlen(?:der|de)?|offener|zahlbarer|verbleibender?|restlicher?)[-\s]*(?:rechnungs|gesamt|end|rest)?(?:betrag|forderung|summe)?|rest(?:betrag|forderung|zahlung)|nachzahlung|zahl(?:ungs)?betrag|überweisungsbetrag|forderungsbetrag|fälliger\s+betrag|amount\s+due|zahllast`,
    amountClass: "payable",
    weight: 0.88,
  },
  {
    pattern: String.raw`(?:${WHOLE}|betrag|summe)[-\s(,]*brutto(?:betrag|summe|wert)?\)?|brutto[-\s]*(?:betrag|summe|wert|rechnungsbetrag|gesamt\w*|endbetrag)?(?!\p{L})`,
    amountClass: "gross",
    weight: 0.95,
  },
  {
    pattern: String.raw`rechnungs[-\s]*(?:betrag|summe|endbetrag|gesamtbetrag)|(?:gesamt)?gutschrifts?betrag|end[-\s]*(?:betrag|summe)|gesamt[-\s]*(?:betrag|summe|rechnungsbetrag|forderung|preis\s+brutto)|grand\s+total|invoice\s+total`,
    amountClass: "gross",
    weight: 0.93,
  },
  {
    pattern: String.raw`(?:zzgl\.?|zuzüglich|plus|\+|inkl\.?|incl\.?|davon|hierin|gesetzl\w*\.?)?\s*${RATE}?\s*(?:gesetzl\w*\.?\s*)?(?:gesamt)?${TAX}(?:[-\s]*(?:betrag|gesamt|summe))?(?!\p{L})`,
    amountClass: "vat",
    weight: 0.9,
  },
  { pattern: String.raw`(?:gesamt|summe|total|betrag\s+in\s+(?:eur|euro|€)|betrag)(?!\p{L})`, amountClass: "gross", weight: 0.6 },
];

const PATTERNS = LABELS.map((label) => ({ ...label, expression: new RegExp(String.raw`(?<!\p{L})(?:${label.pattern})`, "giu") }));

/** A line cut at its labels. Words that are no label of an amount leave nothing. */
export function amountSegmentsOf(text: string): AmountSegment[] {
  const taken: { readonly start: number; readonly end: number; readonly amountClass: AmountClass; readonly weight: number }[] = [];
  for (const { expression, amountClass, weight } of PATTERNS) {
    for (const match of text.matchAll(expression)) {
      const start = match.index + (match[0].length - match[0].trimStart().length);
      const end = match.index + match[0].length;
      if (match[0].trim() === "" || taken.some((other) => start < other.end && other.start < end)) continue;
      taken.push({ start, end, amountClass, weight });
    }
  }
  taken.sort((a, b) => a.start - b.start);
  const amounts = amountsIn(text);
  return taken.map(({ start, end, amountClass, weight }, position) => {
    const until = taken[position + 1]?.start ?? text.length;
    return {
      amountClass,
      weight,
      index: start,
      label: text.slice(start, end),
      ratesHundredths: ratesIn(text.slice(start, until)),
      // The label may have swallowed the currency that belongs to the amount.
      amounts: amounts.filter((amount) => amount.index >= start && amount.end > end && amount.index < until),
    };
  });
}
