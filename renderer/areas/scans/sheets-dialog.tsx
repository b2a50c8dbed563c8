// Separator sheets from the printer: which unit and kind what lies behind them is for, and how many. Each has a number of its own.
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { separatorText, type SeparatorSheet } from "../../../shared/domain/separator-sheet.ts";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Select } from "../../components/select.tsx";
import { separatorSvg } from "../../components/separator-svg.ts";
import { useSignedIn } from "../../desk/use-session.tsx";

const mostSheets = 50;
const kinds = ["invoice", "document"] as const;

export function SheetsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const units = directory?.units ?? [];
  const [unit, setUnit] = useState<string | null>(units[0]?.id ?? null);
  const [kind, setKind] = useState<SeparatorSheet["kind"]>("invoice");
  const [count, setCount] = useState("5");
  const [sheets, setSheets] = useState<readonly SeparatorSheet[]>([]);
  const wanted = /^\d{1,2}$/u.test(count.trim()) ? Number(count) : 0;
  const isCount = wanted >= 1 && wanted <= mostSheets;
  const print = (): void => {
    if (unit === null || !isCount) return;
    setSheets(Array.from({ length: wanted }, () => ({ unit, kind, nonce: crypto.randomUUID().slice(0, 8) })));
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("scans.sheets.title")}
      closeLabel={t("common.close")}
      size="small"
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="document" isDisabled={unit === null || !isCount} onPress={print}>
            {t("scans.sheets.print")}
          </Button>
        </>
      }
    >
      <div className="form">
        <p className="muted">{t("scans.sheets.intro")}</p>
        <Select
          label={t("scans.sheets.unit")}
          options={units.map(({ id, name }) => ({ id, label: name }))}
          value={unit}
          onChange={setUnit}
        />
        <Choice
          label={t("scans.sheets.kind")}
          options={kinds.map((id) => ({ id, label: t(`scans.pages.kind.${id}`) }))}
          value={kind}
          onChange={setKind}
        />
        <TextField
          label={t("scans.sheets.count")}
          value={count}
          onChange={setCount}
          inputMode="numeric"
          error={isCount ? undefined : t("scans.sheets.countWrong", { most: mostSheets })}
        />
      </div>
      {sheets.length === 0 ? null : <PrintedSheets sheets={sheets} onPrinted={() => setSheets([])} />}
    </Dialog>
  );
}

/** Stands beside the window's own content and is seen by the printer alone. */
function PrintedSheets({ sheets, onPrinted }: { readonly sheets: readonly SeparatorSheet[]; readonly onPrinted: () => void }) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  useEffect(() => {
    window.addEventListener("afterprint", onPrinted);
    window.print();
    return () => window.removeEventListener("afterprint", onPrinted);
  }, [onPrinted]);
  return createPortal(
    <div className="printed-sheets" aria-hidden="true">
      {sheets.map((sheet) => (
        <section key={sheet.nonce} className="printed-sheet">
          <p className="printed-sheet__title">{t("scans.sheets.heading")}</p>
          <p className="printed-sheet__unit">{directory?.units.find(({ id }) => id === sheet.unit)?.name ?? sheet.unit}</p>
          <p>{t(`scans.pages.kind.${sheet.kind}`)}</p>
          <img
            className="printed-sheet__code"
            src={`data:image/svg+xml,${encodeURIComponent(separatorSvg(separatorText(sheet)))}`}
            alt=""
          />
          <p>{t("scans.sheets.hint")}</p>
          <p className="printed-sheet__number">{t("scans.sheets.number", { number: sheet.nonce })}</p>
        </section>
      ))}
    </div>,
    document.body,
  );
}
