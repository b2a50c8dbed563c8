// Uploads under way: how long each will be, how much of it is here, and its end. An upload belongs to one person; what another one
// brought of the same content is unknown to it. Must never count bytes as held whose hash was not checked.
import { createHash } from "node:crypto";
import type { Sender } from "../feed/sender.ts";
import { heldContent } from "../feed/load.ts";
import { RequestProblem } from "../http/problem.ts";
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";
import { PartGone, type ContentStore } from "./content-store.ts";
import { takeContent } from "./held.ts";
import { PieceHasher } from "./piece-hasher.ts";

export interface UploadProgress {
  readonly offset: number;
  readonly length: number;
  readonly complete: boolean;
}

/** What this process has hashed of an upload, and how the upload looked then: other processes write to it too. */
interface Hashed {
  readonly hasher: PieceHasher;
  readonly stamp: string;
}

/** Hashes of this many uploads are kept in memory; one that fell out is read once more at its end. */
const mostHashers = 64;

export class Uploads {
  readonly #database: Database;
  readonly #content: ContentStore;
  readonly #now: () => string;
  readonly #hashed = new Map<string, Hashed>();

  constructor(database: Database, content: ContentStore, now: () => string) {
    this.#database = database;
    this.#content = content;
    this.#now = now;
  }

  /** The name of a person's upload of a content; it tells neither. */
  nameOf(sender: Sender, sha256: string): string {
    return createHash("sha256").update(`${sender.actor.personId}/${sha256}`).digest("hex");
  }

  /** What the sender may know of: held and theirs to name, or begun by them. The same questions are asked whatever the answer. */
  async look(sender: Sender, sha256: string): Promise<UploadProgress | undefined> {
    const { tenant } = sender;
    const upload = this.nameOf(sender, sha256);
    const [may, [row], size, offset] = await Promise.all([
      heldContent(this.#database, sender, [sha256]),
      this.#database.query<{ length: number }>(sql`select length from content_upload where tenant = ${tenant} and upload = ${upload}`),
      this.#content.size(tenant, sha256),
      this.#content.partSize(tenant, upload),
    ]);
    if (may.has(sha256) && size !== undefined) return { offset: size, length: size, complete: true };
    return row === undefined ? undefined : { offset: Math.min(offset, row.length), length: row.length, complete: false };
  }

  /** Begins an upload, or goes on with one of the same length. */
  async begin(sender: Sender, sha256: string, length: number): Promise<UploadProgress> {
    const known = await this.look(sender, sha256);
    const { tenant } = sender;
    const upload = this.nameOf(sender, sha256);
    if (known?.complete === true) return known;
    if (known?.length !== length) await this.#content.dropPart(tenant, upload);
    await this.#database.query(sql`insert into content_upload (tenant, upload, length, touched_at)
      values (${tenant}, ${upload}, ${length}, ${this.#now()})
      on conflict (tenant, upload) do update set length = excluded.length, touched_at = excluded.touched_at`);
    const offset = await this.#content.partSize(tenant, upload);
    return { offset, length, complete: false };
  }

  /** Takes the next bytes; what arrived before a cut stays. A checksum that does not fit takes all of them back. */
  async append(
    sender: Sender,
    sha256: string,
    from: Pick<UploadProgress, "offset" | "length">,
    bytes: AsyncIterable<Uint8Array>,
    checksum?: Checksum,
  ): Promise<UploadProgress> {
    const { tenant } = sender;
    const { length } = from;
    const upload = this.nameOf(sender, sha256);
    const hasher = await this.#takeHasher(tenant, upload, from.offset);
    const sum = checksum === undefined ? undefined : createHash(checksum.algorithm);
    const line = { whole: false };
    async function* watched(): AsyncGenerator<Uint8Array> {
      let left = length - from.offset;
      for await (const piece of bytes) {
        const wanted = piece.subarray(0, left);
        left -= wanted.byteLength;
        hasher?.update(wanted);
        sum?.update(piece);
        yield wanted;
      }
      line.whole = true;
    }
    const touched = sql`update content_upload set touched_at = ${this.#now()} where tenant = ${tenant} and upload = ${upload}`;
    await this.#database.query(touched);
    const offset = await orUnknown(this.#content.append(tenant, upload, from.offset, length, watched()));
    if (line.whole && sum !== undefined && sum.digest("base64") !== checksum?.value) {
      await orUnknown(this.#content.cutBack(tenant, upload, from.offset));
      throw new RequestProblem("checksumMismatch");
    }
    if (hasher?.bytes === offset) await this.#keepHasher(tenant, upload, hasher);
    return { offset, length, complete: false };
  }

  /** Checks an upload whose bytes are all here and makes it content. Throws hashMismatch, and forgets it, where they are others. */
  async finish(sender: Sender, sha256: string, length: number): Promise<UploadProgress> {
    const { tenant } = sender;
    const upload = this.nameOf(sender, sha256);
    const hasher = await this.#takeHasher(tenant, upload, length);
    const hashes = hasher === undefined ? await orUnknown(this.#content.hash(tenant, upload)) : hasher.finish();
    if (hashes.sha256 !== sha256) {
      await this.#content.dropPart(tenant, upload);
      await this.#forget(tenant, upload);
      throw new RequestProblem("hashMismatch");
    }
    const held = { tenant, sha256, size: length, personId: sender.actor.personId, at: this.#now() };
    await orUnknown(takeContent(this.#database, held, () => this.#content.place(tenant, upload, hashes)));
    await this.#forget(tenant, upload);
    return { offset: length, length, complete: true };
  }

  async #forget(tenant: string, upload: string): Promise<void> {
    await this.#database.query(sql`delete from content_upload where tenant = ${tenant} and upload = ${upload}`);
  }

  /** The hash of the first `offset` bytes, where this process has seen them all and nobody has written since. */
  async #takeHasher(tenant: string, upload: string, offset: number): Promise<PieceHasher | undefined> {
    const key = `${tenant}/${upload}`;
    const held = this.#hashed.get(key);
    this.#hashed.delete(key);
    if (offset === 0) return new PieceHasher();
    return held?.hasher.bytes === offset && held.stamp === (await this.#content.partStamp(tenant, upload)) ? held.hasher : undefined;
  }

  async #keepHasher(tenant: string, upload: string, hasher: PieceHasher): Promise<void> {
    this.#hashed.set(`${tenant}/${upload}`, { hasher, stamp: await this.#content.partStamp(tenant, upload) });
    const [oldest] = this.#hashed.keys();
    if (this.#hashed.size > mostHashers && oldest !== undefined) this.#hashed.delete(oldest);
  }
}

/** An upload that went away beneath a request, after a backup came back, say, is unknown: whoever sends it begins again. */
async function orUnknown<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    throw thrown instanceof PartGone ? new RequestProblem("notFound") : thrown;
  }
}

export interface Checksum {
  readonly algorithm: "sha1" | "sha256";
  readonly value: string;
}
