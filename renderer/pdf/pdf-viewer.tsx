// A PDF with its toolbar: pages, size, turn, search. Must never decide what is shown; the screen around it does.
import { useEffect, useEffectEvent, useImperativeHandle, useRef, useState, type KeyboardEvent, type MouseEvent, type Ref } from "react";
import { useTranslation } from "react-i18next";
import type { TurnedPage } from "../../shared/domain/pages.ts";
import { classNames } from "../components/class-names.ts";
import { Skeleton } from "../components/messages.tsx";
import type { ContentReader } from "./content-reader.ts";
import type { FindRequest } from "./find-request.ts";
import type { MarkRequest } from "./page-mark.ts";
import type { PageLine, PointedWords } from "./page-words.ts";
import type { PdfFailure, PdfHits, PdfView } from "./pdf-engine.ts";
import { PdfFindBar } from "./pdf-find-bar.tsx";
import { PdfToolbar } from "./pdf-toolbar.tsx";
import "./viewer.css";

/** What a screen may ask of the file that is shown. */
export interface ShownText {
  /** The lines of every page whose text is drawn, the page in sight first. */
  readonly lines: () => readonly PageLine[];
}

/** How a screen works with places of the file it shows; one without fields to fill gives none. */
export interface PlacesProps {
  readonly mark?: MarkRequest | undefined;
  /** The person has clicked a word or marked some. Without it, pointing at words does what it does everywhere. */
  readonly onWords?: ((words: PointedWords) => void) | undefined;
  readonly text?: Ref<ShownText> | undefined;
}

export interface PdfViewerProps extends PlacesProps {
  readonly read: ContentReader;
  /** The pages to show, in this order and turned so; all where it is undefined. */
  readonly shown: readonly TurnedPage[] | undefined;
  /** Words the screen wants to see; a new serial searches anew. */
  readonly find: FindRequest | undefined;
  readonly onFailure: (failure: PdfFailure) => void;
}

const noHits: PdfHits = { state: "searching", current: 0, total: 0 };

/** Opens its document once: give it a `key` that names the document and its pages. */
export function PdfViewer({ read, shown, find, mark, onWords, text, onFailure }: PdfViewerProps) {
  const { t } = useTranslation();
  const container = useRef<HTMLDivElement>(null);
  const pagesElement = useRef<HTMLDivElement>(null);
  const [view, setView] = useState<PdfView | null>(null);
  const [pages, setPages] = useState(0);
  const [page, setPage] = useState(1);
  const [scale, setScale] = useState<{ factor: number; fit: "page-width" | "page-fit" | undefined }>({ factor: 1, fit: "page-width" });
  const [hits, setHits] = useState<PdfHits>(noHits);
  const [finding, setFinding] = useState<"no" | "asked" | "byHand">("no");
  const [query, setQuery] = useState<string | readonly string[]>("");
  const [seenSerial, setSeenSerial] = useState<number | undefined>(undefined);
  const [shownPages] = useState(shown);
  const onFailed = useEffectEvent(onFailure);

  if (find !== undefined && find.serial !== seenSerial) {
    setSeenSerial(find.serial);
    setQuery(find.query);
    if (find.quiet !== true) setFinding(find.query.length > 0 ? "asked" : "no");
    setHits(noHits);
  }

  useEffect(() => {
    let opened: PdfView | undefined;
    let gone = false;
    const open = async (): Promise<void> => {
      const { openPdf } = await import("./pdf-engine.ts");
      if (gone || container.current === null || pagesElement.current === null) return;
      opened = openPdf(
        container.current,
        pagesElement.current,
        { read, shown: shownPages },
        {
          onOpened: setPages,
          onPage: setPage,
          onScale: (factor, fit) => {
            setScale({ factor, fit });
          },
          onHits: setHits,
          onFailure: (failure) => {
            onFailed(failure);
          },
          pageLabel: (number) => t("viewer.pageLabel", { page: number }),
        },
      );
      setView(opened);
    };
    open().catch((error: unknown) => {
      onFailed({ reason: "desk", error });
    });
    return () => {
      gone = true;
      opened?.close();
    };
  }, [read, shownPages, t]);

  useEffect(() => {
    view?.find(query);
  }, [view, query]);

  useEffect(() => {
    view?.mark(mark?.place ?? null);
  }, [view, mark]);
  useImperativeHandle(text, () => ({ lines: () => view?.lines() ?? [] }), [view]);

  const otherwise = find?.otherwise;
  useEffect(() => {
    if (hits.state === "none" && otherwise !== undefined && query === find?.query) setQuery(otherwise);
  }, [hits, otherwise, query, find]);

  const closeFind = (): void => {
    setFinding("no");
    setQuery("");
    container.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const command = event.ctrlKey || event.metaKey;
    const key = event.key.toLowerCase();
    if (command && key === "f") setFinding("byHand");
    else if (command && (key === "+" || key === "=")) view?.zoom("in");
    else if (command && key === "-") view?.zoom("out");
    else if (command && key === "0") view?.setScale("page-width");
    else if (event.key === "F3") view?.step(event.shiftKey ? "previous" : "next");
    else if (event.key === "Escape" && finding !== "no") closeFind();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const onMouseUp = (event: MouseEvent): void => {
    const words = event.button === 0 && onWords !== undefined ? view?.pointed(event.clientX, event.clientY) : null;
    if (words !== null && words !== undefined) onWords?.(words);
  };

  return (
    <div className="viewer__document" role="presentation" onKeyDown={onKeyDown} onMouseUp={onMouseUp}>
      <PdfToolbar
        view={view}
        pages={pages}
        page={page}
        scale={scale}
        finding={finding !== "no"}
        onFind={() => {
          if (finding !== "no") closeFind();
          else setFinding("byHand");
        }}
      />
      {finding !== "no" && (
        <PdfFindBar
          query={query}
          hits={hits}
          takesFocus={finding === "byHand"}
          onQuery={setQuery}
          onStep={(direction) => view?.step(direction)}
          onClose={closeFind}
        />
      )}
      <div className="viewer__frame">
        {pages === 0 && (
          <div className="viewer__waiting">
            <Skeleton lines={9} label={t("viewer.loading")} />
          </div>
        )}
        <div
          ref={container}
          className={classNames("viewer__pages", onWords !== undefined && "viewer__pages--words")}
          tabIndex={0}
          role="document"
          aria-label={t("viewer.pages")}
          aria-busy={pages === 0}
        >
          <div ref={pagesElement} className="pdfViewer" />
        </div>
      </div>
    </div>
  );
}
