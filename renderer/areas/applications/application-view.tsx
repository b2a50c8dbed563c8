// An application: what was asked beside what was sent in, and the steps of its clerk. It judges nothing; the desk says what is possible.
import { useTranslation } from "react-i18next";
import { applicationSchema, type Application } from "../../../shared/domain/application/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { ContentTabs } from "../../components/content-tabs.tsx";
import { RecordLayout } from "../../components/record-layout.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useRecordFiles } from "../../desk/use-record-files.ts";
import { useRecord, type RecordHandle } from "../../desk/use-record.ts";
import { RecordFileViewer } from "../../pdf/record-file-viewer.tsx";
import { ApplicationFacts } from "./application-facts.tsx";
import { ApplicationHeader } from "./application-header.tsx";

export function ApplicationView({ id }: { readonly id: string }) {
  const handle = useRecord("application", id);
  const { state } = handle;
  if (state.error !== undefined) return <RecordState state={state.error} />;
  if (state.value === undefined) return <RecordState state="loading" />;
  const { record } = state.value;
  if (record === null) return <RecordState state="missing" />;
  const parsed = applicationSchema.safeParse(readableBody(record.body));
  if (!parsed.success) return <RecordState state="unreadable" />;
  return <ShownApplication key={id} id={id} unit={record.unit} body={parsed.data} handle={handle} />;
}

export interface ApplicationProps {
  readonly id: string;
  readonly unit: string;
  readonly body: Application;
  readonly handle: RecordHandle;
}

function ShownApplication(props: ApplicationProps) {
  const { t } = useTranslation();
  const { id, body } = props;
  const files = useRecordFiles("application", id);
  const tabs = body.attachments
    .toSorted((left, right) => Number(right.purpose === "form") - Number(left.purpose === "form"))
    .map(({ content, purpose }, index) => ({ id: `${content.sha256} ${index}`, purpose: t(`applications.purposes.${purpose}`), content }));
  return (
    <RecordLayout
      name="application"
      header={<ApplicationHeader {...props} />}
      facts={<ApplicationFacts {...props} />}
      content={<ContentTabs tabs={tabs} render={(content) => <RecordFileViewer content={content} files={files} />} />}
    />
  );
}
