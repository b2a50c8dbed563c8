// One folder that the server watches by itself: each file is read as a desk reads it, booked as the server, and the folder's state told.
// Must never log a name: people see names on their screens, whoever runs the server sees numbers.
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { officeDateAt } from "../../shared/base/office-date.ts";
import type { ServerFolderState } from "../../shared/sync/scanner-folders.ts";
import type { ServerFolderRule } from "../../scanner-inbox/intake/folder-rules.ts";
import type { IntakeLog } from "../../scanner-inbox/intake/intake-log.ts";
import { tellOf } from "../../scanner-inbox/intake/telling.ts";
import type { House, ScanReader } from "../../scanner-inbox/intake/scan-reader.ts";
import { mayTakeAnyway } from "../../scanner-inbox/intake/taken-anyway.ts";
import { agrees } from "../../scanner-inbox/watch/day-balance.ts";
import { emptyDone } from "../../scanner-inbox/watch/empty-done.ts";
import type { ScannerFolder, ScannerFolderState, ScannerIntervals } from "../../scanner-inbox/watch/folder-state.ts";
import { openScannerFolder } from "../../scanner-inbox/watch/scanner-folder.ts";
import { sql } from "../store/sql.ts";
import { every, type Timers } from "../timers.ts";
import type { MailboxState } from "../mailbox/watched-mailbox.ts";
import { bookParts, tellOfQuarantine, type BookedFor, type BookingAccess } from "./book-parts.ts";
import { takeWishes, tellFolder } from "./scanner-board.ts";
import { openSupplierList } from "./supplier-list.ts";

export interface WatchAccess extends BookingAccess {
  readonly timers: Timers;
  readonly reader: ScanReader;
  readonly log: IntakeLog;
  /** The server's name, for claims and transfer notes. */
  readonly server: string;
  /** Where the journals lie. */
  readonly journals: string;
  readonly intervals?: Partial<ScannerIntervals> | undefined;
}

export interface WatchWish {
  readonly tenant: string;
  readonly rule: ServerFolderRule;
  /** The device as transfer notes name it: the server, or the one that scanned. */
  readonly device: string;
  /** What people know the folder by. */
  readonly shownAs: string;
  /** How the mailbox is that fills it. */
  readonly mailbox?: () => MailboxState;
}

/** `retell` says anew how the folder is, as its mailbox changed. */
export type FolderWatch = Pick<ScannerFolder, "close" | "rescan"> & { readonly retell: () => void };

const quarantinedShown = 50;
/** How soon a person sees what became of a wish. */
const wishesMs = 1_000;
const hourMs = 3_600_000;

