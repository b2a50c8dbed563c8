// The screen on which a person decides about steps on one record that were not taken. A pane like any other: it holds up no work,
// and what was chosen or typed half-way is there again after leaving it, and after a reload.
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { z } from "../../../../shared/base/zod.ts";
import type { ResolveAction } from "../../../../shared/desk/record-calls.ts";
import type { FieldEdits } from "../../../../shared/domain/field-edit.ts";
import type { RecordRef } from "../../../../shared/domain/record.ts";
import type { Refusal } from "../../../../shared/domain/refusal.ts";
import { trailEntrySchema } from "../../../../shared/domain/trail.ts";
import { Button } from "../../../components/button.tsx";
import { EmptyState, Skeleton } from "../../../components/messages.tsx";
import { useCall } from "../../../desk/use-call.ts";
import { useQuery } from "../../../desk/use-query.ts";
import { notify } from "../../../state/notices.ts";
import { RecordButton } from "../../../components/record-button.tsx";
import { ConflictEntry, type EntryHands, type Resolver } from "./conflict-entry.tsx";
import { useConflictKeys } from "./use-conflict-keys.ts";
import "./conflict.css";

const trailSchema = z.array(trailEntrySchema).catch([]);

export function ConflictView({ record: ref, onBack }: { readonly record: RecordRef; readonly onBack: () => void }) {
  const { t } = useTranslation();
  const { value } = useQuery("record", ref);
  const solutions = useQuery("solutions", ref).value;
  const resolver = useResolver();
  const pane = useRef<HTMLDivElement>(null);
  const hands = useRef(new Map<string, EntryHands>());
  const register = useCallback((commandId: string, one: EntryHands) => {
    hands.current.set(commandId, one);
    return () => {
      hands.current.delete(commandId);
    };
  }, []);
  useConflictKeys({
    choose: (entry, group, choice) => hands.current.get(entry)?.choose(group, choice),
    send: (entry) => hands.current.get(entry)?.send(),
    back: onBack,
  });
  const entries = value?.outbox.filter(({ state }) => state === "refused" || state === "partlyRefused") ?? [];
  const ids = entries.map(({ commandId }) => commandId).join(" ");
  const known = value !== undefined;
  useFocusOnNext(pane, known ? ids : undefined);
  const parked = value?.outbox.filter(({ state }) => state === "parked") ?? [];
  const trail = trailSchema.parse(value?.record?.body["trail"]);
  const subject = value?.outbox[0]?.subject ?? "";
  return (
    <div className="conflict" ref={pane}>
      <div className="conflict__bar">
        <Button variant="quiet" icon="chevronLeft" shortcut="Escape" onPress={onBack}>
          {t("conflict.back")}
        </Button>
        <RecordButton kind={ref.kind} id={ref.id} subject={subject} />
      </div>
      {value === undefined ? <Skeleton lines={6} label={t("common.loading")} /> : null}
      {known && entries.length === 0 ? (
        <div className="conflict__nothing" tabIndex={-1}>
          <EmptyState icon="check" title={t("conflict.nothing")}>
            {t("conflict.nothingHint")}
          </EmptyState>
        </div>
      ) : null}
      {entries.length === 0 ? null : (
        <>
          <p className="muted">
            {t("conflict.hint")} <span className="conflict__keys">{t("conflict.keys")}</span>
          </p>
          <ul className="conflict__list" aria-label={t("conflict.list")}>
            {entries.map((entry, index) => (
              <ConflictEntry
                key={entry.commandId}
                entry={entry}
                followers={index === entries.length - 1 ? parked : []}
                record={value?.record ?? null}
                trail={trail}
                solution={solutions?.find(({ commandId }) => commandId === entry.commandId)}
                resolver={resolver}
                register={register}
              />
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

function useResolver(): Resolver {
  const { t } = useTranslation();
  const { run, busy, error } = useCall("resolve");
  const [refusals, setRefusals] = useState<ReadonlyMap<string, Refusal>>(new Map());
  const solve = async (commandId: string, action: ResolveAction, fields?: FieldEdits): Promise<boolean> => {
    const answer = await run({ commandId, action, ...(fields === undefined ? {} : { fields }) });
    if (answer === undefined) return false;
    const { refusal } = answer;
    setRefusals((before) => {
      const others = [...before].filter(([id]) => id !== commandId);
      return new Map(refusal === null ? others : [...others, [commandId, refusal]]);
    });
    if (refusal !== null) return false;
    notify({ tone: "success", text: t("conflict.solved") });
    return true;
  };
  return { solve, busy, error, refusals };
}

/** Where a step is solved the focus goes to the next one, or to the sentence that nothing is left; it is never taken from elsewhere. */
function useFocusOnNext(pane: RefObject<HTMLElement | null>, ids: string | undefined): void {
  const seen = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (ids === undefined || seen.current === ids) return;
    const arrives = seen.current === undefined;
    seen.current = ids;
    if (arrives || document.activeElement === null || document.activeElement === document.body)
      pane.current?.querySelector<HTMLElement>(".conflict__title, .conflict__nothing")?.focus();
  }, [pane, ids]);
}
