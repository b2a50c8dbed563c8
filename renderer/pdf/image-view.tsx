// A picture of a scan or an upload. Must never show a picture from anywhere but the content that was read.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../components/button.tsx";
import { Choice } from "../components/choice.tsx";
import { Toolbar } from "../components/toolbar.tsx";

export interface ImageViewProps {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mime: string;
  readonly name: string;
  readonly onFailure: () => void;
}

export function ImageView({ bytes, mime, name, onFailure }: ImageViewProps) {
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
        <div className="viewer__scroll" tabIndex={0} role="group" aria-label={name}>
          {url !== undefined && (
            <img className={`viewer__image viewer__image--${size} viewer__image--turn-${turns}`} src={url} alt={name} onError={onFailure} />
          )}
        </div>
      </div>
    </div>
  );
}
