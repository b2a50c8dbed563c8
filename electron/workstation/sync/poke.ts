// Listens to the server's "there is news". Must never say what the news is: that is the pull's.
import type { Clock } from "../clock.ts";
import type { Timings } from "../timings.ts";
import { textOf } from "./text-of.ts";
import type { ServerClient } from "./server-client.ts";

/** Runs until the stream ends or the signal aborts; rejects where the line breaks. */
export async function listenForPokes(options: {
  readonly client: ServerClient;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly signal: AbortSignal;
  readonly onOpen: () => void;
  readonly onNews: () => void;
}): Promise<void> {
  const { client, clock, timings, signal, onOpen, onNews } = options;
  const silence = new AbortController();
  const both = AbortSignal.any([signal, silence.signal]);
  const response = await client.fetch({ method: "GET", path: "/v1/poke", headers: { accept: "text/event-stream" }, signal: both });
  onOpen();
  let rest = "";
  for await (const chunk of textOf(response, clock, timings.pokeSilence, silence)) {
    const events = (rest + chunk).split("\n\n");
    rest = events.pop() ?? "";
    if (events.some((event) => /^event: ?news$/mu.test(event))) onNews();
  }
}
