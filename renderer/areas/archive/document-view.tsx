// A document of the archive: its content with the words one searched, what is known of it, and how it came here.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { documentSchema, type OfficeDocument } from "../../../shared/domain/document/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { searchableOf } from "../../../shared/domain/record.ts";
import { documentTypeLabels } from "../../../shared/text/de/domain.ts";
import { ActionButton } from "../../components/action-button.tsx";
import { DateText } from "../../components/cells.tsx";
import { ContentTabs } from "../../components/content-tabs.tsx";
import { Pill } from "../../components/pill.tsx";
import { RecordHeader } from "../../components/record-header.tsx";
import { RecordLayout } from "../../components/record-layout.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useRecordFiles } from "../../desk/use-record-files.ts";
import { useRecord, type RecordHandle } from "../../desk/use-record.ts";
import { RecordFileViewer } from "../../pdf/record-file-viewer.tsx";
import type { FindRequest } from "../../pdf/find-request.ts";
import { DescribeDialog } from "./describe-dialog.tsx";
import { DocumentFacts } from "./document-facts.tsx";
import type { ServerHit } from "./use-server-search.ts";

export interface DocumentViewProps {
  readonly id: string;
  readonly find?: FindRequest | undefined;
  /** What the server found, for a document that this device does not hold. */
  readonly serverHit?: ServerHit | undefined;
}

export function DocumentView({ id, find, serverHit }: DocumentViewProps) {
  const handle = useRecord("document", id);
  const { state } = handle;
  if (state.error !== undefined) return <RecordState state={state.error} />;
  if (state.value === undefined) return <RecordState state="loading" />;
  const { record } = state.value;
  if (record === null && serverHit !== undefined)
    return <ShownDocument id={id} unit={serverHit.unit} body={serverHit.body} handle={handle} find={find} onServerOnly />;
  if (record === null) return <RecordState state="missing" />;
  const parsed = documentSchema.safeParse(readableBody(record.body));
  if (!parsed.success) return <RecordState state="unreadable" />;
  return <ShownDocument id={id} unit={record.unit} body={parsed.data} handle={handle} find={find} onServerOnly={false} />;
}

export interface DocumentProps {
  readonly id: string;
  readonly unit: string;
  readonly body: OfficeDocument;
  readonly handle: RecordHandle;
  readonly onServerOnly: boolean;
}

function ShownDocument(props: DocumentProps & { readonly find: FindRequest | undefined }) {
  const { id, body, handle, find, onServerOnly } = props;
  const { t } = useTranslation();
  const files = useRecordFiles("document", id);
  const [describing, setDescribing] = useState(false);
  const contents = [
    ...(body.content === undefined ? [] : [{ purpose: t("archive.details.main"), content: body.content }]),
    ...body.enclosures.map((content) => ({ purpose: t("archive.details.enclosure"), content })),
  ];
  const tabs = contents.map((one, index) => ({ ...one, id: `${one.content.sha256} ${index}` }));
  return (
    <>
      <RecordLayout
        name="document"
        initial="content"
        header={
          <RecordHeader
            icon="document"
            title={body.title}
            line={
              <>
                <span>{documentTypeLabels[body.documentType] ?? body.documentType}</span>
                <DateText date={body.documentDate} />
              </>
            }
            state={onServerOnly ? <Pill icon="online">{t("archive.serverMark")}</Pill> : null}
            actions={
              onServerOnly ? null : (
                <>
                  {handle.has("describe") && (
                    <ActionButton
                      label={t("archive.describe")}
                      icon="pen"
                      whyNot={handle.whyNot("describe")}
                      onPress={() => {
                        setDescribing(true);
                      }}
                    />
                  )}
                  {handle.undo !== undefined && <ActionButton label={t("record.undo")} icon="undo" variant="quiet" onPress={handle.undo} />}
                </>
              )
            }
          />
        }
        facts={<DocumentFacts {...props} />}
        content={
          <ContentTabs
            tabs={tabs}
            render={(content) => (
              <RecordFileViewer
                content={content}
                searchable={content === body.content ? searchableOf(body.renditions) : undefined}
                pages={content === body.content ? body.pages : undefined}
                find={find}
                files={files}
              />
            )}
          />
        }
      />
      {describing && (
        <DescribeDialog
          body={body}
          handle={handle}
          onClose={() => {
            setDescribing(false);
          }}
        />
      )}
    </>
  );
}
