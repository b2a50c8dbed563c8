// The letter with which an invoice went back, as it was sent, and on paper.
import { useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";

export function LetterDialog({ letter, onClose }: { readonly letter: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [printing, setPrinting] = useState(false);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("workflow.back.letter")}
      closeLabel={t("common.close")}
      actions={
        <>
          <Button onPress={onClose}>{t("common.close")}</Button>
          <Button variant="primary" icon="document" onPress={() => setPrinting(true)}>
            {t("workflow.back.print")}
          </Button>
        </>
      }
    >
      <div className="letter">{letter}</div>
      {printing && <PrintedLetter letter={letter} onPrinted={() => setPrinting(false)} />}
    </Dialog>
  );
}

/** Stands beside the window's own content and is seen by the printer alone. */
function PrintedLetter({ letter, onPrinted }: { readonly letter: string; readonly onPrinted: () => void }) {
  useEffect(() => {
    window.addEventListener("afterprint", onPrinted);
    window.print();
    return () => window.removeEventListener("afterprint", onPrinted);
  }, [onPrinted]);
  return createPortal(
    <div className="printed-letter" aria-hidden="true">
      {letter}
    </div>,
    document.body,
  );
}
