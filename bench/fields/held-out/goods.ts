// How held-out papers set their goods and sums.
import type { PlacedText } from "../../../scanner-inbox/read/pdf-for-tests.ts";
import { money } from "../paper.ts";
import type { PaperFacts } from "../paper-facts.ts";

type Columns = { readonly text: number; readonly amount: number; readonly unit: number; readonly rate?: number };

/** A line of goods each: what, how many, at which rate, how much. Columns end at their place but the text, which begins there. */
export function goods(facts: PaperFacts, top: number, step: number, at: Columns, size = 10): PlacedText[] {
  return facts.lines.flatMap((line, index): PlacedText[] => {
    const y = top + step * index;
    return [
      [at.text, y, line.text, size],
      [at.unit, y, `${line.quantity} ${line.unit}<`, size],
      ...(at.rate === undefined ? [] : [[at.rate, y, `${line.rate}%<`, size] as const]),
      [at.amount, y, `${money(line.net)}<`, size],
    ];
  });
}

/** Labels with amounts that end at `x`. */
export function to(x: number, rows: readonly (readonly [top: number, left: number, label: string, amount: string])[]): PlacedText[] {
  return rows.flatMap(([top, left, label, amount]): PlacedText[] => [
    [left, top, label],
    [x, top, `${amount}<`],
  ]);
}
