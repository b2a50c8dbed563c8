// Places on the pages of an open PDF: marks one, and tells the words of what is drawn. Knows pages, never what a value means.
import type { EventBus, PDFViewer } from "pdfjs-dist/web/pdf_viewer.mjs";
import { boxAsShown, sumOfTurns } from "../../shared/domain/page-box.ts";
import type { TurnedPage } from "../../shared/domain/pages.ts";
import { bringIntoView, drawMark, fileAt, removeMark, shownAt, type MarkedPlace } from "./page-mark.ts";
import { linesOfPage, wordAt, wordsSelected, type DrawnPage, type PageLine, type PointedWords } from "./page-words.ts";

export interface EnginePlaces {
  /** Marks one place and brings it into view; null takes the mark away. */
  readonly mark: (place: MarkedPlace | null) => void;
  /** The lines of every page whose text is drawn, the page in sight first. */
  readonly lines: () => readonly PageLine[];
  /** The words selected, else the word at a point of the window; null where there are none. */
  readonly pointed: (x: number, y: number) => PointedWords | null;
}

interface Given {
  readonly container: HTMLDivElement;
  readonly viewer: PDFViewer;
  readonly eventBus: EventBus;
  readonly shown: readonly TurnedPage[] | undefined;
}

export function enginePlaces({ container, viewer, eventBus, shown }: Given): EnginePlaces {
  let marked: MarkedPlace | null = null;
  let unseen = false;
  let begun = false;

  const sheets = (): readonly HTMLElement[] => [...container.querySelectorAll<HTMLElement>(".pdfViewer > .page")];
  const drawnPage = (sheet: HTMLElement | null): DrawnPage | null => {
    const layer = sheet?.querySelector(".textLayer");
    if (sheet === null || layer === null || layer === undefined) return null;
    return { layer, ...fileAt(shown, Number(sheet.dataset["pageNumber"]), viewer.pagesRotation) };
  };

  const draw = (): void => {
    for (const sheet of sheets()) removeMark(sheet);
    const at = marked === null ? null : shownAt(shown, marked.page);
    const sheet = at === null ? undefined : sheets()[at.number - 1];
    if (!begun || marked === null || at === null || sheet === undefined) return;
    const turn = sumOfTurns(at.turn, viewer.pagesRotation);
    drawMark(sheet, marked.box, turn);
    if (!unseen || container.clientHeight === 0) return;
    bringIntoView(container, sheet, boxAsShown(marked.box, turn));
    // Until it is drawn, a page has the size of the first one: its place may still move.
    if (sheet.dataset["loaded"] === "true") unseen = false;
  };

  eventBus.on("pagesinit", () => {
    begun = true;
    draw();
  });
  for (const event of ["pagerendered", "scalechanging", "rotationchanging"]) eventBus.on(event, draw);

  return {
    mark: (place) => {
      marked = place;
      unseen = true;
      draw();
    },
    lines: () => {
      const inSight = sheets()[viewer.currentPageNumber - 1];
      const ordered = [inSight, ...sheets().filter((sheet) => sheet !== inSight)];
      return ordered.flatMap((sheet) => {
        const drawn = drawnPage(sheet ?? null);
        return drawn === null ? [] : linesOfPage(drawn);
      });
    },
    pointed: (x, y) => {
      const target = document.elementFromPoint(x, y);
      const drawn = container.contains(target) ? drawnPage(target?.closest<HTMLElement>(".page") ?? null) : null;
      return drawn === null ? null : (wordsSelected(drawn, window.getSelection()) ?? wordAt(drawn, x, y));
    },
  };
}
