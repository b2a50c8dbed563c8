// Which area draws which kind of record: the one place where areas meet. A kind without a view of its own says so.
import { useTranslation } from "react-i18next";
import { ApplicationView } from "../areas/applications/application-view.tsx";
import { TaskView } from "../areas/inbox/task-view.tsx";
import { ArchiveScreen } from "../areas/archive/archive-screen.tsx";
import { DocumentView } from "../areas/archive/document-view.tsx";
import { InvoiceView } from "../areas/invoices/invoice-view.tsx";
import { PostView } from "../areas/post/post-view.tsx";
import { EmptyState } from "../components/messages.tsx";
import { NewerNotice } from "./newer-notice.tsx";
import type { RecordRef } from "../../shared/domain/record.ts";

/** The reading view of a record. */
export function RecordView({ record }: { readonly record: RecordRef }) {
  return (
    <>
      <NewerNotice record={record} />
      <ViewOf record={record} />
    </>
  );
}

function ViewOf({ record }: { readonly record: RecordRef }) {
  const { t } = useTranslation();
  switch (record.kind) {
    case "task":
      return <TaskView id={record.id} />;
    case "application":
      return <ApplicationView id={record.id} />;
    case "invoice":
      return <InvoiceView id={record.id} />;
    case "post":
      return <PostView id={record.id} />;
    case "document":
      return <DocumentView id={record.id} />;
    default:
      return <EmptyState icon="info" title={t("inbox.unknownKind")} />;
  }
}

export function ArchiveView() {
  return <ArchiveScreen />;
}
