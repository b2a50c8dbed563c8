// What must hold of each replica whenever a town has come to rest and its person sits there.
import { createHash } from "node:crypto";
import { outboxEntries } from "../../../electron/workstation/outbox/entries.ts";
import type { RecordRow } from "../../../electron/workstation/store/records.ts";
import { sql } from "../../../electron/workstation/store/sql.ts";
import type { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { refusalText } from "../../../shared/text/refusal-text.ts";
import { directoryOfTown } from "./town-data.ts";
import {
  contentIsOfTheRecords,
  draftsAreOfTheRecords,
  listsAreOfTheRecords,
  papersAreOfTheRecords,
  searchIsOfTheRecords,
} from "./list-invariants.ts";
import type { Look, ReplicaInvariant } from "./look.ts";
import type { Breach } from "./breach.ts";
import type { ServerSide } from "./server-side.ts";
import type { TownDesk } from "./town-desk.ts";
import type { World } from "./world.ts";

interface Row {
  readonly id: string;
  readonly state: string;
  readonly name: string;
  readonly refusal: string | null;
  readonly acceptedVersion: number | null;
}

const rowsOf = (database: StoreDatabase): readonly Row[] =>
  database.all<Row>(
    "fuzz outbox",
    sql`select id, state, json_extract(command, '$.name') as name, refusal, accepted_version as acceptedVersion from outbox order by seq`,
  );

const recordsOf = (database: StoreDatabase): readonly RecordRow[] =>
  database.all<RecordRow>("fuzz rows", sql`select no, kind, id, unit, scopes, version, body, base from records order by kind, id`);

const nothingForeign: ReplicaInvariant = ({ database, userName, side }) => {
  const scopes = new Set(side.scopesOfPerson(userName));
  for (const row of recordsOf(database)) {
    const record = side.records.get(`${row.kind}/${row.id}`);
    if (record === undefined) return `${row.kind}/${row.id} is on the desk and on no server`;
    if (!record.scopes.some((scope) => scopes.has(scope))) return `${row.kind}/${row.id} is not for ${userName}`;
  }
  return undefined;
};

const sameBytes: ReplicaInvariant = ({ database, userName, side }) => {
  const scopes = new Set(side.scopesOfPerson(userName));
  const here = new Map(recordsOf(database).map((row) => [`${row.kind}/${row.id}`, row]));
  for (const [key, record] of side.records) {
    if (!record.scopes.some((scope) => scopes.has(scope))) continue;
    const row = here.get(key);
    if (row === undefined) return `${key} is not here`;
    if (row.base !== null) return `${key} still shows what nobody has accepted`;
    const body = JSON.stringify(record.body);
    if (row.version !== record.version || row.unit !== record.unit || row.body !== body)
      return `${key} version ${String(row.version)} ${row.body} here, version ${String(record.version)} ${body} there`;
  }
  return undefined;
};

const everyCommandHasItsPlace: ReplicaInvariant = ({ database, name, side, world }) => {
  const log = new Map(side.log.map((entry) => [entry.commandId, entry]));
  const rows = new Map(rowsOf(database).map((row) => [row.id, row]));
  for (const [id, given] of world.ledger.given) {
    if (given.replica !== name) continue;
    const row = rows.get(id);
    const entry = log.get(id);
    const what = `${given.command.kind} ${given.command.name} ${id}`;
    if (given.byWord) {
      if (entry?.answer === "accepted" && row === undefined) return `${what} was thrown away and is accepted all the same`;
      continue;
    }
    if (row === undefined) return `${what} is gone from the outbox`;
    // Refused by the desk itself, or before a backup came back: the person knows, though no log does.
    if (entry === undefined && !["parked", "refused"].includes(row.state)) return `${what} is ${row.state} here and no server knows it`;
    if (entry?.answer === "accepted" && !["acknowledged", "partlyRefused"].includes(row.state))
      return `${what} is accepted there and ${row.state} here`;
    if (entry?.answer === "refused" && !["refused", "parked"].includes(row.state)) return `${what} is refused there and ${row.state} here`;
  }
  return undefined;
};

const everyRefusalIsShown: ReplicaInvariant = ({ database, side, world }) => {
  const shown = new Map(outboxEntries(database).map((entry) => [entry.commandId, entry]));
  const refusedThere = new Map(side.log.filter((entry) => entry.answer === "refused").map((entry) => [entry.commandId, entry]));
  for (const row of rowsOf(database)) {
    if (!["refused", "parked", "partlyRefused"].includes(row.state)) continue;
    const entry = shown.get(row.id);
    if (entry === undefined) return `${row.name} ${row.id} is ${row.state} and nobody is told`;
    if (row.state === "partlyRefused" && entry.conflicts.length === 0) return `${row.name} ${row.id} lost fields and nobody is told which`;
    if (row.state !== "refused") continue;
    if (entry.refusal === null) return `${row.name} ${row.id} is refused without a reason`;
    const there = refusedThere.get(row.id);
    // What was missing may have come back: the desk has then tried again by itself, and today's rules say something else.
    const wasMissing = there?.code === "recordMissing" || there?.code === "contentGone";
    const triedAgain = wasMissing || (world.ledger.given.get(row.id)?.triedAgain ?? false);
    if (!triedAgain && there !== undefined && there.code !== entry.refusal.code)
      return `${row.name} ${row.id} was refused for ${String(there.code)} and shows ${entry.refusal.code}`;
    if (refusalText(entry.refusal, directoryOfTown).trim() === "") return `${entry.refusal.code} has no sentence`;
  }
  return undefined;
};

/** Fields that somebody else changed first are kept for their person, with both values. */
const lostFieldsAreShown: ReplicaInvariant = ({ database, name, side, world }) => {
  for (const row of rowsOf(database)) {
    const given = world.ledger.given.get(row.id);
    if (given === undefined || given.noted || given.replica !== name) continue;
    const inPart = side.inPart.has(row.id) && side.log.some((entry) => entry.commandId === row.id && entry.answer === "accepted");
    if (inPart && row.state !== "partlyRefused") return `${row.name} ${row.id} was taken in part and is ${row.state} here`;
  }
  return undefined;
};

const nothingParkedForEver: ReplicaInvariant = ({ database }) => {
  const stuck = database.get<{ id: string }>(
    "fuzz parked",
    sql`select id from outbox p where state = 'parked' and not exists (select 1 from outbox r where r.state in ('refused', 'partlyRefused'))`,
  );
  return stuck === undefined ? undefined : `${stuck.id} is parked behind nothing`;
};

const invariants: Readonly<Record<string, ReplicaInvariant>> = {
  "no desk holds what its person may not see": nothingForeign,
  "all replicas hold the same bytes": sameBytes,
  "lists are of the records": listsAreOfTheRecords,
  "search finds what the records say": searchIsOfTheRecords,
  "words of papers are of papers that wait": papersAreOfTheRecords,
  "content is of the records": contentIsOfTheRecords,
  "drafts are of the records": draftsAreOfTheRecords,
  "every command has its place": everyCommandHasItsPlace,
  "every refusal is shown with its reason": everyRefusalIsShown,
  "lost fields are shown": lostFieldsAreShown,
  "nothing is parked behind nothing": nothingParkedForEver,
};

/** The first breach of the replica that is open at this desk. */
export async function checkReplica(side: ServerSide, world: World, desk: TownDesk, userName: string): Promise<Breach | undefined> {
  const open = desk.open();
  if (open === undefined) return { invariant: "every replica opens", what: `${userName} at ${desk.name}` };
  const look: Look = { database: open.database, name: open.name, userName, side, world };
  for (const [invariant, check] of Object.entries(invariants)) {
    const what = check(look);
    if (what !== undefined) return { invariant, what: `${userName} at ${desk.name}: ${what}` };
  }
  const what = await contentHere(open);
  return what === undefined ? undefined : { invariant: "content of a desk verifies", what: `${userName} at ${desk.name}: ${what}` };
}

/** Every whole content on the desk has the bytes of its hash. */
async function contentHere(open: NonNullable<ReturnType<TownDesk["open"]>>): Promise<string | undefined> {
  const rows = open.database.all<{ sha256: string; size: number }>(
    "fuzz contents",
    sql`select sha256, size from content c where exists (select 1 from content_pieces p where p.sha256 = c.sha256)`,
  );
  for (const { sha256, size } of rows) {
    const bytes = await open.replica.files.read({ sha256, size }, 0, size).catch(() => undefined);
    if (bytes === undefined) return `${sha256} is said to be here and cannot be read`;
    if (createHash("sha256").update(bytes).digest("hex") !== sha256) return `${sha256} has other bytes`;
  }
  return undefined;
}
