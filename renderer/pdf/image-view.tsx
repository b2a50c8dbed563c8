// A picture of a scan or an upload. Must never show a picture from anywhere but the content that was read.
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../components/button.tsx";
import { Choice } from "../components/choice.tsx";
import { Toolbar } from "../components/toolbar.tsx";
import { boxAsShown } from "../../shared/domain/page-box.ts";
import { bringIntoView, drawMark, removeMark, type MarkRequest } from "./page-mark.ts";

export interface ImageViewProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: string;
  readonly name: string;
  /** The place to mark; a picture is page 1 of its file. */
  readonly mark: MarkRequest | undefined;
  readonly onFailure: () => void;
}

export function ImageView({ bytes, mime, name, mark, onFailure }: ImageViewProps) {
  const { t } = useTranslation();
  const [size, setSize] = useState<"fit" | "full">("fit");
  const [turns, setTurns] = useState(0);
  const [url, setUrl] = useState<string | undefined>(undefined);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type: mime }));
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
    };
  }, [bytes, mime]);
  const [drawn, setDrawn] = useState(false);
  const scroll = useRef<HTMLDivElement>(null);
  const sheet = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const place = mark?.place?.page === 1 ? mark.place : null;
    if (sheet.current === null || scroll.current === null || !drawn) return;
    removeMark(sheet.current);
    if (place === null) return;
    // The sheet turns with its picture, and the mark with the sheet.
    drawMark(sheet.current, place.box, 0);
    if (turns === 0) bringIntoView(scroll.current, sheet.current, boxAsShown(place.box, 0));
  }, [mark, drawn, turns]);
  return (
    <div className="viewer__document">
      <Toolbar label={t("viewer.toolbar")}>
        <Choice
          label={t("viewer.zoom")}
          options={[
            { id: "fit", label: t("viewer.imageZoomFit") },
            { id: "full", label: t("viewer.imageZoomFull") },
          ]}
          value={size}
          onChange={setSize}
        />
        <IconButton
          icon="rotate"
          label={t("viewer.rotate")}
          onPress={() => {
            setTurns((turns + 1) % 4);
          }}
        />
      </Toolbar>
      <div className="viewer__frame">
        <div ref={scroll} className="viewer__scroll" tabIndex={0} role="group" aria-label={name}>
          {url !== undefined && (
            <span ref={sheet} className={`viewer__sheet viewer__sheet--${size} viewer__sheet--turn-${turns}`}>
              <img
                className="viewer__image"
                src={url}
                alt={name}
                onLoad={() => {
                  setDrawn(true);
                }}
                onError={onFailure}
              />
            </span>
          )}
        </div>
      </div>
    </div>
  );
}
