// Shows one content of a record, whatever its type: PDF, picture, XML, or a sentence.
// Must never ask the desk itself: the screen hands in how to read. Must never show anything but the content with this hash.
import { useCallback, useEffect, useEffectEvent, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FilePages, TurnedPage } from "../../shared/domain/pages.ts";
import type { ContentRef } from "../../shared/domain/record.ts";
import { DeskError, type DeskErrorCode } from "../../shared/desk/errors.ts";
import { formatBytes } from "../../shared/text/format.ts";
import { deskErrors } from "../../shared/text/de/desk-errors.ts";
import { Button } from "../components/button.tsx";
import { EmptyState, Skeleton } from "../components/messages.tsx";
import { readWhole, type ContentReader } from "./content-reader.ts";
import { contentType } from "./content-type.ts";
import type { FindRequest } from "./find-request.ts";
import { ImageView } from "./image-view.tsx";
import type { MarkRequest } from "./page-mark.ts";
import { PdfViewer, type PlacesProps } from "./pdf-viewer.tsx";
import { XmlView } from "./xml-view.tsx";
import "./viewer.css";

/** Reads a piece of the content with this hash. */
export type ReadContent = (sha256: string, offset: number, length: number) => ReturnType<ContentReader>;

export interface ContentViewerProps extends PlacesProps {
  readonly content: ContentRef | null;
  /** The pages of a PDF that are shown, in this order; all where it is absent. */
  readonly pages?: FilePages | undefined;
  /** Must stay the same function while the record is the same. */
  readonly read: ReadContent;
  readonly find?: FindRequest | undefined;
  /** Whenever this changes, content that was not here is asked for again: the last contact with the server, say. */
  readonly retryWhen?: string | null | undefined;
  /** Called in the place of a failure: the screen has something else to show. */
  readonly otherwise?: (() => void) | undefined;
  /** Stands above what is shown: how much of it is on this device, say. */
  readonly bar?: ReactNode;
  /** Stands in the place of the content, which is not read then: another form of it. */
  readonly instead?: ReactNode;
  /** Of an XML whose readable form is another's: goes back to it. Its source alone is shown then. */
  readonly onReadable?: (() => void) | undefined;
}

/** Biggest picture and XML that are read as a whole, in bytes. */
const wholeLimit = 60_000_000;
const xmlLimit = 8_000_000;

type Failure = { readonly code: DeskErrorCode } | { readonly text: "damaged" | "password" | "damagedImage" | "damagedXml" };

export function ContentViewer({ content, pages, read, find, retryWhen, otherwise, bar, instead, ...places }: ContentViewerProps) {
  const { t } = useTranslation();
  const [attempt, setAttempt] = useState(0);
  if (content === null)
    return (
      <section className="viewer" aria-label={t("viewer.none")}>
        <EmptyState icon="document" title={t("viewer.none")}>
          {t("viewer.noneHint")}
        </EmptyState>
      </section>
    );
  return (
    <section className="viewer" aria-label={t("viewer.label", { name: content.name })}>
      {bar}
      {instead ?? (
        <ShownContent
          key={`${content.sha256} ${JSON.stringify(pages?.shown ?? null)} ${attempt}`}
          {...places}
          content={content}
          shown={pages?.shown}
          read={read}
          find={find}
          retryWhen={retryWhen}
          otherwise={otherwise}
          onRetry={() => {
            setAttempt(attempt + 1);
          }}
        />
      )}
    </section>
  );
}

