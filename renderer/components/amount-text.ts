// An amount as an input shows it: German writing without a currency. Pure.

/** "1.234,56" of cents. */
export function amountText(cents: number): string {
  const digits = Math.abs(cents).toString().padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/gu, ".");
  return `${cents < 0 ? "-" : ""}${whole},${digits.slice(-2)}`;
}
