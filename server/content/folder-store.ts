// The content store in a folder: `<tenant>/<first two digits>/<sha256>`, uploads beside it. Must never show a file that is not whole and on disk.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, rename, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { ContentStore } from "./content-store.ts";

/** Opens the store of a folder, which is made where it is missing. */
export async function openFolderStore(folder: string): Promise<ContentStore> {
  await mkdir(folder, { recursive: true });
  const tenantFolder = (tenant: string): string => join(folder, createHash("sha256").update(tenant).digest("hex").slice(0, 16));
  const place = (tenant: string, sha256: string): string => join(tenantFolder(tenant), digits(sha256).slice(0, 2), digits(sha256));
  const part = (tenant: string, upload: string): string => join(tenantFolder(tenant), "uploads", digits(upload));
  return {
    partSize: (tenant, upload) => sizeOf(part(tenant, upload)).then((size) => size ?? 0),
    append: async (tenant, upload, offset, length, bytes) => {
      await mkdir(join(tenantFolder(tenant), "uploads"), { recursive: true });
      return await appendTo(part(tenant, upload), offset, length, bytes);
    },
    finish: async (tenant, upload, sha256) => {
      const path = part(tenant, upload);
      if ((await hashOfFile(path)) !== sha256) {
        await rm(path, { force: true });
        return false;
      }
      await moveIntoPlace(path, place(tenant, sha256));
      return true;
    },
    put: async (tenant, sha256, bytes) => {
      if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw new Error("the bytes have another hash");
      if ((await sizeOf(place(tenant, sha256))) !== undefined) return;
      await mkdir(join(tenantFolder(tenant), "uploads"), { recursive: true });
      const path = part(
        tenant,
        createHash("sha256")
          .update(`${sha256}/${String(process.pid)}/${String(process.hrtime.bigint())}`)
          .digest("hex"),
      );
      await withFile(path, "wx", (file) => file.writeFile(bytes));
      await moveIntoPlace(path, place(tenant, sha256));
    },
    size: (tenant, sha256) => sizeOf(place(tenant, sha256)),
    read: (tenant, sha256, start, end) => createReadStream(place(tenant, sha256), { start, end }),
    readAll: (tenant, sha256) => readFile(place(tenant, sha256)),
  };
}

/** Names come from outside: only digits of a hash ever become part of a path. */
function digits(name: string): string {
  if (!/^[0-9a-f]{64}$/u.test(name)) throw new Error("not a hash");
  return name;
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

async function appendTo(path: string, offset: number, length: number, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  return await withFile(path, "a", async (file) => {
    let position = offset;
    try {
      for await (const piece of bytes) {
        const wanted = piece.subarray(0, length - position);
        await file.write(wanted);
        position += wanted.byteLength;
      }
    } catch {
      // The line was cut: what arrived stays, and the sender asks how much that is.
    }
    return position;
  });
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest("hex");
}

/** The bytes reach the disk before the name does, and the name before anybody is told. */
async function moveIntoPlace(from: string, to: string): Promise<void> {
  await withFile(from, "r+", (file) => file.sync());
  const folder = join(to, "..");
  await mkdir(folder, { recursive: true });
  await rename(from, to);
  // Windows cannot open a folder; its rename is durable by itself.
  if (process.platform !== "win32") await withFile(folder, "r", (file) => file.sync());
}
