// Giving commands from a screen: submits, says what happened, offers to take it back. Judges nothing itself.
import { useCallback, useState } from "react";
import { useTranslation } from "react-i18next";
import { toDeskError } from "../../shared/desk/errors.ts";
import type { Intention, SubmitResult } from "../../shared/desk/record-calls.ts";
import { finalOf } from "../../shared/domain/execute.ts";
import { kinds } from "../../shared/domain/kinds.ts";
import { deskErrors } from "../../shared/text/de/desk-errors.ts";
import { refusalText } from "../../shared/text/refusal-text.ts";
import { notify } from "../state/notices.ts";
import { useDeskCall } from "./use-call.ts";
import { useSessionState } from "./use-session.tsx";
import { useUndo, type UndoneStep } from "./use-undo.ts";

/** The password given for acts that want one. */
export interface Secret {
  readonly password: string;
  /** Told in place of a notice what was wrong: the field for it is still on the screen. */
  readonly onRefused: (sentence: string) => void;
}

export interface CommandState {
  /**
   * Submits commands as one group. `done` is the sentence shown when they went through, with a button to take them back.
   * Never rejects: undefined where nothing was queued; the person has then been told why.
   */
  readonly run: (commands: readonly Intention[], done?: string, secret?: Secret) => Promise<SubmitResult | undefined>;
  readonly busy: boolean;
}

export function useCommand(): CommandState {
  const call = useDeskCall();
  const { t } = useTranslation();
  const directory = useSessionState().value?.directory ?? null;
  const { undo } = useUndo();
  const [busy, setBusy] = useState(false);

  const report = useCallback(
    (result: SubmitResult): boolean => {
      const refusal = result.results.find((one) => one.refusal !== null)?.refusal ?? null;
      if (refusal !== null) notify({ tone: "danger", text: refusalText(refusal, directory) });
      return result.results.every((one) => one.outcome !== "refused");
    },
    [directory],
  );
  const run = useCallback(
    async (commands: readonly Intention[], done?: string, secret?: Secret) => {
      setBusy(true);
      try {
        const result = await call("submit", { commands: [...commands], ...(secret === undefined ? {} : { password: secret.password }) });
        if (!report(result)) return undefined;
        if (result.results.some((one) => one.outcome === "unchecked")) notify({ tone: "info", text: t("common.unchecked") });
        else if (done !== undefined) {
          // What can never be taken back gets no button that would only say so.
          const takesBack = commands.some((command) => finalOf(kinds, command) === undefined);
          const back = takesBack ? { undo: () => void undo(undoneStep(commands, result)) } : {};
          notify({ tone: "success", text: done, step: result.group, ...back });
        }
        return result;
      } catch (thrown) {
        const { code } = toDeskError(thrown);
        if (secret === undefined) notify({ tone: "danger", text: deskErrors[code] });
        else secret.onRefused(code === "signInFailed" ? t("signing.wrong") : deskErrors[code]);
        return undefined;
      } finally {
        setBusy(false);
      }
    },
    [call, report, undo, t],
  );
  return { run, busy };
}

/** What was just given, as undo speaks of it. */
export function undoneStep(commands: readonly Intention[], { group, results }: SubmitResult): UndoneStep {
  const [first] = commands;
  const as = first?.args["as"];
  const records = commands.map((command, index) => {
    const { commandId = "", recordId: id = "" } = results[index] ?? {};
    return { commandId, kind: command.kind, id, subject: "" };
  });
  return { group, name: first?.name ?? "", as: typeof as === "string" ? as : null, count: commands.length, records };
}
