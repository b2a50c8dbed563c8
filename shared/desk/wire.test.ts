// One body of tests for the contract, run over an in-memory pair, a MessagePort and a WebSocket: no call hangs, nothing unchecked passes.
import { createServer } from "node:http";
import { MessageChannel, type MessagePort } from "node:worker_threads";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { must } from "../base/must.ts";
import { tinyDesk, type TinyDesk } from "../testing/tiny-desk.ts";
import { connectDesk } from "./connect.ts";
import type { CallName, Desk, QueryName } from "./contract.ts";
import type { DeskError } from "./errors.ts";
import { serveDesk } from "./serve.ts";
import { deadAfterMilliseconds, pingEveryMilliseconds, type Every, type Wire } from "./wire.ts";

/** What a promise rejects with, listened to from now on; undefined where it does not. */
function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

interface Pair {
  readonly screen: Wire;
  readonly desk: Wire;
  readonly stop: () => Promise<void>;
}

/** A pipe whose far end is told in a microtask of its own, like a real one. */
function memoryPair(): Pair {
  const end = () => ({ texts: [] as ((text: string) => void)[], closes: [] as (() => void)[] });
  const [screen, desk] = [end(), end()];
  let open = true;
  const close = (): void => {
    if (!open) return;
    open = false;
    for (const listener of [...screen.closes, ...desk.closes]) listener();
  };
  const wire = (own: typeof screen, far: typeof screen): Wire => ({
    send: (text) => queueMicrotask(() => open && far.texts.forEach((listener) => listener(text))),
    onText: (listener) => own.texts.push(listener),
    onClose: (listener) => own.closes.push(listener),
    close,
  });
  return { screen: wire(screen, desk), desk: wire(desk, screen), stop: async () => close() };
}

function portWire(port: MessagePort): Wire {
  return {
    send: (text) => port.postMessage(text),
    onText: (listener) => port.on("message", listener),
    onClose: (listener) => port.on("close", listener),
    close: () => port.close(),
  };
}

async function messagePortPair(): Promise<Pair> {
  const { port1, port2 } = new MessageChannel();
  return { screen: portWire(port1), desk: portWire(port2), stop: async () => port1.close() };
}

function webSocketWire(socket: WebSocket): Wire {
  return {
    send: (text) => socket.send(text, () => undefined),
    onText: (listener) => socket.on("message", (data: Buffer) => listener(data.toString("utf8"))),
    onClose: (listener) => socket.on("close", listener),
    close: () => socket.close(),
  };
}

async function webSocketPair(): Promise<Pair> {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const address = http.address();
  const arrived = new Promise<WebSocket>((resolve) => server.once("connection", resolve));
  const near = new WebSocket(`ws://127.0.0.1:${typeof address === "object" ? must(address, "it listens").port : 0}`);
  const far = await arrived;
  await vi.waitFor(() => expect(near.readyState).toBe(WebSocket.OPEN));
  const stop = async (): Promise<void> => {
    near.terminate();
    server.close();
    await new Promise((resolve) => http.close(resolve));
  };
  return { screen: webSocketWire(near), desk: webSocketWire(far), stop };
}

/** A clock that the test turns. */
function handClock(): { readonly every: Every; readonly turn: (milliseconds: number) => void; readonly running: () => number } {
  const runs = new Set<{ readonly each: number; readonly run: () => void; left: number }>();
  return {
    every: (each, run) => {
      const entry = { each, run, left: each };
      runs.add(entry);
      return () => runs.delete(entry);
    },
    turn: (milliseconds) => {
      for (const entry of runs) {
        for (entry.left -= milliseconds; entry.left <= 0 && runs.has(entry); entry.left += entry.each) entry.run();
      }
    },
    running: () => runs.size,
  };
}

const signIn = { userName: "meike.dirks", password: "geheim" };
const kinds: readonly (readonly [string, () => Promise<Pair>])[] = [
  ["an in-memory pair", async () => memoryPair()],
  ["a MessagePort", messagePortPair],
  ["a WebSocket", webSocketPair],
];

