// The line between one desk and the servers. Every request and every answer is a step that weather may lose, cut, delay or double.
import { gunzipSync } from "node:zlib";
import type { Send } from "../../../electron/workstation/sync/server-client.ts";
import type { Counts } from "./counts.ts";
import type { PlantedFault } from "./planted.ts";
import type { Scheduler } from "./scheduler.ts";
import type { ServerAnswer, ServerRequest, TownServer } from "./town-server.ts";

/** How likely it is that a message suffers; all 0 is a calm day. */
export interface Weather {
  loss: number;
  answerLoss: number;
  cut: number;
  double: number;
}

export interface Wire {
  readonly send: Send;
  /** Nothing gets through; what is on its way breaks. */
  cut(): void;
  /** Nothing moves until `heal`, and nobody is told. */
  stall(): void;
  heal(): void;
  isOpen(): boolean;
  /** The desk died: nobody waits for what is on its way any more. */
  forget(): void;
}

interface Flight {
  readonly fail: (reason: Error) => void;
  readonly drop: () => void;
}

export interface WireParts {
  readonly desk: string;
  readonly scheduler: Scheduler;
  readonly servers: readonly TownServer[];
  readonly weather: Weather;
  readonly counts: Counts;
  readonly fault: PlantedFault;
  /** Told of every answer to a push when the server has given it, whether it arrives or not. */
  readonly onPushAnswer: (body: string) => void;
  /** A server did not know what to do. */
  readonly onFailure: (what: string) => void;
  /** Whether this desk's device is locked out at this moment, and what to do where a server serves it all the same. */
  readonly isLockedOut: () => boolean;
  readonly onServed: (what: string) => void;
}

const broken = (): Error => new TypeError("fetch failed: connection reset");

