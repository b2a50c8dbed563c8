// One-time calls to the desk from a screen.
import { useCallback, useState } from "react";
import type { CallArgs, CallName, CallResult } from "../../shared/desk/contract.ts";
import { DeskError, toDeskError } from "../../shared/desk/errors.ts";
import { useConnection } from "./desk-context.tsx";

export interface CallState<N extends CallName> {
  /** Calls the desk. Never rejects: undefined where it failed, and `error` says why. */
  readonly run: (args: CallArgs<N>) => Promise<CallResult<N> | undefined>;
  readonly busy: boolean;
  readonly error: DeskError | undefined;
}

/** Calls the desk directly. Rejects with a DeskError; for callers that handle errors themselves. */
export function useDeskCall(): <N extends CallName>(name: N, args: CallArgs<N>) => Promise<CallResult<N>> {
  const { desk } = useConnection();
  return useCallback(
    async (name, args) => {
      if (desk === null) throw new DeskError("disconnected");
      return desk.call(name, args);
    },
    [desk],
  );
}

/** A call with its state, for forms and buttons. */
export function useCall<N extends CallName>(name: N): CallState<N> {
  const call = useDeskCall();
  const [state, setState] = useState<{ readonly busy: boolean; readonly error: DeskError | undefined }>({ busy: false, error: undefined });
  const run = useCallback(
    async (args: CallArgs<N>) => {
      setState({ busy: true, error: undefined });
      try {
        const result = await call(name, args);
        setState({ busy: false, error: undefined });
        return result;
      } catch (thrown) {
        setState({ busy: false, error: toDeskError(thrown) });
        return undefined;
      }
    },
    [call, name],
  );
  return { run, ...state };
}
