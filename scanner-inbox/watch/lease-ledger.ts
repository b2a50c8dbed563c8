// What this desk took out of a folder it can only read, and how that ended: the file stays where it is, so only this ledger knows that it is
// not to be taken again. A file of lines beside the desk's own data; grows with what lies in the folder and forgets what is long gone.
import { mkdir, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { z } from "../../shared/base/zod.ts";
import { lineFile, readLines, type LineFile } from "./line-file.ts";
import type { Sighting } from "./quiet-files.ts";

export const ledgerEnds = ["booked", "duplicate", "quarantined", "elsewhere"] as const;
export type LedgerEnd = (typeof ledgerEnds)[number];

/** One file as it lay in the folder when it was taken: a name with another size, time of change or content is another file. */
export type LedgerRow = Sighting & {
  /** Its entry in the journal, and its claim. */
  readonly id: string;
  readonly sha256: string;
  /** Null while it is in this desk's hands. */
  readonly end: LedgerEnd | null;
  /** When it was last known to lie in the folder, in milliseconds since 1970. */
  readonly at: number;
  /** Whether the other desks can know of the end. */
  readonly told: boolean;
};

export type LeaseLedger = {
  row(id: string): LedgerRow | undefined;
  /** The last file of this name that was taken. */
  latest(name: string): LedgerRow | undefined;
  /** Whether the file that is seen there is in hand or has come to its end. */
  knows(file: Sighting): boolean;
  rows(): readonly LedgerRow[];
  /** Notes that a file is in this desk's hands, or how it ended without ever being there. */
  took(file: Sighting & Pick<LedgerRow, "id" | "sha256">, end?: LedgerEnd): Promise<void>;
  end(id: string, end: LedgerEnd): Promise<void>;
  /** What had ended is in hand again. */
  again(id: string): Promise<void>;
  /** It was not taken after all. Believed at once: whoever opens the ledger next finds a row without a copy. */
  back(id: string): Promise<void>;
  told(ids: readonly string[]): Promise<void>;
  /** Forgets what has not lain in the folder for long; `there` are the names that lie in it now. */
  tidy(there: ReadonlySet<string>): Promise<void>;
};

const lineSchema = z.union([
  z.object({
    id: z.string(),
    took: z.object({ name: z.string(), size: z.number(), modified: z.number() }),
    sha256: z.string(),
    at: z.number(),
    end: z.enum(ledgerEnds).nullable(),
    told: z.boolean(),
  }),
  z.object({ id: z.string(), end: z.enum(ledgerEnds), at: z.number() }),
  z.object({ id: z.string(), again: z.literal(true) }),
  z.object({ id: z.string(), back: z.literal(true) }),
  z.object({ told: z.array(z.string()) }),
]);
type Line = z.infer<typeof lineSchema>;

const dayMs = 86_400_000;
/** A row that says that its file lies there is written anew so often. */
const refreshDays = 30;

/** Opens the ledger `ledger.jsonl` in a folder of the desk's own. */
export async function openLeaseLedger(options: {
  readonly folder: string;
  readonly now: () => number;
  /** Days a row is kept after its file was last known to lie in the folder: a share that is away for weeks must not look empty. */
  readonly keepDays?: number;
}): Promise<LeaseLedger> {
  const { now, keepDays = 90 } = options;
  const path = join(options.folder, "ledger.jsonl");
  const rows = new Map<string, LedgerRow>();
  const byName = new Map<string, string>();
  let lineCount = 0;
  let inTurn: Promise<void> = Promise.resolve();

  const take = (line: Line): void => {
    lineCount += 1;
    if ("took" in line) {
      const { id, took, sha256, at, end, told } = line;
      rows.set(id, { id, ...took, sha256, at, end, told });
      byName.set(took.name, id);
    } else if ("id" in line) {
      const known = rows.get(line.id);
      if (known === undefined) return;
      if ("end" in line) rows.set(line.id, { ...known, end: line.end, at: line.at, told: false });
      else if ("again" in line) rows.set(line.id, { ...known, end: null, told: false });
      else {
        rows.delete(line.id);
        if (byName.get(known.name) === line.id) byName.delete(known.name);
      }
    } else
      for (const id of line.told) {
        const known = rows.get(id);
        if (known?.end !== null && known !== undefined) rows.set(id, { ...known, told: true });
      }
  };

  await mkdir(options.folder, { recursive: true });
  const before = await readLines(path);
  for (const each of before.lines) {
    const line = lineSchema.safeParse(each);
    if (line.success) take(line.data);
  }
  let file: LineFile = lineFile(path, before);

  /** One after the other: what is noted while the file is written anew must not go to the old one. */
  const next = (job: () => Promise<void>): Promise<void> => {
    const done = inTurn.then(job);
    inTurn = done.catch(() => undefined);
    return done;
  };

  const write = (line: Line): Promise<void> =>
    next(async () => {
      await file.append([line]);
      take(line);
    });
  const lineOf = ({ id, name, size, modified, sha256, at, end, told }: LedgerRow): Line => {
    return { id, took: { name, size, modified }, sha256, at, end, told };
  };
  const latest = (name: string): LedgerRow | undefined => rows.get(byName.get(name) ?? "");

  /** Written whole beside it and put in its place: a kill leaves the one or the other. */
  const rewrite = async (kept: readonly LedgerRow[]): Promise<void> => {
    const lines = kept.map(lineOf);
    const whole = await open(`${path}.new`, "w", 0o600);
    try {
      await whole.writeFile(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
      await whole.datasync();
    } finally {
      await whole.close();
    }
    await rename(`${path}.new`, path);
    await syncFolder(dirname(path));
    rows.clear();
    byName.clear();
    lineCount = 0;
    for (const line of lines) take(line);
    file = lineFile(path, { torn: false });
  };

  return {
    row: (id) => rows.get(id),
    latest,
    knows: ({ name, size, modified }) => {
      const row = latest(name);
      return row?.size === size && row.modified === modified;
    },
    rows: () => [...rows.values()],
    took: async ({ id, name, size, modified, sha256 }, end) =>
      write({ id, took: { name, size, modified }, sha256, at: now(), end: end ?? null, told: end !== undefined }),
    end: async (id, end) => {
      const known = rows.get(id);
      if (known !== undefined && known.end !== end) await write({ id, end, at: now() });
    },
    again: async (id) => write({ id, again: true }),
    back: async (id) => {
      const line: Line = { id, back: true };
      take(line);
      await next(() => file.append([line]));
    },
    told: async (ids) => {
      if (ids.length > 0) await write({ told: [...ids] });
    },
    tidy: (there) =>
      next(async () => {
        const [oldest, stale] = [now() - keepDays * dayMs, now() - refreshDays * dayMs];
        const liesThere = (row: LedgerRow): boolean => there.has(row.name) && byName.get(row.name) === row.id;
        const kept = [...rows.values()].filter((row) => row.end === null || liesThere(row) || row.at >= oldest);
        const isWorthIt =
          kept.length < rows.size || lineCount > 3 * kept.length + 100 || kept.some((row) => liesThere(row) && row.at < stale);
        if (isWorthIt) await rewrite(kept.map((row) => (liesThere(row) ? { ...row, at: now() } : row)));
      }),
  };
}

/** Makes a rename last through a power cut, on systems where folders can be opened. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r").catch(() => null);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
