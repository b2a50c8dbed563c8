// The sealed spool: files taken in while nobody is signed in, sealed for the server, until it has them. This device writes them and cannot
// read them back. Must never drop a capsule before the server said that it is durable there.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sealFile, type CapsuleFacts } from "../../../scanner-inbox/spool/capsule.ts";
import { capsulePieceBytes, capsuleProgressSchema, type CapsuleBegin } from "../../../shared/sync/unattended.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import { ProblemAnswer } from "../sync/problem-error.ts";
import type { ServerClient } from "../sync/server-client.ts";

/** As which device the spool speaks; undefined while it is enrolled nowhere. */
export interface SpoolSender {
  readonly client: Pick<ServerClient, "postAnonymous">;
  readonly tenant: string;
  readonly device: string;
}

export interface SpoolOptions {
  readonly folder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly sender: () => SpoolSender | undefined;
  /** Between two tries to send, in milliseconds. */
  readonly every: number;
  readonly onChange: () => void;
}

export interface Spool {
  /** Whether the file with this claim was sealed here, sent since or not. */
  has(id: string): Promise<boolean>;
  /** Seals a file for the key; durable when this resolves. The same claim again is sealed once. */
  seal(path: string, recipient: string, facts: CapsuleFacts): Promise<void>;
  /** Capsules that lie here, and how many of them the server did not take at the last try. */
  counts(): { readonly sealed: number; readonly stuck: number };
  /** Sends what lies here now. Resolves when it is tried. */
  send(): Promise<void>;
  close(): Promise<void>;
}

const ending = ".capsule";
/** Says for a while that a capsule was sent: a crash may have left its original in this desk's hands. */
const sentEnding = ".sent";
const sentKeptMs = 31 * 86_400_000;

export async function openSpool({ folder, clock, log, sender, every, onChange }: SpoolOptions): Promise<Spool> {
  const ids = new Set<string>();
  const stuck = new Set<string>();
  let closed = false;
  let inTurn: Promise<void> = Promise.resolve();
  let callOff: () => void = () => undefined;
  const pathOf = (id: string): string => join(folder, `${id}${ending}`);

  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    if (name.endsWith(ending)) ids.add(name.slice(0, -ending.length));
    else if (!name.endsWith(sentEnding) || clock.now().getTime() - (await stat(path)).mtimeMs > sentKeptMs) await rm(path, { force: true });
  }

  const sendOne = async (id: string, { client, tenant, device }: SpoolSender): Promise<void> => {
    const path = pathOf(id);
    const { size } = await stat(path);
    const capsule: CapsuleBegin = { tenant, device, id, size, sha256: await sha256Of(path) };
    let { offset, done } = await client.postAnonymous("/v1/capsules/begin", capsule, capsuleProgressSchema);
    while (!done) {
      if (closed) return;
      const json = { ...capsule, offset, base64: (await pieceOf(path, offset)).toString("base64") };
      ({ offset, done } = await client.postAnonymous("/v1/capsules/piece", json, capsuleProgressSchema));
    }
    await writeFile(join(folder, `${id}${sentEnding}`), "", { mode: 0o600, flush: true });
    await rm(path, { force: true });
    ids.delete(id);
    stuck.delete(id);
    log("info", "capsule sent", { size });
    onChange();
  };

  const sendAll = async (): Promise<void> => {
    const as = ids.size === 0 ? undefined : sender();
    if (as === undefined) return;
    for (const id of Array.from(ids)) {
      if (closed) return;
      try {
        await sendOne(id, as);
      } catch (thrown) {
        const problem = thrown instanceof ProblemAnswer ? thrown.problem : undefined;
        log("info", "capsule not sent", { reason: problem ?? reasonOf(thrown) });
        // What the server says of this very capsule is none of the next one's business; everything else is.
        if (problem !== "badRequest" && problem !== "hashMismatch" && problem !== "offsetMismatch") return;
        stuck.add(id);
        onChange();
      }
    }
  };

  const send = (): Promise<void> => {
    callOff();
    if (closed || ids.size === 0) return inTurn;
    inTurn = inTurn.then(sendAll).catch((thrown: unknown) => log("error", "spool not sent", { reason: reasonOf(thrown) }));
    callOff = clock.after(every, () => void send());
    return inTurn;
  };
  void send();

  return {
    has: async (id) => ids.has(id) || (await stat(join(folder, `${id}${sentEnding}`)).then(Boolean, () => false)),
    seal: async (path, recipient, facts) => {
      if (ids.has(facts.id)) return;
      await sealFile(path, pathOf(facts.id), recipient, facts);
      ids.add(facts.id);
      onChange();
      void send();
    },
    counts: () => ({ sealed: ids.size, stuck: stuck.size }),
    send,
    close: async () => {
      closed = true;
      callOff();
      await inTurn;
    },
  };
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const bytes of createReadStream(path)) hash.update(bytes as Buffer);
  return hash.digest("hex");
}

async function pieceOf(path: string, offset: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const bytes = Buffer.alloc(capsulePieceBytes);
    const { bytesRead } = await file.read(bytes, 0, capsulePieceBytes, offset);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
