// Who this server is: an Ed25519 key in the database, shared by all processes of an installation, that signs the first words of every
// connection. Must never let the private key out.
import {
  createHash,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  timingSafeEqual,
  X509Certificate,
} from "node:crypto";
import { readFile } from "node:fs/promises";
import type { z } from "../../shared/base/zod.ts";
import { statementText, type HelloStatement, type helloResponseSchema } from "../../shared/sync/enrolment.ts";
import type { Database, Queryable } from "../store/database.ts";
import { sql } from "../store/sql.ts";

export interface ServerKeys {
  /** The key that signs, and its public half. */
  readonly privateKey: string;
  readonly publicKey: string;
  /** Public keys that may sign later. */
  readonly next: readonly string[];
}

async function addKey(queryable: Queryable, now: string, signs: boolean): Promise<string> {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const text = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  await queryable.query(sql`insert into server_identity (public_key, private_key, made_at, signs_from)
    values (${text}, ${pem}, ${now}::timestamptz, case when ${signs}::boolean then ${now}::timestamptz end)`);
  return text;
}

/** The keys as they are now; the first ones are made here. */
export async function serverKeys(database: Database, now: string): Promise<ServerKeys> {
  const found = await readKeys(database);
  if (found !== undefined) return found;
  await database.transaction(async (transaction) => {
    // Two processes that start at the same time agree on one key.
    await transaction.query(sql`lock table server_identity in exclusive mode`);
    if ((await readKeys(transaction)) === undefined) await addKey(transaction, now, true);
  });
  const made = await readKeys(database);
  if (made === undefined) throw new Error("impossible: the server's key was just made");
  return made;
}

async function readKeys(queryable: Queryable): Promise<ServerKeys | undefined> {
  const rows = await queryable.query<{ public_key: string; private_key: string; signs_from: Date | null }>({
    name: "server_keys",
    ...sql`select public_key, private_key, signs_from from server_identity order by signs_from desc nulls last, made_at`,
  });
  const [first] = rows;
  if (!(first?.signs_from instanceof Date)) return undefined;
  const next = rows.filter((row) => row.signs_from === null).map((row) => row.public_key);
  return { privateKey: first.private_key, publicKey: first.public_key, next };
}

/** Makes a key that desks learn from now on and that may sign later. */
export async function announceServerKey(queryable: Queryable, now: string): Promise<string> {
  return await addKey(queryable, now, false);
}

/** Lets the oldest announced key sign from now on and forgets the one before; false where none was announced. */
export async function useAnnouncedKey(database: Database, now: string): Promise<boolean> {
  return await database.transaction(async (transaction) => {
    const rows = await transaction.query(sql`update server_identity set signs_from = ${now}::timestamptz
      where public_key = (select public_key from server_identity where signs_from is null order by made_at limit 1) returning 1`);
    if (rows.length === 0) return false;
    await transaction.query(sql`delete from server_identity where signs_from < ${now}::timestamptz`);
    return true;
  });
}

/** Fingerprints (SHA-256 of the public key, base64) of the certificates in PEM files: read anew each time, so that a renewal needs no restart. */
export async function certificateFingerprints(files: readonly string[]): Promise<readonly string[]> {
  const texts = await Promise.all(files.map((file) => readFile(file, "utf8")));
  return texts.flatMap((text) => text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/gu) ?? []).map(fingerprintOf);
}

function fingerprintOf(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: "spki", format: "der" });
  return createHash("sha256").update(key).digest("base64");
}

/** The signed answer to a nonce. */
export function signedHello(keys: ServerKeys, parts: Omit<HelloStatement, "key" | "next">): z.infer<typeof helloResponseSchema> {
  const statement = JSON.stringify({ ...parts, key: keys.publicKey, next: [...keys.next] } satisfies HelloStatement);
  const signature = sign(null, Buffer.from(statementText(statement)), createPrivateKey(keys.privateKey)).toString("base64");
  return { statement, signature };
}

const challengeSeconds = 600;

function challengeMac(secret: Uint8Array, text: string): Buffer {
  return createHmac("sha256", secret).update(`challenge\n${text}`).digest();
}

/** What devices sign over for ten minutes. Every process of the installation knows its own kind again. */
export function newChallenge(secret: Uint8Array, now: string): string {
  const text = `${Math.floor(Date.parse(now) / 1000)}.${randomBytes(9).toString("base64url")}`;
  return `${text}.${challengeMac(secret, text).toString("base64url")}`;
}

/** Whether this installation gave the challenge within the last minutes. */
export function challengeHolds(secret: Uint8Array, challenge: string, now: string): boolean {
  const [seconds = "", random = "", mac = ""] = challenge.split(".");
  const expected = challengeMac(secret, `${seconds}.${random}`);
  const given = Buffer.from(mac, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return false;
  const age = Date.parse(now) / 1000 - Number(seconds);
  return age <= challengeSeconds && age >= -challengeSeconds;
}
