// Money as integer cents, and the strict grammar of amounts as people write them; never floats, never formats (that is shared/text).

/** An amount in euro cents (or the hundredth of another currency): a safe integer, negative for credits. */
export type Cents = number;

const NUMBER_FORMS: readonly { readonly form: RegExp; readonly grouping: RegExp }[] = [
  // 1234 · 1234,56 · 12,- · 12,-- · 12.-
  { form: /^(\d+)(?:,(\d{2}|-{1,2}|–|—)|\.(-{1,2}|–|—))?$/u, grouping: /$^/u },
  // 1.234,56 · 1.234.567
  { form: /^(\d{1,3}(?:\.\d{3})+),(\d{2}|-{1,2}|–|—)$/u, grouping: /\./gu },
  { form: /^(\d{1,3}(?:\.\d{3}){2,})$/u, grouping: /\./gu },
  // 1 234,56 with any blank, 1'234.56 of Swiss senders
  { form: /^(\d{1,3}(?: \d{3})+)(?:,(\d{2}|-{1,2}|–|—))?$/u, grouping: / /gu },
  { form: /^(\d{1,3}(?:['’]\d{3})+)(?:[.,](\d{2}|-{1,2}|–|—))?$/u, grouping: /['’]/gu },
  // 1,234.56 · 1234.56
  { form: /^(\d{1,3}(?:,\d{3})+)\.(\d{2})$/u, grouping: /,/gu },
  { form: /^(\d+)\.(\d{2})$/u, grouping: /$^/u },
];

const CURRENCY = /^(?:€|EUR|Euro)\s*|\s*(?:€|EUR|Euro)$/giu;

/** Whether a number can be an amount of cents. */
export function isCents(value: unknown): value is Cents {
  return typeof value === "number" && Number.isSafeInteger(value);
}

/**
 * The cents of an amount in German or English decimal writing, with or without a euro sign; null for anything else.
 * Strict: two decimals, `,-` or none; groups of three; `1.234` and `1,234` are refused because they can be read two ways.
 */
export function parseCents(text: string): Cents | null {
  let rest = text
    .replace(/[\s\u00a0\u2007\u2009\u202f]+/gu, " ")
    .trim()
    .replace(CURRENCY, "")
    .trim();
  let negative = false;
  const before = /^([-−–+])\s*/u.exec(rest);
  if (before) {
    negative = before[1] !== "+";
    rest = rest.slice(before[0].length).replace(CURRENCY, "").trim();
  } else if (/(?:\d|€|EUR)\s*[-−–]$/u.test(rest)) {
    negative = true;
    rest = rest
      .replace(/\s*[-−–]$/u, "")
      .replace(CURRENCY, "")
      .trim();
  }
  for (const { form, grouping } of NUMBER_FORMS) {
    const found = form.exec(rest);
    if (!found) continue;
    const whole = (found[1] ?? "").replace(grouping, "");
    const decimals = /^\d{2}$/u.exec(found[2] ?? "")?.[0] ?? "00";
    return signed(Number(whole + decimals), negative);
  }
  return null;
}

/**
 * The cents of a machine-written decimal (`336.9`, `-12`, `100.0000`): point, no groups; null for anything else.
 * More than two decimals are rounded half away from zero, as commercial rounding does.
 */
export function centsOfDecimal(text: string): Cents | null {
  const found = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/u.exec(text);
  const whole = found?.[2] ?? "";
  const decimals = found?.[3] ?? "";
  if (!found || whole + decimals === "") return null;
  const cents = Number(whole + decimals.slice(0, 2).padEnd(2, "0"));
  const roundUp = decimals.charAt(2) >= "5" ? 1 : 0;
  return signed(cents + roundUp, found[1] === "-");
}

/** The exact sum; throws where it would leave the safe integers, which no real amount does. */
export function sumCents(amounts: readonly Cents[]): Cents {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  if (!Number.isSafeInteger(sum)) throw new Error("impossible: a sum of amounts beyond the safe integers");
  return sum;
}

function signed(cents: number, negative: boolean): Cents | null {
  if (!Number.isSafeInteger(cents)) return null;
  return negative && cents !== 0 ? -cents : cents;
}
