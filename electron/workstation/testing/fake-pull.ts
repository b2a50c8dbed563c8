// One answer of the fake town to a pull: the feed, then a page of the snapshot, as the server's own pull has them.
// Must never be part of the program.
import type { AnyBody } from "../../../shared/domain/command.ts";
import { snapshotRank } from "../../../shared/domain/open-work.ts";
import type { OfficeRecord } from "../../../shared/domain/record.ts";
import type { PullLine, PullRequest } from "../../../shared/sync/pull.ts";

export interface Fed {
  readonly seq: number;
  readonly record: OfficeRecord<AnyBody>;
}

export interface Left {
  readonly seq: number;
  readonly scope: string;
  readonly kind: string;
  readonly id: string;
}

interface FedTown {
  readonly epoch: string;
  readonly head: number;
  /** Cursors older than this need a snapshot. */
  readonly horizon: number;
  readonly records: ReadonlyMap<string, Fed>;
  readonly left: readonly Left[];
}

const markEvery = 5;

export function fakePull(town: FedTown, scopes: readonly string[], request: PullRequest): readonly PullLine[] {
  const knows = request.snapshot !== undefined;
  const afresh = knows && scopes.some((scope) => (request.cursors[scope] ?? town.horizon) < town.horizon);
  const cursors = afresh ? {} : request.cursors;
  const snapshot = knows ? placeOf(town, scopes, cursors, afresh ? null : (request.snapshot ?? null)) : undefined;
  const start: Readonly<Record<string, number>> = Object.fromEntries(
    scopes.flatMap((scope): readonly [string, number][] => {
      const cursor = cursors[scope] ?? (snapshot?.scopes.includes(scope) === true ? snapshot.head : knows ? undefined : 0);
      return cursor === undefined ? [] : [[scope, cursor]];
    }),
  );
  const news = newsOf(town, start, request);
  const sent = knows ? marked(news.lines) : news.lines;
  const feedMore = news.more;
  const end = Object.fromEntries(Object.entries(start).map(([scope, cursor]) => [scope, Math.max(cursor, news.upTo)]));
  const page = snapshot === undefined || feedMore ? [] : snapshotPage(town, snapshot, request.limit);
  const complete = snapshot === undefined || page.some((line) => line.t === "mark" && line.snapshot === null);
  const waiting = knows && scopes.some((scope) => start[scope] === undefined);
  const begin: PullLine = {
    t: "begin",
    epoch: town.epoch,
    scopes: [...scopes],
    total: news.total,
    ...(snapshot === undefined
      ? {}
      : {
          snapshot: {
            token: tokenOf(snapshot),
            scopes: snapshot.scopes,
            done: snapshot.done,
            total: snapshot.total,
            head: snapshot.head,
            afresh,
          },
        }),
  };
  return [begin, ...sent, ...page, { t: "end", cursors: end, more: feedMore || !complete || waiting }];
}

function newsOf(
  town: FedTown,
  start: Readonly<Record<string, number>>,
  request: PullRequest,
): { readonly lines: readonly PullLine[]; readonly more: boolean; readonly upTo: number; readonly total: number } {
  const isNews = (scope: string, seq: number): boolean => seq > (start[scope] ?? Number.MAX_SAFE_INTEGER);
  const fed = [...town.records.values()].filter(({ seq, record }) => record.scopes.some((scope) => isNews(scope, seq)));
  const left = town.left.filter(({ seq, scope }) => request.cursors[scope] !== undefined && isNews(scope, seq));
  const all = [...fed.map(recordLine), ...left.map((line): PullLine => ({ t: "left", ...line }))].sort((a, b) => seqOf(a) - seqOf(b));
  let cut = Math.min(request.limit, all.length);
  // A command's records carry one number each here, a left line shares it: never part them.
  while (cut < all.length && seqOf(all[cut]) === seqOf(all[cut - 1])) cut += 1;
  const lines = all.slice(0, cut);
  const more = cut < all.length;
  return { lines, more, upTo: more ? seqOf(lines.at(-1)) : town.head, total: all.length };
}

/** The lines with a mark behind every so many numbers. */
function marked(lines: readonly PullLine[]): readonly PullLine[] {
  let numbers = 0;
  return lines.flatMap((line, index): readonly PullLine[] => {
    const seq = seqOf(line);
    if (index + 1 < lines.length && seqOf(lines[index + 1]) === seq) return [line];
    numbers += 1;
    return numbers % markEvery === 0 || index + 1 === lines.length ? [line, { t: "mark", seq }] : [line];
  });
}

interface Place {
  readonly scopes: string[];
  readonly head: number;
  readonly rank: number;
  readonly seq: number;
  readonly done: number;
  readonly total: number;
}

const tokenOf = ({ head, rank, seq, done, total }: Place): string => [head, rank, seq, done, total].join(" ");

function inSnapshot(town: FedTown, scopes: readonly string[], head: number): readonly Fed[] {
  return [...town.records.values()].filter(({ seq, record }) => seq <= head && record.scopes.some((scope) => scopes.includes(scope)));
}

function placeOf(
  town: FedTown,
  held: readonly string[],
  cursors: Readonly<Record<string, number>>,
  asked: PullRequest["snapshot"],
): Place | undefined {
  if (asked) {
    const [head = 0, rank = 0, seq = 0, done = 0, total = 0] = asked.token.split(" ").map(Number);
    const scopes = held.filter((scope) => asked.scopes.includes(scope));
    if (scopes.length > 0) return { scopes, head, rank, seq, done, total };
  }
  const scopes = held.filter((scope) => cursors[scope] === undefined);
  if (scopes.length === 0) return undefined;
  const whole = Number.MAX_SAFE_INTEGER;
  return { scopes, head: town.head, rank: whole, seq: whole, done: 0, total: inSnapshot(town, scopes, town.head).length };
}

function snapshotPage(town: FedTown, from: Place, limit: number): readonly PullLine[] {
  const behind = inSnapshot(town, from.scopes, from.head)
    .map((fed) => ({ ...fed, rank: snapshotRank(fed.record) }))
    .filter(({ rank, seq }) => rank < from.rank || (rank === from.rank && seq < from.seq))
    .sort((a, b) => b.rank - a.rank || b.seq - a.seq);
  const page = behind.slice(0, limit);
  const lines = page.flatMap((fed, index): readonly PullLine[] => {
    if ((index + 1) % markEvery !== 0 && index + 1 < page.length) return [recordLine(fed)];
    const { total } = from;
    const done = from.done + index + 1;
    return [recordLine(fed), { t: "mark", snapshot: { token: tokenOf({ ...from, rank: fed.rank, seq: fed.seq, done }), done, total } }];
  });
  return page.length < behind.length ? lines : [...lines, { t: "mark", snapshot: null }];
}

function recordLine({ seq, record }: Fed): PullLine {
  return { t: "record", seq, record: { ...record, scopes: [...record.scopes], body: { ...record.body } } };
}

function seqOf(line: PullLine | undefined): number {
  return line !== undefined && "seq" in line ? (line.seq ?? 0) : 0;
}
