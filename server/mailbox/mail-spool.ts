// The folder between a mailbox and the reader: `incoming/` holds mails that are being fetched, `files/` is a scanner folder like any other,
// in which a mail is one file. Must never put a mail there twice, and never one that is not whole.
import { createHash } from "node:crypto";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { failureSentence } from "../../scanner-inbox/read/failure-sentences.ts";
import { moveToFailed, places, sha256OfFile } from "../../scanner-inbox/watch/folder-places.ts";
import type { MailEnd } from "./mail-ledger.ts";

/** `inHand` is anything before the end: not taken yet, being read, waiting. */
export type MailPlace = MailEnd | "inHand" | "incoming";

export interface MailSpool {
  /** The folder that is watched. */
  readonly files: string;
  /** Writes a mail whole and says its hash; it lies in `incoming/` then, on the disk. Null where `pieces` says that it is gone. */
  write(key: string, subject: string, pieces: AsyncIterable<Uint8Array>): Promise<string>;
  /** Hands a mail that lies in `incoming/` to the folder. */
  handOver(key: string): Promise<void>;
  /** Puts what lies in `incoming/` into quarantine at once, as a mail that is too large to be fetched. */
  putAsideTooLarge(key: string, at: number): Promise<void>;
  drop(key: string): Promise<void>;
  /** Where each mail lies, by its key. One that moves on meanwhile is never missed; one that a person has read once more may be. */
  places(): Promise<ReadonlyMap<string, MailPlace>>;
  /** Deletes what lies in `done/` under these keys. */
  clearDone(isCleared: (key: string) => boolean): Promise<void>;
}

const ofMail = /\[(\d+-\d+)\](?: \(\d+\))?\.eml$/u;

/** The key of a mail by the name of its file, also where another file had that name already. */
export function keyOfMailFile(name: string): string | undefined {
  return ofMail.exec(name)?.[1];
}

/** A name that people know the mail by, and that tells its key. Whatever a sender writes, it is a plain name on any system. */
export function mailFileName(subject: string, key: string): string {
  const plain = subject
    .normalize("NFC")
    .replaceAll(/[\p{C}\\/:*?"<>|[\]]+/gu, " ")
    .replaceAll(/\s+/gu, " ")
    .replace(/^[ .~]+/u, "");
  const short = Array.from(plain).slice(0, 60).join("").trim();
  return `${short === "" ? "E-Mail" : short} [${key}].eml`;
}

export async function openMailSpool(base: string): Promise<MailSpool> {
  const files = join(base, "files");
  const incoming = join(base, "incoming");
  for (const folder of [files, incoming]) await mkdir(folder, { recursive: true, mode: 0o700 });
  const homeOf = (key: string): string => join(incoming, key);
  const nameIn = async (home: string): Promise<string | undefined> => (await namesIn(home)).find((name) => name.endsWith(".eml"));

  const write: MailSpool["write"] = async (key, subject, pieces) => {
    const home = homeOf(key);
    await rm(home, { recursive: true, force: true });
    await mkdir(home, { mode: 0o700 });
    const path = join(home, mailFileName(subject, key));
    const hash = createHash("sha256");
    const file = await open(`${path}.part`, "wx", 0o600);
    try {
      for await (const piece of pieces) {
        hash.update(piece);
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.part`, path);
    await synced(home);
    return hash.digest("hex");
  };

  const drop = (key: string): Promise<void> => rm(homeOf(key), { recursive: true, force: true });

  return {
    files,
    write,
    handOver: async (key) => {
      const name = await nameIn(homeOf(key));
      if (name === undefined) return;
      await rename(join(homeOf(key), name), join(files, name));
      await synced(files);
      await drop(key);
    },
    putAsideTooLarge: async (key, at) => {
      const name = await nameIn(homeOf(key));
      if (name === undefined) return;
      const [path, code] = [join(homeOf(key), name), "too-large"] as const;
      await mkdir(join(files, places.failed), { recursive: true });
      await moveToFailed(files, { id: key, name, path }, { code, text: failureSentence(code) }, at, await sha256OfFile(path));
      await drop(key);
    },
    drop,
    places: async () => {
      const found = new Map<string, MailPlace>();
      const note = (names: readonly string[], place: MailPlace): void => {
        for (const name of names) {
          const key = keyOfMailFile(name);
          if (key !== undefined) found.set(key, place);
        }
      };
      // In the order in which a mail goes on.
      for (const home of await namesIn(incoming)) note((await namesIn(join(incoming, home))).map(String), "incoming");
      note(await namesIn(files), "inHand");
      const processing = join(files, places.processing);
      for (const claim of await namesIn(processing)) note(await namesIn(join(processing, claim)), "inHand");
      for (const day of await namesIn(join(files, places.done))) note(await namesIn(join(files, places.done, day)), "done");
      note(await namesIn(join(files, places.failed)), "aside");
      return found;
    },
    clearDone: async (isCleared) => {
      const done = join(files, places.done);
      for (const day of await namesIn(done))
        for (const name of await namesIn(join(done, day))) {
          const key = keyOfMailFile(name);
          if (key !== undefined && isCleared(key)) await rm(join(done, day, name), { force: true });
        }
    },
  };
}

/** None where it is not there, or is a file. */
async function namesIn(folder: string): Promise<readonly string[]> {
  return await readdir(folder).catch((thrown: unknown) => {
    if (thrown instanceof Error && "code" in thrown && (thrown.code === "ENOENT" || thrown.code === "ENOTDIR")) return [];
    throw thrown;
  });
}

/** A rename is on the disk once its folder is; Windows knows no such thing and needs none. */
async function synced(folder: string): Promise<void> {
  const opened = await open(folder, "r").catch(() => undefined);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}
