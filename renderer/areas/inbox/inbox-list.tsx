// The list of the inbox, or what stands in its place: grey bars, nothing to do, nothing found, an error.
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { InboxRow } from "../../../shared/desk/inbox-calls.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { Button } from "../../components/button.tsx";
import { DataGrid, type GridHandle } from "../../components/data-grid.tsx";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import type { InboxWindow } from "../../desk/use-inbox.ts";
import { useMarksInSight } from "../../desk/use-content-marks.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { firstLook, useInboxFilters } from "../../state/inbox-filters.ts";
import type { InboxMarks } from "./use-inbox-marks.ts";
import { stacked, useInboxColumns } from "./inbox-columns.tsx";

export interface InboxListProps {
  readonly inbox: InboxWindow;
  readonly active: number;
  readonly selected: string | null;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly openOnClick: boolean;
  readonly gridRef: Ref<GridHandle>;
  readonly chosen: InboxMarks;
}

const refOf = ({ kind, id }: InboxRow): RecordRef => ({ kind, id });

export function InboxList({ inbox, active, selected, onActive, onOpen, openOnClick, gridRef, chosen }: InboxListProps) {
  const { t } = useTranslation();
  const { actor, directory, today } = useSignedIn();
  const { look, change } = useInboxFilters();
  const { marks, onRange } = useMarksInSight(inbox, refOf);
  const columns = useInboxColumns(actor.personId, directory, today, marks);
  if (inbox.error !== undefined)
    return (
      <EmptyState icon="error" title={t("inbox.failed")}>
        {deskErrors[inbox.error.code]}
      </EmptyState>
    );
  if (inbox.total === undefined) return <Skeleton lines={14} label={t("common.loading")} />;
  if (inbox.total === 0) return <NothingHere onClear={() => change({ ...firstLook, view: look.view, sort: look.sort })} />;
  return (
    <DataGrid
      ref={gridRef}
      label={t("inbox.list")}
      columns={columns}
      stacked={stacked}
      total={inbox.total}
      rowAt={inbox.rowAt}
      rowKey={(row) => row.id}
      onRange={onRange}
      active={active}
      selected={selected}
      onActive={onActive}
      onOpen={onOpen}
      openOnClick={openOnClick}
      isMarked={chosen.isMarked}
      hasMarks={chosen.rows.length > 0}
      onMark={chosen.mark}
      onMarkAll={chosen.markAll}
      sort={look.sort}
      onSort={(by) => change({ sort: { by, descending: look.sort.by === by ? !look.sort.descending : false } })}
      sortedLabel={{ up: t("inbox.sortedUp"), down: t("inbox.sortedDown") }}
    />
  );
}

function NothingHere({ onClear }: { readonly onClear: () => void }) {
  const { t } = useTranslation();
  const { look } = useInboxFilters();
  if (look.text !== "" || look.overdueOnly || look.only !== undefined || look.kinds.length > 0)
    return (
      <EmptyState
        icon="search"
        title={t("inbox.empty.filteredTitle")}
        action={
          <Button icon="close" onPress={onClear}>
            {t("inbox.empty.clear")}
          </Button>
        }
      >
        {t("inbox.empty.filtered")}
      </EmptyState>
    );
  return (
    <EmptyState icon="check" title={t("inbox.empty.title")}>
      {t(`inbox.empty.${look.view}`)}
    </EmptyState>
  );
}
