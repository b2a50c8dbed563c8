// An electronic invoice in the viewer: its sheet, more of its lines on demand, on paper, and its source where it is a file of its own.
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { linesAtOnce, type EInvoiceLine, type ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import { Button } from "../components/button.tsx";
import { Toolbar } from "../components/toolbar.tsx";
import { EInvoiceFileDialog } from "./e-invoice-file-dialog.tsx";
import { EInvoiceSheet } from "./e-invoice-sheet.tsx";
import type { EInvoiceSource } from "./use-e-invoice.ts";

export interface EInvoiceViewProps {
  readonly eInvoice: ReadEInvoice;
  readonly name: string;
  /** The content that the invoice is or lies in, and who reads its lines and files. */
  readonly sha256: string;
  readonly source: Pick<EInvoiceSource, "eInvoiceLines" | "eInvoiceFile">;
  /** Shows the source; left out where the invoice lies inside another file. */
  readonly onRaw?: (() => void) | undefined;
}

export function EInvoiceView({ eInvoice, name, sha256, source, onRaw }: EInvoiceViewProps) {
  const { t } = useTranslation();
  const { lineCount } = eInvoice;
  const [pages, setPages] = useState<readonly (readonly EInvoiceLine[])[]>([eInvoice.lines]);
  const [loading, setLoading] = useState<"no" | "busy" | "failed">("no");
  const [opened, setOpened] = useState<number | undefined>(undefined);
  const [printing, setPrinting] = useState(false);
  const shown = pages.reduce((sum, page) => sum + page.length, 0);

  const load = async (all: boolean): Promise<void> => {
    setLoading("busy");
    try {
      const until = all ? lineCount : shown + 1;
      for (let from = shown; from < until;) {
        const page = await source.eInvoiceLines(sha256, from, linesAtOnce);
        if (page.length === 0) break;
        setPages((before) => [...before, page]);
        from += page.length;
      }
      setLoading("no");
    } catch {
      setLoading("failed");
    }
  };

  return (
    <div className="viewer__document">
      <Toolbar label={t("viewer.toolbar")}>
        <span className="viewer__kind">{t("viewer.xmlInvoice")}</span>
        <span className="viewer__spacer" />
        <Button variant="quiet" icon="document" onPress={() => setPrinting(true)}>
          {t("eInvoice.print")}
        </Button>
        {onRaw === undefined ? null : (
          <Button variant="quiet" icon="document" onPress={onRaw}>
            {t("viewer.rawShow")}
          </Button>
        )}
      </Toolbar>
      <div className="viewer__frame">
        <div className="viewer__scroll viewer__scroll--sheet" tabIndex={0} role="group" aria-label={t("eInvoice.sheetLabel", { name })}>
          <EInvoiceSheet
            eInvoice={eInvoice}
            pages={pages}
            onOpen={setOpened}
            more={{
              next: Math.min(linesAtOnce, lineCount - shown),
              busy: loading === "busy",
              failed: loading === "failed",
              load: (all) => void load(all),
            }}
          />
        </div>
      </div>
      {opened === undefined ? null : (
        <EInvoiceFileDialog
          file={eInvoice.invoice.supportingDocuments[opened]?.file ?? null}
          sha256={sha256}
          index={opened}
          readFile={source.eInvoiceFile}
          onClose={() => setOpened(undefined)}
        />
      )}
      {printing && <PrintedSheet eInvoice={eInvoice} pages={pages} onPrinted={() => setPrinting(false)} />}
    </div>
  );
}

interface PrintedSheetProps {
  readonly eInvoice: ReadEInvoice;
  readonly pages: readonly (readonly EInvoiceLine[])[];
  readonly onPrinted: () => void;
}

/** Stands beside the window's own content and is seen by the printer alone. */
function PrintedSheet({ eInvoice, pages, onPrinted }: PrintedSheetProps) {
  useEffect(() => {
    window.addEventListener("afterprint", onPrinted);
    window.print();
    return () => window.removeEventListener("afterprint", onPrinted);
  }, [onPrinted]);
  return createPortal(
    <div className="printed-invoice" aria-hidden="true">
      <EInvoiceSheet eInvoice={eInvoice} pages={pages} />
    </div>,
    document.body,
  );
}
