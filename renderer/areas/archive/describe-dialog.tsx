// Changes what is said about a document, never the document. Only what really changed is sent, with what stood there before.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { parseOfficeDate } from "../../../shared/base/office-date.ts";
import { sameJson } from "../../../shared/base/canonical-json.ts";
import { documentTypes, type OfficeDocument } from "../../../shared/domain/document/schema.ts";
import { documentTypeLabels } from "../../../shared/text/de/domain.ts";
import { formatDate } from "../../../shared/text/format.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TextField } from "../../components/fields.tsx";
import { Select } from "../../components/select.tsx";
import { useFirstFocus } from "../../components/use-first-focus.ts";
import type { RecordHandle } from "../../desk/use-record.ts";

export interface DescribeDialogProps {
  readonly body: OfficeDocument;
  readonly handle: RecordHandle;
  readonly onClose: () => void;
}

export function DescribeDialog({ body, handle, onClose }: DescribeDialogProps) {
  const { t } = useTranslation();
  const first = useFirstFocus<HTMLInputElement>();
  // What the person saw when they began; somebody else's change meanwhile must become a conflict, not be lost.
  const [seen] = useState(body);
  const [title, setTitle] = useState(seen.title);
  const [date, setDate] = useState(formatDate(seen.documentDate));
  const [documentType, setDocumentType] = useState(seen.documentType);
  const [keywords, setKeywords] = useState(seen.keywords.join(", "));
  const documentDate = parseOfficeDate(date);
  const submit = async (): Promise<void> => {
    if (title.trim() === "" || documentDate === null) return;
    const wanted = { title: title.trim(), documentDate, documentType, keywords: wordsOf(keywords) };
    const before = { title: seen.title, documentDate: seen.documentDate, documentType: seen.documentType, keywords: seen.keywords };
    const fields = Object.fromEntries(
      (["title", "documentDate", "documentType", "keywords"] as const)
        .filter((name) => !sameJson(before[name], wanted[name]))
        .map((name) => [name, { from: before[name], to: wanted[name] }]),
    );
    if (Object.keys(fields).length === 0 || (await handle.submit("describe", { fields }, t("archive.describing.done")))) onClose();
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t("archive.describing.title")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="check" type="submit" form="describe-document" isPending={handle.busy}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <form
        id="describe-document"
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <TextField
          label={t("archive.details.title")}
          value={title}
          onChange={setTitle}
          maxLength={300}
          ref={first}
          error={title.trim() === "" ? t("archive.describing.titleMissing") : undefined}
        />
        <TextField
          label={t("archive.details.date")}
          value={date}
          onChange={setDate}
          error={documentDate === null ? t("archive.describing.dateWrong") : undefined}
        />
        <Select
          label={t("archive.details.type")}
          value={documentType}
          onChange={setDocumentType}
          options={documentTypes.map((id) => ({ id, label: documentTypeLabels[id] ?? id }))}
        />
        <TextField
          label={t("archive.details.keywords")}
          description={t("archive.describing.keywordsHint")}
          value={keywords}
          onChange={setKeywords}
        />
        <p className="muted">{t("archive.describing.hint")}</p>
      </form>
    </Dialog>
  );
}

function wordsOf(text: string): readonly string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
