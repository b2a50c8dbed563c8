// The files under the chosen entry of the plan; the first line takes the choice back.
import { useTranslation } from "react-i18next";
import { ListBox, ListBoxItem, ListLayout, Virtualizer } from "react-aria-components";
import { Icon } from "../../components/icon.tsx";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { useArchiveLook } from "../../state/archive-look.ts";

const limit = 500;
const all = "*";

interface ListedFile {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly closed: boolean;
  /** Undefined for the line that takes the choice back. */
  readonly documents: number | undefined;
}

export function FileList() {
  const { t } = useTranslation();
  const { look, change } = useArchiveLook();
  const { value, error } = useQuery("archiveFiles", { planNumber: look.planNumber, openOnly: false, text: "", limit });
  if (error !== undefined) return <EmptyState icon="warning" title={t("archive.failed")} />;
  if (value === undefined) return <Skeleton lines={5} label={t("common.loading")} />;
  if (value.rows.length === 0)
    return (
      <EmptyState icon="file" title={t("archive.noFiles")}>
        {t("archive.noFilesHint")}
      </EmptyState>
    );
  const items: readonly ListedFile[] = [
    { id: all, number: "", title: t("archive.allFiles"), closed: false, documents: undefined },
    ...value.rows.map(({ id, number, title, state, documents }) => ({ id, number, title, closed: state === "closed", documents })),
  ];
  return (
    <div className="files">
      <Virtualizer layout={ListLayout} layoutOptions={{ rowSize: 40 }}>
        <ListBox
          className="files__list"
          aria-label={look.planNumber === null ? t("archive.files") : t("archive.filesIn", { number: look.planNumber })}
          items={items}
          selectionMode="single"
          disallowEmptySelection
          selectionBehavior="replace"
          selectedKeys={[look.fileId ?? all]}
          onSelectionChange={(keys) => {
            const [chosen] = keys === "all" ? [] : keys;
            if (chosen !== undefined) change({ fileId: chosen === all ? null : String(chosen) });
          }}
        >
          {(file) => (
            <ListBoxItem id={file.id} textValue={`${file.number} ${file.title}`} className="files__file">
              <Icon name={file.closed ? "lock" : "file"} size={14} />
              <span className="files__text">
                <span className="files__title">{file.title}</span>
                {file.documents !== undefined && (
                  <span className="files__line">
                    {file.number} · {t("archive.entryCount", { count: file.documents })}
                    {file.closed ? ` · ${t("archive.fileClosed")}` : ""}
                  </span>
                )}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Virtualizer>
      {value.total > value.rows.length && (
        <p className="files__more muted">{t("archive.moreFiles", { shown: value.rows.length, total: value.total })}</p>
      )}
    </div>
  );
}
