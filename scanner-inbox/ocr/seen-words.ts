// What both engines' words are sifted by. Pure.

/** Rules of tables, which are taken for letters. */
export const STROKE = /^[|¦_~—–]+$/u;

/** The middle one of the numbers, 0 of none. */
export function middleOf(numbers: readonly number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}
