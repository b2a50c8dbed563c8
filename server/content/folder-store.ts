// The content store in a folder: `<tenant>/<first two digits>/<sha256>` with the hashes of its pieces beside it, uploads in a folder
// of their own. Must never show a file that is not whole and on disk.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, readdir, rename, rm, stat, truncate, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { PartGone, type ContentStore } from "./content-store.ts";
import { PieceHasher, type PieceHashes } from "./piece-hasher.ts";

const hashBytes = 32;

/** Opens the store of a folder, which is made where it is missing. */
export async function openFolderStore(folder: string): Promise<ContentStore> {
  await mkdir(folder, { recursive: true });
  const tenantFolder = (tenant: string): string => join(folder, createHash("sha256").update(tenant).digest("hex").slice(0, 16));
  const place = (tenant: string, sha256: string): string => join(tenantFolder(tenant), digits(sha256).slice(0, 2), digits(sha256));
  const part = (tenant: string, upload: string): string => join(tenantFolder(tenant), "uploads", digits(upload));
  return {
    partSize: (tenant, upload) => sizeOf(part(tenant, upload)).then((size) => size ?? 0),
    partStamp: async (tenant, upload) => {
      const found = await stat(part(tenant, upload), { bigint: true }).catch(() => undefined);
      return found === undefined ? "none" : `${String(found.ino)}/${String(found.mtimeNs)}/${String(found.size)}`;
    },
    append: async (tenant, upload, offset, length, bytes) => {
      await mkdir(join(tenantFolder(tenant), "uploads"), { recursive: true });
      return await onPart(() => appendTo(part(tenant, upload), offset, length, bytes));
    },
    cutBack: (tenant, upload, length) => onPart(() => truncate(part(tenant, upload), length)),
    hash: (tenant, upload) => onPart(() => hashesOf(part(tenant, upload))),
    place: async (tenant, upload, hashes) => {
      const from = part(tenant, upload);
      const to = place(tenant, hashes.sha256);
      try {
        await onPart(() => moveIntoPlace(from, to, hashes.pieces));
      } catch (thrown) {
        // Called again after it was done: there is nothing left to move.
        if (!(thrown instanceof PartGone) || (await sizeOf(to)) === undefined) throw thrown;
      }
    },
    dropPart: (tenant, upload) => rm(part(tenant, upload), { force: true }),
    dropOrphansBefore: async (moment, orphans) => {
      let dropped = 0;
      for (const tenant of await readdir(folder)) {
        const uploads = join(folder, tenant, "uploads");
        const old: string[] = [];
        for (const name of await readdir(uploads).catch(() => [])) {
          const found = await stat(join(uploads, name)).catch(() => undefined);
          if (found !== undefined && found.mtimeMs < moment) old.push(name);
        }
        for (const name of old.length === 0 ? [] : await orphans(old)) {
          await rm(join(uploads, name), { force: true });
          dropped += 1;
        }
      }
      return dropped;
    },
    put: async (tenant, sha256, bytes) => {
      const hasher = new PieceHasher();
      hasher.update(bytes);
      const hashes = hasher.finish();
      if (hashes.sha256 !== sha256) throw new Error("the bytes have another hash");
      if ((await sizeOf(place(tenant, sha256))) !== undefined) return;
      await mkdir(join(tenantFolder(tenant), "uploads"), { recursive: true });
      const path = part(
        tenant,
        createHash("sha256")
          .update(`${sha256}/${String(process.pid)}/${String(process.hrtime.bigint())}`)
          .digest("hex"),
      );
      await withFile(path, "wx", (file) => file.writeFile(bytes));
      await moveIntoPlace(path, place(tenant, sha256), hashes.pieces);
    },
    size: (tenant, sha256) => sizeOf(place(tenant, sha256)),
    read: (tenant, sha256, start, end) => createReadStream(place(tenant, sha256), { start, end, highWaterMark: 1 << 18 }),
    readAll: (tenant, sha256) => readFile(place(tenant, sha256)),
    pieceHashes: async (tenant, sha256, first, last) => {
      const path = place(tenant, sha256);
      const all = await readFile(piecesOf(path)).catch(() => undefined);
      return (all ?? (await hashedNow(path, sha256))).subarray(first * hashBytes, (last + 1) * hashBytes);
    },
    remove: async (tenant, sha256) => {
      await rm(place(tenant, sha256), { force: true });
      await rm(piecesOf(place(tenant, sha256)), { force: true });
    },
  };
}

async function onPart<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT") throw new PartGone({ cause: thrown });
    throw thrown;
  }
}

/** Names come from outside: only digits of a hash ever become part of a path. */
function digits(name: string): string {
  if (!/^[0-9a-f]{64}$/u.test(name)) throw new Error("not a hash");
  return name;
}

function piecesOf(path: string): string {
  return `${path}.pieces`;
}

async function sizeOf(path: string): Promise<number | undefined> {
  return await stat(path).then(
    (found) => found.size,
    () => undefined,
  );
}

async function withFile<T>(path: string, flags: string, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags, 0o600);
  try {
    return await work(file);
  } finally {
    await file.close();
  }
}

/** Written at their positions, so that two lines that bring the same bytes of one upload cannot mix them up. */
async function appendTo(path: string, offset: number, length: number, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  return await withFile(path, offset === 0 ? "w" : "r+", async (file) => {
    let position = offset;
    const pieces = bytes[Symbol.asyncIterator]();
    for (;;) {
      // Where the line was cut, what arrived stays, and the sender asks how much that is.
      const piece = await pieces.next().catch(() => undefined);
      if (piece === undefined || piece.done === true) return position;
      const wanted = piece.value.subarray(0, length - position);
      await file.write(wanted, 0, wanted.byteLength, position);
      position += wanted.byteLength;
    }
  });
}

async function hashesOf(path: string): Promise<PieceHashes> {
  const hasher = new PieceHasher();
  for await (const bytes of createReadStream(path, { highWaterMark: 1 << 20 })) hasher.update(bytes as Uint8Array);
  return hasher.finish();
}

/** Hashes of the pieces of content from before they were kept beside it. Throws where the bytes are not the content any more. */
async function hashedNow(path: string, sha256: string): Promise<Buffer> {
  const hashes = await hashesOf(path);
  if (hashes.sha256 !== sha256) throw new Error("the bytes on disk are not what the hash says");
  await writeWhole(piecesOf(path), hashes.pieces);
  return hashes.pieces;
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${String(process.pid)}.${String(process.hrtime.bigint())}`;
  await withFile(draft, "wx", async (file) => {
    await file.writeFile(bytes);
    await file.sync();
  });
  await rename(draft, path);
}

/** The bytes reach the disk before the name does, and the name before anybody is told. */
async function moveIntoPlace(from: string, to: string, pieces: Uint8Array): Promise<void> {
  await withFile(from, "r+", (file) => file.sync());
  const folder = join(to, "..");
  await mkdir(folder, { recursive: true });
  await writeWhole(piecesOf(to), pieces);
  await rename(from, to);
  // Windows cannot open a folder; its rename is durable by itself.
  if (process.platform !== "win32") await withFile(folder, "r", (file) => file.sync());
}
