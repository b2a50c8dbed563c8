// The answer to a pull as NDJSON lines, made by the database and passed on as they are: first the feed, then a page of the snapshot
// that is under way. Must never hold a transaction while the desk reads.
import type { PullRequest } from "../../shared/sync/pull.ts";
import { RequestProblem } from "../http/problem.ts";
import type { Database } from "../store/database.ts";
import { countNews, feedHead, newsPage, type NewsPage } from "./news-page.ts";
import type { Sender } from "./sender.ts";
import { countSnapshot, snapshotOf, snapshotPage, snapshotToken, type SnapshotState } from "./snapshot.ts";

/** Records read with one statement. */
const chunk = 2000;
/** Records of the first statement of a snapshot: the desk can work as soon as they are there. */
const firstChunk = 200;
/** Records between two marks: so many are fetched again at most where the line breaks. */
const markEvery = 50;

/** The lines of an answer, in texts of many lines each. What was committed after the start waits for the next pull. */
export async function* pullLines(database: Database, sender: Sender, epoch: string, request: PullRequest): AsyncGenerator<string> {
  const { tenant, scopes } = sender;
  const { seq: head, horizon } = await feedHead(database, tenant);
  const known = request.epoch === epoch ? request.cursors : {};
  const knowsSnapshots = request.snapshot !== undefined;
  const tooOld = knowsSnapshots && scopes.some((scope) => (known[scope] ?? horizon) < horizon);
  const cursors = tooOld ? {} : known;
  const asked = tooOld || request.epoch !== epoch ? { ...request, snapshot: knowsSnapshots ? null : undefined } : request;
  const snapshot = snapshotOf(asked, scopes, cursors, head);
  const start = feedStart(scopes, cursors, snapshot, knowsSnapshots);
  const total = await countNews(database, tenant, start, head, request.limit);
  yield line({
    t: "begin",
    epoch,
    scopes,
    total,
    ...(snapshot === undefined
      ? {}
      : {
          snapshot: {
            token: snapshotToken(snapshot),
            scopes: snapshot.scopes,
            done: snapshot.done,
            total: snapshot.total,
            head: snapshot.head,
            afresh: tooOld,
          },
        }),
  });
  let position = Math.min(head, ...start.values());
  let left = request.limit;
  let more = false;
  while (position < head && left > 0) {
    const page = await newsPage(database, tenant, start, position, head, Math.min(chunk, left));
    if (knowsSnapshots) await checkHorizon(database, tenant, start);
    ({ more, reached: position } = page);
    left -= page.numbers.length;
    if (page.numbers.length > 0) yield knowsSnapshots ? markedNews(page.numbers) : page.numbers.map(({ text }) => text).join("");
    if (!more) break;
  }
  const reached = more ? position : head;
  const after = Object.fromEntries([...start].map(([scope, cursor]) => [scope, Math.max(cursor, reached)]));
  const waiting = knowsSnapshots && scopes.some((scope) => !start.has(scope));
  if (snapshot === undefined || more) yield line({ t: "end", cursors: after, more: more || waiting });
  else {
    const complete = yield* snapshotLines(database, tenant, snapshot, request.limit);
    yield line({ t: "end", cursors: after, more: !complete || waiting });
  }
}

function line(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

/** The scopes the feed is read for, with their cursors. One that still waits for its snapshot has none. */
function feedStart(
  scopes: readonly string[],
  cursors: Readonly<Record<string, number>>,
  snapshot: SnapshotState | undefined,
  knowsSnapshots: boolean,
): ReadonlyMap<string, number> {
  return new Map(
    scopes.flatMap((scope): readonly [string, number][] => {
      const cursor = cursors[scope] ?? (snapshot?.scopes.includes(scope) === true ? snapshot.head : knowsSnapshots ? undefined : 0);
      return cursor === undefined ? [] : [[scope, cursor]];
    }),
  );
}

/** The lines of these numbers with a mark behind every so many of them. */
function markedNews(numbers: NewsPage["numbers"]): string {
  return numbers
    .map(({ seq, text }, index) => ((index + 1) % markEvery === 0 || index === numbers.length - 1 ? text + line({ t: "mark", seq }) : text))
    .join("");
}

/** Cuts the answer where tombstones it should have named were purged meanwhile; the next request takes a snapshot. */
async function checkHorizon(database: Database, tenant: string, start: ReadonlyMap<string, number>): Promise<void> {
  const { horizon } = await feedHead(database, tenant);
  if ([...start.values()].some((cursor) => cursor < horizon)) throw new RequestProblem("busy", "the tombstones were purged", 1);
}

/** At most `limit` records of the snapshot, with marks; whether it is complete. */
async function* snapshotLines(database: Database, tenant: string, begun: SnapshotState, limit: number): AsyncGenerator<string, boolean> {
  let state = begun;
  let left = limit;
  // Counted beside the first page, which nobody shall wait for.
  let counting = state.total === null ? countSnapshot(database, tenant, state) : undefined;
  counting?.catch(() => undefined);
  for (;;) {
    const page = await snapshotPage(database, tenant, state, Math.min(state.done === 0 ? firstChunk : chunk, left));
    if (state.done > 0 && counting !== undefined) {
      state = { ...state, total: await counting };
      counting = undefined;
    }
    const { total } = state;
    let text = "";
    for (let from = 0; from < page.lines.length; from += markEvery) {
      const to = Math.min(from + markEvery, page.lines.length);
      const after = { ...page.after(to), total };
      text += page.lines.slice(from, to).join("") + line({ t: "mark", snapshot: { token: snapshotToken(after), done: after.done, total } });
    }
    if (text !== "") yield text;
    left -= page.lines.length;
    state = { ...page.after(page.lines.length), total };
    if (!page.more) {
      yield line({ t: "mark", snapshot: null });
      return true;
    }
    if (left <= 0) return false;
  }
}
