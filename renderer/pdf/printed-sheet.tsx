// The sheet of an electronic invoice on paper, with its lines: all of them are fetched first, as far as a printer can be asked to.
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import type { ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import { Button } from "../components/button.tsx";
import { EInvoiceSheet } from "./e-invoice-sheet.tsx";
import type { InvoiceLinesHere, LinePages } from "./use-invoice-lines.ts";

/** About 130 pages of A4; beyond that a printer is not what is wanted. */
const mostPrinted = 5_000;

type Printing =
  | { readonly step: "idle" }
  | { readonly step: "collecting"; readonly count: number }
  | { readonly step: "failed" }
  | { readonly step: "printing"; readonly pages: LinePages };

export interface PrintButtonProps {
  readonly eInvoice: ReadEInvoice;
  readonly lines: InvoiceLinesHere;
  /** So many lines go on paper at most. */
  readonly most?: number;
}

/** Fetches the lines, says how far it is, and hands the sheet to the printer. */
export function PrintButton({ eInvoice, lines, most = mostPrinted }: PrintButtonProps) {
  const { t } = useTranslation();
  const [printing, setPrinting] = useState<Printing>({ step: "idle" });
  const until = Math.min(eInvoice.lineCount, most);
  const print = async (): Promise<void> => {
    setPrinting({ step: "collecting", count: lines.shown });
    try {
      const pages = await lines.collect(until, (count) => setPrinting({ step: "collecting", count }));
      setPrinting({ step: "printing", pages });
    } catch {
      setPrinting({ step: "failed" });
    }
  };
  const said =
    printing.step === "collecting" && until > lines.shown
      ? t("eInvoice.printing", { count: until, here: grouped(printing.count), all: grouped(until) })
      : printing.step === "failed"
        ? t("eInvoice.printFailed")
        : null;
  return (
    <>
      <span role="status" className="viewer__said">
        {said}
      </span>
      <Button variant="quiet" icon="document" isPending={printing.step === "collecting"} onPress={() => void print()}>
        {t("eInvoice.print")}
      </Button>
      {printing.step === "printing" && (
        <PrintedSheet eInvoice={eInvoice} pages={printing.pages} most={most} onPrinted={() => setPrinting({ step: "idle" })} />
      )}
    </>
  );
}

interface PrintedSheetProps {
  readonly eInvoice: ReadEInvoice;
  readonly pages: LinePages;
  readonly most: number;
  readonly onPrinted: () => void;
}

/** Stands beside the window's own content and is seen by the printer alone. */
function PrintedSheet({ eInvoice, pages, most, onPrinted }: PrintedSheetProps) {
  const { t } = useTranslation();
  useEffect(() => {
    window.addEventListener("afterprint", onPrinted);
    window.print();
    return () => window.removeEventListener("afterprint", onPrinted);
  }, [onPrinted]);
  const { lineCount } = eInvoice;
  return createPortal(
    <div className="printed-invoice" aria-hidden="true">
      {lineCount > most && (
        <p className="printed-invoice__bound">
          {t("eInvoice.printedBound", { printed: grouped(most), count: lineCount, all: grouped(lineCount) })}
        </p>
      )}
      <EInvoiceSheet eInvoice={eInvoice} pages={pages} />
    </div>,
    document.body,
  );
}

function grouped(count: number): string {
  return count.toLocaleString("de-DE");
}
