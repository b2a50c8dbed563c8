// One file of a record in the viewer, below the line that says how much of it is on this device. Of a scan with a searchable rendition that one is
// shown: the same picture, with words that can be searched and marked. Of an electronic invoice its data are shown, beside its picture where it has
// one. Must never let a rendition pass for the original.
import { useEffect, useEffectEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ToggleButton } from "react-aria-components";
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import type { FilePages } from "../../shared/domain/pages.ts";
import type { ContentRef } from "../../shared/domain/record.ts";
import { Choice } from "../components/choice.tsx";
import { Icon } from "../components/icon.tsx";
import { KeyHint } from "../components/key-hint.tsx";
import { Skeleton } from "../components/messages.tsx";
import { OfflineBar } from "../components/offline-bar.tsx";
import { Pill } from "../components/pill.tsx";
import { contentType } from "./content-type.ts";
import { ContentViewer, type ReadContent } from "./content-viewer.tsx";
import type { SoughtPlace } from "./e-invoice-places.ts";
import { EInvoiceView } from "./e-invoice-view.tsx";
import type { FindRequest } from "./find-request.ts";
import type { PlacesProps } from "./pdf-viewer.tsx";
import { useEInvoice, type EInvoiceSource, type EInvoiceState } from "./use-e-invoice.ts";

/** What of an invoice is looked at: its picture or its data. */
export type InvoiceForm = "picture" | "data";

export interface RecordFileViewerProps extends PlacesProps {
  readonly content: ContentRef | null;
  /** The searchable rendition of the file, where there is one. */
  readonly searchable?: ContentRef | undefined;
  /** The part of the file the record is. */
  readonly pages?: FilePages | undefined;
  readonly find?: FindRequest | undefined;
  readonly files: EInvoiceSource & {
    readonly read: ReadContent;
    readonly offline: { readonly mark: ContentMark | undefined; readonly keep: (keep: boolean) => void; readonly failed: boolean };
    readonly online: boolean;
    readonly lastContactAt: string | null | undefined;
  };
  /** What the screen knows of the electronic invoice already, and which form of it is looked at. Left out, an XML is asked about and a PDF is a picture. */
  readonly eInvoice?: {
    readonly answer: EInvoiceState;
    readonly form: InvoiceForm;
    readonly onForm: (form: InvoiceForm) => void;
    /** The place in its data that somebody wants to see; it brings them back from the source. */
    readonly sought?: SoughtPlace | undefined;
  };
}

export function RecordFileViewer({ content, searchable, pages, find, files, eInvoice, ...places }: RecordFileViewerProps) {
  const { t } = useTranslation();
  const { read, offline, online, lastContactAt } = files;
  // The original wanted, by its hash: the next record begins with its own rendition again.
  const [originalOf, setOriginalOf] = useState<string | undefined>(undefined);
  // The XML whose source is wanted, by its hash, until another place in its data is.
  const [rawOf, setRawOf] = useState<{ readonly sha256: string; readonly sought: SoughtPlace | undefined } | undefined>(undefined);
  const sought = eInvoice?.sought;
  const isXml = content !== null && contentType(content) === "xml";
  const asked = useEInvoice(files, isXml && eInvoice === undefined ? content.sha256 : null);
  const answer = eInvoice?.answer ?? asked.answer;
  const asOriginal = searchable === undefined || originalOf === searchable.sha256;
  const shown = asOriginal ? content : searchable;
  const raw = isXml && answer.state === "read" && rawOf?.sha256 === content.sha256 && rawOf.sought === sought;
  const hasBoth = !isXml && answer.state === "read" && eInvoice !== undefined;
  const asData = content !== null && answer.state === "read" && !raw && (isXml || eInvoice?.form === "data");
  return (
    <ContentViewer
      {...places}
      content={shown}
      pages={pages}
      read={read}
      find={find}
      retryWhen={lastContactAt}
      // A rendition that is not here, or damaged, keeps nobody from the original.
      otherwise={
        asOriginal
          ? undefined
          : () => {
              setOriginalOf(searchable.sha256);
            }
      }
      onReadable={raw ? () => setRawOf(undefined) : undefined}
      instead={
        asData ? (
          <EInvoiceView
            key={content.sha256}
            eInvoice={answer}
            name={content.name}
            sha256={content.sha256}
            source={files}
            sought={sought}
            onRaw={isXml ? () => setRawOf({ sha256: content.sha256, sought }) : undefined}
          />
        ) : isXml && answer.state === "loading" ? (
          <div className="viewer__waiting">
            <Skeleton lines={9} label={t("viewer.loadingFile")} />
          </div>
        ) : undefined
      }
      bar={
        <>
          <OfflineBar mark={offline.mark} sha256={shown?.sha256} online={online} failed={offline.failed} onKeep={offline.keep} />
          {hasBoth && <FormBar form={eInvoice.form} onForm={eInvoice.onForm} />}
          {searchable !== undefined && !asData && (
            <RenditionBar
              original={asOriginal}
              onOriginal={(original) => {
                setOriginalOf(original ? searchable.sha256 : undefined);
              }}
            />
          )}
        </>
      }
    />
  );
}

const formKey = "F9";

/** Picture or data, by a press or a key that works while somebody types too. */
function FormBar({ form, onForm }: { readonly form: InvoiceForm; readonly onForm: (form: InvoiceForm) => void }) {
  const { t } = useTranslation();
  const change = useEffectEvent((event: KeyboardEvent): void => {
    if (event.key !== formKey || event.defaultPrevented || document.querySelector(".overlay, .popover") !== null) return;
    event.preventDefault();
    onForm(form === "data" ? "picture" : "data");
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      change(event);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
  return (
    <div className="view-bar">
      <Choice
        label={t("eInvoice.view")}
        options={[
          { id: "picture", label: t("eInvoice.picture"), icon: "document" },
          { id: "data", label: t("eInvoice.data"), icon: "invoice" },
        ]}
        value={form}
        onChange={onForm}
      />
      <KeyHint keys={formKey} />
    </div>
  );
}

function RenditionBar({ original, onOriginal }: { readonly original: boolean; readonly onOriginal: (original: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <div className="rendition-bar" role="group" aria-label={t("viewer.rendition")}>
      <span role="status">
        <Pill plain icon={original ? "document" : "search"}>
          {t(original ? "viewer.shownOriginal" : "viewer.shownSearchable")}
        </Pill>
      </span>
      <span className="choice choice--chips">
        <ToggleButton className="choice__button" isSelected={original} onChange={onOriginal}>
          <Icon name={original ? "check" : "document"} size={14} />
          <span>{t("viewer.showOriginal")}</span>
        </ToggleButton>
      </span>
    </div>
  );
}
