// Pulls everything newer than the cursors, answer by answer, the next one on its way while the store applies the last.
// Must never hold more than two answers, nor keep anything open in the store while the network is waited for.
import type { z } from "../../../shared/base/zod.ts";
import { pullBeginSchema, pullEndSchema } from "../../../shared/sync/pull.ts";
import { textLineSchema, type TextLine } from "../../../shared/sync/texts.ts";
import type { Clock } from "../clock.ts";
import { reasonOf } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import type { Timings } from "../timings.ts";
import { ProblemAnswer, Unreachable } from "./problem-error.ts";
import type { ServerClient } from "./server-client.ts";
import { FellSilent, unreachableBy } from "./trouble.ts";

export interface PullProgress {
  readonly done: number;
  readonly total: number;
}

export interface PullOptions {
  readonly store: Store;
  readonly client: ServerClient;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: PullProgress | null) => void;
  /** Told where an answer stops in its middle for a while, and where it goes on. */
  readonly onSlow: (slow: boolean) => void;
  /** Content that is no longer ours to hold. */
  readonly onDropped: (names: readonly string[]) => Promise<void>;
}

/** Below it nobody is shown a bar. */
const worthShowing = 500;

/** Returns whether the person's rights changed on the way. Rejects with epochChanged where the server began another life. */
export async function pullAll(options: PullOptions): Promise<{ readonly scopesChanged: boolean }> {
  const { store, onProgress, onDropped } = options;
  const state = await store.read.pullState(null);
  let scopesChanged = false;
  let done = 0;
  let total = 0;
  let applying: Promise<void> = Promise.resolve();
  const apply = (lines: string): Promise<void> =>
    store.write.applyPull({ lines, upTo: state.upTo, at: options.clock.now().toISOString() }).then(async (applied) => {
      scopesChanged ||= applied.scopesChanged;
      done += applied.records;
      if (total > worthShowing) onProgress({ done, total: Math.max(total, done) });
      await onDropped(applied.dropped);
    });
  // A part that fails ends the pull at the next step; until then nobody else looks at the promise.
  const next = async (lines: string): Promise<void> => {
    await applying;
    applying = apply(lines);
    applying.catch(() => undefined);
  };
  let { cursors } = state;
  try {
    for (let more = true; more;) {
      const end = await readAnswer(options, { epoch: state.epoch, cursors }, next, (expected) => {
        total = Math.max(total, expected);
      });
      ({ more } = end);
      cursors = { ...cursors, ...end.cursors };
    }
    await applying;
  } finally {
    await applying.catch(() => undefined);
    onProgress(null);
  }
  return { scopesChanged };
}

async function readAnswer(
  options: PullOptions,
  from: { readonly epoch: string | null; readonly cursors: Readonly<Record<string, number>> },
  next: (lines: string) => Promise<void>,
  expect: (total: number) => void,
): Promise<z.infer<typeof pullEndSchema>> {
  const { client, timings, signal, clock } = options;
  const silence = new AbortController();
  const both = AbortSignal.any([signal, silence.signal]);
  const json = { version: client.version, epoch: from.epoch, cursors: from.cursors, limit: timings.pullLimit };
  const response = await client.fetch({ method: "POST", path: "/v1/pull", json, signal: both });
  const slow = { after: timings.slowAfter, tell: options.onSlow };
  let text = "";
  let first = true;
  let last = "";
  const take = async (upTo: number): Promise<void> => {
    const lines = text.slice(0, upTo);
    text = text.slice(upTo);
    last = lastLine(lines);
    if (first) {
      checkBegin(lines, from.epoch, expect);
      first = false;
    }
    await next(lines);
  };
  for await (const chunk of textOf(response, clock, timings.requestTimeout, silence, slow)) {
    text += chunk;
    if (text.length < timings.pullBytes) continue;
    const whole = text.lastIndexOf("\n") + 1;
    if (whole > 0) await take(whole);
  }
  if (text !== "") {
    // The answer's cursors stand in its last line; without it nothing of this part may count.
    last = lastLine(text);
    // What does not even begin as an answer is none that was cut.
    if (first) beginOf(firstLine(text));
    if (!endOf(last).success) throw new Unreachable("the answer was cut", "answerCut");
    await take(text.length);
  }
  const end = endOf(last);
  if (!end.success) throw new Unreachable("the answer was cut", "answerCut");
  return end.data;
}

