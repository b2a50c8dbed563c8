// Real desks and a real server in one process, each desk behind a wire of its own that can be cut: what stories are told with.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { OpenStoreThread } from "../../electron/workstation/store/store-thread.ts";
import { openWorkstation } from "../../electron/workstation/workstation.ts";
import { generateTown, type TownOptions } from "../../server/demo/generate-town.ts";
import type { TownContent } from "../../server/store/town.ts";
import { startTestServer, type TestServer } from "../../server/testing/test-server.ts";
import type { Desk, QueryArgs, QueryName, QueryResult } from "../../shared/desk/contract.ts";
import { toDeskError } from "../../shared/desk/errors.ts";
import type { SubmitResult } from "../../shared/desk/record-calls.ts";
import type { OfficeRecord } from "../../shared/domain/record.ts";
import { openNetworkCut, type NetworkCut } from "../fixtures/network-cut.ts";

const root = join(import.meta.dirname, "..", "..");
const workers = {
  store: pathToFileURL(join(root, "electron", "workstation", "store", "store-worker.ts")),
  read: pathToFileURL(join(root, "scanner-inbox", "read", "read-worker.ts")),
};
/** Everything a desk waits for is short here: stories wait for what happens, not for clocks. */
const timings = {
  liveDelay: 5,
  pullEvery: 500,
  pullEveryWithoutPoke: 100,
  backoffFirst: 20,
  backoffMost: 100,
  argonMemory: 64,
  prefetchRecords: 0,
};
const patience = 60_000;

/** One person at one device. */
export interface TownDesk {
  readonly desk: Desk;
  readonly scannerFolder: string;
  readonly dataFolder: string;
  /** The first answer of a live query for which `wanted` holds; rejects with the last answer seen when patience ends. */
  until<N extends QueryName>(name: N, args: QueryArgs<N>, wanted: (value: QueryResult<N>) => boolean): Promise<QueryResult<N>>;
  /** Gives one command on one record. */
  give(kind: string, name: string, recordId: string | null, args: Record<string, unknown>): Promise<SubmitResult>;
  /** The ids of every command that this desk has queued, oldest first. */
  given(): readonly string[];
  /** Waits until nothing of this desk waits for the server. */
  settled(): Promise<void>;
  cut(): void;
  restore(): void;
  /** The wire, for stories that cut it in the middle of something. */
  readonly wire: Pick<NetworkCut, "cutAfter" | "bytes">;
  close(): Promise<void>;
}

export interface StoryTown {
  readonly server: TestServer;
  /** Opens a desk and signs in; `where` of an earlier desk opens its replica again. */
  sitDown(userName: string, where?: string, more?: SeatMore): Promise<TownDesk>;
  /** Every desk that was opened, closed ones included. */
  desks(): readonly TownDesk[];
  close(): Promise<void>;
}

export interface SeatMore {
  /** Where it is not the demo's own. */
  readonly password?: string;
  /** The wire is cut before the person signs in. */
  readonly offline?: boolean;
  /** How the store's ends run, where the story has to reach into one. */
  readonly openStoreThread?: OpenStoreThread;
}

/** What a story needs besides a generated town. */
export interface StoryOptions extends Omit<TownOptions, "seed" | "now"> {
  readonly records?: readonly OfficeRecord[];
  readonly contents?: readonly TownContent[];
  /** The server's clock, milliseconds since 1970. */
  readonly serverClock?: () => number;
}

/** Opens a town with the demo people and as many records as wanted. `close` leaves nothing behind. */
export async function openStoryTown({ records = [], contents = [], serverClock, ...options }: StoryOptions = {}): Promise<StoryTown> {
  const none = { applications: 0, invoices: 0, documents: 0, files: 12, tasks: 0, letters: 0 };
  const generated = generateTown({ ...none, ...options, seed: "story", now: new Date() });
  const town = { ...generated, records: joined(generated.records, records), contents: joinedLater(generated.contents, contents) };
  const server = await startTestServer({ town, ...(serverClock === undefined ? {} : { clock: serverClock }) });
  const desks: TownDesk[] = [];
  const folders: string[] = [];
  return {
    server,
    desks: () => desks,
    sitDown: async (userName, where, more) => {
      const dataFolder = where ?? (await mkdtemp(join(tmpdir(), "amtsstube-desk-")));
      if (where === undefined) folders.push(dataFolder);
      const desk = await sitDown(server, userName, dataFolder, more ?? {});
      desks.push(desk);
      return desk;
    },
    close: async () => {
      for (const desk of desks) await desk.close();
      await server.close();
      for (const folder of folders) await rm(folder, { recursive: true, force: true });
    },
  };
}

function* joined<T>(first: Iterable<T>, second: Iterable<T>): Generator<T> {
  yield* first;
  yield* second;
}

async function* joinedLater<T>(first: AsyncIterable<T>, second: Iterable<T>): AsyncGenerator<T> {
  yield* first;
  yield* second;
}

async function sitDown(server: TestServer, userName: string, dataFolder: string, more: SeatMore): Promise<TownDesk> {
  const wire = await openNetworkCut(server.url);
  if (more.offline === true) wire.cut();
  const scannerFolder = join(dataFolder, "scanner");
  const workstation = await openWorkstation({
    dataFolder,
    serverUrl: wire.url,
    enrolmentCode: server.enrolmentCode,
    scannerFolder,
    host: "test",
    programVersion: "test",
    workers,
    timings,
    ...(more.openStoreThread === undefined ? {} : { openStoreThread: more.openStoreThread }),
  });
  const { desk } = workstation;
  const until: TownDesk["until"] = (name, args, wanted) => waitFor(desk, name, args, wanted);
  const settled = async (): Promise<void> => {
    await until("sync", {}, (state) => state.waiting === 0 && state.network === "online" && state.progress === null);
  };
  const given: string[] = [];
  const password = more.password ?? `demo-${userName}`;
  await desk.call("signIn", { userName, password });
  if (more.offline !== true)
    await until("sync", {}, (state) => state.lastContactAt !== null && state.network === "online" && state.progress === null);
  let closed = false;
  return {
    desk,
    scannerFolder,
    dataFolder,
    until,
    settled,
    give: async (kind, name, recordId, args) => {
      const signs = kind === "invoice" && (name === "certify" || name === "order") ? { password } : {};
      const result = await desk.call("submit", { commands: [{ kind, name, recordId, args }], ...signs });
      given.push(...result.results.filter((one) => one.outcome !== "refused").map((one) => one.commandId));
      return result;
    },
    given: () => given,
    wire,
    cut: () => wire.cut(),
    restore: () => wire.restore(),
    close: async () => {
      if (closed) return;
      closed = true;
      await workstation.close();
      await wire.close();
    },
  };
}

function waitFor<N extends QueryName>(
  desk: Desk,
  name: N,
  args: QueryArgs<N>,
  wanted: (value: QueryResult<N>) => boolean,
): Promise<QueryResult<N>> {
  return new Promise((resolve, reject) => {
    let last: QueryResult<N> | undefined;
    let stop: () => void = () => undefined;
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      stop();
      settle();
    };
    const timer = setTimeout(() => {
      end(() => reject(new Error(`waited in vain for ${name}; last answer: ${JSON.stringify(last).slice(0, 2_000)}`)));
    }, patience);
    stop = desk.watch(
      name,
      args,
      (value) => {
        last = value;
        if (wanted(value)) end(() => resolve(value));
      },
      (error) => end(() => reject(toDeskError(error))),
    );
  });
}
