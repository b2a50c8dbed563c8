// Implements what screens know: calls are done once, live queries run again when what they read has moved.
import type { CallArgs, CallName, Desk, QueryArgs, QueryName, QueryResult } from "../../../shared/desk/contract.ts";
import { DeskError, toDeskError } from "../../../shared/desk/errors.ts";
import { recordRefSchema, type RecordRef } from "../../../shared/domain/record.ts";
import type { Moved } from "../store/database.ts";
import { createActions, type CallContext } from "./calls.ts";
import { concerns } from "./depends-on.ts";
import { startLiveQuery, type LiveQuery } from "./live-query.ts";
import { createAnswers, type QueryContext } from "./queries.ts";

export interface LiveDesk {
  readonly desk: Desk;
  /** After a commit of the open replica. */
  storeMoved(moved: Moved): void;
  /** After something beside the store changed: who is signed in, how it stands with the server. */
  seatChanged(): void;
  scannerChanged(): void;
  /** Another content is on its way, or none. */
  contentChanged(): void;
  /** The replica was closed: what depended on it ends with `notSignedIn`. */
  replicaClosed(): void;
  /** Everything under way ends; later calls reject. */
  close(): void;
}

interface Watch {
  readonly name: QueryName;
  readonly args: unknown;
  readonly query: LiveQuery;
  concerned(moved: Moved): boolean;
  fail(error: DeskError): void;
}

/** Queries that have an answer whoever sits here, or nobody. */
const always: readonly QueryName[] = ["session", "sync", "scanner"];

export function createDesk(
  context: QueryContext &
    CallContext & {
      readonly liveDelay: number;
      /** The records on a screen have changed. */
      readonly onLook: (refs: readonly RecordRef[]) => void;
    },
): LiveDesk {
  const actions = createActions(context);
  const answers = createAnswers(context);
  const watches = new Set<Watch>();
  let closed = false;

  const move = (which: (watch: Watch) => boolean): void => {
    for (const watch of watches) if (which(watch)) watch.query.moved();
  };

  const look = (name: QueryName): void => {
    if (name !== "record" || closed) return;
    context.onLook([...watches].flatMap((watch) => (watch.name === "record" ? (recordRefSchema.safeParse(watch.args).data ?? []) : [])));
  };

  const desk: Desk = {
    call: async <N extends CallName>(name: N, args: CallArgs<N>) => {
      if (closed) throw new DeskError("disconnected", "the desk is closed");
      try {
        return await actions[name](args);
      } catch (thrown) {
        throw toDeskError(thrown);
      }
    },
    watch: <N extends QueryName>(
      name: N,
      args: QueryArgs<N>,
      onValue: (value: QueryResult<N>) => void,
      onError: (error: DeskError) => void,
    ) => {
      if (closed) {
        onError(new DeskError("disconnected", "the desk is closed"));
        return () => undefined;
      }
      return add(name, args, onValue, onError);
    },
  };

  const add = <N extends QueryName>(
    name: N,
    args: QueryArgs<N>,
    onValue: (value: QueryResult<N>) => void,
    onError: (error: DeskError) => void,
  ): (() => void) => {
    let over = false;
    const end = (): void => {
      over = true;
      watch.query.stop();
      watches.delete(watch);
      look(name);
    };
    const fail = (error: DeskError): void => {
      if (over) return;
      end();
      onError(error);
    };
    const query = startLiveQuery({
      run: async () => answers[name](args),
      onValue: (value) => {
        if (!over) onValue(value);
      },
      onError: fail,
      clock: context.clock,
      delay: context.liveDelay,
    });
    const watch: Watch = { name, args, query, concerned: (moved) => concerns(moved, name, args), fail };
    watches.add(watch);
    look(name);
    return end;
  };

  return {
    desk,
    storeMoved: (moved) => move((watch) => watch.concerned(moved)),
    seatChanged: () => move((watch) => always.includes(watch.name)),
    contentChanged: () => move((watch) => watch.name === "contentMarks" || watch.name === "contentSpace"),
    scannerChanged: () => move((watch) => watch.name === "scanner"),
    replicaClosed: () => {
      // A copy: whoever is told may watch anew at once.
      const ending = [...watches].filter((watch) => !always.includes(watch.name));
      for (const watch of ending) watch.fail(new DeskError("notSignedIn", "the replica was closed"));
    },
    close: () => {
      closed = true;
      for (const watch of watches) watch.fail(new DeskError("disconnected", "the desk is closed"));
    },
  };
}
