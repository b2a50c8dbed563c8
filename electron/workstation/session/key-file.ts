// The small file beside a store that holds its key, wrapped: by the person's password and the operating system's key store,
// and a second time under the municipality's recovery key. Must never hold the key or the password itself.
import { hashRaw } from "@node-rs/argon2";
import { createCipheriv, createDecipheriv, constants, publicEncrypt, randomBytes } from "node:crypto";
import { open, readFile, rename } from "node:fs/promises";
import { z } from "../../../shared/base/zod.ts";

/** The operating system's key store: wraps bytes so that only this user account on this machine opens them. */
export interface KeyStore {
  wrap(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
  /** Throws or rejects where the bytes were wrapped elsewhere. */
  unwrap(bytes: Uint8Array): Uint8Array | Promise<Uint8Array>;
}

const keyFileSchema = z.object({
  form: z.literal(1),
  salt: z.base64(),
  /** KiB of memory argon2id took. */
  argonMemory: z.int().positive(),
  /** AES-256-GCM under the password's key: nonce, ciphertext, tag. */
  wrapped: z.base64(),
  /** Whether the wrapped bytes passed through the key store first. */
  keyStore: z.boolean(),
  /** The key under the recovery public key (RSA-OAEP, SHA-256). */
  recovery: z.base64(),
  wrongPasswords: z.int().nonnegative(),
  /** Last answer of the server, ISO, and for how many days it is good for unlocking without it. */
  lastContactAt: z.iso.datetime(),
  offlineDays: z.int().positive(),
});
export type KeyFile = Readonly<z.infer<typeof keyFileSchema>>;

const argonPasses = 3;

// argon2id is the library's default algorithm.
async function passwordKey(password: string, salt: Uint8Array, memory: number): Promise<Buffer> {
  return hashRaw(password, { memoryCost: memory, timeCost: argonPasses, parallelism: 1, outputLen: 32, salt });
}

/** Undefined where there is none, or none that can be read. */
export async function readKeyFile(path: string): Promise<KeyFile | undefined> {
  try {
    const parsed = keyFileSchema.safeParse(JSON.parse(await readFile(path, "utf8")));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces the file whole: it is either the old one or the new one, also after a power cut. */
export async function writeKeyFile(path: string, content: KeyFile): Promise<void> {
  const half = `${path}.${randomBytes(4).toString("hex")}`;
  const file = await open(half, "wx", 0o600);
  try {
    await file.writeFile(JSON.stringify(content));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(half, path);
}

export function newStoreKey(): Uint8Array {
  return randomBytes(32);
}

/** Both wraps of a key, as a key file without a wrong password and with contact now. */
export async function wrapKey(input: {
  readonly key: Uint8Array;
  readonly password: string;
  readonly keyStore: KeyStore | null;
  readonly recoveryPublicKey: string;
  readonly argonMemory: number;
  readonly at: string;
  readonly offlineDays: number;
}): Promise<KeyFile> {
  const { key, password, keyStore, argonMemory, at, offlineDays } = input;
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", await passwordKey(password, salt, argonMemory), nonce);
  const inner = keyStore === null ? key : await keyStore.wrap(key);
  const wrapped = Buffer.concat([nonce, cipher.update(inner), cipher.final(), cipher.getAuthTag()]);
  const oaep = { key: input.recoveryPublicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256" };
  return {
    form: 1,
    salt: salt.toString("base64"),
    argonMemory,
    wrapped: wrapped.toString("base64"),
    keyStore: keyStore !== null,
    recovery: publicEncrypt(oaep, key).toString("base64"),
    wrongPasswords: 0,
    lastContactAt: at,
    offlineDays,
  };
}

/** The key, or undefined where the password (or this machine's key store) does not open it. */
export async function unwrapKey(file: KeyFile, password: string, keyStore: KeyStore | null): Promise<Uint8Array | undefined> {
  if (file.keyStore && keyStore === null) return undefined;
  try {
    const wrapped = Buffer.from(file.wrapped, "base64");
    const outer = await passwordKey(password, Buffer.from(file.salt, "base64"), file.argonMemory);
    const decipher = createDecipheriv("aes-256-gcm", outer, wrapped.subarray(0, 12));
    decipher.setAuthTag(wrapped.subarray(-16));
    const inner = Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
    return file.keyStore && keyStore !== null ? await keyStore.unwrap(inner) : inner;
  } catch {
    return undefined;
  }
}

export const mostWrongPasswords = 10;
const dayMilliseconds = 86_400_000;
/** A desk's clock may go back a little (it is set right now and then), not further. */
const clockSlack = 3_600_000;

/** Whether the file may still be opened without the server. */
export function offlineUnlockEnded(file: KeyFile, now: Date): boolean {
  const since = now.getTime() - Date.parse(file.lastContactAt);
  return file.wrongPasswords >= mostWrongPasswords || since > file.offlineDays * dayMilliseconds || since < -clockSlack;
}