export function createWire(parts: WireParts): Wire {
  const { desk, scheduler, servers, weather, counts, fault } = parts;
  const owner = `wire of ${desk}`;
  const flights = new Set<Flight>();
  let state: "open" | "cut" | "stalled" = "open";
  let waiting: (() => void)[] = [];

  const put = (label: string, run: () => void | Promise<void>): void => {
    const add = (): void => {
      scheduler.add(owner, label, run);
    };
    if (state === "stalled") waiting.push(add);
    else add();
  };

  const send: Send = (url, init) =>
    new Promise<Response>((resolve, reject) => {
      const { pathname } = new URL(url);
      const method = methodOf(init.method);
      const label = `${method} ${pathname.replaceAll(/[0-9a-f-]{36,}/gu, "*")}`;
      const flight = takeOff(init.signal, reject);
      put(label, async () => {
        if (flight.over()) return;
        if (state === "cut") return flight.fail(broken());
        const chance = scheduler.chanceFor(`${desk} ${label}`);
        if (chance.chance(weather.loss)) {
          counts.requestsLost += 1;
          return flight.fail(broken());
        }
        const up = servers.filter((server) => server.up());
        if (up.length === 0) return flight.fail(new TypeError("fetch failed: connection refused"));
        const server = chance.pick(up);
        const whole = requestOf(method, pathname, init, fault);
        const cutBodyAt =
          (whole.headers["content-type"] ?? "").includes("octet-stream") && whole.body !== undefined && chance.chance(weather.cut)
            ? chance.int(0, whole.body.length - 1)
            : undefined;
        const request = cutBodyAt === undefined ? whole : { ...whole, cutBodyAt };
        if (cutBodyAt !== undefined) counts.bodiesCut += 1;
        if (method === "POST" && chance.chance(weather.double)) {
          counts.duplicates += 1;
          put(`${label} again`, () => void repeat(server, request, parts));
        }
        void travel(server, request, label, flight, resolve);
      });
    });

  interface Taken extends Flight {
    over(): boolean;
    end(): void;
    onEnd(done: () => void): void;
    readonly signal: AbortSignal | null | undefined;
  }

  const takeOff = (signal: AbortSignal | null | undefined, reject: (reason: Error) => void): Taken => {
    const ends: (() => void)[] = [];
    let over = false;
    const end = (): void => {
      over = true;
      flights.delete(flight);
      signal?.removeEventListener("abort", aborted);
      for (const done of ends.splice(0)) done();
    };
    const fail = (reason: Error): void => {
      if (over) return;
      end();
      reject(reason);
    };
    const aborted = (): void => fail(signal?.reason instanceof Error ? signal.reason : new Error("aborted"));
    const flight: Taken = { fail, drop: end, over: () => over, end, onEnd: (done) => ends.push(done), signal };
    flights.add(flight);
    if (signal?.aborted === true) aborted();
    else signal?.addEventListener("abort", aborted, { once: true });
    return flight;
  };

  /** The request is at the server; its answer comes back as steps. */
  const travel = async (
    server: TownServer,
    request: ServerRequest,
    label: string,
    flight: Taken,
    resolve: (response: Response) => void,
  ): Promise<void> => {
    flight.onEnd(server.onDeath(() => put(`${label} server died`, () => flight.fail(broken()))));
    const promised = pushAnswers(request, parts);
    let answer: ServerAnswer;
    try {
      answer = await askAt(server, request, parts);
    } catch {
      return put(`${label} no answer`, () => flight.fail(broken()));
    }
    if (request.cutBodyAt !== undefined) return put(`${label} cut on the way up`, () => flight.fail(broken()));
    if (request.path === "/v1/poke" && answer.status === 200) return stream(server, answer, label, flight, resolve);
    const body = await wholeBody(answer);
    if (answer.status === 500) parts.onFailure(`${label} was answered by ${body?.toString("utf8") ?? "nothing"}`);
    promised(answer, body);
    if (answer.status === 426) counts.toldTooOld += 1;
    put(`${label} ${String(answer.status)}`, () => {
      if (flight.over()) return;
      const chance = scheduler.chanceFor(`${desk} ${label} answer`);
      if (state === "cut") return flight.fail(broken());
      if (body === undefined || chance.chance(weather.answerLoss)) {
        counts.answersLost += 1;
        return flight.fail(broken());
      }
      const bytes = fault.answer?.(request.path, body, desk) ?? body;
      if (request.method === "PATCH" && answer.status < 300) counts.uploads += 1;
      if (request.method === "GET" && answer.status === 206) counts.downloads += 1;
      if (bytes.length > 1 && chance.chance(weather.cut)) {
        counts.bodiesCut += 1;
        const half = chance.int(0, bytes.length - 1);
        flight.end();
        return resolve(responseOf(answer, cutStream(bytes.subarray(0, half))));
      }
      flight.end();
      resolve(responseOf(answer, bytes));
    });
  };

  /** A stream that stays open: each piece is a step, in order. */
  const stream = (server: TownServer, answer: ServerAnswer, label: string, flight: Taken, resolve: (response: Response) => void): void => {
    const queue: (Buffer | "end" | "break")[] = [];
    let under: ReadableStreamDefaultController<Uint8Array> | undefined;
    let moving = false;
    let closed = false;
    const move = (): void => {
      if (moving || queue.length === 0 || closed) return;
      moving = true;
      put(`${label} piece`, () => {
        moving = false;
        const piece = queue.shift();
        if (closed || piece === undefined) return;
        if (state === "cut" || piece === "break") fail();
        else if (piece === "end") close();
        else under?.enqueue(new Uint8Array(piece));
        move();
      });
    };
    const fail = (): void => {
      if (closed) return;
      closed = true;
      under?.error(broken());
      finish();
    };
    const close = (): void => {
      closed = true;
      under?.close();
      finish();
    };
    const line: Flight = {
      fail,
      drop: () => {
        closed = true;
        finish();
      },
    };
    const stopMourning = server.onDeath(() => say("break"));
    const finish = (): void => {
      stopMourning();
      flight.signal?.removeEventListener("abort", fail);
      flights.delete(line);
      answer.stream.destroy();
    };
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        under = controller;
      },
      cancel: () => {
        closed = true;
        finish();
      },
    });
    const say = (piece: Buffer | "end" | "break"): void => {
      queue.push(piece);
      move();
    };
    answer.stream.on("data", (chunk: Buffer) => say(Buffer.from(chunk)));
    answer.stream.on("end", () => say("end"));
    answer.stream.on("error", () => undefined);
    put(`${label} opens`, () => {
      if (flight.over()) return void answer.stream.destroy();
      if (state === "cut") return flight.fail(broken());
      flight.end();
      flights.add(line);
      flight.signal?.addEventListener("abort", fail, { once: true });
      resolve(responseOf(answer, body));
    });
  };

  return {
    send,
    cut: () => {
      if (state === "stalled") for (const add of waiting.splice(0)) add();
      state = "cut";
      counts.wireCuts += 1;
      for (const flight of Array.from(flights)) flight.fail(broken());
    },
    stall: () => {
      if (state !== "open") return;
      state = "stalled";
      counts.stalls += 1;
    },
    heal: () => {
      state = "open";
      const held = waiting;
      waiting = [];
      for (const add of held) add();
    },
    isOpen: () => state === "open",
    forget: () => {
      for (const flight of Array.from(flights)) flight.drop();
      waiting = [];
    },
  };
}

