// Reads one answer to a pull while it comes, and hands it on in parts that are complete in themselves: up to a mark, or to its end.
// Must never hand on what no mark and no end covers, nor hold more than a part.
import type { z } from "../../../shared/base/zod.ts";
import {
  pullBeginSchema,
  pullEndSchema,
  pullMarkSchema,
  type PullLine,
  type PullRequest,
  type SnapshotPlace,
} from "../../../shared/sync/pull.ts";
import type { Clock } from "../clock.ts";
import { reasonOf } from "../log.ts";
import type { Timings } from "../timings.ts";
import { ProblemAnswer, Unreachable } from "./problem-error.ts";
import type { ServerClient } from "./server-client.ts";
import { textOf } from "./text-of.ts";

/** What a pull starts from, and where it stands after an answer. */
export type PullPlace = Pick<PullRequest, "epoch" | "cursors"> & { readonly snapshot: SnapshotPlace | null };

export interface AnswerOptions {
  readonly client: Pick<ServerClient, "fetch" | "version">;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly signal: AbortSignal;
  /** Told where an answer stops in its middle for a while, and where it goes on. */
  readonly onSlow: (slow: boolean) => void;
  /** Characters of a part, at least. */
  readonly enough: () => number;
  readonly onBegin: (begin: Extract<PullLine, { t: "begin" }>) => void;
  /** Takes a part, with the last mark in it. */
  readonly onPart: (lines: string, mark: z.infer<typeof pullMarkSchema> | undefined) => Promise<void>;
}

/** The version that brought snapshots. */
const snapshotsSince = 2;
const markStart = '{"t":"mark"';

/** Asks once and reads the answer. A line that breaks is Unreachable, after what stands above the last mark was handed on. */
export async function readAnswer(options: AnswerOptions, from: PullPlace): Promise<{ readonly place: PullPlace; readonly more: boolean }> {
  const { client, timings, signal, clock } = options;
  const silence = new AbortController();
  const both = AbortSignal.any([signal, silence.signal]);
  const { snapshot: under, ...feed } = from;
  // Without the member it is the request of a desk that knows the feed alone.
  const snapshots = client.version >= snapshotsSince ? { snapshot: under } : {};
  const json: PullRequest = { version: client.version, ...feed, ...snapshots, limit: timings.pullLimit };
  const response = await client.fetch({ method: "POST", path: "/v1/pull", json, signal: both });
  const slow = { after: timings.slowAfter, tell: options.onSlow };
  let text = "";
  let begun = false;
  let { snapshot } = from;
  const take = async (upTo: number): Promise<void> => {
    const lines = text.slice(0, upTo);
    text = text.slice(upTo);
    if (!begun) {
      const begin = beginOf(firstLine(lines));
      if (from.epoch !== null && begin.epoch !== from.epoch) throw new ProblemAnswer("epochChanged", "the pull names another epoch");
      begun = true;
      snapshot = begin.snapshot === undefined ? null : { token: begin.snapshot.token, scopes: begin.snapshot.scopes };
      options.onBegin(begin);
    }
    const mark = lastMark(lines);
    if (mark?.snapshot === null) snapshot = null;
    else if (mark?.snapshot !== undefined && snapshot !== null) snapshot = { ...snapshot, token: mark.snapshot.token };
    await options.onPart(lines, mark);
  };
  try {
    for await (const chunk of textOf(response, clock, timings.requestTimeout, silence, slow)) {
      text += chunk;
      if (text.length < options.enough()) continue;
      // An answer without marks (of an older server) is complete in nothing but its end: its lines do no harm, but count for nothing.
      const whole = endOfLastMark(text) || text.lastIndexOf("\n") + 1;
      if (whole > 0) await take(whole);
    }
    // What does not even begin as an answer is none that was cut.
    if (!begun && text !== "") beginOf(firstLine(text));
    const end = endOf(text);
    if (end === undefined) throw new Unreachable("the answer was cut", "answerCut");
    await take(text.length);
    return { place: { epoch: from.epoch, cursors: end.cursors, snapshot }, more: end.more };
  } catch (thrown) {
    const whole = thrown instanceof Unreachable && !signal.aborted ? endOfLastMark(text) : 0;
    if (whole > 0) await take(whole);
    throw thrown;
  }
}

/** Where the last mark begins that begins before `before`; -1 where there is none. */
function markBefore(text: string, before: number): number {
  const start = text.lastIndexOf(`\n${markStart}`, before - 2);
  if (start >= 0) return start + 1;
  return before > 0 && text.startsWith(markStart) ? 0 : -1;
}

/** Where the line behind the last whole mark begins; 0 where there is none. */
function endOfLastMark(text: string): number {
  for (let start = markBefore(text, text.length); start >= 0; start = markBefore(text, start)) {
    const end = text.indexOf("\n", start);
    if (end >= 0) return end + 1;
  }
  return 0;
}

function lastMark(lines: string): z.infer<typeof pullMarkSchema> | undefined {
  const start = markBefore(lines, lines.length);
  return start < 0 ? undefined : pullMarkSchema.parse(JSON.parse(lines.slice(start, lines.indexOf("\n", start))));
}

function firstLine(lines: string): string {
  const end = lines.indexOf("\n");
  return end < 0 ? lines : lines.slice(0, end);
}

function beginOf(line: string): Extract<PullLine, { t: "begin" }> {
  try {
    return pullBeginSchema.parse(JSON.parse(line));
  } catch (thrown) {
    throw new Unreachable(`no first line of a pull: ${reasonOf(thrown)}`, "serverGarbage");
  }
}

function endOf(text: string): z.infer<typeof pullEndSchema> | undefined {
  const trimmed = text.trimEnd();
  try {
    return pullEndSchema.safeParse(JSON.parse(trimmed.slice(trimmed.lastIndexOf("\n") + 1))).data;
  } catch {
    return undefined;
  }
}