/** Watches until closed. Rejects where the journal cannot be opened. */
export async function watchFolder(access: WatchAccess, { tenant, rule, device, shownAs, mailbox }: WatchWish): Promise<FolderWatch> {
  const { reader, log, server, now, database } = access;
  const ending = new AbortController();
  const id = createHash("sha256").update(`${tenant}/${rule.folder}`).digest("hex").slice(0, 16);
  const profile = (rule.profile ?? basename(rule.folder)).slice(0, 100);
  const target: BookedFor = {
    tenant,
    unit: rule.unit,
    scannedWith: { device: device.slice(0, 100), profile },
  };
  const suppliers = openSupplierList(tenant);
  const house: House = {
    names: async () => [(await access.tenants.now(tenant))?.directory.townName ?? []].flat(),
    supplierOf: (marks) => suppliers.recognise(database, marks),
    readPages: () => Promise.resolve(new Map()),
    keepPage: () => Promise.resolve(),
  };
  const folder = await openScannerFolder({
    folder: rule.folder,
    nested: rule.nested,
    journal: join(access.journals, id),
    desk: server,
    now: () => Date.parse(now()),
    ...(access.intervals === undefined ? {} : { intervals: access.intervals }),
    onFile: async (file, at, keep) => {
      const outcome = await reader.read(file, { rule, house, at, keep, signal: ending.signal }, (parts) => {
        at("server");
        return bookParts(access, parts, { ...target, tell: tellOf(rule, profile, new Date(now())) });
      });
      if (typeof outcome === "object" && "failed" in outcome)
        // That a file lies in quarantine does not hang on whether anybody can be told.
        await tellOfQuarantine(access, tenant, { rule, folder: profile, unit: rule.unit, file }).catch(() =>
          log("warn", "nobody told of quarantine", { folder: id }),
        );
      return outcome;
    },
  });

  const board = { tenant, server, folder: shownAs, unit: rule.unit };
  let logged = "";
  let telling: Promise<void> = Promise.resolve();
  folder.onChange((state) => {
    const counts = countsOf(state);
    if (JSON.stringify(counts) !== logged)
      log(state.alarm || state.readOnly || state.unnoted ? "warn" : "info", "scanner folder", { folder: id, ...counts });
    logged = JSON.stringify(counts);
    tell(state);
  });
  const tell = (state: ScannerFolderState): void => {
    // What cannot be told now is told with the next change, at the latest in a minute.
    telling = telling
      .then(() => {
        const told = toldOf(shownAs === rule.folder ? rule : { ...rule, nested: false }, state);
        return tellFolder(database, board, mailbox === undefined ? told : withMailbox(told, mailbox()), now());
      })
      .catch(() => undefined);
  };

  let wishing: Promise<void> = Promise.resolve();
  const grant = async (): Promise<void> => {
    for (const { name, anyway } of await takeWishes(database, board)) await folder.again(name, { anyway });
  };
  const stopWishing = every(access.timers, wishesMs, () => {
    // What fails is asked for again by its person, who still sees the file.
    wishing = wishing.then(grant).catch(() => undefined);
  });

  const { emptyDoneAfterDays: afterDays } = rule;
  const empty = (): void => {
    if (afterDays === undefined) return;
    const isKept = (sha256: string, size: number): Promise<boolean> => keeps(access, tenant, sha256, size);
    emptyDone({ folder: rule.folder, today: officeDateAt(Date.parse(now())), afterDays, isKept }).catch(() =>
      log("warn", "done not emptied", { folder: id }),
    );
  };
  const stopEmptying = every(access.timers, hourMs, empty);
  empty();

  return {
    rescan: () => folder.rescan(),
    retell: () => tell(folder.state()),
    close: async () => {
      stopEmptying();
      stopWishing();
      await wishing;
      await folder.close();
      ending.abort();
      await telling;
    },
  };
}

/** Whether the content is here and some record names it. */
async function keeps({ database, content }: BookingAccess, tenant: string, sha256: string, size: number): Promise<boolean> {
  const named = await database.query(sql`select 1 from content c join content_use u on u.tenant = c.tenant and u.sha256 = c.sha256
    where c.tenant = ${tenant} and c.sha256 = ${sha256} and c.leaving_at is null limit 1`);
  return named.length > 0 && (await content.size(tenant, sha256)) === size;
}

function countsOf({ waiting, processing, failed, unreachable, readOnly, unnoted }: ScannerFolderState) {
  return { waiting: waiting.length + processing.length, quarantined: failed.length, unreachable, readOnly, unnoted };
}

function toldOf(rule: ServerFolderRule, state: ScannerFolderState): ServerFolderState {
  const { unreachable, readOnly, unnoted, lastLookAt, failed, waiting, processing, days } = state;
  return {
    kind: rule.kind,
    nested: rule.nested,
    lastLookAt: lastLookAt === null ? null : moment(lastLookAt),
    unreachable,
    readOnly,
    unnoted,
    waiting: waiting.filter(({ why }) => why !== "empty" && why !== "temporary").length + processing.length,
    quarantined: failed.slice(0, quarantinedShown).map(({ name, code, text, size, at }) => ({
      name,
      code,
      text,
      size,
      at: moment(at),
      mayTakeAnyway: mayTakeAnyway(code),
    })),
    more: Math.max(0, failed.length - quarantinedShown),
    days: days.map((day) => ({ ...day, missing: [...day.missing], agrees: agrees(day) })),
  };
}

/** Looked into are both together: whichever was seen longer ago counts. */
function withMailbox(told: ServerFolderState, { trouble, lastAnswerAt, waiting }: MailboxState): ServerFolderState {
  const { lastLookAt } = told;
  const both = lastLookAt === null || lastAnswerAt === null ? null : moment(Math.min(Date.parse(lastLookAt), lastAnswerAt));
  return { ...told, lastLookAt: both, waiting: told.waiting + waiting, mailbox: { trouble } };
}

function moment(at: number): string {
  return new Date(Math.trunc(at)).toISOString();
}
