// An incoming letter: what is known of it beside its picture, and what its clerk does with it. It judges nothing; the desk says what is
// possible.
import { postSchema, type Post } from "../../../shared/domain/post/schema.ts";
import { readableBody } from "../../../shared/domain/readable-body.ts";
import { RecordLayout } from "../../components/record-layout.tsx";
import { RecordState } from "../../components/record-state.tsx";
import { useRecordFiles } from "../../desk/use-record-files.ts";
import { useRecord, type RecordHandle } from "../../desk/use-record.ts";
import { RecordFileViewer } from "../../pdf/record-file-viewer.tsx";
import { PostFacts } from "./post-facts.tsx";
import { PostHeader } from "./post-header.tsx";

export function PostView({ id }: { readonly id: string }) {
  const handle = useRecord("post", id);
  const { state } = handle;
  if (state.error !== undefined) return <RecordState state={state.error} />;
  if (state.value === undefined) return <RecordState state="loading" />;
  const { record } = state.value;
  if (record === null) return <RecordState state="missing" />;
  const parsed = postSchema.safeParse(readableBody(record.body));
  if (!parsed.success) return <RecordState state="unreadable" />;
  return <ShownPost key={id} id={id} unit={record.unit} body={parsed.data} handle={handle} />;
}

export interface PostProps {
  readonly id: string;
  readonly unit: string;
  readonly body: Post;
  readonly handle: RecordHandle;
}

function ShownPost(props: PostProps) {
  const { id, body } = props;
  const files = useRecordFiles("post", id);
  return (
    <RecordLayout
      name="post"
      header={<PostHeader {...props} />}
      facts={<PostFacts {...props} />}
      content={<RecordFileViewer content={body.document} pages={body.pages} files={files} />}
    />
  );
}
