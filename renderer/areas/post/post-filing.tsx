// Files a letter, as what its clerk says it is.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { documentTypes } from "../../../shared/domain/document/schema.ts";
import { documentTypeLabels } from "../../../shared/text/de/domain.ts";
import { FilingDialog } from "../../components/filing-dialog.tsx";
import { Select } from "../../components/select.tsx";
import { useFileSearch } from "../../desk/use-file-search.ts";
import type { PostProps } from "./post-view.tsx";

type DocumentType = (typeof documentTypes)[number];

export function PostFiling({ body, handle, onClose }: PostProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const [documentType, setDocumentType] = useState<DocumentType>("letter");
  const files = useFileSearch(search, null);
  return (
    <FilingDialog
      isOpen
      onClose={onClose}
      title={body.title}
      files={files}
      search={search}
      onSearch={setSearch}
      busy={handle.busy}
      onSubmit={(fileId, title) => {
        void handle.submit("fileAway", { fileId, title, documentType }, t("record.filing.done")).then((went) => went && onClose());
      }}
    >
      <Select
        label={t("archive.details.type")}
        value={documentType}
        onChange={setDocumentType}
        options={documentTypes.map((id) => ({ id, label: documentTypeLabels[id] ?? id }))}
      />
    </FilingDialog>
  );
}
