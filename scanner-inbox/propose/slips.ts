// Letters that recognition takes for digits. Whoever mends with them proves the mending by check digits; alone they prove nothing.

const SLIPS: ReadonlyMap<string, string> = new Map([
  ...["O", "o", "Q", "D"].map((letter) => [letter, "0"] as const),
  ...["I", "l", "|"].map((letter) => [letter, "1"] as const),
  ["S", "5"],
  ["B", "8"],
  ["Z", "2"],
]);

/** Whether a letter is one of them. */
export function isSlip(character: string): boolean {
  return SLIPS.has(character);
}

/** The text with every such letter as its digit. */
export function unslipped(text: string): string {
  return text.replace(/\D/gu, (slip) => SLIPS.get(slip) ?? slip);
}
