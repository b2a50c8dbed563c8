// One PDF in a container, drawn by pdf.js' own viewer parts. Loaded on first use, so that a start without a PDF does not pay for it.
// Must never run scripts of a document, follow its links, or fetch anything but the content itself and pdf.js' own data.
import "./pdfjs-global.ts";
import { AnnotationEditorType, AnnotationMode, getDocument, type PDFDocumentLoadingTask, type PDFDocumentProxy } from "pdfjs-dist";
import { EventBus, FindState, PDFFindController, PDFLinkService, PDFViewer } from "pdfjs-dist/web/pdf_viewer.mjs";
import "./pdfjs.css";
import type { TurnedPage } from "../../shared/domain/pages.ts";
import { DeskError } from "../../shared/desk/errors.ts";
import { enginePlaces, type EnginePlaces } from "./engine-places.ts";
import { bytesOfBase64, pieceBytes, type ContentReader } from "./content-reader.ts";
import { GermanLabels } from "./german-labels.ts";
import { lendWorker, type LentWorker } from "./pdf-workers.ts";
import { shownPart } from "./shown-part.ts";
import { ContentTransport } from "./range-transport.ts";

export type PdfScale = "page-width" | "page-fit" | number;

/** What the viewer tells its screen. */
export interface PdfEvents {
  readonly onOpened: (pages: number) => void;
  readonly onPage: (page: number) => void;
  /** `factor` 1 is the paper's size; `fit` tells whether it follows the window. */
  readonly onScale: (factor: number, fit: "page-width" | "page-fit" | undefined) => void;
  readonly onHits: (hits: PdfHits) => void;
  readonly onFailure: (failure: PdfFailure) => void;
  /** Name of a page for screen readers. */
  readonly pageLabel: (page: string) => string;
}

export interface PdfHits {
  readonly state: "searching" | "found" | "none";
  readonly current: number;
  readonly total: number;
}

export type PdfFailure =
  { readonly reason: "password" } | { readonly reason: "damaged" } | { readonly reason: "desk"; readonly error: unknown };

/** The handle of an open document. */
export interface PdfView extends EnginePlaces {
  readonly setScale: (scale: PdfScale) => void;
  readonly zoom: (direction: "in" | "out") => void;
  readonly goTo: (page: number) => void;
  readonly rotate: () => void;
  /** Highlights every hit and shows the first; several words are found each for itself. An empty query ends the search. */
  readonly find: (query: string | readonly string[]) => void;
  readonly step: (direction: "next" | "previous") => void;
  readonly close: () => void;
}

const dataUrl = (folder: string): string => new URL(`pdfjs/${folder}/`, document.baseURI).href;

/** What is opened: the document that `read` delivers, or of it the pages `shown`, in this order and turned so. */
interface PdfSource {
  readonly read: ContentReader;
  readonly shown: readonly TurnedPage[] | undefined;
}

