// The screens' end of the wire: a Desk whose every promise settles, whatever happens to the other side.
import type { Json } from "../base/canonical-json.ts";
import type { z } from "../base/zod.ts";
import {
  deskCalls,
  deskQueries,
  type CallArgs,
  type CallName,
  type CallResult,
  type Desk,
  type QueryArgs,
  type QueryName,
  type QueryResult,
} from "./contract.ts";
import { DeskError, toDeskError } from "./errors.ts";
import { patched } from "./patch.ts";
import { deadAfterMilliseconds, parseMessage, pingEveryMilliseconds, toScreenSchema, type Every, type ToDesk, type Wire } from "./wire.ts";

// The tables of the contract in a form that keeps name and answer together where the name is a type parameter.
const callResults: { readonly [N in CallName]: { readonly result: z.ZodType<CallResult<N>> } } = deskCalls;
const queryResults: { readonly [N in QueryName]: { readonly result: z.ZodType<QueryResult<N>> } } = deskQueries;

interface Pending {
  readonly take: (value: Json) => void;
  readonly fail: (error: DeskError) => void;
  /** The last value of a watch, which patches build on; undefined for calls. */
  last: Json | undefined;
  readonly live: boolean;
}

/** A Desk over a wire. When the wire closes, falls silent or speaks nonsense, everything pending and everything later rejects. */
export function connectDesk(wire: Wire, every: Every): Desk {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  let ended: DeskError | undefined;
  let silentFor = 0;

  const end = (error: DeskError): void => {
    if (ended !== undefined) return;
    ended = error;
    stopPings();
    wire.close();
    for (const waiting of pending.values()) waiting.fail(error);
    pending.clear();
  };
  const stopPings = every(pingEveryMilliseconds, () => {
    silentFor += pingEveryMilliseconds;
    if (silentFor > deadAfterMilliseconds) end(new DeskError("deskDead"));
    else post({ t: "ping" });
  });
  const post = (message: ToDesk): void => wire.send(JSON.stringify(message));

  wire.onClose(() => end(new DeskError("disconnected")));
  wire.onText((text) => {
    silentFor = 0;
    const message = parseMessage(toScreenSchema, text);
    if (message === undefined) return end(new DeskError("badReply", "not a message of this protocol"));
    if (message.t === "pong") return;
    const waiting = pending.get(message.id);
    if (waiting === undefined) return;
    try {
      if (message.t === "error") {
        pending.delete(message.id);
        waiting.fail(new DeskError(message.error.code, message.error.detail));
      } else if (message.t === "patch") {
        waiting.last = patched(waiting.last ?? null, message.steps);
        waiting.take(waiting.last);
      } else {
        if (waiting.live) waiting.last = message.value;
        else pending.delete(message.id);
        waiting.take(message.value);
      }
    } catch (thrown) {
      pending.delete(message.id);
      if (waiting.live) post({ t: "unwatch", id: message.id });
      waiting.fail(toDeskError(thrown));
    }
  });

  return {
    call: <N extends CallName>(name: N, args: CallArgs<N>) =>
      new Promise<CallResult<N>>((resolve, reject) => {
        if (ended !== undefined) return reject(ended);
        const id = nextId++;
        pending.set(id, { live: false, last: undefined, fail: reject, take: (value) => resolve(checked(callResults[name].result, value)) });
        post({ t: "call", id, name, args });
      }),
    watch: <N extends QueryName>(
      name: N,
      args: QueryArgs<N>,
      onValue: (value: QueryResult<N>) => void,
      onError: (error: DeskError) => void,
    ) => {
      if (ended !== undefined) {
        onError(ended);
        return () => undefined;
      }
      const id = nextId++;
      pending.set(id, { live: true, last: undefined, fail: onError, take: (value) => onValue(checked(queryResults[name].result, value)) });
      post({ t: "watch", id, name, args });
      return () => {
        if (pending.delete(id) && ended === undefined) post({ t: "unwatch", id });
      };
    },
  };
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new DeskError("badReply", parsed.error.message);
  return parsed.data;
}
