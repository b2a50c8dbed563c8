// The journal of one folder: what was seen in it and how each file ended, a file of lines a day, beside the desk's own data.
// Only ever appended to, but for the name of a file that was sealed, which goes with the file; a line that a crash or a full disk cut off is
// as if it had never been written, and its writer was told so.
import { mkdir, readdir, unlink } from "node:fs/promises";
import { join } from "node:path";
import { officeDateAt, type OfficeDate } from "../../shared/base/office-date.ts";
import { z } from "../../shared/base/zod.ts";
import { divisionSchema, type Division } from "../separate/division.ts";
import { halfWritten, lineFile, readLines, type LineFile } from "./line-file.ts";

/** How a file ended: for good, but for `quarantined` and `gone`, which a person or the file itself may take back. */
export const entryEnds = ["booked", "duplicate", "quarantined", "elsewhere", "spooled", "gone"] as const;
export type EntryEnd = (typeof entryEnds)[number];

/** How a person wants the parts of a file divided: 0 is the file itself, an attachment of a mail counts from 1. */
export type Divisions = ReadonlyMap<number, Division>;

/** One file as it lay in the folder. Its id is also that of its claim. */
export type JournalEntry = {
  readonly id: string;
  /** The day on which it was seen first: its end counts for that day, whenever it comes. */
  readonly day: OfficeDate;
  /** As it was written, below the folder; empty once it was sealed. */
  readonly name: string;
  readonly size: number;
  readonly modified: number;
  readonly end: EntryEnd | null;
  readonly endedAt: number | null;
  /** A person wants it as it is, though it cannot be read. */
  readonly anyway: boolean;
  /** How a person wants it divided, once one has said so: what is booked of it must not depend on who is asked again. */
  readonly divisions: Divisions;
};

export type SeenFile = Pick<JournalEntry, "id" | "name" | "size" | "modified">;

export type DayJournal = {
  /** Notes files that were not seen before. Once it resolves they are on the disk. */
  seen(files: readonly SeenFile[]): Promise<void>;
  end(id: string, end: EntryEnd): Promise<void>;
  /** What had ended is open again. */
  again(id: string, anyway: boolean): Promise<void>;
  /** A person has said how it is to be divided. */
  decided(id: string, attachment: number, division: Division): Promise<void>;
  entry(id: string): JournalEntry | undefined;
  /** Without an end, oldest first. */
  open(): readonly JournalEntry[];
  /** Ended ones, the latest first. */
  ended(limit: number): readonly JournalEntry[];
  /** All of a day that is kept. */
  ofDay(day: OfficeDate): readonly JournalEntry[];
  /** Days that are kept, newest first. */
  days(): readonly OfficeDate[];
};

const lineSchema = z.union([
  z.object({ id: z.string(), seen: z.object({ name: z.string(), size: z.number(), modified: z.number() }) }),
  z.object({ id: z.string(), end: z.enum(entryEnds), at: z.number() }),
  z.object({ id: z.string(), again: z.literal(true), anyway: z.boolean() }),
  z.object({ id: z.string(), division: divisionSchema, attachment: z.int().nonnegative().default(0) }),
]);
type Line = z.infer<typeof lineSchema>;

const undivided: Divisions = new Map();

const fileOfDay = /^(\d{4}-\d\d-\d\d)\.jsonl$/u;
const dayMs = 86_400_000;