function ShownContent({
  content,
  shown,
  read,
  find,
  retryWhen,
  otherwise,
  onReadable,
  onRetry,
  ...places
}: PlacesProps & {
  readonly content: ContentRef;
  readonly shown: readonly TurnedPage[] | undefined;
  readonly read: ReadContent;
  readonly find: FindRequest | undefined;
  readonly retryWhen: string | null | undefined;
  readonly otherwise: (() => void) | undefined;
  readonly onReadable?: (() => void) | undefined;
  readonly onRetry: () => void;
}) {
  const { t } = useTranslation();
  const [failure, setOwnFailure] = useState<Failure | undefined>(undefined);
  const setFailure = otherwise ?? setOwnFailure;
  const { sha256 } = content;
  const reader = useCallback<ContentReader>((offset, length) => read(sha256, offset, length), [read, sha256]);
  const type = contentType(content);
  // What `retryWhen` was when it failed; set once, in the drawing after the failure.
  const [failedAt, setFailedAt] = useState<{ readonly when: string | null | undefined } | undefined>(undefined);
  if (failure !== undefined && failedAt === undefined) setFailedAt({ when: retryWhen });
  const retry = useEffectEvent(onRetry);
  const missing = failure !== undefined && "code" in failure && failure.code === "contentNotHere";
  const again = missing && failedAt !== undefined && retryWhen !== failedAt.when;
  useEffect(() => {
    if (again) retry();
  }, [again]);
  if (failure !== undefined) return <FailureState failure={failure} onRetry={onRetry} />;
  if (type === "pdf")
    return (
      <PdfViewer
        {...places}
        read={reader}
        shown={shown}
        find={find}
        onFailure={(reason) => {
          setFailure(reason.reason === "desk" ? { code: codeOf(reason.error) } : { text: reason.reason });
        }}
      />
    );
  if (type === "image" || type === "xml")
    return <WholeContent content={content} type={type} reader={reader} mark={places.mark} onReadable={onReadable} onFailure={setFailure} />;
  return (
    <EmptyState icon="document" title={content.name}>
      <p>{formatBytes(content.size)}</p>
      <p>{type === "tiff" ? t("viewer.tiff") : t("viewer.noPreview")}</p>
      <p>{t("viewer.original")}</p>
    </EmptyState>
  );
}

function WholeContent({
  content,
  type,
  reader,
  mark,
  onReadable,
  onFailure,
}: {
  readonly content: ContentRef;
  readonly type: "image" | "xml";
  readonly reader: ContentReader;
  readonly mark: MarkRequest | undefined;
  readonly onReadable: (() => void) | undefined;
  readonly onFailure: (failure: Failure) => void;
}) {
  const { t } = useTranslation();
  const [bytes, setBytes] = useState<Uint8Array<ArrayBuffer> | undefined>(undefined);
  const limit = type === "xml" ? xmlLimit : wholeLimit;
  useEffect(() => {
    let gone = false;
    readWhole(reader, limit).then(
      (whole) => {
        if (gone) return;
        if (whole === undefined) onFailure({ text: type === "xml" ? "damagedXml" : "damagedImage" });
        else setBytes(whole);
      },
      (error: unknown) => {
        if (!gone) onFailure({ code: codeOf(error) });
      },
    );
    return () => {
      gone = true;
    };
  }, [reader, limit, type, onFailure]);
  if (bytes === undefined)
    return (
      <div className="viewer__waiting">
        <Skeleton lines={9} label={type === "image" ? t("viewer.loadingImage") : t("viewer.loadingFile")} />
      </div>
    );
  if (type === "xml") return <XmlView text={decoded(bytes)} name={content.name} onReadable={onReadable} />;
  return (
    <ImageView
      bytes={bytes}
      mime={content.mime}
      name={content.name}
      mark={mark}
      onFailure={() => {
        onFailure({ text: "damagedImage" });
      }}
    />
  );
}

function FailureState({ failure, onRetry }: { readonly failure: Failure; readonly onRetry: () => void }) {
  const { t } = useTranslation();
  const missing = "code" in failure && failure.code === "contentNotHere";
  return (
    <div role="alert" className="viewer__failure">
      <EmptyState
        icon={missing ? "download" : "warning"}
        title={missing ? t("viewer.notHere") : t("viewer.failed")}
        action={
          "code" in failure ? (
            <Button icon="rotate" onPress={onRetry}>
              {t("viewer.retry")}
            </Button>
          ) : undefined
        }
      >
        {"code" in failure ? deskErrors[failure.code] : t(`viewer.${failure.text}`)}
      </EmptyState>
    </div>
  );
}

function codeOf(error: unknown): DeskErrorCode {
  return error instanceof DeskError ? error.code : "internal";
}

/** XML says its encoding in its first line; what it does not say is UTF-8. */
function decoded(bytes: Uint8Array<ArrayBuffer>): string {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const encoding = /<\?xml[^>]*encoding=["']([\w-]+)["']/u.exec(head)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}
