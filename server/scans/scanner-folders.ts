// The folders that a server watches by itself, for unattended work: one reader for all of them, the same as a desk's.
// A rule that cannot be followed ends the start with a sentence: a folder that nobody watches must not go unnoticed.
import { join } from "node:path";
import type { ServerFolderRule } from "../../scanner-inbox/intake/folder-rules.ts";
import { nobody } from "../../scanner-inbox/intake/reviews.ts";
import { openScanReader } from "../../scanner-inbox/intake/scan-reader.ts";
import type { ScannerAddress } from "../../scanner-inbox/guard/virus-scanner.ts";
import type { ScannerIntervals } from "../../scanner-inbox/watch/folder-state.ts";
import { openMailboxes } from "../mailbox/mailboxes.ts";
import type { MailboxRule } from "../mailbox/mailbox-rules.ts";
import type { MailboxIntervals } from "../mailbox/watched-mailbox.ts";
import { sql } from "../store/sql.ts";
import { openCapsules, type Capsules } from "./capsules.ts";
import { deviceFolder, deviceFolders, type DeviceFolder } from "./device-folders.ts";
import { keepFolders } from "./scanner-board.ts";
import { watchFolder, type WatchAccess, type WatchWish } from "./watched-folder.ts";

export interface ScanOptions {
  /** What transfer notes and claims call this server; another one for every process. */
  readonly name: string;
  /** Journals, and attachments of mails while they are booked: a folder of this process alone. */
  readonly folder: string;
  readonly rules: readonly ServerFolderRule[];
  /** Mailboxes that this process empties. */
  readonly mailboxes?: readonly MailboxRule[] | undefined;
  readonly workers: { readonly read: URL; readonly ocr?: URL; readonly look?: URL };
  readonly virusScanner?: ScannerAddress | undefined;
  readonly intervals?: Partial<ScannerIntervals>;
  readonly mailboxIntervals?: Partial<MailboxIntervals>;
}

export interface ScannerFolders {
  /** Sealed files of devices on their way in. */
  readonly capsules: Capsules;
  /** Looks at every folder now. */
  readonly rescan: () => Promise<void>;
  /** What is under way stays in `processing/` for the next start. */
  readonly close: () => Promise<void>;
}

type Access = Omit<WatchAccess, "reader" | "server" | "journals" | "intervals">;

/** Opens every folder; rejects with a sentence where a rule names a municipality or a unit that there is not, with nothing left open. */
export async function openScannerFolders(access: Access, options: ScanOptions): Promise<ScannerFolders> {
  const { name, rules, workers } = options;
  const wishes = await Promise.all(
    rules.map(async (rule) => ({ tenant: await tenantOf(access, rule), rule, device: name, shownAs: rule.folder })),
  );
  const mailboxes = await openMailboxes({
    folder: join(options.folder, "mailboxes"),
    rules: options.mailboxes ?? [],
    tenantOf: (rule) => tenantOf(access, rule),
    server: name,
    access,
    intervals: options.mailboxIntervals,
  });
  const reader = openScanReader({
    readWorker: workers.read,
    ocrWorker: workers.ocr,
    recognition: { ceilingMegabytes: undefined, native: true, remembered: join(options.folder, "ocr-engine.json") },
    lookWorker: workers.look,
    virusScanner: options.virusScanner,
    unpackTo: join(options.folder, "unpacked"),
    reviews: nobody,
    log: access.log,
  });
  // What a killed process left unpacked.
  await reader.clear();
  const devices = join(options.folder, "devices");
  const known = await deviceFolders(devices);
  const shown = [...wishes, ...mailboxes.wishes, ...known.map(({ wish }) => wish)].map(({ shownAs }) => shownAs);
  await keepFolders(access.database, name, shown);
  const watch: WatchAccess = { ...access, reader, server: name, journals: join(options.folder, "journals"), intervals: options.intervals };
  const opened: Awaited<ReturnType<typeof watchFolder>>[] = [];
  const ofDevices = new Map<string, Promise<void>>();
  const begin = async (wish: WatchWish): Promise<void> => {
    opened.push(await watchFolder(watch, wish));
  };
  const beginOnce = async ({ name: device, wish }: DeviceFolder): Promise<void> => {
    const beginning = ofDevices.get(device) ?? begin(wish);
    ofDevices.set(device, beginning);
    // What could not be opened is tried again with the next capsule.
    await beginning.catch((thrown: unknown) => {
      ofDevices.delete(device);
      throw thrown;
    });
  };
  const capsules = openCapsules({
    database: access.database,
    now: access.now,
    folder: join(options.folder, "incoming"),
    folderFor: async (facts) => {
      const made = await deviceFolder(devices, facts);
      await beginOnce(made);
      return made.wish.rule.folder;
    },
  });
  const close = async (): Promise<void> => {
    await mailboxes.close();
    await Promise.all(opened.map((folder) => folder.close()));
    await reader.rest();
    await reader.clear();
  };
  try {
    await capsules.recover();
    for (const wish of wishes) await begin(wish);
    for (const folder of known) await beginOnce(folder);
    await mailboxes.begin(async (wish) => {
      const folder = await watchFolder(watch, wish);
      opened.push(folder);
      return folder;
    });
  } catch (thrown) {
    await close();
    throw thrown;
  }
  return {
    capsules,
    rescan: async () => {
      await mailboxes.look();
      await Promise.all(opened.map((folder) => folder.rescan()));
    },
    close,
  };
}

/** The municipality of a rule: the one it names, or the only one. */
async function tenantOf(
  { database, tenants }: Access,
  { folder, tenant: wanted, unit }: Pick<ServerFolderRule, "folder" | "tenant" | "unit">,
): Promise<string> {
  const rows = await database.query<{ tenant: string }>(sql`select tenant from tenant order by tenant`);
  const names = rows.map(({ tenant }) => tenant);
  const [only] = names;
  if (wanted === undefined && names.length > 1)
    throw new Error(`the scanner folder ${folder} has to name its tenant: there are several here`);
  const tenant = wanted ?? only;
  if (tenant === undefined || !names.includes(tenant))
    throw new Error(`the scanner folder ${folder} is for a tenant that is not here: ${String(tenant)}`);
  const units = (await tenants.now(tenant))?.directory.units ?? [];
  if (!units.some(({ id }) => id === unit))
    throw new Error(`the scanner folder ${folder} is for a unit that ${tenant} does not have: ${unit}`);
  return tenant;
}
