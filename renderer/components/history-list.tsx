// What happened to a record, newest first, in words.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Directory } from "../../shared/domain/policy.ts";
import type { TrailEntry } from "../../shared/domain/trail.ts";
import { historyActor, historyText } from "../../shared/text/history.ts";
import { Button } from "./button.tsx";
import { MomentText } from "./cells.tsx";
import { Section } from "./data-list.tsx";

const firstShown = 8;

export function HistoryList({ trail, directory }: { readonly trail: readonly TrailEntry[]; readonly directory: Directory | null }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const newestFirst = trail.toReversed();
  const shown = all ? newestFirst : newestFirst.slice(0, firstShown);
  return (
    <Section title={t("record.history")}>
      <ol className="history">
        {shown.map((entry, index) => (
          <li key={`${entry.commandId} ${index}`} className="history__entry">
            <span className="history__text">
              <strong>{historyActor(entry, directory)}</strong> {historyText(entry, directory)}
            </span>
            <MomentText at={entry.at} />
          </li>
        ))}
      </ol>
      {shown.length < trail.length && (
        <Button
          variant="quiet"
          icon="history"
          onPress={() => {
            setAll(true);
          }}
        >
          {t("record.showEarlier", { number: trail.length - shown.length })}
        </Button>
      )}
    </Section>
  );
}