function methodOf(method: string | undefined): ServerRequest["method"] {
  if (method === "POST" || method === "HEAD" || method === "PATCH") return method;
  return "GET";
}

function requestOf(method: ServerRequest["method"], path: string, init: RequestInit, fault: PlantedFault): ServerRequest {
  const headers: Record<string, string> = {};
  new Headers(init.headers).forEach((value, name) => {
    headers[name] = value;
  });
  if (typeof init.body === "string") return { method, path, headers, body: Buffer.from(fault.request?.(path, init.body) ?? init.body) };
  if (init.body instanceof Uint8Array && headers["content-encoding"] === "gzip" && fault.request !== undefined) {
    delete headers["content-encoding"];
    return { method, path, headers, body: Buffer.from(fault.request(path, gunzipSync(init.body).toString("utf8"))) };
  }
  if (init.body instanceof Uint8Array) return { method, path, headers, body: Buffer.from(init.body) };
  return { method, path, headers, body: undefined };
}

/** What answers anybody: whether and who the server is, and whether a code is right. */
const forAnybody: readonly string[] = ["/v1/health", "/v1/hello", "/v1/enrol"];

async function askAt(server: TownServer, request: ServerRequest, parts: WireParts): Promise<ServerAnswer> {
  const isOut = parts.isLockedOut();
  const answer = await server.request(request);
  if (isOut && answer.status < 300 && !forAnybody.includes(request.path)) parts.onServed(`${request.method} ${request.path}`);
  return answer;
}

/** The same request once more, as a proxy may send it; nobody waits for its answer. */
async function repeat(server: TownServer, request: ServerRequest, parts: WireParts): Promise<void> {
  if (!server.up()) return;
  const promised = pushAnswers(request, parts);
  const answer = await askAt(server, request, parts).catch(() => undefined);
  const body = answer === undefined ? undefined : await wholeBody(answer);
  if (answer !== undefined) promised(answer, body);
}

/** Tells of the answer to a push, unless the database was put back meanwhile: what was promised before is void then. */
function pushAnswers(
  { path }: ServerRequest,
  { counts, onPushAnswer }: WireParts,
): (answer: ServerAnswer, body: Buffer | undefined) => void {
  const { restores } = counts;
  return ({ status }, body) => {
    if (path === "/v1/push" && status === 200 && body !== undefined && counts.restores === restores) onPushAnswer(body.toString("utf8"));
  };
}

/** Undefined where the server broke off. */
function wholeBody(answer: ServerAnswer): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    answer.stream.on("data", (chunk: Buffer) => pieces.push(Buffer.from(chunk)));
    answer.stream.on("end", () => resolve(Buffer.concat(pieces)));
    answer.stream.on("error", () => resolve(undefined));
  });
}

function responseOf(answer: ServerAnswer, body: Buffer | ReadableStream<Uint8Array>): Response {
  const empty = answer.status === 204 || answer.status === 304;
  const bytes = body instanceof ReadableStream ? body : new Uint8Array(body);
  return new Response(empty ? null : bytes, { status: answer.status, headers: answer.headers });
}

function cutStream(bytes: Buffer): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent || bytes.length === 0) controller.error(broken());
      else controller.enqueue(new Uint8Array(bytes));
      sent = true;
    },
  });
}
