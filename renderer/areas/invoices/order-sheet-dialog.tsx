// The payment order of an invoice as the sheet that goes to the file: shown as any PDF, and saved.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { useOrderSheet } from "../../desk/use-order-sheet.ts";
import { ContentViewer } from "../../pdf/content-viewer.tsx";
import { readWhole } from "../../pdf/content-reader.ts";
import "./signatures.css";

export interface OrderSheetDialogProps {
  readonly id: string;
  readonly onClose: () => void;
}

const mostBytes = 200_000_000;

export function OrderSheetDialog({ id, onClose }: OrderSheetDialogProps) {
  const { t } = useTranslation();
  const { sheet, failed, read } = useOrderSheet(id);
  const [notSaved, setNotSaved] = useState(false);
  const save = async (): Promise<void> => {
    if (sheet === undefined) return;
    setNotSaved(false);
    try {
      const bytes = await readWhole(async (offset, length) => read(sheet.content.sha256, offset, length), mostBytes);
      if (bytes === undefined) return setNotSaved(true);
      const url = URL.createObjectURL(new Blob([bytes], { type: sheet.content.mime }));
      const link = document.createElement("a");
      link.href = url;
      link.download = sheet.content.name;
      link.click();
      URL.revokeObjectURL(url);
    } catch {
      setNotSaved(true);
    }
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("signing.sheet.title")}
      closeLabel={t("common.close")}
      size="large"
      actions={
        <>
          <Button onPress={onClose}>{t("common.close")}</Button>
          {sheet === undefined ? null : (
            <Button variant="primary" icon="download" onPress={() => void save()}>
              {t("signing.sheet.save")}
            </Button>
          )}
        </>
      }
    >
      {failed || notSaved ? <Message tone="danger">{t("signing.sheet.failed")}</Message> : null}
      {sheet === undefined && !failed ? <Skeleton lines={9} label={t("signing.sheet.making")} /> : null}
      {sheet === undefined || sheet.pages === "here" ? null : (
        <Message tone={sheet.pages === "none" ? "info" : "warning"}>{t(`signing.sheet.pages.${sheet.pages}`)}</Message>
      )}
      {sheet === undefined ? null : (
        <div className="order-sheet">
          <ContentViewer content={sheet.content} read={read} />
        </div>
      )}
    </Dialog>
  );
}
