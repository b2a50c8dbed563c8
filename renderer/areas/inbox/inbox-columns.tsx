// The columns of the inbox: what stands in them and how they lie where the list is narrow.
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ContentMark } from "../../../shared/desk/content-calls.ts";
import type { inboxSorts, InboxRow } from "../../../shared/desk/inbox-calls.ts";
import type { Directory } from "../../../shared/domain/policy.ts";
import { kinds, serviceLabel, stageLabels, states } from "../../../shared/text/de/domain.ts";
import { lookUp, personName } from "../../../shared/text/refusal-text.ts";
import { Age, Deadline, Money, WaitingMark } from "../../components/cells.tsx";
import type { GridColumn } from "../../components/data-grid.tsx";
import { Icon } from "../../components/icon.tsx";
import { MarkedText } from "../../components/marked-text.tsx";
import { OfflineMark } from "../../components/offline-bar.tsx";

export type InboxSort = (typeof inboxSorts)[number];

/** Two lines a row below this width, in pixels. */
export const stacked = {
  below: 860,
  areas: ["kind subject subject received deadline", "kind detail amount clerk state"],
  tracks: "2.25rem minmax(0, 1fr) auto 6.25rem 8rem",
} as const;

/** Icon and name of a state, in the words of the office. */
function State({ row }: { readonly row: InboxRow }) {
  if (row.refused > 0 || row.waiting > 0) return <WaitingMark waiting={row.waiting} refused={row.refused} />;
  return (
    <span className={`inbox-state inbox-state--${row.state}`}>
      {lookUp(states, row.state) ?? lookUp(stageLabels, row.state) ?? row.state}
    </span>
  );
}

function Kind({ row }: { readonly row: InboxRow }) {
  return (
    <span className={`inbox-kind inbox-kind--${row.kind}`} title={kinds[row.kind]}>
      <Icon name={row.kind} />
      <span className="inbox-kind__text">{kinds[row.kind]}</span>
    </span>
  );
}

/** A bill that may have come twice is told before it is opened. */
function AlikeMark({ alike }: Pick<InboxRow, "alike">) {
  const { t } = useTranslation();
  if (alike === null) return null;
  return (
    <span className={`inbox-alike inbox-alike--${alike}`} title={t(`inbox.alike.${alike}`)}>
      <Icon name="twice" size={14} />
      {t("inbox.alike.mark")}
    </span>
  );
}

/** What the row is about; where its paper alone says what is searched for, that very place. */
function Detail({ row }: { readonly row: InboxRow }) {
  const { t } = useTranslation();
  if (row.found !== null)
    return (
      <span title={t("inbox.foundInPaper")}>
        <MarkedText pieces={row.found} />
      </span>
    );
  if (row.kind === "application") return <>{serviceLabel(row.detail)}</>;
  return <>{row.kind === "invoice" && row.detail === "" ? t("inbox.noNumber") : row.detail}</>;
}

function Clerk({ row, me, directory }: { readonly row: InboxRow; readonly me: string; readonly directory: Directory | null }) {
  const { t } = useTranslation();
  if (row.clerk === null) return <span className="muted">{t("common.nobody")}</span>;
  if (row.clerk === me) return <span className="strong">{t("common.you")}</span>;
  return <>{personName(row.clerk, directory)}</>;
}

/** The columns for this person. `today` is the office date. */
export function useInboxColumns(
  me: string,
  directory: Directory | null,
  today: string,
  marks: ReadonlyMap<string, ContentMark>,
): readonly GridColumn<InboxRow, InboxSort>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      { id: "kind", label: t("inbox.columns.kind"), width: "6.5rem", cell: (row) => <Kind row={row} /> },
      {
        id: "subject",
        label: t("inbox.columns.subject"),
        width: "minmax(8rem, 1.2fr)",
        sort: "subject",
        cell: (row) => (
          // The name gives way, the marks never do.
          <span className="inbox-subject">
            <span className="strong inbox-subject__name">{row.subject}</span>
            <AlikeMark alike={row.alike} />
            <OfflineMark mark={marks.get(row.id)} />
          </span>
        ),
      },
      {
        id: "detail",
        label: t("inbox.columns.detail"),
        width: "minmax(7rem, 1fr)",
        cell: (row) => <Detail row={row} />,
      },
      {
        id: "received",
        label: t("inbox.columns.received"),
        width: "6.5rem",
        sort: "received",
        from: 980,
        cell: (row) => (
          <span className="muted">
            <Age at={row.receivedAt} today={today} />
          </span>
        ),
      },
      {
        id: "deadline",
        label: t("inbox.columns.deadline"),
        width: "8.75rem",
        sort: "deadline",
        cell: (row) => <Deadline date={row.deadline} today={today} />,
      },
      {
        id: "clerk",
        label: t("inbox.columns.clerk"),
        width: "7rem",
        sort: "clerk",
        cell: (row) => <Clerk row={row} me={me} directory={directory} />,
      },
      {
        id: "amount",
        label: t("inbox.columns.amount"),
        width: "6.25rem",
        sort: "amount",
        align: "end",
        cell: (row) => (row.amount === null ? null : <Money cents={row.amount} currency={row.currency} />),
      },
      { id: "state", label: t("inbox.columns.state"), width: "7.5rem", sort: "state", cell: (row) => <State row={row} /> },
    ],
    [t, me, directory, today, marks],
  );
}
