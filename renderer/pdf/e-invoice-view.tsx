// An electronic invoice in the viewer: its sheet, more of its lines on demand, the place a finding speaks of, on paper, and its source where it is a
// file of its own.
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { linesAtOnce, type ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import { Button } from "../components/button.tsx";
import { Toolbar } from "../components/toolbar.tsx";
import { EInvoiceFileDialog } from "./e-invoice-file-dialog.tsx";
import { elementAt, lineOf, type SoughtPlace } from "./e-invoice-places.ts";
import { EInvoiceSheet } from "./e-invoice-sheet.tsx";
import { PrintButton } from "./printed-sheet.tsx";
import type { EInvoiceSource } from "./use-e-invoice.ts";
import { useInvoiceLines } from "./use-invoice-lines.ts";

export interface EInvoiceViewProps {
  readonly eInvoice: ReadEInvoice;
  readonly name: string;
  /** The content that the invoice is or lies in, and who reads its lines and files. */
  readonly sha256: string;
  readonly source: Pick<EInvoiceSource, "eInvoiceLines" | "eInvoiceFile">;
  /** Where to go and what to mark; its lines are fetched as far as is needed. */
  readonly sought?: SoughtPlace | undefined;
  /** Shows the source; left out where the invoice lies inside another file. */
  readonly onRaw?: (() => void) | undefined;
}

export function EInvoiceView({ eInvoice, name, sha256, source, sought, onRaw }: EInvoiceViewProps) {
  const { t } = useTranslation();
  const { lineCount, invoice } = eInvoice;
  const lines = useInvoiceLines(eInvoice, sha256, source);
  const [opened, setOpened] = useState<number | undefined>(undefined);
  const sheet = useRef<HTMLDivElement>(null);
  const marked = useRef<HTMLElement>(null);

  const line = sought === undefined ? null : lineOf(sought);
  const isHere = line === null || line < Math.min(lines.shown, lineCount) || lines.shown >= lineCount;
  const fetchLine = useEffectEvent((): void => void lines.load((line ?? 0) + 1));
  useEffect(() => {
    if (sought === undefined) return;
    if (!isHere) {
      fetchLine();
      return;
    }
    const element = sheet.current === null ? null : elementAt(sheet.current, sought, invoice.allowances.length);
    if (element === null) return;
    marked.current?.removeAttribute("data-marked");
    marked.current = element;
    element.setAttribute("data-marked", "");
    // Whoever came by keyboard goes on from there, and a screen reader says what stands there.
    element.tabIndex = -1;
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center" });
  }, [sought, isHere, invoice]);

  return (
    <div className="viewer__document">
      <Toolbar label={t("viewer.toolbar")}>
        <span className="viewer__kind">{t("viewer.xmlInvoice")}</span>
        <span className="viewer__spacer" />
        <PrintButton eInvoice={eInvoice} lines={lines} />
        {onRaw === undefined ? null : (
          <Button variant="quiet" icon="document" onPress={onRaw}>
            {t("viewer.rawShow")}
          </Button>
        )}
      </Toolbar>
      <div className="viewer__frame">
        <div
          ref={sheet}
          className="viewer__scroll viewer__scroll--sheet"
          tabIndex={0}
          role="group"
          aria-label={t("eInvoice.sheetLabel", { name })}
        >
          <EInvoiceSheet
            eInvoice={eInvoice}
            pages={lines.pages}
            onOpen={setOpened}
            more={{
              next: Math.min(linesAtOnce, lineCount - lines.shown),
              busy: lines.state === "busy",
              failed: lines.state === "failed",
              load: (all) => void lines.load(all ? lineCount : lines.shown + 1),
            }}
          />
        </div>
      </div>
      {opened === undefined ? null : (
        <EInvoiceFileDialog
          file={invoice.supportingDocuments[opened]?.file ?? null}
          sha256={sha256}
          index={opened}
          readFile={source.eInvoiceFile}
          onClose={() => setOpened(undefined)}
        />
      )}
    </div>
  );
}
