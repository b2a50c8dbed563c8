// Taking back own steps from a screen: says what was taken back, or why it cannot be, and offers what can be done instead.
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { toDeskError } from "../../shared/desk/errors.ts";
import type { RecordResult, SubmitResult } from "../../shared/desk/record-calls.ts";
import type { RecordRef } from "../../shared/domain/record.ts";
import type { OwnStep } from "../../shared/desk/undo-calls.ts";
import { deskErrors } from "../../shared/text/de/desk-errors.ts";
import { refusalText } from "../../shared/text/refusal-text.ts";
import { stepName } from "../../shared/text/step-text.ts";
import { notify, withdrawUndo } from "../state/notices.ts";
import { useDeskCall } from "./use-call.ts";
import { useSessionState } from "./use-session.tsx";

/** What is to be taken back, as far as the sentence about it needs to know. */
export type UndoneStep = Pick<OwnStep, "group" | "name" | "as" | "count"> & {
  readonly records?: OwnStep["records"];
};

export interface Undo {
  /** Never rejects: the person is told what became of it. `only` takes back these commands of the step. */
  readonly undo: (step: UndoneStep, only?: readonly string[]) => Promise<void>;
  /** The person's last step on a record, as the record's screen offers it. */
  readonly undoOn: (record: RecordRef, last: NonNullable<RecordResult["undo"]>) => Promise<void>;
  readonly undoLast: () => Promise<void>;
}

export function useUndo(): Undo {
  const call = useDeskCall();
  const { t } = useTranslation();
  const directory = useSessionState().value?.directory ?? null;

  const tell = useCallback(
    (step: UndoneStep, { results }: SubmitResult, others: (only: readonly string[]) => void) => {
      const label = stepName(step.name, step.as);
      if (results.every(({ outcome }) => outcome !== "refused")) {
        withdrawUndo(step.group);
        const subject = step.records?.[0]?.subject ?? "";
        const one = subject === "" ? label : `${label} – ${subject}`;
        const text = results.length > 1 ? t("steps.undoneMany", { step: label, count: results.length }) : t("steps.undone", { step: one });
        return notify({ tone: "info", text });
      }
      const guilty = results.filter(({ refusal }) => refusal !== null && refusal.code !== "groupBroken");
      const [first] = guilty;
      const reason = first?.refusal === null || first === undefined ? "" : refusalText(first.refusal, directory);
      if (results.length === 1 || guilty.length === results.length)
        return notify({ tone: "danger", text: t("steps.cannot", { step: label, reason }) });
      const subject = step.records?.find(({ id }) => id === first?.recordId)?.subject ?? "";
      const rest = results.filter((one) => !guilty.includes(one)).map(({ commandId }) => commandId);
      return notify({
        tone: "danger",
        text: t("steps.partly", { count: guilty.length, all: results.length, subject, reason }),
        ...(rest.length === 0 ? {} : { action: { label: t("steps.others"), run: () => others(rest) } }),
      });
    },
    [directory, t],
  );

  const undo = useCallback(
    async function takeBack(step: UndoneStep, only?: readonly string[]): Promise<void> {
      try {
        const result = await call("undo", { group: step.group, ...(only === undefined ? {} : { only: [...only] }) });
        tell(step, result, (rest) => void takeBack(step, rest));
      } catch (thrown) {
        notify({ tone: "danger", text: deskErrors[toDeskError(thrown).code] });
      }
    },
    [call, tell],
  );
  const undoOn = useCallback(
    async (record: RecordRef, { group, name, commandId }: NonNullable<RecordResult["undo"]>) => {
      const step = { group: group ?? commandId, name, as: null, count: 1 };
      if (group !== null) return await undo(step, [commandId]);
      try {
        tell(step, await call("undo", { record, command: commandId }), () => undefined);
      } catch (thrown) {
        notify({ tone: "danger", text: deskErrors[toDeskError(thrown).code] });
      }
    },
    [call, tell, undo],
  );
  const undoLast = useCallback(async () => {
    try {
      const { step, result } = await call("undoLast", {});
      if (step === null || result === null) return notify({ tone: "info", text: t("steps.nothing") });
      tell(step, result, (rest) => void undo(step, rest));
    } catch (thrown) {
      notify({ tone: "danger", text: deskErrors[toDeskError(thrown).code] });
    }
  }, [call, tell, undo, t]);
  return { undo, undoOn, undoLast };
}
