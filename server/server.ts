// The central server as one call: database, content store, routes, background work; and its orderly end.
// Must never keep state of its own that another process beside it would miss.
import type { FastifyInstance } from "fastify";
import { RequestProblem } from "./http/problem.ts";
import { forgetUnnamed } from "./content/held.ts";
import { defaultContentLife, startContentSweeper, type ContentLife, type ContentSweeper } from "./content/content-sweeper.ts";
import { openFolderStore } from "./content/folder-store.ts";
import { startTextReader, type ExtractText, type TextReader } from "./derive/text-reader.ts";
import { announce, listenForNews } from "./feed/news.ts";
import { feedHead } from "./feed/news-page.ts";
import { defaultTombstoneDays, startTombstoneKeeper, type TombstoneKeeper } from "./feed/tombstones.ts";
import { capsuleRoutes } from "./http/capsule-routes.ts";
import { contentRoutes } from "./http/content-routes.ts";
import { feedRoutes } from "./http/feed-routes.ts";
import { createHttpApp } from "./http/http-app.ts";
import { intakeRoutes } from "./http/intake-routes.ts";
import { scanLeaseRoutes } from "./http/scan-lease-routes.ts";
import { defaultScanLeaseLife, type ScanLeaseLife } from "./scans/scan-leases.ts";
import { pokeRoutes } from "./http/poke-routes.ts";
import { deviceRoutes } from "./http/device-routes.ts";
import { enrolmentRoutes } from "./http/enrolment-routes.ts";
import { scannerRoutes } from "./http/scanner-routes.ts";
import { sessionRoutes } from "./http/session-routes.ts";
import { uploadRoutes } from "./http/upload-routes.ts";
import type { Services } from "./http/services.ts";
import { countFolders } from "./scans/scanner-board.ts";
import { openScannerFolders, type ScannerFolders, type ScanOptions } from "./scans/scanner-folders.ts";
import { openDatabase, type Database, type DatabaseOptions } from "./store/database.ts";
import { certificateFingerprints } from "./auth/server-identity.ts";
import type { IntakeLog } from "../scanner-inbox/intake/intake-log.ts";
import { firstVersionWithKeys, spokenVersions, type SpokenVersions } from "../shared/sync/version.ts";
import { databaseLife, Tenants } from "./store/tenants.ts";
import { systemTimers, type Timers } from "./timers.ts";

export interface ListenOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
}

export interface ServerOptions {
  /** Opened here and closed with the server, or an open one that stays open. */
  readonly database: DatabaseOptions | Database;
  readonly contentFolder: string;
  /** Takes log lines (JSON, without personal data); absent means no log. */
  readonly log?: (line: string) => void;
  /** Milliseconds since 1970; the system's clock where absent. */
  readonly clock?: () => number;
  /** The system's timers where absent. */
  readonly timers?: Timers;
  /** Reads the text of filed documents; absent means that nobody reads and the work waits. */
  readonly extractText?: ExtractText;
  /** Requests a minute and address. */
  readonly limits?: Readonly<{ requests: number; signIns: number }>;
  readonly trustProxy?: boolean;
  /** Where files are read that come by scanner folders of this process, or sealed from devices; absent means that neither is taken. */
  readonly scans?: ScanOptions;
  /** How long uploads and unnamed content are kept. */
  readonly contentLife?: ContentLife;
  /** PEM files of every certificate a desk may see on its way here: this server's own, or those of the proxy in front; the next one too. */
  readonly certificateFiles?: readonly string[];
  /** Serves TLS itself: private key and certificate, PEM. */
  readonly tls?: Readonly<{ key: string; certificate: string }>;
  /** Whether devices from before enrolment may go on without a key. On while protocol 1 is spoken. */
  readonly keylessDevices?: boolean;
  /** Days after which tombstones may go; a desk that was away longer takes a new snapshot. */
  readonly tombstoneDays?: number;
  /** How long desks hold and know of files in scanner folders that they can only read. */
  readonly scanLeaseLife?: ScanLeaseLife;
  /** The versions of desks it speaks to, where they are not today's: a server of another day. */
  readonly speaks?: SpokenVersions;
  /** Begins a new epoch: for the first start after a restore from a backup. */
  readonly newEpoch?: boolean;
}

/** A server whose routes answer, and which listens nowhere yet. */
export interface OpenServer {
  readonly app: FastifyInstance;
  readonly database: Database;
  /** Resolves when no text of a document waits to be read. */
  readonly textsRead: () => Promise<void>;
  /** Looks at the scanner folders now. */
  readonly rescan: () => Promise<void>;
  /** Clears away given-up uploads and unnamed content now. */
  readonly sweepContent: ContentSweeper["sweep"];
  /** Deletes tombstones behind the horizon now. */
  readonly purgeTombstones: TombstoneKeeper["purge"];
  /** Finishes what is under way, then ends everything it started. */
  readonly close: () => Promise<void>;
}