/** Opens the journal in a folder of its own and forgets days older than `keepDays` on which nothing is open. */
export async function openDayJournal(options: {
  readonly folder: string;
  readonly now: () => number;
  readonly keepDays?: number;
}): Promise<DayJournal> {
  const { folder, now, keepDays = 31 } = options;
  const entries = new Map<string, JournalEntry>();
  const byDay = new Map<OfficeDate, Set<string>>();
  const openIds = new Set<string>();
  const endedIds = new Set<string>();
  const files = new Map<OfficeDate, LineFile>();
  /** Being opened again: the same end as before is a new one then, though the first word is not on the disk yet. */
  const reopening = new Set<string>();

  const put = (entry: JournalEntry): void => {
    entries.set(entry.id, entry);
    const ofDay = byDay.get(entry.day) ?? new Set();
    byDay.set(entry.day, ofDay.add(entry.id));
    const [here, there] = entry.end === null ? [openIds, endedIds] : [endedIds, openIds];
    there.delete(entry.id);
    // Again at the end: these two are in the order of what happened.
    here.delete(entry.id);
    here.add(entry.id);
  };

  const take = (line: Line, day: OfficeDate): void => {
    const known = entries.get(line.id);
    if ("seen" in line)
      put({
        id: line.id,
        day,
        ...line.seen,
        end: null,
        endedAt: null,
        anyway: known?.anyway ?? false,
        divisions: known?.divisions ?? undivided,
      });
    else if (known === undefined) return;
    else if ("end" in line) put({ ...known, end: line.end, endedAt: line.at });
    else if ("division" in line) put({ ...known, divisions: new Map([...known.divisions, [line.attachment, line.division]]) });
    else put({ ...known, end: null, endedAt: null, anyway: line.anyway, divisions: undivided });
  };

  const load = async (): Promise<void> => {
    await mkdir(folder, { recursive: true });
    const oldest = officeDateAt(now() - keepDays * dayMs);
    for (const name of (await readdir(folder)).sort()) {
      // What a crash left of a day that was being written anew: the day itself stands beside it.
      if (name.endsWith(halfWritten)) await unlink(join(folder, name));
      const day = fileOfDay.exec(name)?.[1];
      if (day === undefined) continue;
      const { lines, torn } = await readLines(join(folder, name));
      for (const line of lines) {
        const known = lineSchema.safeParse(line);
        if (known.success) take(known.data, day);
      }
      files.set(day, lineFile(join(folder, name), { torn }));
      const ids = byDay.get(day) ?? new Set<string>();
      if (day >= oldest || [...ids].some((id) => openIds.has(id))) continue;
      await unlink(join(folder, name));
      for (const id of ids) {
        entries.delete(id);
        endedIds.delete(id);
      }
      byDay.delete(day);
    }
    const inOrder = [...endedIds].sort((one, other) => (entries.get(one)?.endedAt ?? 0) - (entries.get(other)?.endedAt ?? 0));
    endedIds.clear();
    for (const id of inOrder) endedIds.add(id);
  };

  const fileAt = (day: OfficeDate): LineFile => {
    const file = files.get(day) ?? lineFile(join(folder, `${day}.jsonl`), { torn: false });
    files.set(day, file);
    return file;
  };

  const append = async (day: OfficeDate, lines: readonly Line[]): Promise<void> => {
    await fileAt(day).append(lines);
    for (const line of lines) take(line, day);
  };

  /** Writes the day anew without the name, which nobody may read here any more, and with the end. */
  const endNameless = async (day: OfficeDate, id: string, ending: Line): Promise<void> => {
    const nameless = (line: unknown): readonly Line[] => {
      const read = lineSchema.safeParse(line).data;
      if (read === undefined) return [];
      return [read.id === id && "seen" in read ? { ...read, seen: { ...read.seen, name: "" } } : read];
    };
    await fileAt(day).rewrite((lines) => [...lines.flatMap(nameless), ending]);
    const known = entries.get(id);
    if (known !== undefined) put({ ...known, name: "" });
    take(ending, day);
  };

  const all = (ids: Iterable<string>): JournalEntry[] => [...ids].flatMap((id) => entries.get(id) ?? []);

  await load();
  return {
    seen: async (files) => {
      if (files.length === 0) return;
      await append(
        officeDateAt(now()),
        files.map(({ id, name, size, modified }) => ({ id, seen: { name, size, modified } })),
      );
    },
    end: async (id, end) => {
      const known = entries.get(id);
      if (known === undefined || (known.end === end && !reopening.has(id))) return;
      const ending = { id, end, at: now() };
      await (end === "spooled" ? endNameless(known.day, id, ending) : append(known.day, [ending]));
    },
    again: async (id, anyway) => {
      const known = entries.get(id);
      if (known === undefined) return;
      reopening.add(id);
      await append(known.day, [{ id, again: true, anyway }]).finally(() => reopening.delete(id));
    },
    decided: async (id, attachment, division) => {
      const known = entries.get(id);
      if (known !== undefined) await append(known.day, [{ id, division, attachment }]);
    },
    entry: (id) => entries.get(id),
    open: () => all(openIds),
    ended: (limit) => all([...endedIds].slice(-limit).reverse()),
    ofDay: (day) => all(byDay.get(day) ?? []),
    days: () => [...byDay.keys()].sort().reverse(),
  };
}
