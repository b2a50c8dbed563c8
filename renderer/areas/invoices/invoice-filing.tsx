// Files an ordered or paid invoice.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatDate } from "../../../shared/text/format.ts";
import { FilingDialog } from "../../components/filing-dialog.tsx";
import { useFileSearch } from "../../desk/use-file-search.ts";
import type { InvoiceProps } from "./invoice-view.tsx";

export function InvoiceFiling({ body, handle, onClose }: InvoiceProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const files = useFileSearch(search, null);
  const { supplier, number, issueDate } = body.fields;
  const title = [
    t(`invoices.kinds.${body.reminder === true ? "reminder" : body.documentKind}`),
    number,
    supplier,
    issueDate === null ? null : formatDate(issueDate),
  ];
  return (
    <FilingDialog
      isOpen
      onClose={onClose}
      title={title.filter((part) => part !== null).join(" ")}
      files={files}
      search={search}
      onSearch={setSearch}
      busy={handle.busy}
      onSubmit={(fileId, name) => {
        void handle.submit("fileAway", { fileId, title: name }, t("record.filing.done")).then((went) => went && onClose());
      }}
    />
  );
}
