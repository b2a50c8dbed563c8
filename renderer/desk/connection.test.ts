// The connection that stays: opens again after a loss, says how it stands, gives up only where a link is needed.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Wire } from "../../shared/desk/wire.ts";
import { keepConnected, type Connection } from "./connection.ts";
import { NeedsLinkError } from "./session-token.ts";
import { wireEnds } from "./wire-ends.ts";

let connection: Connection | undefined;
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  connection?.close();
  vi.useRealTimers();
});

interface TestWire extends Wire {
  readonly sent: string[];
}

function testWire(): TestWire {
  const ends = wireEnds();
  const sent: string[] = [];
  return { sent, send: (text) => void sent.push(text), onText: ends.onText, onClose: ends.onClose, close: ends.end };
}

/** Opens what is in the list, one after another. */
function opening(list: readonly (TestWire | Error)[]): () => Promise<Wire> {
  let next = 0;
  return async () => {
    const one = list[next++];
    if (one === undefined || one instanceof Error) throw one ?? new Error("nothing more to open");
    return Promise.resolve(one);
  };
}

test("goes from connecting to open, and after a loss to open again with a new desk", async () => {
  const first = testWire();
  const second = testWire();
  connection = keepConnected(opening([first, new Error("not yet"), second]));
  expect(connection.state().phase).toBe("connecting");
  await vi.waitFor(() => expect(connection?.state().phase).toBe("open"), { timeout: 20_000 });
  const before = connection.state().desk;
  first.close();
  expect(connection.state()).toEqual({ phase: "lost", desk: null });
  await vi.advanceTimersByTimeAsync(10_000);
  expect(connection.state().phase).toBe("open");
  expect(connection.state().desk).not.toBe(before);
});

test("what was under way when the wire went rejects and does not hang", async () => {
  const wire = testWire();
  connection = keepConnected(opening([wire]));
  await vi.waitFor(() => expect(connection?.state().phase).toBe("open"), { timeout: 20_000 });
  const answer = connection.state().desk?.call("syncNow", {});
  wire.close();
  await expect(answer).rejects.toMatchObject({ code: "disconnected" });
});

test("a desk that falls silent is taken for dead and opened again", async () => {
  const silent = testWire();
  const next = testWire();
  connection = keepConnected(opening([silent, next]));
  await vi.advanceTimersByTimeAsync(35_000);
  expect(silent.sent).toContain('{"t":"ping"}');
  expect(connection.state().phase).toBe("open");
  expect(next.sent.length).toBeGreaterThan(0);
});

test("without a valid link it stops trying and says so", async () => {
  const open = vi.fn<() => Promise<Wire>>().mockRejectedValue(new NeedsLinkError());
  connection = keepConnected(open);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(connection.state().phase).toBe("needsLink");
  expect(open).toHaveBeenCalledTimes(1);
});
