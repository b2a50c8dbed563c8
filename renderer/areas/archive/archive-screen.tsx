// The archive: file plan, files, documents as one types, and the document that is open. It draws over one list, this device's,
// and adds what the server has only where the person asks for it.
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Choice } from "../../components/choice.tsx";
import type { GridHandle } from "../../components/data-grid.tsx";
import { EmptyState } from "../../components/messages.tsx";
import { SplitView } from "../../components/split-view.tsx";
import { useWidth } from "../../components/use-width.ts";
import { useArchiveList } from "../../desk/use-archive-list.ts";
import type { FindRequest } from "../../pdf/find-request.ts";
import { useArchiveLook } from "../../state/archive-look.ts";
import { usePlace } from "../../state/place.ts";
import { ArchiveHead } from "./archive-head.tsx";
import { DocumentList } from "./document-list.tsx";
import { DocumentView } from "./document-view.tsx";
import { FileList } from "./file-list.tsx";
import { PlanTree } from "./plan-tree.tsx";
import { searchWords } from "./search-words.ts";
import { useServerSearch } from "./use-server-search.ts";
import "./archive.css";

/** Below this many pixels the panes are shown one at a time. */
const roomForAll = 860;
/** While an arrow key repeats, documents are not opened one by one. */
const settleMilliseconds = 120;

export function ArchiveScreen() {
  const { t } = useTranslation();
  const look = useArchiveLook((store) => store.look);
  const list = useArchiveList(look);
  const server = useServerSearch(look.text);
  const open = usePlace((store) => store.open);
  const record = usePlace((store) => store.record);
  const screen = useRef<HTMLDivElement>(null);
  const grid = useRef<GridHandle>(null);
  const search = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLElement>(null);
  const width = useWidth(screen);
  const [active, setActive] = useState(-1);
  const [shown, setShown] = useState<"plan" | "list" | "document">("list");
  /** A row the focus has come to, and which is opened once the keys rest and the row is here. */
  const [pending, setPending] = useState<number | null>(null);

  const total = list.total ?? 0;
  const serverOnly = server.hits.filter((hit) => list.indexOf(hit.id) < 0);
  const idAt = (index: number): string | undefined => (index < total ? list.rowAt(index)?.id : serverOnly[index - total]?.id);
  const indexOf = (id: string): number => {
    const here = list.indexOf(id);
    const there = serverOnly.findIndex((hit) => hit.id === id);
    return here >= 0 || there < 0 ? here : total + there;
  };
  const pendingId = pending === null ? undefined : idAt(pending);
  useEffect(() => {
    if (pendingId === undefined) return undefined;
    const timer = setTimeout(() => {
      setPending(null);
      open({ kind: "document", id: pendingId });
    }, settleMilliseconds);
    return () => {
      clearTimeout(timer);
    };
  }, [pendingId, open]);
  const openAt = (index: number): void => {
    const id = idAt(index);
    setActive(index);
    setPending(id === undefined ? index : null);
    if (id !== undefined) open({ kind: "document", id });
  };
  const openId = record?.kind === "document" ? record.id : null;
  const found = openId === null ? -1 : indexOf(openId);
  const cursor = pending ?? (found >= 0 ? found : Math.min(active, total + serverOnly.length - 1));
  const find = useMemo<FindRequest>(() => ({ query: searchWords(look.text), serial: serialOf(look.text) }), [look.text]);

  const plan = (
    <SplitView
      name="archive-plan"
      barLabel={t("archive.resizePlan")}
      orientation="vertical"
      share={58}
      minimum={[120, 100]}
      first={
        <nav className="archive-pane" aria-label={t("archive.plan")}>
          <h2 className="archive-pane__title">{t("archive.plan")}</h2>
          <div className="archive-pane__body">
            <PlanTree />
          </div>
        </nav>
      }
      second={
        <section className="archive-pane" aria-label={t("archive.files")}>
          <h2 className="archive-pane__title">{t("archive.files")}</h2>
          <div className="archive-pane__body">
            <FileList />
          </div>
        </section>
      }
    />
  );
  const documents = (
    <section className="pane" aria-label={t("archive.list")}>
      <ArchiveHead
        list={list}
        server={server}
        serverOnly={serverOnly.length}
        onShowServerHits={() => {
          openAt(total);
          requestAnimationFrame(() => grid.current?.focus());
        }}
        searchRef={search}
        onLeaveSearch={() => grid.current?.focus()}
      />
      <div className="pane__body pane__body--still">
        <DocumentList
          ref={grid}
          list={list}
          serverHits={serverOnly}
          active={cursor}
          selected={openId}
          onActive={(index) => {
            setActive(index);
            setPending(index);
          }}
          onOpen={(index) => {
            openAt(index);
            setShown("document");
            requestAnimationFrame(() => pane.current?.focus());
          }}
        />
      </div>
    </section>
  );
  const preview = (
    <section className="archive-preview" ref={pane} tabIndex={-1} aria-label={t("archive.document")}>
      {openId === null ? (
        <EmptyState icon="document" title={t("archive.nothingOpen")}>
          {t("archive.nothingOpenHint")}
        </EmptyState>
      ) : (
        <DocumentView key={openId} id={openId} find={find} serverHit={server.hits.find((hit) => hit.id === openId)} />
      )}
    </section>
  );
  const narrow = width !== undefined && width < roomForAll;
  return (
    <div className="archive" ref={screen}>
      {narrow ? (
        <>
          <div className="archive__switch">
            <Choice
              label={t("archive.panes")}
              value={shown}
              onChange={setShown}
              options={[
                { id: "plan", label: t("archive.plan"), icon: "archive" },
                { id: "list", label: t("archive.documents"), icon: "file" },
                { id: "document", label: t("archive.document"), icon: "document" },
              ]}
            />
          </div>
          <div className="archive__body">{{ plan, list: documents, document: preview }[shown]}</div>
        </>
      ) : (
        <SplitView
          name="archive-outer"
          barLabel={t("archive.resizePlan")}
          share={22}
          minimum={[190, 640]}
          first={plan}
          second={
            <SplitView
              name="archive-inner"
              barLabel={t("common.resize")}
              share={44}
              minimum={[300, 330]}
              first={documents}
              second={preview}
            />
          }
        />
      )}
    </div>
  );
}

/** A number that differs where the words differ. */
function serialOf(text: string): number {
  return Array.from(text).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000_007, 7);
}
