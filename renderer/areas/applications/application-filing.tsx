// Files a decided application: the file plan's entry of its service proposes the files.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { serviceByCode } from "../../../shared/domain/services.ts";
import { serviceLabel } from "../../../shared/text/de/domain.ts";
import { FilingDialog } from "../../components/filing-dialog.tsx";
import { useFileSearch } from "../../desk/use-file-search.ts";
import type { ApplicationProps } from "./application-view.tsx";

export function ApplicationFiling({ body, handle, onClose }: ApplicationProps & { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState("");
  const files = useFileSearch(search, serviceByCode(body.service)?.planNumber ?? null);
  const { familyName, givenNames } = body.applicant;
  return (
    <FilingDialog
      isOpen
      onClose={onClose}
      title={`${serviceLabel(body.service)} ${familyName}, ${givenNames}`}
      files={files}
      search={search}
      onSearch={setSearch}
      busy={handle.busy}
      onSubmit={(fileId, title) => {
        void handle.submit("fileAway", { fileId, title }, t("record.filing.done")).then((went) => went && onClose());
      }}
    />
  );
}
