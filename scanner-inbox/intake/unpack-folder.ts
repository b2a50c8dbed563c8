// The folder in which attachments of mails and pictures of pages lie, in plain text, while they are booked. Must never keep one that nobody is booking.
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { IntakeLog } from "./intake-log.ts";

/** Lends places for plain files and sees to it that none stays behind. */
export interface UnpackFolder {
  /** A folder of its own for the work on one file, made when it is asked for; gone afterwards, whatever became of the work. */
  lend<T>(id: string, use: (folder: () => Promise<string>) => Promise<T>): Promise<T>;
  /** Deletes whatever is lent to nobody: what a killed program left, or what could not be deleted in its time. Never rejects. */
  clear(): Promise<void>;
}

export function openUnpackFolder(folder: string, log: IntakeLog): UnpackFolder {
  const lent = new Set<string>();
  let inTurn: Promise<void> = Promise.resolve();

  const remove = async (name: string): Promise<void> => {
    // On Windows a virus scanner may still look at a file for a moment.
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 }).catch((thrown: unknown) =>
      log("warn", "unpacked file not deleted", { reason: codeOf(thrown) }),
    );
  };
  const clearNow = async (): Promise<void> => {
    const names = await readdir(folder).catch(() => []);
    for (const name of names) if (!lent.has(name)) await remove(name);
  };

  return {
    lend: async (id, use) => {
      lent.add(id);
      let made: Promise<string> | undefined;
      const make = async (): Promise<string> => {
        // A clearing may have passed this name already, and what lies under it is of another run.
        await inTurn;
        await remove(id);
        const own = join(folder, id);
        await mkdir(own, { recursive: true, mode: 0o700 });
        return own;
      };
      try {
        return await use(() => (made ??= make()));
      } finally {
        if (made !== undefined) await remove(id);
        lent.delete(id);
      }
    },
    clear: () => {
      inTurn = inTurn.then(clearNow);
      return inTurn;
    },
  };
}

/** The code alone where there is one: messages of the system name paths, and paths name attachments. */
function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  return "code" in thrown ? String(thrown.code) : thrown.message;
}