/** Opens a document in `container`, which must be positioned absolutely and hold one empty element. */
export function openPdf(container: HTMLDivElement, pages: HTMLDivElement, source: PdfSource, events: PdfEvents): PdfView {
  const { read } = source;
  const eventBus = new EventBus();
  const linkService = new PDFLinkService({ eventBus });
  linkService.externalLinkEnabled = false;
  const findController = new PDFFindController({ eventBus, linkService });
  const labels = new GermanLabels(events.pageLabel);
  void labels.translate(container);
  const viewer = new PDFViewer({
    container,
    viewer: pages,
    eventBus,
    linkService,
    findController,
    l10n: labels,
    annotationMode: AnnotationMode.ENABLE,
    annotationEditorMode: AnnotationEditorType.DISABLE,
    enableAutoLinking: false,
    enableSelectionRendering: false,
    imageResourcesPath: "",
  });
  linkService.setViewer(viewer);
  const places = enginePlaces({ container, viewer, eventBus, shown: source.shown });

  let task: PDFDocumentLoadingTask | undefined;
  let giveBack: LentWorker["giveBack"] | undefined;
  let shown: PDFDocumentProxy | undefined;
  let closed = false;
  let failed = false;
  let query: string | string[] = "";
  let ready = false;
  let fit: "page-width" | "page-fit" | undefined = "page-width";

  const fail = (failure: PdfFailure): void => {
    if (closed || failed) return;
    failed = true;
    events.onFailure(failure);
  };
  const search = (type: "" | "again", findPrevious: boolean): void => {
    if (!ready) return;
    if (query.length === 0) {
      eventBus.dispatch("findbarclose", { source: viewer });
      return;
    }
    eventBus.dispatch("find", {
      source: viewer,
      type,
      query,
      caseSensitive: false,
      entireWord: false,
      highlightAll: true,
      findPrevious,
      matchDiacritics: false,
    });
  };

  eventBus.on("pagesinit", () => {
    ready = true;
    viewer.currentScaleValue = "page-width";
    events.onOpened(viewer.pagesCount);
    search("", false);
  });
  eventBus.on("pagechanging", (event: { pageNumber: number }) => {
    events.onPage(event.pageNumber);
  });
  eventBus.on("scalechanging", (event: { scale: number; presetValue?: string }) => {
    fit = event.presetValue === "page-width" || event.presetValue === "page-fit" ? event.presetValue : undefined;
    events.onScale(event.scale, fit);
  });
  let foundState: PdfHits["state"] = "searching";
  const tellHits = (counts: { current: number; total: number }): void => {
    events.onHits({ state: counts.total > 0 ? "found" : foundState, current: counts.current, total: counts.total });
  };
  eventBus.on("updatefindmatchescount", (event: { matchesCount: { current: number; total: number } }) => {
    tellHits(event.matchesCount);
  });
  eventBus.on("updatefindcontrolstate", (event: { state: number; matchesCount: { current: number; total: number } }) => {
    foundState = event.state === FindState.PENDING ? "searching" : event.state === FindState.NOT_FOUND ? "none" : "found";
    tellHits(event.matchesCount);
  });

  const resized = new ResizeObserver(() => {
    if (ready && fit !== undefined && container.clientWidth > 0) viewer.currentScaleValue = fit;
  });
  resized.observe(container);

  const open = async (): Promise<void> => {
    const first = await read(0, pieceBytes);
    if (closed) return;
    const start = bytesOfBase64(first.base64);
    // Only now: who leafs faster than papers are read starts no thread for each.
    const lent = lendWorker();
    giveBack = lent.giveBack;
    const onReadFailure = (error: unknown): void => {
      fail({ reason: "desk", error });
    };
    task = getDocument({
      range: new ContentTransport(first.size, start, read, onReadFailure),
      worker: lent.worker,
      rangeChunkSize: 65_536,
      disableStream: true,
      disableAutoFetch: true,
      enableXfa: false,
      wasmUrl: dataUrl("wasm"),
      cMapUrl: dataUrl("cmaps"),
      standardFontDataUrl: dataUrl("standard_fonts"),
      iccUrl: dataUrl("iccs"),
      verbosity: 0,
    });
    const whole = await task.promise;
    if (closed) return;
    const pdf = source.shown === undefined ? whole : shownPart(whole, source.shown);
    shown = pdf;
    viewer.setDocument(pdf);
    linkService.setDocument(pdf);
  };
  open().catch((error: unknown) => {
    if (error instanceof DeskError) fail({ reason: "desk", error });
    else fail({ reason: error instanceof Error && error.name === "PasswordException" ? "password" : "damaged" });
  });

  return {
    ...places,
    setScale: (scale) => {
      if (ready) viewer.currentScaleValue = String(scale);
    },
    zoom: (direction) => {
      if (!ready) return;
      if (direction === "in") viewer.increaseScale();
      else viewer.decreaseScale();
    },
    goTo: (page) => {
      if (ready && page >= 1 && page <= viewer.pagesCount) viewer.currentPageNumber = page;
    },
    rotate: () => {
      if (ready) viewer.pagesRotation = (viewer.pagesRotation + 90) % 360;
    },
    find: (next) => {
      query = typeof next === "string" ? next : [...next];
      search("", false);
    },
    step: (direction) => {
      search("again", direction === "previous");
    },
    close: () => {
      if (closed) return;
      closed = true;
      resized.disconnect();
      void labels.destroy();
      const given = failed ? undefined : task;
      if (given !== undefined) {
        viewer.setDocument(null);
        linkService.setDocument(null);
      }
      if (giveBack !== undefined) void endTask(given, shown, giveBack);
      pages.replaceChildren();
    },
  };
}

/** The loading of a document and the viewer's own beginning with it are over: what is ended before that is told as an error, by the worker or by pdf.js. */
async function begun(task: PDFDocumentLoadingTask, shown: PDFDocumentProxy | undefined): Promise<void> {
  const [loaded] = await Promise.allSettled([task.promise]);
  const pdf = shown ?? (loaded.status === "fulfilled" ? loaded.value : undefined);
  await Promise.allSettled([pdf?.getPage(1), pdf?.getPermissions()]);
}

/** A slow machine takes a while; a worker that hangs is only a thread too many until then. */
const mostMillisecondsToEnd = 10_000;

/** Ends the document's task once it has begun and gives its worker back; one that does not end in time takes its worker with it. */
async function endTask(
  task: PDFDocumentLoadingTask | undefined,
  shown: PDFDocumentProxy | undefined,
  giveBack: (clean: boolean) => void,
): Promise<void> {
  if (task === undefined) {
    giveBack(false);
    return;
  }
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => {
    late.resolve(false);
  }, mostMillisecondsToEnd);
  const ended = begun(task, shown)
    .then(() => task.destroy())
    .then(
      () => true,
      () => false,
    );
  const clean = await Promise.race([ended, late.promise]);
  clearTimeout(timer);
  giveBack(clean);
}
