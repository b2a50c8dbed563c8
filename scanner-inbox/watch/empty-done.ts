// Empties `done/` of what the server keeps: the only place of the folder from which anything is ever deleted, and only after asking.
import { readdir, rmdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { addDays, isOfficeDate, type OfficeDate } from "../../shared/base/office-date.ts";
import { places, sha256OfFile, statIfThere } from "./folder-places.ts";

/** Deletes what lies in `done/` for longer than `afterDays` and what `isKept` vouches for; where it says no or does not answer, the file stays. */
export async function emptyDone(options: {
  readonly folder: string;
  readonly today: OfficeDate;
  readonly afterDays: number;
  readonly isKept: (sha256: string, size: number) => Promise<boolean>;
}): Promise<void> {
  const done = join(options.folder, places.done);
  const first = addDays(options.today, -options.afterDays);
  for (const day of (await readdir(done)).filter((name) => isOfficeDate(name) && name < first)) {
    for (const name of await readdir(join(done, day))) {
      const path = join(done, day, name);
      const before = await statIfThere(path);
      if (before === null) continue;
      if (!(await options.isKept(await sha256OfFile(path), before.size).catch(() => false))) continue;
      // What was written meanwhile is another file.
      const after = await statIfThere(path);
      if (after?.size === before.size && after.mtimeMs === before.mtimeMs) await unlink(path);
    }
    await rmdir(join(done, day)).catch(() => undefined);
  }
}
