// What servers say of the folders they watch, as rows: any process can show them, also while the one that watches is down.
// Must never show a folder to somebody who may not capture for its unit.
import { officeDateAt } from "../../shared/base/office-date.ts";
import { hasRole } from "../../shared/domain/actor.ts";
import {
  serverFolderStateSchema,
  type ScanAgainRequest,
  type ServerFolder,
  type ServerFolderState,
} from "../../shared/sync/scanner-folders.ts";
import type { Sender } from "../feed/sender.ts";
import { noteEventWithin } from "../audit/note.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

/** Which folder it is, among those of all servers. */
export interface WatchedFolder {
  readonly tenant: string;
  readonly server: string;
  readonly folder: string;
  readonly unit: string;
}

/** Without a word from the server for so long, somebody has to look; it speaks each minute. */
const silentMs = 300_000;

export async function tellFolder(queryable: Queryable, of: WatchedFolder, state: ServerFolderState, now: string): Promise<void> {
  await queryable.query(sql`insert into scanner_folder (tenant, server, folder, unit, state, told_at)
    values (${of.tenant}, ${of.server}, ${of.folder}, ${of.unit}, ${JSON.stringify(state)}::json, ${now}::timestamptz)
    on conflict (tenant, server, folder) do update set unit = excluded.unit, state = excluded.state, told_at = excluded.told_at`);
}

/** Forgets folders that this server no longer watches. */
export async function keepFolders(queryable: Queryable, server: string, folders: readonly string[]): Promise<void> {
  for (const table of [sql`scanner_folder`, sql`scanner_wish`])
    await queryable.query(sql`delete from ${table} where server = ${server} and folder <> all(${[...folders]}::text[])`);
}

/** The folders of a tenant whose units the sender may capture for. */
export async function foldersFor(queryable: Queryable, { tenant, actor }: Sender, now: string): Promise<readonly ServerFolder[]> {
  const today = officeDateAt(Date.parse(now));
  const rows = await foldersOf(queryable, sql`where tenant = ${tenant}`, now);
  return rows.filter(({ unit }) => hasRole(actor, ["CAPTURE"], unit, today));
}

/** Notes what a person wants done with a file in quarantine, and in the log who wanted it; false where they see no such file or may not. */
export async function wishAgain(database: Database, sender: Sender, wish: ScanAgainRequest, now: string): Promise<boolean> {
  const { server, folder, name, anyway } = wish;
  const shown = (await foldersFor(database, sender, now)).find((one) => one.server === server && one.folder === folder);
  const file = shown?.quarantined.find((one) => one.name === name);
  if (shown === undefined || file === undefined || (anyway && !file.mayTakeAnyway)) return false;
  const { tenant, actor, device } = sender;
  await database.transaction(async (transaction) => {
    await transaction.query(sql`insert into scanner_wish (tenant, server, folder, name, anyway)
      values (${tenant}, ${server}, ${folder}, ${name}, ${anyway})
      on conflict (tenant, server, folder, name) do update set anyway = excluded.anyway`);
    const details = { unit: shown.unit, code: file.code, anyway: anyway ? 1 : 0 };
    await noteEventWithin(transaction, { tenant, name: "scanAgain", person: actor.personId, device, at: now, details });
  });
  return true;
}

/** Takes the wishes of a folder: each is handed out once. */
export async function takeWishes(queryable: Queryable, of: WatchedFolder): Promise<readonly Pick<ScanAgainRequest, "name" | "anyway">[]> {
  return await queryable.query<{ name: string; anyway: boolean }>(sql`delete from scanner_wish
    where tenant = ${of.tenant} and server = ${of.server} and folder = ${of.folder} returning name, anyway`);
}

/** Numbers over all folders, for whoever keeps the server running. */
export interface FolderCounts {
  readonly folders: number;
  /** Not seen for long, not writable, a mailbox that cannot be emptied, or watched by a server that is silent. */
  readonly troubled: number;
  readonly waiting: number;
  readonly quarantined: number;
}

export async function countFolders(queryable: Queryable, now: string): Promise<FolderCounts> {
  const all = await foldersOf(queryable, sql``, now);
  const sum = (of: (folder: ServerFolder) => number): number => all.reduce((total, folder) => total + of(folder), 0);
  return {
    folders: all.length,
    troubled: sum(({ alarm, readOnly, unnoted, mailbox }) => Number(alarm || readOnly || unnoted || (mailbox?.trouble ?? null) !== null)),
    waiting: sum(({ waiting }) => waiting),
    quarantined: sum(({ quarantined, more }) => quarantined.length + more),
  };
}

async function foldersOf(queryable: Queryable, where: ReturnType<typeof sql>, now: string): Promise<readonly ServerFolder[]> {
  const rows = await queryable.query<{ server: string; folder: string; unit: string; state: unknown; told_at: Date }>(
    sql`select server, folder, unit, state, told_at from scanner_folder ${where} order by server, folder`,
  );
  return rows.flatMap(({ server, folder, unit, state, told_at: told }) => {
    const read = serverFolderStateSchema.safeParse(state);
    if (!read.success) return [];
    const seen = Math.min(told.getTime(), Date.parse(read.data.lastLookAt ?? told.toISOString()));
    const alarm = Date.parse(now) - seen >= silentMs;
    return [{ ...read.data, server, folder, unit, toldAt: told.toISOString(), alarm }];
  });
}
