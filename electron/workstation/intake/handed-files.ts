// Files that a person hands over in the window: put into a scanner folder piece by piece under a name nobody looks at, and given their own only
// once they are whole, so that from there on they go the way of every scan. Must never write over a file that lies there.
import { createHash } from "node:crypto";
import { open, readdir, rename, rm, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import type { CallArgs } from "../../../shared/desk/contract.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { handedName } from "../../../scanner-inbox/watch/handed-name.ts";

export interface HandedFiles {
  /** Takes the next piece. Answers with the name in the folder once the file is whole, else with null. */
  take(piece: CallArgs<"handScan">): Promise<string | null>;
  /** Removes what an earlier run of this device left unfinished in a folder. */
  tidy(folder: string): Promise<void>;
  /** Gives up what is unfinished. */
  drop(): Promise<void>;
}

interface Unfinished {
  readonly path: string;
  readonly handle: FileHandle;
  written: number;
}

/** Files of one name that lie in a folder at once. */
const mostAlike = 1_000;

export function handedFiles(device: () => string): HandedFiles {
  const unfinished = new Map<string, Unfinished>();
  /** A hidden name, which the watch passes over; it says whose it is, since several desks may share the folder. */
  const prefix = (): string => `.amtsstube-${createHash("sha256").update(device()).digest("hex").slice(0, 12)}-`;

  const giveUp = async (upload: string): Promise<void> => {
    const file = unfinished.get(upload);
    unfinished.delete(upload);
    await file?.handle.close().catch(() => undefined);
    if (file !== undefined) await rm(file.path, { force: true }).catch(() => undefined);
  };

  const begin = async (folder: string, upload: string): Promise<Unfinished> => {
    const path = join(folder, `${prefix()}${upload}.part`);
    const file = { path, handle: await open(path, "wx"), written: 0 };
    unfinished.set(upload, file);
    return file;
  };

  return {
    take: async ({ folder, upload, name, size, offset, base64 }) => {
      try {
        const file = unfinished.get(upload) ?? (offset === 0 ? await begin(folder, upload) : undefined);
        const bytes = Buffer.from(base64, "base64");
        if (file === undefined || file.written !== offset || offset + bytes.byteLength > size)
          throw new DeskError("notFound", "no such file is being handed over");
        file.written += bytes.byteLength;
        await file.handle.appendFile(bytes);
        if (file.written < size) return null;
        await file.handle.sync();
        await file.handle.close();
        const given = await reserve(folder, name);
        await rename(file.path, join(folder, given));
        unfinished.delete(upload);
        return given;
      } catch (thrown) {
        await giveUp(upload);
        throw isDiskFull(thrown) ? new DeskError("diskFull", "no room in the scanner folder") : thrown;
      }
    },
    tidy: async (folder) => {
      const names = await readdir(folder).catch(() => []);
      const own = new Set([...unfinished.values()].map(({ path }) => path));
      for (const name of names)
        if (name.startsWith(prefix()) && !own.has(join(folder, name))) await rm(join(folder, name), { force: true }).catch(() => undefined);
    },
    drop: async () => {
      for (const upload of unfinished.keys()) await giveUp(upload);
    },
  };
}

/** Claims a name that is free by an empty file, which the watch leaves alone; what is renamed over it then takes nothing away. */
async function reserve(folder: string, name: string): Promise<string> {
  for (let place = 1; place <= mostAlike; place += 1) {
    const given = handedName(name, place);
    try {
      await (await open(join(folder, given), "wx")).close();
      return given;
    } catch (thrown) {
      if (codeOf(thrown) !== "EEXIST") throw thrown;
    }
  }
  throw new DeskError("internal", "too many files of one name");
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && "code" in thrown ? String(thrown.code) : undefined;
}

function isDiskFull(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return code === "ENOSPC" || code === "EDQUOT";
}
