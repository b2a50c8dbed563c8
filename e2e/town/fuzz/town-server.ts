// A real server without a port: its requests come by the wires of the town, its statements and timers are steps.
import type { FastifyInstance } from "fastify";
import { Readable } from "node:stream";
import { openServer } from "../../../server/server.ts";
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
  /** Whether it answers requests. */
  up(): boolean;
  alive(): boolean;
  /** Begins to start it; it is up some steps later. */
  start(newEpoch: boolean, whenUp: () => void): void;
  kill(): Promise<void>;
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
}

export function createTownServer(parts: TownServerParts): TownServer {
  const { name, scheduler, database } = parts;
  const mourners = new Set<() => void>();
  let app: FastifyInstance | undefined;
  let alive = false;
  let life = 0;

  return {
    name,
    up: () => app !== undefined,
    alive: () => alive,
    start: (newEpoch, whenUp) => {
      alive = true;
      const mine = (life += 1);
      const opening = openServer({
        database: database.open(name, scheduler, parts.filter),
        contentFolder: parts.contentFolder,
        clock: () => scheduler.now(),
        timers: { after: (milliseconds, run) => scheduler.after(name, "timer", milliseconds, run) },
        limits: { requests: 1_000_000, signIns: 1_000_000 },
        newEpoch,
        ...(parts.readsTexts ? { extractText: (bytes: Uint8Array) => Promise.resolve(`Text ${String(bytes.byteLength)}`) } : {}),
      });
      void opening.then(
        (server) => {
          if (mine !== life || !alive) return;
          ({ app } = server);
          whenUp();
        },
        () => {
          if (mine === life) alive = false;
        },
      );
    },
    kill: async () => {
      alive = false;
      app = undefined;
      scheduler.drop(name);
      await database.kill(name);
      for (const told of Array.from(mourners)) told();
      mourners.clear();
    },
    request: async ({ method, path, headers, body, cutBodyAt }) => {
      if (app === undefined) throw new Error("connection refused");
      const payload = body === undefined ? {} : { payload: cutBodyAt === undefined ? body : brokenBody(body, cutBodyAt) };
      const response = await app.inject({ method, url: path, headers, payloadAsStream: true, ...payload });
      const plain: Record<string, string> = {};
      for (const [header, value] of Object.entries(response.headers)) if (value !== undefined) plain[header] = String(value);
      return { status: response.statusCode, headers: plain, stream: response.stream() };
    },
    onDeath: (told) => {
      mourners.add(told);
      return () => mourners.delete(told);
    },
  };
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
