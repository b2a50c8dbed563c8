// What a client sends: bodies go compressed to a server that says it takes them so, and plain to every other; and nothing goes on after a
// sign-out.
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { z } from "../../../shared/base/zod.ts";
import { systemClock, type Clock } from "../clock.ts";
import { Unreachable } from "./problem-error.ts";
import { createServerClient, type Send, type SendInit } from "./server-client.ts";

const large = { text: "Unterlagen liegen vor. ".repeat(500) };

/** A client whose server takes `coding` as long as `takes` says so, and reads no compressed body otherwise; with what it was sent. */
function clientOf(takes: () => boolean) {
  const sent: SendInit[] = [];
  const client = createServerClient({
    url: "http://127.0.0.1:1",
    device: "device",
    clock: systemClock,
    timeout: 1_000,
    slowAfter: 1_000,
    version: 2,
    send: (_url, init) => {
      sent.push(init);
      const packed = init.headers["content-encoding"] !== undefined;
      const headers: Record<string, string> = { "content-type": "application/json", ...(takes() ? { "accept-encoding": "gzip" } : {}) };
      if (packed && !takes()) return Promise.resolve(new Response(JSON.stringify({ problem: "badRequest" }), { status: 400, headers }));
      return Promise.resolve(new Response("{}", { headers }));
    },
  });
  const post = (json: unknown): Promise<unknown> => client.postAnonymous("/v1/push", json, z.looseObject({}));
  return { sent, post };
}

const ways = (sent: readonly SendInit[]): readonly unknown[] => sent.map(({ headers }) => headers["content-encoding"] ?? "plain");

test("the first body goes plain; once the server has said that it takes compressed ones, large bodies go so", async () => {
  const { sent, post } = clientOf(() => true);
  for (const json of [large, large, { text: "kurz" }]) await post(json);
  expect(ways(sent)).toEqual(["plain", "gzip", "plain"]);
  const packed = sent[1]?.body;
  expect(packed).toBeInstanceOf(Uint8Array);
  if (!(packed instanceof Uint8Array)) return;
  expect(JSON.parse(gunzipSync(packed).toString())).toEqual(large);
  expect(packed.length * 4).toBeLessThan(JSON.stringify(large).length);
});

test("a server that does not say it gets plain bodies", async () => {
  const { sent, post } = clientOf(() => false);
  for (let times = 0; times < 3; times += 1) await post(large);
  expect(ways(sent)).toEqual(["plain", "plain", "plain"]);
});

test("where an older server comes back in its place, the same body goes once more, plain, and nobody hears of it", async () => {
  let takes = true;
  const { sent, post } = clientOf(() => takes);
  await post(large);
  takes = false;
  await post(large);
  await post(large);
  expect(ways(sent)).toEqual(["plain", "gzip", "plain", "plain"]);
});

test("whoever signs out leaves no request behind: what is under way ends, and no timer waits for it", async () => {
  const timers = new Set<object>();
  const clock: Clock = {
    now: () => new Date(0),
    after: () => {
      const timer = {};
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const silent: Send = (_url, { signal }) =>
    new Promise((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("aborted")));
    });
  const client = createServerClient({ url: "http://server", device: "d", clock, send: silent, timeout: 1, slowAfter: 1, version: 2 });
  const asked = client.postAnonymous("/v1/anything", {}, z.unknown());
  expect(timers.size).toBe(2);
  client.forget();
  await expect(asked).rejects.toBeInstanceOf(Unreachable);
  expect(timers.size).toBe(0);
  // The next person is served.
  void client.postAnonymous("/v1/anything", {}, z.unknown()).catch(() => undefined);
  expect(timers.size).toBe(2);
});