export interface RunningServer extends Omit<OpenServer, "app"> {
  readonly url: string;
  readonly port: number;
}

/** A whole town hall may sit behind one address. */
const defaultLimits = { requests: 20_000, signIns: 300 };

/** Starts the server; rejects where database, folder or port cannot be had, with nothing left running. */
export async function startServer(options: ServerOptions & ListenOptions): Promise<RunningServer> {
  const { app, ...server } = await openServer(options);
  try {
    const url = await app.listen({ port: options.port, host: options.host });
    return { ...server, url, port: Number(new URL(url).port) };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/** Opens everything but the port; rejects where database or folder cannot be had, with nothing left running. */
export async function openServer(options: ServerOptions): Promise<OpenServer> {
  const given = options.database;
  const database = "query" in given ? given : await openDatabase(given);
  const closing: (() => Promise<void>)[] = "query" in given ? [] : [database.close];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    const app = await createHttpApp({
      log: options.log,
      limits: options.limits ?? defaultLimits,
      trustProxy: options.trustProxy ?? false,
      tls: options.tls,
    });
    closing.push(() => drain(app));
    const { services, texts } = await openServices(options, database);
    if (texts !== undefined) closing.push(texts.close);
    sessionRoutes(app, services, (options.limits ?? defaultLimits).signIns);
    enrolmentRoutes(app, services, (options.limits ?? defaultLimits).signIns);
    deviceRoutes(app, services);
    feedRoutes(app, services);
    pokeRoutes(app, services);
    const life = options.contentLife ?? defaultContentLife;
    contentRoutes(app, services);
    uploadRoutes(app, services, life);
    const { content, now, timers } = services;
    const sweeper = startContentSweeper({ database, content, now, life, timers });
    closing.push(sweeper.close);
    const keeper = startTombstoneKeeper({ database, now, days: options.tombstoneDays ?? defaultTombstoneDays, timers: services.timers });
    closing.push(keeper.close);
    intakeRoutes(app, services);
    scannerRoutes(app, services);
    const folders = await openFolders(options, services);
    if (folders !== undefined) {
      closing.push(folders.close);
      capsuleRoutes(app, services, folders.capsules);
    }
    scanLeaseRoutes(app, services, options.scanLeaseLife ?? defaultScanLeaseLife);
    app.get("/v1/health", async () => {
      const scannerFolders = await countFolders(database, now()).catch(() => {
        throw new RequestProblem("busy", "database", 5);
      });
      return { state: "ok", scannerFolders };
    });
    return {
      app,
      database,
      textsRead: async () => await texts?.idle(),
      rescan: async () => await folders?.rescan(),
      sweepContent: sweeper.sweep,
      purgeTombstones: keeper.purge,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Events of the folders become lines of the log, as numbers and codes. */
async function openFolders({ scans, log }: ServerOptions, services: Services): Promise<ScannerFolders | undefined> {
  if (scans === undefined) return undefined;
  const { database, content, tenants, now, timers } = services;
  const say: IntakeLog = (level, event, fields) => log?.(`${JSON.stringify({ level: level === "warn" ? 40 : 30, event, ...fields })}\n`);
  return await openScannerFolders({ database, content, tenants, now, timers, log: say }, scans);
}

const longestDrainMs = 10_000;

/** Takes no more requests and waits for those under way; one that hangs is cut off. */
async function drain(app: FastifyInstance): Promise<void> {
  const timer = setTimeout(() => {
    app.server.closeAllConnections();
  }, longestDrainMs);
  await app.close();
  clearTimeout(timer);
}

async function openServices(
  options: ServerOptions,
  database: Database,
): Promise<{ readonly services: Services; readonly texts: TextReader | undefined }> {
  const { epoch, tokenSecret } = await databaseLife(database, options.newEpoch ?? false);
  if (options.newEpoch === true) await forgetUnnamed(database);
  const clock = options.clock ?? Date.now;
  const now = (): string => new Date(clock()).toISOString();
  const tenants = new Tenants(database);
  const content = await openFolderStore(options.contentFolder);
  const { extractText, timers = systemTimers, speaks = spokenVersions } = options;
  const texts = extractText === undefined ? undefined : startTextReader({ database, content, tenants, now, extractText, timers });
  const services: Services = {
    database,
    tenants,
    tokenSecret,
    epoch,
    now,
    content,
    news: await listenForNews(database),
    timers,
    textsWanted: () => texts?.wake(),
    speaks,
    keylessDevices: options.keylessDevices ?? speaks.oldest < firstVersionWithKeys,
    certificates: () => certificateFingerprints(options.certificateFiles ?? []),
    tellNews: async (tenant) => announce(database, tenant, (await feedHead(database, tenant)).seq),
  };
  return { services, texts };
}
