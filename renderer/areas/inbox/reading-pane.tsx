// The right side of the inbox: the open record by its kind's view, and the way to its neighbours.
import type { ComponentType, Ref } from "react";
import { useTranslation } from "react-i18next";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { Button, IconButton } from "../../components/button.tsx";

export interface ReadingPaneProps {
  readonly record: RecordRef | null;
  readonly recordView: ComponentType<{ readonly record: RecordRef }>;
  /** Where the record stands in the list, if it is there. */
  readonly position: { readonly index: number; readonly total: number } | undefined;
  readonly onNext: () => void;
  readonly onPrevious: () => void;
  /** Present where the pane covers the list. */
  readonly onBack: (() => void) | undefined;
  readonly ref: Ref<HTMLElement>;
}

export function ReadingPane({ record, recordView: View, position, onNext, onPrevious, onBack, ref }: ReadingPaneProps) {
  const { t } = useTranslation();
  if (record === null) return null;
  return (
    <section className="reading" ref={ref} tabIndex={-1} aria-label={t("inbox.reading")}>
      <div className="reading__bar">
        {onBack === undefined ? null : (
          <>
            <h1 className="visually-hidden">{t("inbox.title")}</h1>
            <Button variant="quiet" icon="chevronLeft" onPress={onBack}>
              {t("inbox.backToList")}
            </Button>
          </>
        )}
        <span className="pane__spacer" />
        {position === undefined ? null : (
          <span className="reading__position">
            {t("inbox.position", { index: (position.index + 1).toLocaleString("de-DE"), total: position.total.toLocaleString("de-DE") })}
          </span>
        )}
        <IconButton icon="arrowUp" label={t("inbox.previous")} shortcut="P" onPress={onPrevious} />
        <IconButton icon="arrowDown" label={t("inbox.next")} shortcut="N" onPress={onNext} />
      </div>
      <div className="reading__record">
        <View key={`${record.kind}/${record.id}`} record={record} />
      </div>
    </section>
  );
}