describe.each(kinds)("over %s", (_name, makePair) => {
  let pair: Pair;
  let tiny: TinyDesk;
  let desk: Desk;
  let clock: ReturnType<typeof handClock>;
  const toDesk: string[] = [];
  const toScreen: string[] = [];

  beforeEach(async () => {
    pair = await makePair();
    tiny = tinyDesk();
    clock = handClock();
    toDesk.length = 0;
    toScreen.length = 0;
    pair.desk.onText((text) => toDesk.push(text));
    pair.screen.onText((text) => toScreen.push(text));
    serveDesk(pair.desk, tiny, clock.every);
    desk = connectDesk(pair.screen, clock.every);
  });
  afterEach(() => pair.stop());

  const watchSync = () => {
    const seen: unknown[] = [];
    const errors: DeskError[] = [];
    const stop = desk.watch(
      "sync",
      {},
      (value) => seen.push(value),
      (error) => errors.push(error),
    );
    return { seen, errors, stop };
  };

  test("a call carries its arguments there and its answer back", async () => {
    await expect(desk.call("signIn", { ...signIn, userName: "  meike.dirks " })).resolves.toEqual({ mode: "online" });
    expect(tiny.calls).toEqual([{ name: "signIn", args: signIn }]);
  });

  test("what the desk throws arrives with its code, and a foreign error as internal", async () => {
    await expect(desk.call("signIn", { ...signIn, userName: "nobody" })).rejects.toMatchObject({ code: "signInFailed" });
    await expect(desk.call("scanAgain", { folder: "/scan", name: "a.pdf", anyway: false })).rejects.toMatchObject({
      code: "internal",
      detail: "the scanner burns",
    });
  });

  test("arguments that break the schema never reach the desk", async () => {
    await expect(desk.call("signIn", { userName: "", password: "" })).rejects.toMatchObject({ code: "badArguments" });
    expect(tiny.calls).toEqual([]);
  });

  test("an answer that breaks the schema is an error, not a value", async () => {
    await expect(desk.call("signOut", {})).rejects.toMatchObject({ code: "badReply" });
    const { seen, errors } = watchSync();
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    tiny.breakSync();
    await vi.waitFor(() => expect(errors).toMatchObject([{ code: "badReply" }]));
    expect(seen).toHaveLength(1);
    expect(tiny.watching()).toBe(0);
  });

  test("an unknown call and an unknown query are refused by name", async () => {
    await expect(desk.call("toString" as CallName, {})).rejects.toMatchObject({ code: "unknownCall", detail: "toString" });
    const errors: DeskError[] = [];
    desk.watch(
      "everything" as QueryName,
      {},
      () => undefined,
      (error) => errors.push(error),
    );
    await vi.waitFor(() => expect(errors).toMatchObject([{ code: "unknownCall" }]));
  });

  test("a watch answers at once and again with each change, which travels as a patch", async () => {
    const { seen } = watchSync();
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    tiny.moveSync({ waiting: 3 });
    tiny.moveSync({ waiting: 3 });
    tiny.moveSync({ progress: { of: "snapshot", done: 1, total: 9, secondsLeft: null } });
    await vi.waitFor(() => expect(seen).toHaveLength(3));
    expect(seen).toMatchObject([
      { waiting: 0 },
      { waiting: 3, progress: null },
      { waiting: 3, progress: { of: "snapshot", done: 1, total: 9, secondsLeft: null } },
    ]);
    expect(toScreen.map((text) => JSON.parse(text).t)).toEqual(["value", "patch", "patch"]);
  });

  test("a stopped watch stops at the desk too", async () => {
    const { seen, stop } = watchSync();
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    stop();
    await vi.waitFor(() => expect(tiny.watching()).toBe(0));
    tiny.moveSync({ waiting: 1 });
    await desk.call("signIn", signIn);
    expect(seen).toHaveLength(1);
  });

  test.each(["screen", "desk"] as const)("the wire closed at the %s rejects what is pending and what is still to come", async (side) => {
    const pending = desk.call("syncNow", {});
    const { seen, errors } = watchSync();
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    const gone = failureOf(pending);
    pair[side].close();
    expect(await gone).toMatchObject({ code: "disconnected" });
    await vi.waitFor(() => expect(errors).toMatchObject([{ code: "disconnected" }]));
    await expect(desk.call("signIn", signIn)).rejects.toMatchObject({ code: "disconnected" });
    expect(watchSync().errors).toMatchObject([{ code: "disconnected" }]);
    await vi.waitFor(() => expect(tiny.watching()).toBe(0));
    expect(clock.running()).toBe(0);
  });

  test("nonsense from the screen ends the wire, and so does nonsense from the desk", async () => {
    const pending = failureOf(desk.call("syncNow", {}));
    pair.screen.send('{"t":"drop table"}');
    expect(await pending).toMatchObject({ code: "disconnected" });
    await pair.stop();

    pair = await makePair();
    const other = connectDesk(pair.screen, clock.every);
    const broken = failureOf(other.call("syncNow", {}));
    pair.desk.send("not even JSON");
    expect(await broken).toMatchObject({ code: "badReply" });
    await expect(other.call("syncNow", {})).rejects.toMatchObject({ code: "badReply" });
  });

  test("a value of the wrong kind from the desk rejects that call alone", async () => {
    await pair.stop();
    pair = await makePair();
    const other = connectDesk(pair.screen, clock.every);
    pair.desk.onText((text) => {
      const { id } = JSON.parse(text);
      pair.desk.send(JSON.stringify({ t: "result", id, value: id === 1 ? { mode: "perhaps" } : { mode: "offline" } }));
    });
    await expect(other.call("signIn", signIn)).rejects.toMatchObject({ code: "badReply" });
    await expect(other.call("signIn", signIn)).resolves.toEqual({ mode: "offline" });
  });

  test("a patch of something that is not there ends that watch with an error", async () => {
    const { seen, errors } = watchSync();
    await vi.waitFor(() => expect(seen).toHaveLength(1));
    pair.desk.send(JSON.stringify({ t: "patch", id: 1, steps: [{ path: ["progress", "done"], set: 1 }] }));
    await vi.waitFor(() => expect(errors).toHaveLength(1));
  });

  test("a desk that falls silent is taken for dead", async () => {
    await pair.stop();
    pair = await makePair();
    clock = handClock();
    const other = connectDesk(pair.screen, clock.every);
    const pending = failureOf(other.call("syncNow", {}));
    clock.turn(deadAfterMilliseconds + pingEveryMilliseconds);
    expect(await pending).toMatchObject({ code: "deskDead" });
    await expect(other.call("syncNow", {})).rejects.toMatchObject({ code: "deskDead" });
    expect(clock.running()).toBe(0);
  });

  test("a living desk answers pings, so silence alone ends nothing", async () => {
    for (let round = 0; round < 12; round += 1) {
      const before = toScreen.length;
      clock.turn(pingEveryMilliseconds);
      await vi.waitFor(() => expect(toScreen.length).toBeGreaterThan(before));
    }
    await expect(desk.call("signIn", signIn)).resolves.toEqual({ mode: "online" });
  });

  test("a screen that falls silent is let go with all its watches", async () => {
    await pair.stop();
    pair = await makePair();
    clock = handClock();
    tiny = tinyDesk();
    serveDesk(pair.desk, tiny, clock.every);
    pair.screen.send(JSON.stringify({ t: "watch", id: 1, name: "sync", args: {} }));
    await vi.waitFor(() => expect(tiny.watching()).toBe(1));
    clock.turn(deadAfterMilliseconds + pingEveryMilliseconds);
    await vi.waitFor(() => expect(tiny.watching()).toBe(0));
    expect(clock.running()).toBe(0);
  });
});
