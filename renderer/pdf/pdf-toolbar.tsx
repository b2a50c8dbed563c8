// The row of controls above a PDF: page, size, turn, search. Must never hold state of its own but the page number being typed.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Input, TextField, ToggleButton, Tooltip, TooltipTrigger } from "react-aria-components";
import { IconButton } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { Select, type SelectOption } from "../components/select.tsx";
import { Toolbar } from "../components/toolbar.tsx";
import type { PdfView } from "./pdf-engine.ts";

export interface PdfToolbarProps {
  readonly view: PdfView | null;
  readonly pages: number;
  readonly page: number;
  readonly scale: { readonly factor: number; readonly fit: "page-width" | "page-fit" | undefined };
  readonly finding: boolean;
  readonly onFind: () => void;
}

const steps = [50, 75, 100, 125, 150, 200, 300] as const;

export function PdfToolbar({ view, pages, page, scale, finding, onFind }: PdfToolbarProps) {
  const { t } = useTranslation();
  const closed = pages === 0;
  const percent = Math.round(scale.factor * 100);
  const current = scale.fit ?? String(percent);
  const fits = [
    { id: "page-width", label: t("viewer.fitWidth") },
    { id: "page-fit", label: t("viewer.fitPage") },
  ];
  const sizes = [...new Set<number>([...steps, ...(scale.fit === undefined ? [percent] : [])])].sort((left, right) => left - right);
  const options: readonly SelectOption<string>[] = [...fits, ...sizes.map((size) => ({ id: String(size), label: `${size} %` }))];
  return (
    <Toolbar label={t("viewer.toolbar")}>
      <div className="viewer__group">
        <IconButton
          icon="arrowUp"
          label={t("viewer.previousPage")}
          isDisabled={closed || page <= 1}
          onPress={() => {
            view?.goTo(page - 1);
          }}
        />
        <IconButton
          icon="arrowDown"
          label={t("viewer.nextPage")}
          isDisabled={closed || page >= pages}
          onPress={() => {
            view?.goTo(page + 1);
          }}
        />
        <PageField
          page={page}
          pages={pages}
          onPage={(next) => {
            view?.goTo(next);
          }}
        />
      </div>
      <div className="viewer__group">
        <IconButton icon="minus" label={t("viewer.zoomOut")} shortcut="Control+-" isDisabled={closed} onPress={() => view?.zoom("out")} />
        <IconButton icon="plus" label={t("viewer.zoomIn")} shortcut="Control++" isDisabled={closed} onPress={() => view?.zoom("in")} />
        <Select
          label={t("viewer.zoom")}
          labelHidden
          options={options}
          value={current}
          isDisabled={closed}
          onChange={(chosen) => {
            view?.setScale(chosen === "page-width" || chosen === "page-fit" ? chosen : Number(chosen) / 100);
          }}
        />
        <IconButton icon="rotate" label={t("viewer.rotate")} isDisabled={closed} onPress={() => view?.rotate()} />
      </div>
      <span className="viewer__spacer" />
      <TooltipTrigger delay={400}>
        <ToggleButton
          className="icon-button"
          aria-label={t("viewer.find")}
          aria-keyshortcuts="Control+F"
          isSelected={finding}
          isDisabled={closed}
          onChange={onFind}
        >
          <Icon name="search" />
        </ToggleButton>
        <Tooltip className="tooltip" offset={6}>
          {t("viewer.find")}
        </Tooltip>
      </TooltipTrigger>
    </Toolbar>
  );
}

function PageField({ page, pages, onPage }: { readonly page: number; readonly pages: number; readonly onPage: (page: number) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(String(page));
  const [shown, setShown] = useState(page);
  if (shown !== page) {
    setShown(page);
    setTyped(String(page));
  }
  const go = (): void => {
    const wanted = Number(typed);
    if (Number.isInteger(wanted) && wanted >= 1 && wanted <= pages) onPage(wanted);
    else setTyped(String(page));
  };
  return (
    <>
      <TextField
        aria-label={t("viewer.pageField")}
        className="viewer__page"
        value={typed}
        onChange={setTyped}
        isDisabled={pages === 0}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === "Enter") go();
          else event.continuePropagation();
        }}
      >
        <Input className="viewer__page-input" inputMode="numeric" />
      </TextField>
      <span className="viewer__page-count">{t("viewer.pageCount", { pages })}</span>
    </>
  );
}
