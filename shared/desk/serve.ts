// The desk's end of the wire: checks every message against the contract before and after the desk sees it.
import { jsonSchema, type Json } from "../base/canonical-json.ts";
import { deskCalls, deskQueries, isCallName, isQueryName, type Desk } from "./contract.ts";
import { DeskError, toDeskError } from "./errors.ts";
import { diff } from "./patch.ts";
import { deadAfterMilliseconds, parseMessage, pingEveryMilliseconds, toDeskSchema, type Every, type ToScreen, type Wire } from "./wire.ts";

/** Serves one screen until its wire closes; returns how to end it from this side. Screens share one desk. */
export function serveDesk(wire: Wire, desk: Desk, every: Every): () => void {
  const watches = new Map<number, () => void>();
  let silentFor = 0;
  let over = false;
  const post = (message: ToScreen): void => {
    if (!over) wire.send(JSON.stringify(message));
  };
  const end = (): void => {
    if (over) return;
    over = true;
    stopPings();
    for (const stop of watches.values()) stop();
    watches.clear();
    wire.close();
  };
  const stopPings = every(pingEveryMilliseconds, () => {
    silentFor += pingEveryMilliseconds;
    if (silentFor > deadAfterMilliseconds) end();
  });
  const fail = (id: number, thrown: unknown): void => {
    const { code, detail } = toDeskError(thrown);
    post({ t: "error", id, error: { code, ...(detail === undefined ? {} : { detail }) } });
  };

  const call = async (id: number, name: string, args: unknown): Promise<void> => {
    try {
      if (!isCallName(name)) throw new DeskError("unknownCall", name);
      const { args: argsSchema, result: resultSchema } = deskCalls[name];
      const parsed = argsSchema.safeParse(args);
      if (!parsed.success) throw new DeskError("badArguments", parsed.error.message);
      const result = resultSchema.safeParse(await desk.call(name, parsed.data));
      if (!result.success) throw new DeskError("badReply", result.error.message);
      post({ t: "result", id, value: jsonSchema.parse(JSON.parse(JSON.stringify(result.data))) });
    } catch (thrown) {
      fail(id, thrown);
    }
  };

  const watch = (id: number, name: string, args: unknown): void => {
    try {
      if (watches.has(id)) throw new DeskError("badArguments", "the id of this watch is in use");
      if (!isQueryName(name)) throw new DeskError("unknownCall", name);
      const { args: argsSchema, result: resultSchema } = deskQueries[name];
      const parsed = argsSchema.safeParse(args);
      if (!parsed.success) throw new DeskError("badArguments", parsed.error.message);
      let last: Json | undefined;
      const stop = desk.watch(
        name,
        parsed.data,
        (value) => {
          const result = resultSchema.safeParse(value);
          if (!result.success) return failWatch(id, new DeskError("badReply", result.error.message));
          const next = jsonSchema.parse(JSON.parse(JSON.stringify(result.data)));
          const steps = last === undefined ? undefined : diff(last, next);
          last = next;
          if (steps === undefined) post({ t: "value", id, value: next });
          else if (steps.length > 0) post({ t: "patch", id, steps: [...steps] });
        },
        (error) => failWatch(id, error),
      );
      if (over) stop();
      else watches.set(id, stop);
    } catch (thrown) {
      fail(id, thrown);
    }
  };
  const failWatch = (id: number, error: DeskError): void => {
    watches.get(id)?.();
    watches.delete(id);
    fail(id, error);
  };

  wire.onClose(end);
  wire.onText((text) => {
    silentFor = 0;
    const message = parseMessage(toDeskSchema, text);
    if (message === undefined) return end();
    if (message.t === "ping") post({ t: "pong" });
    else if (message.t === "call") void call(message.id, message.name, message.args);
    else if (message.t === "watch") watch(message.id, message.name, message.args);
    else {
      watches.get(message.id)?.();
      watches.delete(message.id);
    }
  });
  return end;
}
