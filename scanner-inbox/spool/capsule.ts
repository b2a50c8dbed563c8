// A capsule: one file with its facts, sealed for the municipality's intake key. Whoever seals cannot open it again: the key that could is
// drawn for one capsule, and its private half is gone when `sealFile` returns. X25519, HKDF-SHA-256 and AES-256-GCM, in one pass.
// Must never write a byte of the file to the disk in the clear while sealing, and never leave a file that did not open to its end.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from "node:crypto";
import { createReadStream } from "node:fs";
import { open, rename, rm, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "../../shared/base/zod.ts";

/** What is known of a file when it is sealed. */
export const capsuleFactsSchema = z.object({
  /** The claim of the file: the same after a restart. */
  id: z.uuid(),
  tenant: z.string(),
  device: z.uuid(),
  deviceName: z.string().max(100),
  name: z.string().min(1).max(500),
  size: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  unit: z.string(),
  kind: z.enum(["invoice", "document"]),
  profile: z.string().max(100),
  review: z.enum(["whenDivided", "always", "never"]),
  /** Whom the folder tells; missing where it tells nobody, and in capsules of older desks. */
  tell: z.array(z.string().min(1).max(100)).min(1).max(20).optional(),
  sealedAt: z.iso.datetime(),
});
export type CapsuleFacts = Readonly<z.infer<typeof capsuleFactsSchema>>;

const headSchema = z.object({
  form: z.literal(1),
  /** Names the intake key. */
  key: z.string(),
  /** The public half of the key drawn for this capsule: SPKI, DER, base64. */
  drawn: z.base64(),
});
type Head = z.infer<typeof headSchema>;

const tagBytes = 16;
const mostHeadBytes = 1_000;
const mostFactBytes = 20_000;

/** The file is no capsule, was changed, or was not sealed for any of the keys. */
export class NotOpened extends Error {
  readonly reason: "noCapsule" | "wrongKey" | "damaged";
  constructor(reason: NotOpened["reason"]) {
    super(`the capsule was not opened: ${reason}`);
    this.name = "NotOpened";
    this.reason = reason;
  }
}

/** The name of an intake key: a hash of its public half. */
export function intakeKeyName(publicKey: string): string {
  return createHash("sha256").update(publicKey).digest("hex").slice(0, 16);
}

const publicOf = (text: string): KeyObject => createPublicKey({ key: Buffer.from(text, "base64"), type: "spki", format: "der" });

function sharedWith(privateKey: KeyObject, drawn: string): Buffer {
  try {
    return diffieHellman({ privateKey, publicKey: publicOf(drawn) });
  } catch {
    throw new NotOpened("noCapsule");
  }
}

/** Key and nonce serve one capsule alone, as the drawn key does. */
function secretsOf(shared: Buffer, drawn: string, recipient: string): { readonly key: Buffer; readonly nonce: Buffer } {
  const salt = createHash("sha256").update(`${drawn}\n${recipient}`).digest();
  const bytes = Buffer.from(hkdfSync("sha256", shared, salt, "amtsstube capsule 1", 44));
  return { key: bytes.subarray(0, 32), nonce: bytes.subarray(32) };
}

/**
 * Seals `source` into `target`, durable and read back once when this resolves. `recipient` is an X25519 public key (SPKI, DER, base64).
 * Throws where the bytes are not those of the facts; then there is no target.
 */
export async function sealFile(source: string, target: string, recipient: string, facts: CapsuleFacts): Promise<void> {
  const own = generateKeyPairSync("x25519");
  const drawn = own.publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const secrets = secretsOf(diffieHellman({ privateKey: own.privateKey, publicKey: publicOf(recipient) }), drawn, recipient);
  const head = Buffer.from(`${JSON.stringify({ form: 1, key: intakeKeyName(recipient), drawn } satisfies Head)}\n`);
  const half = `${target}.half`;
  try {
    await written(half, async (file) => {
      const cipher = createCipheriv("aes-256-gcm", secrets.key, secrets.nonce).setAAD(head);
      const hash = createHash("sha256");
      await file.writeFile(head);
      await file.writeFile(cipher.update(prefixOf(facts)));
      for await (const bytes of piecesOf(source)) {
        hash.update(bytes);
        await file.writeFile(cipher.update(bytes));
      }
      await file.writeFile(Buffer.concat([cipher.final(), cipher.getAuthTag()]));
      if (hash.digest("hex") !== facts.sha256) throw new Error("the file changed while it was sealed");
    });
    // A disk that keeps something else than was written must not cost the original.
    const { contentHash } = await unsealed(half, secrets, async () => Promise.resolve());
    if (contentHash !== facts.sha256) throw new NotOpened("damaged");
    await rename(half, target);
    await syncFolder(dirname(target));
  } catch (thrown) {
    await rm(half, { force: true });
    throw thrown;
  } finally {
    secrets.key.fill(0);
  }
}

/** Opens a capsule into `target`, durable when this resolves. `keys` are private halves by their names. Throws NotOpened; then there is no target. */
export async function openCapsule(
  source: string,
  target: string,
  keys: ReadonlyMap<string, { readonly privateKey: KeyObject; readonly publicKey: string }>,
): Promise<CapsuleFacts> {
  const { head } = await headOf(source);
  const mine = keys.get(head.key);
  if (mine === undefined) throw new NotOpened("wrongKey");
  const shared = sharedWith(mine.privateKey, head.drawn);
  try {
    return await written(target, async (file) => {
      const { facts, contentHash, size } = await unsealed(source, secretsOf(shared, head.drawn, mine.publicKey), (bytes) =>
        file.writeFile(bytes),
      );
      if (contentHash !== facts.sha256 || size !== facts.size) throw new NotOpened("damaged");
      return facts;
    });
  } catch (thrown) {
    await rm(target, { force: true });
    throw thrown;
  }
}

function prefixOf(facts: CapsuleFacts): Buffer {
  const text = Buffer.from(JSON.stringify(facts));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

interface Unsealed {
  readonly facts: CapsuleFacts;
  readonly contentHash: string;
  readonly size: number;
}

/** Hands the file's bytes out as they come; they count only once this resolves. */
async function unsealed(path: string, secrets: ReturnType<typeof secretsOf>, take: (bytes: Buffer) => Promise<void>): Promise<Unsealed> {
  const { bytes: aad, size } = await headOf(path);
  const decipher = createDecipheriv("aes-256-gcm", secrets.key, secrets.nonce)
    .setAAD(aad)
    .setAuthTag(await endOf(path, size));
  const hash = createHash("sha256");
  let begun: Buffer | undefined = Buffer.alloc(0);
  let facts: CapsuleFacts | undefined;
  let taken = 0;
  try {
    for await (const piece of piecesOf(path, aad.length, size - tagBytes - 1)) {
      let bytes: Buffer = decipher.update(piece);
      if (begun !== undefined) {
        begun = Buffer.concat([begun, bytes]);
        const length: number = begun.length < 4 ? mostFactBytes : begun.readUInt32BE();
        if (length > mostFactBytes) throw new NotOpened("damaged");
        if (begun.length < 4 + length) continue;
        facts = capsuleFactsSchema.parse(JSON.parse(begun.subarray(4, 4 + length).toString("utf8")));
        bytes = begun.subarray(4 + length);
        begun = undefined;
      }
      hash.update(bytes);
      taken += bytes.length;
      await take(bytes);
    }
    decipher.final();
  } catch (thrown) {
    if (
      thrown instanceof Error &&
      "code" in thrown &&
      typeof thrown.code === "string" &&
      thrown.code.startsWith("E") &&
      "syscall" in thrown
    )
      throw thrown;
    throw thrown instanceof NotOpened ? thrown : new NotOpened("damaged");
  }
  if (facts === undefined) throw new NotOpened("damaged");
  return { facts, contentHash: hash.digest("hex"), size: taken };
}

async function headOf(path: string): Promise<{ readonly head: Head; readonly bytes: Buffer; readonly size: number }> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const start = Buffer.alloc(mostHeadBytes);
    const { bytesRead } = await file.read(start, 0, mostHeadBytes, 0);
    const end = start.subarray(0, bytesRead).indexOf("\n");
    if (end < 0 || size < end + 1 + tagBytes) throw new NotOpened("noCapsule");
    const bytes = start.subarray(0, end + 1);
    const head = headSchema.safeParse(jsonOf(bytes.toString("utf8")));
    if (!head.success) throw new NotOpened("noCapsule");
    return { head: head.data, bytes: Buffer.from(bytes), size };
  } finally {
    await file.close();
  }
}

async function endOf(path: string, size: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const tag = Buffer.alloc(tagBytes);
    await file.read(tag, 0, tagBytes, size - tagBytes);
    return tag;
  } finally {
    await file.close();
  }
}

async function* piecesOf(path: string, start = 0, end?: number): AsyncGenerator<Buffer> {
  if (end !== undefined && end < start) return;
  for await (const bytes of createReadStream(path, { start, highWaterMark: 1 << 18, ...(end === undefined ? {} : { end }) }))
    yield bytes as Buffer;
}

async function written<T>(path: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, "w", 0o600);
  try {
    const result = await work(file);
    await file.sync();
    return result;
  } finally {
    await file.close();
  }
}

/** Windows cannot open a folder; its rename is durable by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
