// Accounts as people type them, with blanks and small letters. Pure.

/** An IBAN as the list holds it. */
export function ibanOf(text: string): string {
  return text.replace(/\s/gu, "").toUpperCase();
}

/** A BIC as the list holds it: null where none is given, undefined where it is none. */
export function bicOf(text: string): string | null | undefined {
  const plain = ibanOf(text);
  if (plain === "") return null;
  return /^[A-Z\d]{8}(?:[A-Z\d]{3})?$/u.test(plain) ? plain : undefined;
}
