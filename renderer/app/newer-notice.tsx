// A quiet line above a record of a newer form: it can be read, and the sentence says what to do to change it.
import type { RecordRef } from "../../shared/domain/record.ts";
import { refusals } from "../../shared/text/de/refusals.ts";
import { Message } from "../components/messages.tsx";
import { useQuery } from "../desk/use-query.ts";

/** Nothing where the program knows the record's form. */
export function NewerNotice({ record }: { readonly record: RecordRef }) {
  const { value } = useQuery("record", { kind: record.kind, id: record.id });
  const newer = value?.actions.some((action) => action.refusal?.code === "recordTooNew") === true;
  return newer ? <Message tone="info">{refusals.recordTooNew}</Message> : null;
}
