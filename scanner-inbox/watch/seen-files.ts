// Which entry of the journal each file in the folder is: new ones are noted before anybody touches them, those that left are looked for.
import { randomUUID } from "node:crypto";
import { officeDateAt } from "../../shared/base/office-date.ts";
import type { DayJournal, JournalEntry, SeenFile } from "./day-journal.ts";
import { liesElsewhere } from "./folder-places.ts";
import type { Sighting } from "./quiet-files.ts";

export type SeenFiles = {
  /** Takes in one look and says how many files were new. Throws where the journal cannot be written: nothing may be taken then. */
  look(files: readonly Sighting[], inHands: (id: string) => boolean): Promise<number>;
  /** The entry of a file that lay in the folder at the last look. */
  idOf(name: string): string | undefined;
  /** Whether an entry without an end was found in the folder at the last look. */
  isThere(entry: JournalEntry): boolean;
};

export function seenFiles(options: { readonly folder: string; readonly journal: DayJournal; readonly now: () => number }): SeenFiles {
  const { folder, journal, now } = options;
  let ids = new Map<string, string>();
  /** Not there at the last look; only a second one counts, since a file on its way between two places is in neither. */
  let missed = new Set<string>();

  /** A file that was taken out and put back is the one it was. */
  const cameBack = (file: Sighting): JournalEntry | undefined =>
    journal
      .days()
      .slice(0, 7)
      .flatMap((day) => journal.ofDay(day))
      .find(({ end, name, size, modified }) => end === "gone" && name === file.name && size === file.size && modified === file.modified);

  const note = async (files: readonly Sighting[], open: ReadonlyMap<string, string>): Promise<number> => {
    const fresh: SeenFile[] = [];
    const next = new Map<string, string>();
    for (const file of files) {
      const known = open.get(file.name);
      const back = known === undefined ? cameBack(file) : undefined;
      if (back !== undefined) await journal.again(back.id, false);
      const id = known ?? back?.id ?? randomUUID();
      if (known === undefined && back === undefined) fresh.push({ id, ...file });
      next.set(file.name, id);
    }
    await journal.seen(fresh);
    ids = next;
    return fresh.length;
  };

  const follow = async (gone: readonly JournalEntry[]): Promise<void> => {
    const before = missed;
    missed = new Set(gone.map(({ id }) => id));
    for (const entry of gone) {
      if (!before.has(entry.id)) continue;
      const days = [...new Set([entry.day, officeDateAt(now())])];
      await journal.end(entry.id, (await liesElsewhere(folder, entry, days)) ? "elsewhere" : "gone");
      missed.delete(entry.id);
    }
  };

  return {
    look: async (files, inHands) => {
      const open = journal.open().filter(({ id }) => !inHands(id));
      const fresh = await note(files, new Map(open.map(({ name, id }) => [name, id])));
      const there = new Set(ids.values());
      await follow(open.filter(({ id }) => !there.has(id)));
      return fresh;
    },
    idOf: (name) => ids.get(name),
    isThere: ({ id, name }) => ids.get(name) === id,
  };
}
