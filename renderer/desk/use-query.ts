// Live answers of the desk for a screen: they change by themselves, and a lost connection keeps the last one.
import { useEffect, useState } from "react";
import type { QueryArgs, QueryName, QueryResult } from "../../shared/desk/contract.ts";
import type { DeskError } from "../../shared/desk/errors.ts";
import { useConnection } from "./desk-context.tsx";

export interface QueryState<T> {
  /** The newest answer to these very arguments; undefined before the first. */
  readonly value: T | undefined;
  readonly error: DeskError | undefined;
  /** Neither value nor error yet. */
  readonly loading: boolean;
}

interface Answer<T> {
  readonly args: unknown;
  readonly value: T | undefined;
  readonly error: DeskError | undefined;
}

/** The same object for as long as the values are equal as JSON, so that fresh literals do not start a query anew. */
export function useSameWhileEqual<T>(value: T): T {
  const [kept, keep] = useState(value);
  if (Object.is(kept, value) || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  keep(value);
  return value;
}

/**
 * Watches a query while the component is there; with null instead of arguments it asks nothing. A lost connection is no error
 * here: the frame shows it, the query is asked again, and until then the last value stays.
 */
export function useQuery<N extends QueryName>(name: N, args: QueryArgs<N> | null): QueryState<QueryResult<N>> {
  const { desk } = useConnection();
  const asked = useSameWhileEqual(args);
  const [answer, setAnswer] = useState<Answer<QueryResult<N>>>({ args: null, value: undefined, error: undefined });
  useEffect(() => {
    if (asked === null || desk === null) return undefined;
    return desk.watch(
      name,
      asked,
      (value) => setAnswer({ args: asked, value, error: undefined }),
      (error) => {
        if (error.code === "disconnected" || error.code === "deskDead") return;
        setAnswer({ args: asked, value: undefined, error });
      },
    );
  }, [desk, name, asked]);
  const current = asked !== null && answer.args === asked;
  return {
    value: current ? answer.value : undefined,
    error: current ? answer.error : undefined,
    loading: asked !== null && (!current || (answer.value === undefined && answer.error === undefined)),
  };
}
