// The desk's own pull against a fake town over a line that a test cuts, without threads and sockets.
// Must never be part of the program.
import { systemClock } from "../clock.ts";
import { pullAll, type PullOptions } from "../sync/pull.ts";
import { pullRequestSchema, type PullRequest } from "../../../shared/sync/pull.ts";
import { applyPull, pullState } from "../store/apply-pull.ts";
import { defaultTimings, type Timings } from "../timings.ts";
import type { FakePerson, FakeTown } from "./fake-town.ts";
import type { StoreDesk } from "./store-desk.ts";

/** What becomes of an answer: all of it, or so many bytes and then a broken (or an ended) line. */
export type Cut = { readonly bytes: number; readonly how: "breaks" | "ends" } | "whole";

export interface CutPull {
  /** One pull over lines that are cut as `cut` says, answer by answer. Rejects where one was. */
  run(cut: (answer: Uint8Array) => Cut, options?: Partial<PullOptions>): Promise<void>;
  /** Records applied so far, however often. */
  readonly applied: () => number;
  readonly requests: readonly PullRequest[];
}

export function cutPull(desk: StoreDesk, town: FakeTown, person: FakePerson, timings: Partial<Timings> = {}): CutPull {
  let applied = 0;
  const requests: PullRequest[] = [];
  return {
    applied: () => applied,
    requests,
    run: async (cut, options = {}) => {
      const answer = (json: unknown): Response => {
        const request = pullRequestSchema.parse(json);
        requests.push(request);
        const lines = town.pull(person.actor, request).map((line) => `${JSON.stringify(line)}\n`);
        const bytes = new TextEncoder().encode(lines.join(""));
        return new Response(streamOf(bytes, cut(bytes)));
      };
      await pullAll({
        client: { version: 2, fetch: (request) => Promise.resolve(answer(request.json)) },
        store: {
          read: { pullState: () => Promise.resolve(pullState(desk.database)), wantedTexts: () => Promise.resolve([]) },
          write: {
            applyPull: (part) => {
              const result = applyPull(desk.database, part);
              applied += result.records;
              return Promise.resolve(result);
            },
            putTexts: () => Promise.resolve(),
          },
        },
        clock: systemClock,
        timings: { ...defaultTimings, ...timings },
        signal: new AbortController().signal,
        onProgress: () => undefined,
        onSlow: () => undefined,
        onScopesChanged: () => undefined,
        onDropped: () => Promise.resolve(),
        wished: () => false,
        push: () => Promise.resolve(),
        ...options,
      });
    },
  };
}

function streamOf(bytes: Uint8Array, cut: Cut): ReadableStream<Uint8Array> {
  let at = 0;
  const end = cut === "whole" ? bytes.length : Math.min(cut.bytes, bytes.length);
  return new ReadableStream({
    pull: (controller) => {
      if (at < end) {
        // Pieces as a socket has them, ending anywhere.
        const piece = bytes.slice(at, Math.min(at + 1460, end));
        at += piece.length;
        controller.enqueue(piece);
      } else if (cut === "whole" || cut.how === "ends") controller.close();
      else controller.error(new Error("the cable was pulled"));
    },
  });
}
