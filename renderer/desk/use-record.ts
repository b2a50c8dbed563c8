// One record with what a person may do with it, live, and the ways to act on it.
import { useCallback } from "react";
import type { RecordResult } from "../../shared/desk/record-calls.ts";
import { rebookingSteps } from "../../shared/domain/post/schema.ts";
import { refusalText } from "../../shared/text/refusal-text.ts";
import { useCall } from "./use-call.ts";
import { useCommand, type Secret } from "./use-command.ts";
import { useQuery, type QueryState } from "./use-query.ts";
import { useUndo } from "./use-undo.ts";
import { useSignedIn } from "./use-session.tsx";

export interface RecordHandle {
  readonly state: QueryState<RecordResult>;
  /** Whether the desk lists the action at all. */
  readonly has: (action: string) => boolean;
  /** The sentence why an action is not possible now; undefined where it is. */
  readonly whyNot: (action: string) => string | undefined;
  /** The code of that refusal, for steps whose dialog can put it right. */
  readonly refusalCode: (action: string) => string | undefined;
  /** Submits one command; true where it went through. `done` is the sentence shown then. */
  readonly submit: (name: string, args: Readonly<Record<string, unknown>>, done: string, secret?: Secret) => Promise<boolean>;
  readonly undo: (() => void) | undefined;
  readonly resolve: (commandId: string, action: "discard" | "retry") => void;
  readonly busy: boolean;
}

export function useRecord(kind: string, id: string): RecordHandle {
  const state = useQuery("record", { kind, id });
  const { directory } = useSignedIn();
  const { run, busy } = useCommand();
  const { undoOn } = useUndo();
  const resolveCall = useCall("resolve");
  const find = (action: string) => state.value?.actions.find((one) => one.action === action);
  const submit = useCallback(
    async (name: string, args: Readonly<Record<string, unknown>>, done: string, secret?: Secret) =>
      (await run([{ kind, name, recordId: id, args: { ...args } }], done, secret)) !== undefined,
    [run, kind, id],
  );
  const last = state.value?.undo;
  return {
    state,
    has: (action) => find(action) !== undefined,
    whyNot: (action) => {
      const refusal = find(action)?.refusal;
      return refusal === null || refusal === undefined ? undefined : refusalText(refusal, directory);
    },
    refusalCode: (action) => find(action)?.refusal?.code,
    submit,
    // A record's own undo takes back its own step alone, and half of a rebooking would leave the paper nowhere.
    undo: last === null || last === undefined || rebookingSteps.includes(last.name) ? undefined : () => void undoOn({ kind, id }, last),
    resolve: (commandId, action) => void resolveCall.run({ commandId, action }),
    busy: busy || resolveCall.busy,
  };
}
