// How a file is divided, before anything is booked of it: its pages by document, what is left out, and one page large. Every step can be
// taken back with one key; the file itself stays as it is.
import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { ScanPages } from "../../../shared/desk/scanner-calls.ts";
import { proposedPartOf, stepTo, undoStep, type RecipeHistory } from "../../../shared/domain/pages.ts";
import { deskErrors } from "../../../shared/text/de/desk-errors.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import type { IconName } from "../../components/icon.tsx";
import { KeyHint } from "../../components/key-hint.tsx";
import { Message, Skeleton } from "../../components/messages.tsx";
import { useCall } from "../../desk/use-call.ts";
import { useScanPages, type ScanPagesHandle } from "../../desk/use-scan-pages.ts";
import { useSignedIn } from "../../desk/use-session.tsx";
import { notify } from "../../state/notices.ts";
import { PagePicture, PageStrip } from "./page-strip.tsx";
import { after, keyOfStep, pagesInOrder, recipeSteps, stepOfKey, type RecipeStep } from "./recipe-steps.ts";

export interface PagesDialogProps {
  readonly folder: string;
  readonly id: string;
  readonly name: string;
  readonly onClose: () => void;
  /** Booked: the next one that waits may be shown. */
  readonly onBooked: () => void;
}

export function PagesDialog(props: PagesDialogProps) {
  const { folder, id, name, onClose } = props;
  const { t } = useTranslation();
  const handle = useScanPages(folder, id);
  const { pages, failed } = handle;
  if (pages !== undefined) return <Division {...props} pages={pages} handle={handle} />;
  return (
    <Dialog isOpen onClose={onClose} title={t("scans.pages.title", { name })} closeLabel={t("common.close")} size="full">
      {failed ? <Message tone="warning">{t("scans.pages.gone")}</Message> : <Skeleton lines={9} label={t("scans.pages.waits")} />}
    </Dialog>
  );
}

type DivisionProps = PagesDialogProps & { readonly pages: ScanPages; readonly handle: ScanPagesHandle };

const icons: Readonly<Record<RecipeStep, IconName>> = {
  split: "split",
  merge: "merge",
  turn: "rotate",
  drop: "trash",
  earlier: "chevronLeft",
  later: "chevronRight",
};
const largeWidth = 900;

function Division({ folder, id, name, onClose, onBooked, pages, handle }: DivisionProps) {
  const { t } = useTranslation();
  const { directory } = useSignedIn();
  const book = useCall("bookScanPages");
  const [history, setHistory] = useState<RecipeHistory>({ now: pages.recipe, before: [] });
  const [current, setCurrent] = useState(pagesInOrder(pages.recipe)[0] ?? 1);
  const recipe = history.now;
  const turn = [...recipe.parts.flat(), ...recipe.leftOut].find(({ page }) => page === current)?.turn ?? 0;
  const dropped = recipe.leftOut.some(({ page }) => page === current);
  const step = (which: RecipeStep): void => setHistory((before) => stepTo(before, after(before.now, which, current)));
  const back = (): void => setHistory(undoStep);
  const confirm = async (): Promise<void> => {
    const parts = recipe.parts.map((part) => [...part]);
    const done = await book.run({ folder, id, recipe: { parts, leftOut: [...recipe.leftOut] } });
    if (done === undefined) return;
    notify({ tone: "success", text: t("scans.pages.isBooked", { count: parts.length, name }) });
    onBooked();
  };
  const onKey = (event: KeyboardEvent): void => {
    const which = stepOfKey(event);
    const takesBack = event.key === "Backspace" || ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z");
    const confirms = (event.ctrlKey || event.metaKey) && event.key === "Enter";
    if (which === undefined && !takesBack && !confirms) return;
    event.preventDefault();
    event.stopPropagation();
    if (which !== undefined) step(which);
    else if (takesBack) back();
    else void confirm();
  };
  const unitName = (unit: string): string => directory?.units.find(({ id }) => id === unit)?.name ?? unit;
  const titleOf = (index: number): string => {
    const sheet = pages.sheets[proposedPartOf(pages.recipe, recipe.parts[index] ?? [])] ?? null;
    const words = [
      t("scans.pages.document", { number: index + 1 }),
      ...(sheet === null ? [] : [unitName(sheet.unit), t(`scans.pages.kind.${sheet.kind}`)]),
    ];
    return [...words, t("scans.pages.count", { count: recipe.parts[index]?.length ?? 0 })].join(" · ");
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      keepOpenOnOutsideClick
      title={t("scans.pages.title", { name })}
      closeLabel={t("common.close")}
      size="full"
      actions={
        <>
          <Button onPress={onClose}>{t("scans.pages.later")}</Button>
          <Button variant="primary" icon="check" isPending={book.busy} onPress={() => void confirm()}>
            {t("scans.pages.book", { count: recipe.parts.length })}
            <KeyHint keys="Control+Enter" />
          </Button>
        </>
      }
    >
      <div className="scan-division">
        <p className="muted">{t("scans.pages.intro")}</p>
        {pages.damaged.length === 0 ? null : (
          <Message tone="warning">{t("scans.pages.damagedHint", { pages: pages.damaged.join(", "), count: pages.damaged.length })}</Message>
        )}
        {book.error === undefined ? null : <Message tone="danger">{deskErrors[book.error.code]}</Message>}
        <div className="scan-division__steps" role="toolbar" aria-label={t("scans.pages.steps")}>
          {recipeSteps.map((which) => (
            <Button
              key={which}
              icon={icons[which]}
              variant="quiet"
              isDisabled={after(recipe, which, current) === recipe}
              onPress={() => step(which)}
            >
              {which === "drop" && dropped ? t("scans.pages.step.bringBack") : t(`scans.pages.step.${which}`)}
              <KeyHint keys={keyOfStep[which]} />
            </Button>
          ))}
          <Button icon="undo" variant="quiet" isDisabled={history.before.length === 0} onPress={back}>
            {t("scans.pages.step.undo")}
            <KeyHint keys="⌫" />
          </Button>
        </div>
        <div className="scan-division__parts">
          <PageStrip {...{ recipe, pages, current, titleOf, onKey }} onCurrent={setCurrent} picture={handle.picture} />
          {/* It scrolls, so it can be reached and scrolled by keyboard. */}
          <div className="scan-division__page" role="region" tabIndex={0} aria-label={t("scans.pages.page", { page: current })}>
            <PagePicture key={current} page={current} turn={turn} width={largeWidth} picture={handle.picture} />
          </div>
        </div>
      </div>
    </Dialog>
  );
}
