// The combined inbox out of its index: views, counts, sorting, paging. Must never read a record's body itself;
// what may have come twice is judged by its own query, for the rows of a page.
import type { InboxArgs, InboxResult, InboxRow } from "../../../shared/desk/inbox-calls.ts";
import { grantIsValid, type Actor, type Role } from "../../../shared/domain/actor.ts";
import type { ReadableDatabase } from "./database.ts";
import { foldedWords, searchTerms, type SearchTerm } from "./fold.ts";
import { excerpt } from "./marked.ts";
import { readIdentity, type Identity } from "./meta.ts";
import { saysWord, textsOf } from "./paper-index.ts";
import { placesIn, undecidedInInbox } from "./duplicates-query.ts";
import { allOf, joinSql, listOf, sql, type Sql } from "./sql.ts";
import type { Step } from "./summary.ts";

/** Which next steps of an invoice a role can do; held by somebody else, certifying is theirs, ordering and paying is not. */
const stepsOf: Partial<Record<Role, { readonly steps: readonly Step[]; readonly evenIfHeld: boolean }>> = {
  CAPTURE: { steps: ["sample"], evenIfHeld: false },
  CERT_FACTUAL: { steps: ["certifyBoth", "certifyFactual"], evenIfHeld: false },
  CERT_ARITHMETIC: { steps: ["certifyBoth", "certifyArithmetic"], evenIfHeld: false },
  ORDERING: { steps: ["order"], evenIfHeld: true },
  CASH: { steps: ["pay"], evenIfHeld: true },
};

const nothing = sql`0`;

/** Mine to do: I hold it, or the next step is one that my roles can do for its unit. */
function mine({ actor, directory }: Identity, today: string): Sql {
  const byRole = actor.grants.flatMap((grant): readonly Sql[] => {
    const can = stepsOf[grant.role];
    if (can === undefined || !grantIsValid(grant, today)) return [];
    const conditions = [sql`step in (${listOf(can.steps)})`];
    if (grant.unit !== "*") conditions.push(sql`unit = ${grant.unit}`);
    if (!can.evenIfHeld) conditions.push(sql`clerk is null`);
    // § 42 KomHKVO: whoever certified does not order, so it does not wait for them.
    if (grant.role === "ORDERING" && !directory.policy.certifierMayOrderWithReason)
      conditions.push(sql`instr(certified_by, ${`,${actor.personId},`}) = 0`);
    return [sql`(${allOf(conditions)})`];
  });
  return sql`(${joinSql([sql`clerk is ${actor.personId}`, ...byRole], sql` or `, nothing)})`;
}

/** The units a person works for: where they hold a role, and where the directory puts them. */
function unitsOf({ actor, directory }: Identity, today: string): readonly string[] {
  const granted = actor.grants.filter((grant) => grant.unit !== "*" && grantIsValid(grant, today)).map((grant) => grant.unit);
  const listed = directory.people.find((person) => person.id === actor.personId)?.units ?? [];
  return [...new Set([...granted, ...listed])];
}

const sortColumns = {
  deadline: sql`deadline_key`,
  received: sql`received_at`,
  subject: sql`subject collate nocase`,
  state: sql`state`,
  clerk: sql`clerk`,
  amount: sql`amount`,
} as const;

interface CountRow {
  readonly every: number;
  readonly mine: number | null;
  readonly unit: number | null;
  readonly nobody: number | null;
  readonly overdue: number | null;
  readonly samples: number | null;
  readonly total: number | null;
}

/** What the index says of a row, and its place. */
type LineRow = Omit<InboxRow, "waiting" | "refused" | "alike" | "found"> & { readonly no: number; readonly search: string };

