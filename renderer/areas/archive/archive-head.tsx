// The head of the archive's list: words, what narrows it, counts, order, and the way to the server.
import type { Ref } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../components/button.tsx";
import { Choice } from "../../components/choice.tsx";
import { SearchField } from "../../components/fields.tsx";
import { Icon } from "../../components/icon.tsx";
import { KeepSwitch } from "../../components/offline-bar.tsx";
import type { ArchiveWindow } from "../../desk/use-archive-list.ts";
import { useOffline } from "../../desk/use-content-marks.ts";
import { useQuery } from "../../desk/use-query.ts";
import { useArchiveLook } from "../../state/archive-look.ts";
import type { ServerSearch } from "./use-server-search.ts";

export interface ArchiveHeadProps {
  readonly list: ArchiveWindow;
  readonly server: ServerSearch;
  /** How many of the server's hits this device lacks. */
  readonly serverOnly: number;
  readonly onShowServerHits: () => void;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onLeaveSearch: () => void;
}

export function ArchiveHead({ list, server, serverOnly, onShowServerHits, searchRef, onLeaveSearch }: ArchiveHeadProps) {
  const { t } = useTranslation();
  const { look, change } = useArchiveLook();
  return (
    <header className="archive-head">
      <h1 className="visually-hidden">{t("archive.title")}</h1>
      <div
        className="archive-head__search"
        data-main-search
        onKeyDownCapture={(event) => {
          if (event.key === "Enter" && look.text.trim() !== "") change({ order: "ranked" });
        }}
      >
        <SearchField
          ref={searchRef}
          label={t("archive.search")}
          placeholder={t("archive.searchPlaceholder")}
          clearLabel={t("common.clear")}
          value={look.text}
          onChange={(text) => {
            change({ text: text.slice(0, 200) });
          }}
          shortcut="/"
          onLeave={onLeaveSearch}
        />
      </div>
      <div className="archive-head__line">
        <Narrowed />
        {look.fileId !== null && <KeptFile id={look.fileId} />}
        <span className="archive-head__total" role="status">
          {list.total === undefined ? "" : totalText(list.total)}
        </span>
        {look.text.trim() !== "" && (
          <Choice
            label={t("archive.order")}
            value={look.order}
            onChange={(order) => {
              change({ order });
            }}
            options={[
              { id: "newest", label: t("archive.newest") },
              { id: "ranked", label: t("archive.ranked") },
            ]}
          />
        )}
      </div>
      {look.text.trim() !== "" && <ServerLine server={server} serverOnly={serverOnly} onShow={onShowServerHits} />}
    </header>
  );

  function totalText(total: number): string {
    const formatted = total.toLocaleString("de-DE");
    if (look.text.trim() === "") return total === 1 ? t("archive.totalOne") : t("archive.total", { formatted });
    return list.exact ? t("archive.hits", { formatted }) : t("archive.atLeast", { formatted });
  }
}

/** The file that is open in the list: how many of its documents are here, and the switch that keeps all of them. */
function KeptFile({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const { mark, keep, failed } = useOffline("file", id);
  if (mark === undefined) return null;
  const here = mark.contents.filter((content) => content.whole).length;
  return (
    <>
      <KeepSwitch label={t("offline.keepFile")} kept={mark.keptItself} onKeep={keep} />
      <span className="archive-head__total" role="status">
        {failed ? t("offline.failed") : t("offline.fileHere", { here, count: mark.contents.length })}
      </span>
    </>
  );
}

/** What narrows the list, each with a way to take it back. */
function Narrowed() {
  const { t } = useTranslation();
  const { look, change } = useArchiveLook();
  const tree = useQuery("archiveTree", {}).value;
  const files = useQuery("archiveFiles", { planNumber: look.planNumber, openOnly: false, text: "", limit: 500 }).value;
  const entry = tree?.entries.find((one) => one.number === look.planNumber);
  const file = files?.rows.find((one) => one.id === look.fileId);
  return (
    <>
      {look.planNumber !== null && (
        <Narrowing
          text={`${look.planNumber} ${entry?.title ?? ""}`}
          label={t("archive.clearPlan", { number: look.planNumber })}
          onClear={() => {
            change({ planNumber: null, fileId: null });
          }}
        />
      )}
      {look.fileId !== null && (
        <Narrowing
          text={file?.number ?? t("archive.columns.file")}
          label={t("archive.clearFile")}
          onClear={() => {
            change({ fileId: null });
          }}
        />
      )}
    </>
  );
}

function Narrowing({ text, label, onClear }: { readonly text: string; readonly label: string; readonly onClear: () => void }) {
  return (
    <span className="narrowing">
      <span className="narrowing__text">{text}</span>
      <button type="button" className="narrowing__clear" aria-label={label} title={label} onClick={onClear}>
        <Icon name="close" size={12} />
      </button>
    </span>
  );
}

function ServerLine({
  server,
  serverOnly,
  onShow,
}: {
  readonly server: ServerSearch;
  readonly serverOnly: number;
  readonly onShow: () => void;
}) {
  const { t } = useTranslation();
  const text =
    server.phase === "busy"
      ? t("archive.serverBusy")
      : server.phase === "failed"
        ? t("archive.serverFailed")
        : server.phase === "done"
          ? serverOnly === 0
            ? t("archive.serverNone")
            : t("archive.serverFound", { count: serverOnly })
          : "";
  return (
    <div className="archive-head__line">
      {server.phase !== "done" && (
        <Button variant="quiet" icon="online" isPending={server.phase === "busy"} onPress={server.start}>
          {t("archive.server")}
        </Button>
      )}
      <span className="archive-head__server" role="status">
        {text}
      </span>
      {serverOnly > 0 && (
        <Button variant="quiet" icon="arrowDown" onPress={onShow}>
          {t("archive.serverShow")}
        </Button>
      )}
    </div>
  );
}
