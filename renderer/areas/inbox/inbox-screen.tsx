// The combined inbox: everything that waits, beside the record that is open. It draws no record itself.
import { useEffect, useRef, useState, type ComponentType } from "react";
import { useTranslation } from "react-i18next";
import { inboxViews, type InboxRow } from "../../../shared/desk/inbox-calls.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import type { GridHandle } from "../../components/data-grid.tsx";
import { EmptyState } from "../../components/messages.tsx";
import { SplitView } from "../../components/split-view.tsx";
import { useWidth } from "../../components/use-width.ts";
import { useCommand } from "../../desk/use-command.ts";
import { useInbox } from "../../desk/use-inbox.ts";
import { useInboxFilters } from "../../state/inbox-filters.ts";
import { usePlace } from "../../state/place.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { useBulk } from "./use-bulk.ts";
import { useInboxMarks } from "./use-inbox-marks.ts";
import { InboxHead } from "./inbox-head.tsx";
import { InboxList } from "./inbox-list.tsx";
import { ReadingPane } from "./reading-pane.tsx";
import { useInboxKeys } from "./use-inbox-keys.ts";
import "./inbox.css";

export interface InboxScreenProps {
  readonly recordView: ComponentType<{ readonly record: RecordRef }>;
}

interface Pending {
  readonly index: number;
  readonly row: InboxRow | undefined;
}

/** Where the row stands now. */
function placeOf({ index, row }: Pending, indexOf: (id: string) => number): number {
  const now = row === undefined ? -1 : indexOf(row.id);
  return now >= 0 ? now : index;
}

/** Below this many pixels list and record are shown one at a time. */
const roomForBoth = 780;
/** From here on the list gets half of the window: room for all columns. */
const wideWindow = 1700;
/** While an arrow key repeats, records are not opened one by one. */
const settleMilliseconds = 90;

export function InboxScreen({ recordView }: InboxScreenProps) {
  const { t } = useTranslation();
  const { look, change } = useInboxFilters();
  const inbox = useInbox(look);
  const marks = useInboxMarks(look, inbox.rowAt);
  const bulk = useBulk(marks);
  const { run } = useCommand();
  const open = usePlace((store) => store.open);
  const record = usePlace((store) => store.record);
  const screen = useRef<HTMLDivElement>(null);
  const grid = useRef<GridHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLElement>(null);
  const width = useWidth(screen);
  const single = width !== undefined && width < roomForBoth;
  const [active, setActive] = useState(-1);
  /**
   * A row the focus has come to, and which is opened once the keys rest. It is that row, wherever others that arrive meanwhile
   * push it; only one that is not here yet is known by its index.
   */
  const [pending, setPending] = useState<Pending | null>(null);
  const { rowAt } = inbox;
  useEffect(() => {
    const row = pending === null ? undefined : (pending.row ?? rowAt(pending.index));
    if (row === undefined) return undefined;
    const timer = setTimeout(() => {
      setPending(null);
      open({ kind: row.kind, id: row.id });
    }, settleMilliseconds);
    return () => clearTimeout(timer);
  }, [pending, rowAt, open]);

  // The open record may move in the list, or leave it; then the cursor stays where it was, for the next one.
  const found = record === null ? -1 : inbox.indexOf(record.id);
  const coming = pending === null ? null : placeOf(pending, inbox.indexOf);
  const cursor = coming ?? (found >= 0 ? found : Math.min(active, (inbox.total ?? 0) - 1));

  const moveTo = (index: number): void => {
    setActive(index);
    setPending(single ? null : { index, row: rowAt(index) });
  };
  const openNow = (index: number): void => {
    const row = rowAt(index);
    setActive(index);
    setPending(row === undefined ? { index, row } : null);
    if (row !== undefined) open({ kind: row.kind, id: row.id });
  };
  const openAt = (index: number): void => {
    openNow(index);
    // The pane is drawn with the next frame where it was not there yet.
    requestAnimationFrame(() => pane.current?.focus());
  };
  const step = (by: number): void => {
    if (inbox.total === undefined || inbox.total === 0) return;
    // Where the open record has left the list, its place is taken by the next one.
    const start = record !== null && found < 0 && by > 0 ? cursor - 1 : cursor;
    const index = Math.max(0, Math.min(inbox.total - 1, start + by));
    openNow(index);
  };
  const back = (): void => {
    if (marks.rows.length > 0) return marks.clear();
    if (single) open(null);
    requestAnimationFrame(() => grid.current?.focus());
  };
  const claim = (): void => {
    if (marks.rows.length > 0) return void bulk.act({ name: "claim" });
    const row = rowAt(cursor);
    const ref = record ?? (row === undefined ? null : { kind: row.kind, id: row.id });
    if (ref === null || ref.kind === "task") return;
    void run([{ kind: ref.kind, name: "claim", recordId: ref.id, args: {} }], t("inbox.claimed"));
  };
  useInboxKeys({
    claim,
    next: () => step(1),
    previous: () => step(-1),
    back,
    view: (index) => {
      const view = inboxViews[index];
      if (view !== undefined) change({ view });
    },
  });

  const list = (
    <section className="pane" aria-label={t("inbox.list")}>
      <InboxHead counts={inbox.counts} total={inbox.total} searchRef={search} onLeaveSearch={() => grid.current?.focus()} />
      <div className="pane__body pane__body--still">
        <InboxList
          inbox={inbox}
          active={cursor}
          selected={record?.id ?? null}
          onActive={moveTo}
          onOpen={openAt}
          openOnClick={single}
          gridRef={grid}
          chosen={marks}
        />
      </div>
      <BulkBar marks={marks} bulk={bulk} />
    </section>
  );
  const reading = (
    <ReadingPane
      ref={pane}
      record={record}
      recordView={recordView}
      position={found >= 0 && inbox.total !== undefined ? { index: found, total: inbox.total } : undefined}
      onNext={() => step(1)}
      onPrevious={() => step(-1)}
      onBack={single ? back : undefined}
    />
  );
  return (
    <div className="inbox" ref={screen}>
      <SplitView
        name="inbox"
        barLabel={t("common.resize")}
        share={window.innerWidth < wideWindow ? 38 : 50}
        minimum={[340, 400]}
        only={single ? (record === null ? "first" : "second") : undefined}
        first={single && record !== null ? null : list}
        second={record === null ? <Nothing /> : reading}
      />
    </div>
  );
}

function Nothing() {
  const { t } = useTranslation();
  return (
    <EmptyState icon="inbox" title={t("inbox.nothingOpen")}>
      {t("inbox.nothingOpenHint")}
    </EmptyState>
  );
}
