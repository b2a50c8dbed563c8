// One file of a record in the viewer, below the line that says how much of it is on this device.
import type { ContentMark } from "../../shared/desk/content-calls.ts";
import type { FilePages } from "../../shared/domain/pages.ts";
import type { ContentRef } from "../../shared/domain/record.ts";
import { OfflineBar } from "../components/offline-bar.tsx";
import { ContentViewer, type ReadContent } from "./content-viewer.tsx";
import type { FindRequest } from "./find-request.ts";
import type { PlacesProps } from "./pdf-viewer.tsx";

export interface RecordFileViewerProps extends PlacesProps {
  readonly content: ContentRef | null;
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

export function RecordFileViewer({ content, pages, find, files, ...places }: RecordFileViewerProps) {
  const { read, offline, online, lastContactAt } = files;
  return (
    <ContentViewer
      {...places}
      content={content}
      pages={pages}
      read={read}
      find={find}
      retryWhen={lastContactAt}
      bar={<OfflineBar mark={offline.mark} sha256={content?.sha256} online={online} failed={offline.failed} onKeep={offline.keep} />}
    />
  );
}
