// The wire of shared/sync over real HTTP, with switches for what tests need to break. Must never be part of the program.
import { createHash, constants, generateKeyPairSync, privateDecrypt, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Command } from "../../../shared/domain/command.ts";
import { deviceStateRequestSchema } from "../../../shared/sync/enrolment.ts";
import { pullRequestSchema } from "../../../shared/sync/pull.ts";
import { pushRequestSchema } from "../../../shared/sync/push.ts";
import { refreshRequestSchema, signInRequestSchema, recoverKeyRequestSchema, type Session } from "../../../shared/sync/session.ts";
import { contentPieceBytes } from "../../../shared/sync/content.ts";
import { endScansRequestSchema, takeScansRequestSchema } from "../../../shared/sync/scan-leases.ts";
import { textsRequestSchema } from "../../../shared/sync/texts.ts";
import { newFakeIdentity } from "./fake-identity.ts";
import type { FakePerson, FakeTown } from "./fake-town.ts";

export interface FakeServer {
  readonly url: string;
  readonly town: FakeTown;
  /** Every request so far, as "METHOD path". */
  readonly requests: readonly string[];
  /** Pulls the cable: connections break and new ones are refused; false puts it back. */
  unplug(unplugged: boolean): Promise<void>;
  /** The next pulls break after so many lines, where it is set. */
  cutPullAfter: number | undefined;
  /** Pulls that are answered whole before one stops in its middle and says no more, where it is set. */
  stallPullAfter: number | undefined;
  /** Fingerprints of the certificates that may be shown for this server; a test adds its own. */
  readonly certificates: string[];
  /** Says no to a push as a whole, or cuts its line, where it is set and gives a reason. */
  judgePush:
    ((commands: readonly Command[], size: number) => { readonly status: number; readonly problem: string } | "cut" | undefined) | undefined;
  /** Called with every request before it is answered; true where the caller answers it. */
  before: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
  /** Answers nothing to a push any more after it was applied, where it is set: the line broke too late. */
  loseAnswers: boolean;
  /** The next bytes of content arrive with a bit turned over, where it is set. */
  flipNextDownload: boolean;
  /** Waited for before bytes of content are sent or taken. */
  beforeBytes: (sha256: string, from: number) => Promise<void>;
  news(): void;
  close(): Promise<void>;
}

class Problem extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

const keys = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const hashOf = (bytes: Uint8Array): Buffer => createHash("sha256").update(bytes).digest();

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}

