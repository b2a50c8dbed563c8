// Terms of an electronic invoice with their values: the German name, and the number a rule speaks of.
import { termLabel } from "../../shared/text/einvoice-text.ts";
import type { TermRow } from "./e-invoice-rows.ts";

export interface TermListProps {
  readonly rows: readonly TermRow[];
  /** `details` stand small below a line and leave the numbers out. */
  readonly look: "rows" | "totals" | "details";
}

export function TermList({ rows, look }: TermListProps) {
  return (
    <dl className={`e-invoice__${look}`}>
      {rows.map(({ term, value }, index) => (
        <div key={`${term} ${index}`} className="e-invoice__row" data-term={term}>
          <dt>
            {termLabel(term)}
            {look === "details" ? null : <span className="e-invoice__term"> {term}</span>}
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
