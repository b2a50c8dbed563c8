// What was recognised on the pages of a scan, kept from the page itself until its searchable rendition is made: a program that is killed takes up
// where it was. Everything is sealed under the replica's own key. Must never write a word in plain text, nor outlive what it was kept for.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "../../../shared/base/zod.ts";
import { contentRefSchema } from "../../../shared/domain/record.ts";
import type { ReadPage } from "../../../scanner-inbox/read/reading.ts";

const cellSchema = z.object({ text: z.string(), x: z.number(), width: z.number(), confidence: z.number().optional() });
const pageSchema = z.object({
  number: z.int().positive(),
  width: z.number(),
  height: z.number(),
  lines: z.array(z.object({ top: z.number(), height: z.number(), cells: z.array(cellSchema) })),
  recognised: z.object({ turn: z.literal([0, 90, 180, 270]), confidence: z.number(), slope: z.number().optional() }).optional(),
});
const wantedSchema = z.object({ document: contentRefSchema, invoices: z.array(z.uuid()), at: z.iso.datetime() });

/** A rendition that is still to be made: of which file, for which invoices, and since when. */
export type WantedRendition = Readonly<z.infer<typeof wantedSchema>>;

export interface KeptReadings {
  /** Pages recognised so far of the file with this hash. One that cannot be opened any more counts as not recognised. */
  pages(sha256: string): Promise<ReadonlyMap<number, ReadPage>>;
  keep(sha256: string, page: ReadPage): Promise<void>;
  /** Wants a rendition of a file for an invoice; several invoices of one file share it. Without recognised pages nothing is wanted. */
  want(document: WantedRendition["document"], invoice: string, at: string): Promise<void>;
  wanted(): Promise<readonly WantedRendition[]>;
  forget(sha256: string): Promise<void>;
  /** Forgets pages of files that never became invoices, kept before this moment. */
  clear(before: Date): Promise<void>;
}

const tagBytes = 16;
const nonceBytes = 12;
const ending = ".wanted";

/** Opens the readings in a folder of their own. `key` is the replica's content key. */
export async function openKeptReadings(folder: string, key: Uint8Array): Promise<KeptReadings> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const own = new Uint8Array(hkdfSync("sha256", key, new Uint8Array(), "kept readings", 32));

  /** Atomic: a file that is there is whole. */
  const seal = async (name: string, value: unknown): Promise<void> => {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv("aes-256-gcm", own, nonce).setAAD(Buffer.from(name));
    const sealed = Buffer.concat([nonce, cipher.update(JSON.stringify(value), "utf8"), cipher.final(), cipher.getAuthTag()]);
    const beside = join(folder, `${name}.${randomBytes(4).toString("hex")}.new`);
    await writeFile(beside, sealed, { mode: 0o600 });
    await rename(beside, join(folder, name));
  };

  const open = async <T>(name: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    try {
      const sealed = await readFile(join(folder, name));
      const decipher = createDecipheriv("aes-256-gcm", own, sealed.subarray(0, nonceBytes)).setAAD(Buffer.from(name));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const plain = Buffer.concat([decipher.update(sealed.subarray(nonceBytes, -tagBytes)), decipher.final()]);
      return schema.parse(JSON.parse(plain.toString("utf8")));
    } catch {
      return undefined;
    }
  };

  const filesOf = async (sha256: string): Promise<readonly string[]> => (await readdir(folder)).filter((name) => name.startsWith(sha256));
  const remove = (name: string): Promise<void> => rm(join(folder, name), { force: true });

  const pages: KeptReadings["pages"] = async (sha256) => {
    const found = new Map<number, ReadPage>();
    for (const name of await filesOf(sha256)) {
      const page = /\.\d+$/u.test(name) ? await open(name, pageSchema) : undefined;
      if (page !== undefined) found.set(page.number, page);
    }
    return found;
  };

  return {
    pages,
    keep: (sha256, page) => seal(`${sha256}.${page.number}`, page),
    want: async (document, invoice, at) => {
      const { sha256 } = document;
      if ((await pages(sha256)).size === 0) return;
      const before = await open(`${sha256}${ending}`, wantedSchema);
      const invoices = [...new Set([...(before?.invoices ?? []), invoice])];
      await seal(`${sha256}${ending}`, { document, invoices, at: before?.at ?? at } satisfies WantedRendition);
    },
    wanted: async () => {
      const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
      const found = await Promise.all(names.map((name) => open(name, wantedSchema)));
      return found.flatMap((one) => one ?? []);
    },
    forget: async (sha256) => {
      for (const name of await filesOf(sha256)) await remove(name);
    },
    clear: async (before) => {
      const names = await readdir(folder);
      const wanted = new Set(names.filter((name) => name.endsWith(ending)).map((name) => name.slice(0, -ending.length)));
      for (const name of names) {
        if (wanted.has(name.split(".")[0] ?? "")) continue;
        const { mtime } = await stat(join(folder, name));
        if (mtime < before) await remove(name);
      }
    },
  };
}