export async function startFakeServer(town: FakeTown): Promise<FakeServer> {
  const tokens = new Map<string, { readonly person: FakePerson; readonly device: string }>();
  const requests: string[] = [];
  const listeners = new Set<ServerResponse>();
  let port = 0;

  const sessionFor = (person: FakePerson, device: string): Session => {
    const [accessToken, refreshToken] = [randomUUID(), randomUUID()];
    for (const token of [accessToken, refreshToken]) tokens.set(token, { person, device });
    return {
      accessToken,
      refreshToken,
      expiresInSeconds: 600,
      actor: { ...person.actor, grants: [...person.actor.grants] },
      scopes: [...town.scopes(person.actor)],
      directory: town.directory,
      epoch: town.epoch,
      now: town.now().toISOString(),
      recoveryPublicKey: keys.publicKey,
    };
  };
  const whoAsks = (request: IncomingMessage): { readonly person: FakePerson; readonly device: string } => {
    const found = tokens.get((request.headers.authorization ?? "").replace("Bearer ", ""));
    if (found === undefined) throw new Problem(401, "tokenExpired");
    if (town.revoked.has(found.device)) throw new Problem(403, "deviceRevoked");
    return found;
  };
  const send = (response: ServerResponse, value: unknown): void => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));
  };

  const identity = newFakeIdentity();
  const anonymous = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> => {
    if (path === "/v1/hello" || path === "/v1/enrol" || path === "/v1/device") {
      const body: unknown = JSON.parse((await bodyOf(request)).toString());
      const at = town.now().toISOString();
      if (path === "/v1/hello") send(response, identity.hello(body, at));
      else if (path === "/v1/enrol") send(response, await identity.enrol(body, town.directory.tenant, at));
      else if (town.revoked.has(deviceStateRequestSchema.parse(body).device)) throw new Problem(403, "deviceRevoked");
      else send(response, { state: "enrolled" });
      return true;
    }
    if (path === "/v1/sign-in") {
      const asked = signInRequestSchema.parse(JSON.parse((await bodyOf(request)).toString()));
      const person = town.people.get(asked.userName);
      if (town.revoked.has(asked.device)) throw new Problem(403, "deviceRevoked");
      if (person === undefined || person.password !== asked.password) throw new Problem(401, "signInFailed");
      send(response, sessionFor(person, asked.device));
      return true;
    }
    if (path !== "/v1/refresh") return false;
    const asked = refreshRequestSchema.parse(JSON.parse((await bodyOf(request)).toString()));
    const known = tokens.get(asked.refreshToken);
    if (known === undefined) throw new Problem(401, "tokenExpired");
    if (town.revoked.has(known.device)) throw new Problem(403, "deviceRevoked");
    send(response, sessionFor(known.person, known.device));
    return true;
  };

  const exchange = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { person, device } = whoAsks(request);
    const json = async (): Promise<unknown> => JSON.parse((await bodyOf(request)).toString());
    if (path === "/v1/push") {
      const asked = pushRequestSchema.parse(await json());
      if (asked.epoch !== town.epoch) throw new Problem(409, "epochChanged");
      const given = asked.commands.map((one) => one.command);
      const verdict = server.judgePush?.(given, JSON.stringify(asked).length);
      if (verdict === "cut") return void request.socket.destroy();
      if (verdict !== undefined) throw new Problem(verdict.status, verdict.problem);
      const answers = town.push(
        person.actor,
        asked.commands.map((one) => one.command),
      );
      if (server.loseAnswers) request.socket.destroy();
      else send(response, { answers });
      server.news();
    } else if (path === "/v1/pull") {
      const asked = pullRequestSchema.parse(await json());
      if (asked.epoch !== null && asked.epoch !== town.epoch) throw new Problem(409, "epochChanged");
      const lines = town.pull(person.actor, asked).map((line) => `${JSON.stringify(line)}\n`);
      response.writeHead(200, { "content-type": "application/x-ndjson" });
      if (server.stallPullAfter === 0) response.write(lines.slice(0, Math.ceil(lines.length / 2)).join(""));
      else if (server.cutPullAfter === undefined) response.end(lines.join(""));
      else response.write(lines.slice(0, server.cutPullAfter).join(""), () => request.socket.destroy());
      if (server.stallPullAfter !== undefined && server.stallPullAfter > 0) server.stallPullAfter -= 1;
    } else if (path === "/v1/texts") {
      const asked = textsRequestSchema.parse(await json());
      const lines = asked.documents.flatMap((id) => {
        const text = town.texts.get(id);
        return text === undefined ? [] : [`${JSON.stringify({ id, ...text })}\n`];
      });
      response.end(lines.join(""));
    } else if (path === "/v1/scan-leases/take") {
      send(response, { leases: await town.leases.of(device).take(takeScansRequestSchema.parse(await json()).keys) });
    } else if (path === "/v1/scan-leases/end") {
      await town.leases.of(device).end(endScansRequestSchema.parse(await json()).ends);
      send(response, {});
    } else if (path === "/v1/recover-key") {
      const { wrapped } = recoverKeyRequestSchema.parse(await json());
      const oaep = { key: keys.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
      send(response, { key: privateDecrypt(oaep, Buffer.from(wrapped, "base64")).toString("base64") });
    } else if (path === "/v1/poke") {
      response.writeHead(200, { "content-type": "text/event-stream" }).write(": alive\n\n");
      listeners.add(response);
      response.on("close", () => listeners.delete(response));
    } else if (path.startsWith("/v1/content")) await content(path, request, response);
    else throw new Problem(404, "notFound");
  };

  const content = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const metadata = request.headers["upload-metadata"];
    const sha256 =
      typeof metadata === "string" ? Buffer.from(metadata.slice(7), "base64").toString() : path.slice(path.lastIndexOf("/") + 1);
    const whole = town.content.get(sha256);
    const upload = whole === undefined ? town.uploading.get(sha256) : { bytes: whole, length: whole.length };
    const said = (offset: number): Record<string, string> => ({ "upload-offset": String(offset), "tus-resumable": "1.0.0" });
    if (request.method === "HEAD") {
      if (upload === undefined) throw new Problem(404, "notFound");
      response.writeHead(200, { ...said(upload.bytes.length), "upload-length": upload.length }).end();
    } else if (request.method === "POST") {
      const length = Number(request.headers["upload-length"]);
      if (upload === undefined) town.uploading.set(sha256, { bytes: Buffer.alloc(0), length });
      response.writeHead(201, { ...said(upload?.bytes.length ?? 0), location: `/v1/content/${sha256}` }).end();
    } else if (request.method === "PATCH") {
      if (upload === undefined) throw new Problem(404, "notFound");
      if (Number(request.headers["upload-offset"]) !== upload.bytes.length) throw new Problem(409, "offsetMismatch");
      await server.beforeBytes(sha256, upload.bytes.length);
      const bytes = Buffer.concat([upload.bytes, await bodyOf(request)]);
      const complete = bytes.length === upload.length;
      if (complete && hashOf(bytes).toString("hex") !== sha256) throw new Problem(422, "hashMismatch");
      if (complete) town.content.set(sha256, bytes);
      else town.uploading.set(sha256, { bytes, length: upload.length });
      response.writeHead(204, said(bytes.length)).end();
    } else {
      if (whole === undefined) throw new Problem(404, "notFound");
      const range = /bytes=(\d+)-(\d+)/u.exec(request.headers.range ?? "");
      const from = Number(range?.[1] ?? 0);
      const to = Math.min(Number(range?.[2] ?? whole.length - 1), whole.length - 1);
      const sent = Buffer.from(whole.subarray(from, to + 1));
      const pieces = Array.from({ length: Math.ceil(sent.length / contentPieceBytes) }, (_none, piece) =>
        hashOf(sent.subarray(piece * contentPieceBytes, (piece + 1) * contentPieceBytes)),
      );
      const hashes = Buffer.concat(pieces).toString("base64");
      if (server.flipNextDownload) sent.writeUInt8(sent.readUInt8(0) ^ 1, 0);
      server.flipNextDownload = false;
      await server.beforeBytes(sha256, from);
      response.writeHead(206, { "content-range": `bytes ${from}-${to}/${whole.length}`, "content-pieces": hashes }).end(sent);
    }
  };

  const http = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push(`${request.method ?? ""} ${path}`);
    if (server.before?.(request, response) === true) return;
    anonymous(path, request, response)
      .then((done) => (done ? undefined : exchange(path, request, response)))
      .catch((thrown: unknown) => {
        const problem = thrown instanceof Problem ? thrown : new Problem(500, "internal");
        if (response.headersSent) response.destroy();
        else
          response
            .writeHead(problem.status, { "content-type": "application/json" })
            .end(JSON.stringify({ problem: problem.code, detail: String(thrown) }));
      });
  });
  const listen = (): Promise<void> =>
    new Promise((resolve) => {
      http.listen(port, "127.0.0.1", () => {
        ({ port } = http.address() as AddressInfo);
        resolve();
      });
    });
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  await listen();

  const server: FakeServer = {
    url: `http://127.0.0.1:${port}`,
    town,
    requests,
    certificates: identity.certificates,
    judgePush: undefined,
    before: undefined,
    cutPullAfter: undefined,
    stallPullAfter: undefined,
    loseAnswers: false,
    flipNextDownload: false,
    beforeBytes: () => Promise.resolve(),
    unplug: (unplugged) => (unplugged ? stop() : listen()),
    news: () => {
      for (const listener of listeners) listener.write(`event: news\ndata: ${JSON.stringify({ epoch: town.epoch, head: town.head })}\n\n`);
    },
    close: stop,
  };
  return server;
}
