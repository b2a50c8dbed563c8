// The documents of the archive, this device's first and behind them what only the server has.
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import type { ArchiveRow, MarkedText as MarkedPieces } from "../../../shared/desk/archive-calls.ts";
import type { ContentMark } from "../../../shared/desk/content-calls.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { documentTypeLabels } from "../../../shared/text/de/domain.ts";
import { lookUp } from "../../../shared/text/refusal-text.ts";
import { Button } from "../../components/button.tsx";
import { DateText, WaitingMark } from "../../components/cells.tsx";
import { DataGrid, type GridColumn, type GridHandle } from "../../components/data-grid.tsx";
import { MarkedText } from "../../components/marked-text.tsx";
import { EmptyState, Skeleton } from "../../components/messages.tsx";
import { OfflineMark } from "../../components/offline-bar.tsx";
import { Pill } from "../../components/pill.tsx";
import type { ArchiveWindow } from "../../desk/use-archive-list.ts";
import { useMarksInSight } from "../../desk/use-content-marks.ts";
import { useArchiveLook, wholeArchive } from "../../state/archive-look.ts";
import { markWords, searchWords } from "./search-words.ts";
import type { ServerHit } from "./use-server-search.ts";

export interface DocumentListProps {
  readonly list: ArchiveWindow;
  /** Hits of the server that are not in the list. */
  readonly serverHits: readonly ServerHit[];
  readonly active: number;
  readonly selected: string | null;
  readonly onActive: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly ref: Ref<GridHandle>;
}

type Row = Omit<ArchiveRow, "title" | "excerpt"> & {
  readonly title: MarkedPieces;
  readonly excerpt: MarkedPieces;
  readonly fromServer: boolean;
  readonly mark: ContentMark | undefined;
};

const documentOf = ({ id }: ArchiveRow): RecordRef => ({ kind: "document", id });

export function DocumentList({ list, serverHits, active, selected, onActive, onOpen, ref }: DocumentListProps) {
  const { t } = useTranslation();
  const { look } = useArchiveLook();
  const columns = useColumns(look.text !== "");
  const { marks, onRange } = useMarksInSight(list, documentOf);
  if (list.error !== undefined)
    return (
      <EmptyState icon="warning" title={t("archive.failed")}>
        {deskErrors[list.error.code]}
      </EmptyState>
    );
  if (list.total === undefined) return <Skeleton lines={14} label={t("common.loading")} />;
  const total = list.total;
  if (total + serverHits.length === 0) return <NothingHere />;
  const words = searchWords(look.text);
  const rowAt = (index: number): Row | undefined => {
    if (index < total) {
      const row = list.rowAt(index);
      return row === undefined ? undefined : { ...row, fromServer: false, mark: marks.get(row.id) };
    }
    const hit = serverHits[index - total];
    return hit === undefined ? undefined : rowOfHit(hit, words);
  };
  return (
    <DataGrid
      ref={ref}
      label={t("archive.list")}
      columns={columns}
      stacked={{ below: Number.POSITIVE_INFINITY, areas: ["title date", "excerpt file"], tracks: "minmax(0, 1fr) auto" }}
      total={total + serverHits.length}
      rowAt={rowAt}
      rowKey={(row) => row.id}
      onRange={onRange}
      active={active}
      selected={selected}
      onActive={onActive}
      onOpen={onOpen}
    />
  );
}

/** What the second line of a row shows: the place of a hit, else the kind of document. */
function Line({ row, searched }: { readonly row: Row; readonly searched: boolean }) {
  return searched ? <MarkedText pieces={row.excerpt} /> : <>{lookUp(documentTypeLabels, row.documentType) ?? row.documentType}</>;
}

function Origin({ row }: { readonly row: Row }) {
  const { t } = useTranslation();
  if (row.fromServer)
    return (
      <Pill plain icon="online">
        {t("archive.serverMark")}
      </Pill>
    );
  return (
    <>
      <WaitingMark waiting={row.waiting} refused={0} /> <OfflineMark mark={row.mark} /> {row.fileNumber}
    </>
  );
}

function useColumns(searched: boolean): readonly GridColumn<Row, string>[] {
  const { t } = useTranslation();
  return [
    { id: "title", label: t("archive.columns.title"), width: "1fr", cell: (row) => <MarkedText pieces={row.title} /> },
    { id: "date", label: t("archive.columns.date"), width: "6rem", align: "end", cell: (row) => <DateText date={row.documentDate} /> },
    { id: "excerpt", label: t("archive.columns.excerpt"), width: "1fr", cell: (row) => <Line row={row} searched={searched} /> },
    { id: "file", label: t("archive.columns.file"), width: "8rem", align: "end", cell: (row) => <Origin row={row} /> },
  ];
}

function rowOfHit({ id, body, excerpt }: ServerHit, words: readonly string[]): Row {
  return {
    id,
    title: markWords(body.title, words),
    excerpt: markWords(excerpt, words),
    documentType: body.documentType,
    documentDate: body.documentDate,
    fileId: body.fileId,
    fileNumber: "",
    waiting: 0,
    fromServer: true,
    mark: undefined,
  };
}

function NothingHere() {
  const { t } = useTranslation();
  const { look, change } = useArchiveLook();
  const narrowed = look.planNumber !== null || look.fileId !== null;
  const clear = (
    <Button
      icon="close"
      onPress={() => {
        change(wholeArchive);
      }}
    >
      {t("archive.showAll")}
    </Button>
  );
  if (look.text !== "")
    return (
      <EmptyState icon="search" title={t("archive.noHits")} action={clear}>
        {t("archive.noHitsHint", { text: look.text })}
      </EmptyState>
    );
  if (narrowed)
    return (
      <EmptyState icon="file" title={t("archive.emptyHere")} action={clear}>
        {t("archive.emptyHereHint")}
      </EmptyState>
    );
  return (
    <EmptyState icon="archive" title={t("archive.emptyTitle")}>
      {t("archive.empty")}
    </EmptyState>
  );
}
