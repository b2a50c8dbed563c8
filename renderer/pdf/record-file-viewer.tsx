// One file of a record in the viewer, below the line that says how much of it is on this device. Of a scan with a searchable rendition that one is
// shown: the same picture, with words that can be searched and marked. Must never let it pass for the original.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ToggleButton } from "react-aria-components";
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import type { FilePages } from "../../shared/domain/pages.ts";
import type { ContentRef } from "../../shared/domain/record.ts";
import { Icon } from "../components/icon.tsx";
import { OfflineBar } from "../components/offline-bar.tsx";
import { Pill } from "../components/pill.tsx";
import { ContentViewer, type ReadContent } from "./content-viewer.tsx";
import type { FindRequest } from "./find-request.ts";
import type { PlacesProps } from "./pdf-viewer.tsx";

export interface RecordFileViewerProps extends PlacesProps {
  readonly content: ContentRef | null;
  /** The searchable rendition of the file, where there is one. */
  readonly searchable?: ContentRef | undefined;
  /** The part of the file the record is. */
  readonly pages?: FilePages | undefined;
  readonly find?: FindRequest | undefined;
  readonly files: {
    readonly read: ReadContent;
    readonly offline: { readonly mark: ContentMark | undefined; readonly keep: (keep: boolean) => void; readonly failed: boolean };
    readonly online: boolean;
    readonly lastContactAt: string | null | undefined;
  };
}

export function RecordFileViewer({ content, searchable, pages, find, files, ...places }: RecordFileViewerProps) {
  const { read, offline, online, lastContactAt } = files;
  // The original wanted, by its hash: the next record begins with its own rendition again.
  const [originalOf, setOriginalOf] = useState<string | undefined>(undefined);
  const asOriginal = searchable === undefined || originalOf === searchable.sha256;
  const shown = asOriginal ? content : searchable;
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
      bar={
        <>
          <OfflineBar mark={offline.mark} sha256={shown?.sha256} online={online} failed={offline.failed} onKeep={offline.keep} />
          {searchable !== undefined && (
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
