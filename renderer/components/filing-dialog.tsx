// Picks the file a finished record goes to, and the title it gets there. The screen that opens it answers the search.
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./fields.tsx";
import { Icon } from "./icon.tsx";
import { useFirstFocus } from "./use-first-focus.ts";

export interface FileChoice {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly documents: number;
}

export interface FilingDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly files: readonly FileChoice[];
  readonly search: string;
  readonly onSearch: (text: string) => void;
  readonly busy: boolean;
  readonly onSubmit: (fileId: string, title: string) => void;
  /** What a kind asks besides, below the title. */
  readonly children?: ReactNode;
}

export function FilingDialog({ isOpen, onClose, title, files, search, onSearch, busy, onSubmit, children }: FilingDialogProps) {
  const { t } = useTranslation();
  const field = useFirstFocus<HTMLInputElement>();
  const [chosen, setChosen] = useState<FileChoice | null>(null);
  const [name, setName] = useState(title);
  const [tried, setTried] = useState(false);
  const submit = (): void => {
    setTried(true);
    if (chosen !== null && name.trim() !== "") onSubmit(chosen.id, name.trim());
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t("record.filing.title")}
      closeLabel={t("common.close")}
      keepOpenOnOutsideClick
      actions={
        <>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button variant="primary" icon="archive" isPending={busy} onPress={submit}>
            {t("record.filing.submit")}
          </Button>
        </>
      }
    >
      <div className="form">
        <ComboBox
          className="field"
          items={files}
          inputValue={search}
          value={chosen?.id ?? null}
          menuTrigger="focus"
          allowsEmptyCollection
          isInvalid={tried && chosen === null}
          validationBehavior="aria"
          onInputChange={(text) => {
            onSearch(text);
            if (chosen !== null && text !== fileName(chosen)) setChosen(null);
          }}
          onChange={(key) => {
            const found = files.find((file) => file.id === key) ?? null;
            setChosen(found);
            if (found !== null) onSearch(fileName(found));
          }}
        >
          <Label className="field__label">{t("record.filing.file")}</Label>
          <Input className="field__input" placeholder={t("record.filing.filePlaceholder")} ref={field} />
          <Text slot="description" className="field__description">
            {t("record.filing.fileHint")}
          </Text>
          <FieldError className="field__error">{t("record.filing.chooseFile")}</FieldError>
          <Popover className="popover" offset={4}>
            <ListBox<FileChoice>
              className="list-box"
              renderEmptyState={() => <span className="list-box__none">{t("record.filing.noFile")}</span>}
            >
              {(file) => (
                <ListBoxItem id={file.id} textValue={fileName(file)} className="list-box__item">
                  <Icon name="file" />
                  <span className="list-box__text">
                    <span>{file.title}</span>
                    <span className="list-box__description">
                      {file.number} · {t("record.filing.documents", { count: file.documents })}
                    </span>
                  </span>
                </ListBoxItem>
              )}
            </ListBox>
          </Popover>
        </ComboBox>
        <TextField
          label={t("record.filing.documentTitle")}
          value={name}
          onChange={setName}
          maxLength={300}
          error={tried && name.trim() === "" ? t("record.filing.needsTitle") : undefined}
        />
        {children}
      </div>
    </Dialog>
  );
}

/** A file as it stands in the field once it is chosen. */
export function fileName(file: Pick<FileChoice, "number" | "title">): string {
  return `${file.number} · ${file.title}`;
}
