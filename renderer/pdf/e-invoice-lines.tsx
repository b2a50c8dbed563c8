// The lines of an electronic invoice, page by page: a bill may have ten thousand, and nobody reads them all at once.
// A page that stands is not drawn anew when the next one comes.
import { memo } from "react";
import { useTranslation } from "react-i18next";
import type { EInvoiceLine } from "../../shared/desk/einvoice-calls.ts";
import { Button } from "../components/button.tsx";
import { classNames } from "../components/class-names.ts";
import { Section } from "../components/data-list.tsx";
import { amountText, percentText, quantityText } from "./e-invoice-format.ts";
import { lineRows } from "./e-invoice-rows.ts";
import { TermList } from "./term-list.tsx";

export interface MoreLines {
  /** How many the next page has; 0 where all are here. */
  readonly next: number;
  readonly busy: boolean;
  readonly failed: boolean;
  /** The next page, or all there are. */
  readonly load: (all: boolean) => void;
}

export interface InvoiceLinesProps {
  readonly pages: readonly (readonly EInvoiceLine[])[];
  readonly lineCount: number;
  readonly more?: MoreLines | undefined;
}

export function InvoiceLines({ pages, lineCount, more }: InvoiceLinesProps) {
  const { t } = useTranslation();
  const shown = pages.reduce((sum, page) => sum + page.length, 0);
  const starts = pages.map((_page, index) => pages.slice(0, index).reduce((sum, page) => sum + page.length, 0));
  const title = t("eInvoice.sections.lines");
  const count =
    shown < lineCount
      ? t("eInvoice.shownLines", { shown: grouped(shown), count: lineCount })
      : t("eInvoice.lineCount", { count: lineCount });
  return (
    <Section title={title} part="lines" aside={<span className="e-invoice__count">{count}</span>}>
      <table className="sheet__lines">
        <caption className="visually-hidden">{title}</caption>
        <thead>
          <tr>
            <th scope="col">{t("eInvoice.columns.position")}</th>
            <th scope="col">{t("eInvoice.columns.item")}</th>
            <th scope="col" className="sheet__number">
              {t("eInvoice.columns.quantity")}
            </th>
            <th scope="col" className="sheet__number">
              {t("eInvoice.columns.price")}
            </th>
            <th scope="col" className="sheet__number">
              {t("eInvoice.columns.rate")}
            </th>
            <th scope="col" className="sheet__number">
              {t("eInvoice.columns.amount")}
            </th>
          </tr>
        </thead>
        {pages.map((page, index) => (
          <Page key={index} lines={page} from={starts[index] ?? 0} />
        ))}
      </table>
      {more !== undefined && more.next > 0 && (
        <div className="e-invoice__more">
          <Button isPending={more.busy} onPress={() => more.load(false)}>
            {t("eInvoice.moreLines", { count: more.next })}
          </Button>
          <Button variant="quiet" isPending={more.busy} onPress={() => more.load(true)}>
            {t("eInvoice.allLines")}
          </Button>
          <span role="status">{more.failed ? t("eInvoice.linesFailed") : null}</span>
        </div>
      )}
    </Section>
  );
}

const Page = memo(function Page({ lines, from }: { readonly lines: readonly EInvoiceLine[]; readonly from: number }) {
  return (
    <tbody>
      {lines.map((line, index) => (
        <Line key={index} line={line} depth={0} place={from + index} />
      ))}
    </tbody>
  );
});

/** A line and those below it, which are part of its amount; one that stands at the top has its place among all. */
function Line({ line, depth, place }: { readonly line: EInvoiceLine; readonly depth: number; readonly place?: number }) {
  const details = lineRows(line);
  const { item, price, vat } = line;
  return (
    <>
      <tr data-line={place} className={classNames(depth > 0 && "e-invoice__sub-line", details.length > 0 && "e-invoice__with-details")}>
        <td>{line.id}</td>
        <td>{item?.name}</td>
        <td className="sheet__number">{quantityText(line.quantity)}</td>
        <td className="sheet__number">{amountText(price?.net ?? null)}</td>
        <td className="sheet__number">{percentText(vat?.rate ?? null) ?? vat?.category}</td>
        <td className="sheet__number">{amountText(line.net)}</td>
      </tr>
      {details.length > 0 && (
        <tr>
          <td colSpan={6}>
            <TermList rows={details} look="details" />
          </td>
        </tr>
      )}
      {line.subLines.map((sub, index) => (
        <Line key={index} line={sub} depth={depth + 1} />
      ))}
    </>
  );
}

function grouped(count: number): string {
  return count.toLocaleString("de-DE");
}
