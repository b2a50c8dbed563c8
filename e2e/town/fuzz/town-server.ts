// A real server without a port: its requests come by the wires of the town, its statements and timers are steps.
import { Readable } from "node:stream";
import { openServer, type OpenServer } from "../../../server/server.ts";
import { spokenVersions, type SpokenVersions } from "../../../shared/sync/version.ts";
import type { Scheduler } from "./scheduler.ts";
import type { StatementFilter, TownDatabase } from "./town-database.ts";

export interface ServerAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly stream: Readable;
}

export interface ServerRequest {
  readonly method: "GET" | "POST" | "HEAD" | "PATCH";
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer | undefined;
  /** Only so many bytes of the body arrive before the line breaks. */
  readonly cutBodyAt?: number;
}

export interface TownServer {
  readonly name: string;
  /** Milliseconds its clock is wrong. */
  skew: number;
  /** Versions of desks it speaks to, from its next start on. */
  speaks: SpokenVersions;
  /** Whether it answers requests. */
  up(): boolean;
  alive(): boolean;
  /** Begins to start it; it is up some steps later. */
  start(newEpoch: boolean, whenUp: () => void): void;
  kill(): Promise<void>;
  /** Begins to stop it in an orderly way: it takes no more requests, finishes what is under way and is off some steps later. */
  stop(whenOff: () => void): void;
  isStopping(): boolean;
  request(request: ServerRequest): Promise<ServerAnswer>;
  /** Calls `told` when the server dies; the function returned takes it back. */
  onDeath(told: () => void): () => void;
}

export interface TownServerParts {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly database: TownDatabase;
  readonly filter: StatementFilter;
  readonly contentFolder: string;
  readonly readsTexts: boolean;
  /** Something of it outlived its orderly end. */
  readonly onLeft: (what: string) => void;
}

/** News nobody hears any more, and a count beside the first page of a snapshot, which nobody waits for and the database's own end does. */
const mayOutlast = /hears news$|sql snapshot_total_\d+$/u;

export function createTownServer(parts: TownServerParts): TownServer {
  const { name, scheduler, database } = parts;
  const mourners = new Set<() => void>();
  let server: OpenServer | undefined;
  let stopping = false;
  /** Requests that have no whole answer yet. */
  const underWay = new Set<Promise<unknown>>();
  let alive = false;
  let life = 0;

  const end = async (): Promise<void> => {
    life += 1;
    alive = false;
    stopping = false;
    server = undefined;
    underWay.clear();
    scheduler.drop(name);
    await database.kill(name);
  };
  const allAnswered = async (): Promise<void> => {
    if (underWay.size === 0) return;
    await Promise.allSettled(underWay);
    await allAnswered();
  };
  const follow = (work: Promise<unknown>): void => {
    underWay.add(work);
    const over = (): void => void underWay.delete(work);
    work.then(over, over);
  };

  const town: TownServer = {
    name,
    skew: 0,
    speaks: spokenVersions,
    up: () => server !== undefined && !stopping,
    alive: () => alive,
    start: (newEpoch, whenUp) => {
      alive = true;
      const mine = (life += 1);
      const opening = openServer({
        database: database.open(name, scheduler, parts.filter),
        contentFolder: parts.contentFolder,
        clock: () => scheduler.now() + town.skew,
        speaks: town.speaks,
        timers: { after: (milliseconds, run) => scheduler.after(name, "timer", milliseconds, run) },
        limits: { requests: 1_000_000, signIns: 1_000_000 },
        newEpoch,
        ...(parts.readsTexts ? { extractText: (bytes: Uint8Array) => Promise.resolve(`Text ${String(bytes.byteLength)}`) } : {}),
      });
      void opening.then(
        (opened) => {
          if (mine !== life || !alive) return;
          server = opened;
          whenUp();
        },
        () => {
          if (mine === life) alive = false;
        },
      );
    },
    kill: async () => {
      await end();
      for (const told of Array.from(mourners)) told();
      mourners.clear();
    },
    stop: (whenOff) => {
      if (server === undefined || stopping) return;
      const mine = life;
      stopping = true;
      const off = async (): Promise<void> => {
        await allAnswered();
        if (mine !== life) return;
        const left = scheduler.leftOf(name).filter((key) => !mayOutlast.test(key));
        if (left.length > 0) parts.onLeft(`${name}: ${left.join(", ")}`);
        mourners.clear();
        await end();
        whenOff();
      };
      void server.close().then(off, (thrown: unknown) => parts.onLeft(`${name} did not stop: ${String(thrown)}`));
    },
    isStopping: () => stopping,
    request: async ({ method, path, headers, body, cutBodyAt }) => {
      if (server === undefined || stopping) throw new Error("connection refused");
      const payload = body === undefined ? {} : { payload: cutBodyAt === undefined ? body : brokenBody(body, cutBodyAt) };
      const answering = server.app.inject({ method, url: path, headers, payloadAsStream: true, ...payload });
      const answered = answering.then((response) => ({ response, stream: response.stream() }));
      // Nobody reads what is said to a line that broke.
      follow(answered.then(({ stream }) => (cutBodyAt === undefined ? closed(stream) : undefined)));
      const { response, stream } = await answered;
      const plain: Record<string, string> = {};
      for (const [header, value] of Object.entries(response.headers)) if (value !== undefined) plain[header] = String(value);
      return { status: response.statusCode, headers: plain, stream };
    },
    onDeath: (told) => {
      mourners.add(told);
      return () => mourners.delete(told);
    },
  };
  return town;
}

/** The first bytes of a body, and then the end of the line. */
function brokenBody(body: Buffer, at: number): Readable {
  let sent = false;
  return new Readable({
    read() {
      if (sent) this.destroy(new Error("aborted"));
      else this.push(body.subarray(0, at));
      sent = true;
    },
  });
}

function closed(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    if (stream.closed) return resolve();
    stream.once("end", resolve);
    stream.once("close", resolve);
    stream.once("error", () => resolve());
  });
}
