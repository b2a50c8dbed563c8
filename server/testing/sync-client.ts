// A desk's side of the protocol, as plain as a test needs it: signs in, pushes, pulls into a map, uploads.
import { createHash, randomUUID } from "node:crypto";
import { must } from "../../shared/base/must.ts";
import type { Command } from "../../shared/domain/command.ts";
import { recordKey, type OfficeRecord } from "../../shared/domain/record.ts";
import {
  deviceChallengeHeader,
  deviceProofHeader,
  helloResponseSchema,
  helloStatementSchema,
  type EnrolResponse,
} from "../../shared/sync/enrolment.ts";
import { problemSchema } from "../../shared/sync/problem.ts";
import { pullLineSchema, type PullLine, type PullRequest } from "../../shared/sync/pull.ts";
import { pushResponseSchema, type Answer } from "../../shared/sync/push.ts";
import { sessionSchema, type Session } from "../../shared/sync/session.ts";
import { tusVersion } from "../../shared/sync/content.ts";
import { syncVersion } from "../../shared/sync/version.ts";
import { deviceProof, enrolWithCode, newDeviceKey, type DeviceKey } from "./device-side.ts";

/** An answer that was no success, by its problem code. */
export class ServerSaysNo extends Error {
  readonly problem: string;
  readonly status: number;
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, problem: string, retryAfterSeconds?: number) {
    super(`${String(status)} ${problem}`);
    this.problem = problem;
    this.status = status;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What a command needs besides what every command of this client shares. */
export type Intention = Pick<Command, "kind" | "name" | "recordId"> & Partial<Omit<Command, "kind" | "name" | "recordId">>;

export class SyncClient {
  readonly url: string;
  readonly tenant: string;
  readonly userName: string;
  readonly device: string;
  readonly key: DeviceKey;
  /** Makes the device known before its first sign-in; undefined leaves that to the test. */
  admit: ((device: string, publicKey: string) => Promise<void>) | undefined;
  #challenge: string | undefined;
  session: Session | undefined;
  epoch: string | null = null;
  cursors: Record<string, number> = {};
  /** Undefined asks as desks of version 1 do, without snapshots. */
  snapshot: PullRequest["snapshot"];
  readonly records = new Map<string, OfficeRecord>();
  /** Every record or tombstone line seen, in order. */
  readonly lines: PullLine[] = [];
  #number = 0;

  constructor(url: string, tenant: string, userName: string, device: string = randomUUID(), key: DeviceKey = newDeviceKey()) {
    this.key = key;
    this.url = url;
    this.tenant = tenant;
    this.userName = userName;
    this.device = device;
  }

  async signIn(password: string): Promise<Session> {
    const { tenant, userName, device, admit } = this;
    this.admit = undefined;
    await admit?.(device, this.key.publicKey);
    const body = { version: syncVersion, tenant, userName, password, device, deviceName: "Test" };
    this.session = sessionSchema.parse(await this.post("/v1/sign-in", body));
    return this.session;
  }

  /** Enrols the device with a code. */
  async enrol(code: string): Promise<EnrolResponse> {
    const { device: id, key } = this;
    return await enrolWithCode((path, body) => this.post(path, body), code, { id, key });
  }

  async refresh(token: string = this.held().refreshToken): Promise<Session> {
    this.session = sessionSchema.parse(await this.post("/v1/refresh", { version: syncVersion, refreshToken: token, device: this.device }));
    return this.session;
  }

  held(): Session {
    return must(this.session, "the test signed in");
  }

  command(intention: Intention): Command {
    const { device } = this;
    return { id: randomUUID(), args: {}, seen: { version: 0, after: null }, device, at: new Date().toISOString(), ...intention };
  }

  async push(...commands: readonly Command[]): Promise<readonly Answer[]> {
    const sent = commands.map((command) => ({ number: (this.#number += 1), command }));
    const body = { version: syncVersion, epoch: this.held().epoch, commands: sent };
    return pushResponseSchema.parse(await this.post("/v1/push", body)).answers;
  }

  /** Pushes one command made of the intention; its answer. */
  async run(intention: Intention): Promise<Answer> {
    return must((await this.push(this.command(intention)))[0], "one command has one answer");
  }

  /** One answer of the server, applied; its lines. */
  async pull(limit = 20_000): Promise<readonly PullLine[]> {
    const response = await this.fetch("/v1/pull", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ version: syncVersion, epoch: this.epoch, cursors: this.cursors, limit, snapshot: this.snapshot }),
    });
    const text = await response.text();
    const lines = text
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => pullLineSchema.parse(JSON.parse(line)));
    if (lines.at(-1)?.t !== "end") throw new Error("the answer was cut");
    for (const line of lines) this.#apply(line);
    return lines;
  }

  /** Pulls until there is no more; how many answers it took. */
  async pullAll(limit = 20_000): Promise<number> {
    for (let answers = 1; ; answers += 1) {
      const end = (await this.pull(limit)).at(-1);
      if (end?.t !== "end" || !end.more) return answers;
    }
  }

  #apply(line: PullLine): void {
    if (line.t === "begin") {
      if (line.epoch !== this.epoch) this.records.clear();
      this.epoch = line.epoch;
      this.cursors = Object.fromEntries(Object.entries(this.cursors).filter(([scope]) => line.scopes.includes(scope)));
      const held = new Set(line.scopes);
      for (const [key, record] of this.records) if (!record.scopes.some((scope) => held.has(scope))) this.records.delete(key);
      this.#beginSnapshot(line);
      return;
    }
    if (line.t === "mark") {
      const { seq } = line;
      if (seq !== undefined)
        this.cursors = Object.fromEntries(Object.entries(this.cursors).map(([scope, cursor]) => [scope, Math.max(cursor, seq)]));
      if (line.snapshot === null) this.snapshot = null;
      else if (line.snapshot !== undefined && this.snapshot) this.snapshot = { ...this.snapshot, token: line.snapshot.token };
      return;
    }
    if (line.t === "end") {
      this.cursors = line.cursors;
      return;
    }
    this.lines.push(line);
    if (line.t === "record") this.records.set(recordKey(line.record), line.record);
    else this.#forget(line);
  }

  #beginSnapshot({ snapshot }: Extract<PullLine, { t: "begin" }>): void {
    if (this.snapshot === undefined) return;
    this.snapshot = snapshot === undefined ? null : { token: snapshot.token, scopes: snapshot.scopes };
    if (snapshot?.afresh === true) {
      this.records.clear();
      this.cursors = {};
    }
    for (const scope of snapshot?.scopes ?? []) this.cursors[scope] ??= snapshot?.head ?? 0;
  }

  /** The record left a scope; it stays where the record as held is in another scope that the person holds. */
  #forget(line: Extract<PullLine, { t: "left" }>): void {
    const key = recordKey(line);
    const others = this.records.get(key)?.scopes.filter((scope) => scope !== line.scope) ?? [];
    if (!others.some((scope) => scope in this.cursors)) this.records.delete(key);
  }

  /** Uploads bytes from where the server has them; their SHA-256. */
  async upload(bytes: Uint8Array, chunkBytes = 4_000_000): Promise<string> {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    let offset = await this.uploadOffset(sha256);
    do {
      const piece = bytes.slice(offset, offset + chunkBytes);
      const response = await this.patch(sha256, offset, bytes.byteLength, piece);
      offset = Number(response.headers.get("upload-offset"));
    } while (offset < bytes.byteLength);
    return sha256;
  }

  async uploadOffset(sha256: string): Promise<number> {
    const headers = { "tus-resumable": tusVersion };
    const response = await this.fetch(`/v1/content/${sha256}`, { method: "HEAD", headers }).catch((thrown: unknown) => {
      // An answer to HEAD has no body: what it says is its status.
      if (thrown instanceof ServerSaysNo && thrown.status === 404) return undefined;
      throw thrown;
    });
    return Number(response?.headers.get("upload-offset") ?? 0);
  }

  async patch(sha256: string, offset: number, length: number, piece: Uint8Array<ArrayBuffer>): Promise<Response> {
    return await this.fetch(`/v1/content/${sha256}`, {
      method: "PATCH",
      headers: {
        "content-type": "application/offset+octet-stream",
        "tus-resumable": tusVersion,
        "upload-offset": String(offset),
        "upload-length": String(length),
      },
      body: piece,
    });
  }

  async post(path: string, body: unknown): Promise<unknown> {
    const response = await this.fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return response.status === 204 ? undefined : await response.json();
  }

  async fetch(path: string, init: Omit<RequestInit, "headers"> & { headers?: Record<string, string> } = {}): Promise<Response> {
    const once = async (): Promise<Response> => {
      const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
      const headers = { ...init.headers, ...(await this.signed(init.method ?? "GET", path, body)) };
      return await fetch(`${this.url}${path}`, { ...init, headers });
    };
    let response = await once();
    const fresh = response.headers.get(deviceChallengeHeader);
    if (fresh !== null) {
      this.#challenge = fresh;
      response = await once();
    }
    if (response.ok) return response;
    const problem = problemSchema.safeParse(await response.json().catch(() => undefined)).data;
    throw new ServerSaysNo(response.status, problem?.problem ?? "unreadable", problem?.retryAfterSeconds);
  }

  /** The headers that say who asks and prove from which device. */
  async signed(method: string, path: string, body?: unknown): Promise<Record<string, string>> {
    const token = path === "/v1/sign-in" || path === "/v1/refresh" ? undefined : this.session?.accessToken;
    this.#challenge ??= await this.#newChallenge();
    const proof = deviceProof(this.key, { challenge: this.#challenge, method, path, token, body });
    return { [deviceProofHeader]: proof, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) };
  }

  async #newChallenge(): Promise<string> {
    const response = await fetch(`${this.url}/v1/hello`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ nonce: randomUUID() }),
    });
    const { statement } = helloResponseSchema.parse(await response.json());
    return helloStatementSchema.parse(JSON.parse(statement)).challenge;
  }
}