function lastLine(lines: string): string {
  const trimmed = lines.trimEnd();
  return trimmed.slice(trimmed.lastIndexOf("\n") + 1);
}

function endOf(line: string): z.ZodSafeParseResult<z.infer<typeof pullEndSchema>> {
  try {
    return pullEndSchema.safeParse(JSON.parse(line));
  } catch {
    return pullEndSchema.safeParse(undefined);
  }
}

function firstLine(lines: string): string {
  const end = lines.indexOf("\n");
  return end < 0 ? lines : lines.slice(0, end);
}

function checkBegin(lines: string, epoch: string | null, expect: (total: number) => void): void {
  const begin = beginOf(firstLine(lines));
  if (epoch !== null && begin.epoch !== epoch) throw new ProblemAnswer("epochChanged", "the pull names another epoch");
  expect(begin.total);
}

function beginOf(line: string): z.infer<typeof pullBeginSchema> {
  try {
    return pullBeginSchema.parse(JSON.parse(line));
  } catch (thrown) {
    throw new Unreachable(`no first line of a pull: ${reasonOf(thrown)}`, "serverGarbage");
  }
}

/** The body's text as it comes; gives up where the line falls silent. */
export async function* textOf(
  response: Response,
  clock: Clock,
  silenceAfter: number,
  silence: AbortController,
  slow?: { readonly after: number; readonly tell: (slow: boolean) => void },
): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader: ReadableStreamDefaultReader<Uint8Array> | undefined = response.body?.getReader();
  if (reader === undefined) return;
  const giveUp = (): void => silence.abort(new FellSilent());
  let callOff = clock.after(silenceAfter, giveUp);
  let late = false;
  const sayLate = (): void => {
    late = true;
    slow?.tell(true);
  };
  try {
    for (;;) {
      const notLate = slow === undefined ? undefined : clock.after(slow.after, sayLate);
      const { done, value } = await reader.read().finally(notLate);
      if (late) slow?.tell(false);
      late = false;
      if (done) break;
      callOff();
      callOff = clock.after(silenceAfter, giveUp);
      yield decoder.decode(value, { stream: true });
    }
    yield decoder.decode();
  } catch (thrown) {
    throw unreachableBy(thrown);
  } finally {
    callOff();
    await reader.cancel().catch(() => undefined);
  }
}

/** Few transactions, as the index is merged at each; and few characters, as a text may be long. */
const textsAtOnce = 500;
const textCharactersAtOnce = 4_000_000;

/** Extracted texts of documents, after their records: what search needs without network. */
export async function pullTexts(options: PullOptions): Promise<void> {
  const { store, client, signal, clock, timings } = options;
  const slow = { after: timings.slowAfter, tell: options.onSlow };
  for (;;) {
    const asked = await store.read.wantedTexts(textsAtOnce);
    if (asked.length === 0 || signal.aborted) return;
    const silence = new AbortController();
    const both = AbortSignal.any([signal, silence.signal]);
    const response = await client.fetch({ method: "POST", path: "/v1/texts", json: { documents: asked }, signal: both });
    let text = "";
    for await (const chunk of textOf(response, clock, timings.requestTimeout, silence, slow)) {
      text += chunk;
      if (text.length < textCharactersAtOnce) continue;
      const whole = text.lastIndexOf("\n") + 1;
      await store.write.putTexts({ asked: [], lines: textLinesOf(text.slice(0, whole)) });
      text = text.slice(whole);
    }
    // What was asked for and did not come, the server does not have.
    await store.write.putTexts({ asked, lines: textLinesOf(text) });
  }
}

function textLinesOf(text: string): readonly TextLine[] {
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map(textLineOf);
}

function textLineOf(line: string): TextLine {
  try {
    return textLineSchema.parse(JSON.parse(line));
  } catch (thrown) {
    throw new Unreachable(`no line of a text: ${reasonOf(thrown)}`, "serverGarbage");
  }
}
