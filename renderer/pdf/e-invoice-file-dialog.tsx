// A file that an electronic invoice carries, as the viewer shows any content: drawn, never run. What has no preview says so.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { ReadEInvoice } from "../../shared/desk/einvoice-calls.ts";
import { Button } from "../components/button.tsx";
import { Dialog } from "../components/dialog.tsx";
import { ContentViewer } from "./content-viewer.tsx";
import type { EInvoiceSource } from "./use-e-invoice.ts";

export interface EInvoiceFileDialogProps {
  readonly file: ReadEInvoice["invoice"]["supportingDocuments"][number]["file"];
  /** Of the content that the invoice is or lies in, and the file's place among its supporting documents. */
  readonly sha256: string;
  readonly index: number;
  readonly readFile: EInvoiceSource["eInvoiceFile"];
  readonly onClose: () => void;
}

export function EInvoiceFileDialog({ file, sha256, index, readFile, onClose }: EInvoiceFileDialogProps) {
  const { t } = useTranslation();
  const name = file?.name ?? t("eInvoice.unnamed");
  const read = useCallback(
    async (_name: string, offset: number, length: number) => readFile(sha256, index, offset, length),
    [readFile, sha256, index],
  );
  // It has no name of its own but its invoice's and its place.
  const content = file === null ? null : { sha256: `${sha256} ${index}`, name, mime: file.mimeType ?? "", size: file.size };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("eInvoice.fileTitle", { name })}
      closeLabel={t("common.close")}
      size="large"
      actions={<Button onPress={onClose}>{t("common.close")}</Button>}
    >
      <div className="e-invoice-file">
        <ContentViewer content={content} read={read} />
      </div>
    </Dialog>
  );
}
