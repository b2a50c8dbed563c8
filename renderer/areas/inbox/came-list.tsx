// What a notice tells of: each scan as the way to it, or where a hand is wanted. Must never show more than the person may open.
import { useTranslation } from "react-i18next";
import { z } from "../../../shared/base/zod.ts";
import { recordKey, type RecordRef } from "../../../shared/domain/record.ts";
import { scanQuarantinedTopic, type Task } from "../../../shared/domain/task/schema.ts";
import { kinds } from "../../../shared/text/de/domain.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { Section } from "../../components/data-list.tsx";
import { RecordButton } from "../../components/record-button.tsx";
import { useQuery } from "../../desk/use-query.ts";
import { firstLook, useInboxFilters } from "../../state/inbox-filters.ts";
import { usePlace } from "../../state/place.ts";

/** Each is a live question to the desk. */
const mostShown = 20;

interface CameListProps {
  readonly topic: string | undefined;
  readonly came: NonNullable<Task["came"]>;
  readonly more: boolean;
}

export function CameList({ topic, came, more }: CameListProps) {
  const { t } = useTranslation();
  const { change } = useInboxFilters();
  const go = usePlace((store) => store.go);
  if (topic === scanQuarantinedTopic)
    return (
      <Section
        title={t("inbox.task.came")}
        aside={
          <Button variant="quiet" icon="scanner" onPress={() => go("scans")}>
            {t("inbox.task.toScans")}
          </Button>
        }
      >
        <p>{t("inbox.task.quarantined")}</p>
      </Section>
    );
  // The latest first: it is what the notice was opened for.
  const shown = came.slice(-mostShown).reverse();
  const rest = came.length - shown.length;
  return (
    <Section
      title={t("inbox.task.came")}
      aside={
        <Button
          variant="quiet"
          icon="filter"
          onPress={() => change({ ...firstLook, kinds: ["post", "invoice"], sort: { by: "received", descending: true } })}
        >
          {t("inbox.task.showAll")}
        </Button>
      }
    >
      <ul className="came">
        {shown.map((ref) => (
          <li key={recordKey(ref)}>
            <Came of={ref} />
          </li>
        ))}
      </ul>
      {more || rest > 0 ? <p className="muted">{more ? t("inbox.task.cameMany") : t("inbox.task.cameMore", { count: rest })}</p> : null}
    </Section>
  );
}

const namedSchema = z.object({
  title: z.string().catch(""),
  fields: z.object({ supplier: z.string().nullable() }).catch({ supplier: null }),
  document: z.object({ name: z.string() }).catch({ name: "" }),
});

function Came({ of: ref }: { readonly of: RecordRef }) {
  const { t } = useTranslation();
  const { value } = useQuery("record", { kind: ref.kind, id: ref.id });
  if (value === undefined) return null;
  const kind = lookUp(kinds, ref.kind) ?? ref.kind;
  if (value.record === null)
    return (
      <span className="muted">
        {kind}: {t("inbox.task.cameGone")}
      </span>
    );
  const { title, fields, document } = namedSchema.parse(value.record.body);
  return <RecordButton kind={ref.kind} id={ref.id} subject={title || (fields.supplier ?? "") || document.name} />;
}