/** One page of the inbox with its counts. `today` is an office date. */
export function queryInbox(database: ReadableDatabase, args: InboxArgs & { readonly today: string }): InboxResult {
  const identity = readIdentity(database);
  const { today } = args;
  const isMine = mine(identity, today);
  const inUnit = sql`unit in (${listOf(unitsOf(identity, today))})`;
  const overdue = sql`deadline < ${today}`;
  const views = { all: sql`1`, mine: isMine, unit: inUnit, nobody: sql`clerk is null` } as const;
  const base: Sql[] = [];
  if (args.kinds.length > 0) base.push(sql`kind in (${listOf(args.kinds)})`);
  const words = foldedWords(args.text)
    .split(" ")
    .filter((word) => word !== "");
  for (const word of words)
    base.push(word.length < shortestWord ? sql`instr(search, ${word}) > 0` : sql`(instr(search, ${word}) > 0 or ${saysWord(word)})`);
  const isSample = sql`step = 'sample'`;
  const shown = [views[args.view], ...(args.overdueOnly ? [overdue] : [])];
  if (args.only === "sample") shown.push(isSample);
  if (args.only === "alike") shown.push(sql`no in ${placesIn(undecidedInInbox(database, "all").keys())}`);
  const counts = database.get<CountRow>(
    "inbox counts",
    sql`select count(*) as every, sum(${isMine}) as mine, sum(${inUnit}) as unit, sum(clerk is null) as nobody, sum(${overdue}) as overdue, sum(${isSample}) as samples,
      sum(${allOf(shown)}) as total from inbox where ${allOf(base)}`,
  );
  const direction = args.sort.descending ? sql`desc` : sql`asc`;
  const lines = database.all<LineRow>(
    "inbox page",
    sql`select no, kind, id, subject, detail, state, unit, clerk, received_at as receivedAt, deadline, amount, currency, search from inbox
      where ${allOf([...base, ...shown])} order by ${sortColumns[args.sort.by]} ${direction}, no ${direction}
      limit ${args.limit} offset ${args.offset}`,
  );
  const own = ownCommands(database, lines);
  const alike = undecidedInInbox(
    database,
    lines.flatMap(({ kind, no }) => (kind === "invoice" ? [no] : [])),
  );
  // Where the line itself does not say every word, the paper does: its row shows where.
  const terms = searchTerms(args.text);
  const texts = textsOf(
    database,
    lines.filter(({ search }) => !words.every((word) => search.includes(word))),
  );
  const rows = lines.map(({ no, search: _search, ...line }): InboxRow => ({
    ...line,
    found: foundIn(texts.get(`${line.kind}/${line.id}`), terms),
    waiting: 0,
    refused: 0,
    ...own.get(`${line.kind}/${line.id}`),
    alike: alike.get(no) ?? null,
  }));
  return {
    total: counts?.total ?? 0,
    counts: {
      all: counts?.every ?? 0,
      mine: counts?.mine ?? 0,
      unit: counts?.unit ?? 0,
      nobody: counts?.nobody ?? 0,
      overdue: counts?.overdue ?? 0,
      samples: counts?.samples ?? 0,
    },
    rows,
  };
}

/** A shorter word stands in nearly every paper. */
const shortestWord = 3;

function foundIn(text: string | undefined, terms: readonly SearchTerm[]): InboxRow["found"] {
  return text === undefined ? null : [...excerpt(text, terms)];
}

function ownCommands(
  database: ReadableDatabase,
  lines: readonly LineRow[],
): ReadonlyMap<string, { readonly waiting: number; readonly refused: number }> {
  const rows = database.all<{ kind: string; id: string; waiting: number; refused: number }>(
    "own commands of a page",
    sql`select kind, record_id as id, sum(state in ('queued', 'sending', 'waitingForContent', 'parked')) as waiting,
      sum(state in ('refused', 'partlyRefused')) as refused
      from outbox where state <> 'acknowledged' and record_id in (${listOf(lines.map((line) => line.id))}) group by kind, record_id`,
  );
  return new Map(rows.map(({ kind, id, waiting, refused }) => [`${kind}/${id}`, { waiting, refused }]));
}

/** The content of what waits, most urgent first, mine before others': what is worth having here before the network goes. */
export function recordsToPrefetch(
  database: ReadableDatabase,
  today: string,
  limit: number,
): readonly { readonly kind: string; readonly id: string }[] {
  const isMine = mine(readIdentity(database), today);
  return database.all(
    "records to prefetch",
    sql`select kind, id from inbox where kind in ('application', 'invoice', 'post') order by ${isMine} desc, deadline_key limit ${limit}`,
  );
}

/** Whether the person may capture invoices, and for which unit; undefined where they may not. */
export function captureUnit(actor: Actor, today: string): string | undefined {
  const grants = actor.grants.filter((grant) => grant.role === "CAPTURE" && grantIsValid(grant, today));
  return grants.find((grant) => grant.unit !== "*")?.unit ?? (grants.length > 0 ? "finanzen" : undefined);
}
