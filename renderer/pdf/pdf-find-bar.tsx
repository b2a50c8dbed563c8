// The search bar of a PDF: words, hits, steps. The hits are drawn by pdf.js; this only says how many and moves between them.
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Input, SearchField } from "react-aria-components";
import { IconButton } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import type { PdfHits } from "./pdf-engine.ts";

export interface PdfFindBarProps {
  readonly query: string | readonly string[];
  readonly hits: PdfHits;
  /** The person opened the bar by hand: the field takes the focus. */
  readonly takesFocus: boolean;
  readonly onQuery: (query: string) => void;
  readonly onStep: (direction: "next" | "previous") => void;
  readonly onClose: () => void;
}

export function PdfFindBar({ query, hits, takesFocus, onQuery, onStep, onClose }: PdfFindBarProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.select();
  }, [takesFocus]);
  const words = typeof query === "string" ? query : query.join(" ");
  return (
    <div
      className="viewer__find"
      role="search"
      aria-label={t("viewer.find")}
      onKeyDownCapture={(event) => {
        // Before the field, which would only clear itself.
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onClose();
      }}
    >
      <SearchField
        aria-label={t("viewer.find")}
        className="search-field"
        value={words}
        onChange={onQuery}
        onKeyDown={(event) => {
          if (event.key === "Enter") onStep(event.shiftKey ? "previous" : "next");
          else event.continuePropagation();
        }}
      >
        <Icon name="search" />
        <Input ref={field} className="search-field__input" placeholder={t("viewer.findShort")} />
      </SearchField>
      <span className="viewer__hits" role="status">
        {words === "" ? "" : hitsText()}
      </span>
      <IconButton
        icon="chevronLeft"
        label={t("viewer.previousHit")}
        isDisabled={hits.total === 0}
        onPress={() => {
          onStep("previous");
        }}
      />
      <IconButton
        icon="chevronRight"
        label={t("viewer.nextHit")}
        shortcut="F3"
        isDisabled={hits.total === 0}
        onPress={() => {
          onStep("next");
        }}
      />
      <IconButton icon="close" label={t("viewer.closeFind")} onPress={onClose} />
    </div>
  );

  function hitsText(): string {
    if (hits.state === "none") return t("viewer.noHit");
    return hits.total === 0 ? t("viewer.searching") : t("viewer.hits", { current: hits.current, total: hits.total });
  }
}
