// Looks for words in everything a desk keeps on its disk, decrypted: database pages with what lies unused in and between them, every state
// the write-ahead log still holds, the rows of every table, the search index, the content cache, and the bytes of all files as they lie there.
import { copyFile, cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { must } from "../../../shared/base/must.ts";
import { StoreDatabase } from "../../../electron/workstation/store/database.ts";
import { sql } from "../../../electron/workstation/store/sql.ts";
import { readKeyFile, unwrapKey } from "../../../electron/workstation/session/key-file.ts";

/** Where to look: the folder of a desk that holds one replica, and what opens it: the password of its person, or the key itself. */
export interface Searched {
  readonly dataFolder: string;
  readonly password: string | Uint8Array;
}

/** What to look for: a word of letters, found whole or without its first three (an index stores words without what their neighbours share). */
export interface Marks {
  readonly word: string;
  readonly contents: readonly string[];
}

/** The key of the folder's one replica, where the password still opens it. */
export async function keyByPassword(dataFolder: string, password: string): Promise<Uint8Array | undefined> {
  const replicas = join(dataFolder, "replicas");
  const name = must(
    (await readdir(replicas)).find((one) => one.endsWith(".key.json")),
    "a store has its keys beside it",
  );
  const keys = await readKeyFile(join(replicas, name));
  return keys === undefined ? undefined : await unwrapKey(keys, password, null);
}

/** The places where the word, or content under one of the names, was found. */
export async function tracesOf({ dataFolder, password }: Searched, marks: Marks): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), "amtsstube-traces-"));
  try {
    const replicas = join(dataFolder, "replicas");
    const names = await readdir(replicas);
    const file = join(
      replicas,
      must(
        names.find((name) => name.endsWith(".db")),
        "somebody has signed in",
      ),
    );
    const key = typeof password === "string" ? must(await keyByPassword(dataFolder, password), "the password opens the store") : password;
    const found = new Set<string>();
    const note = (where: string, here: boolean): void => {
      if (here) found.add(where);
    };
    const whole = await copied(folder, file, true);
    note("pages", holds(imageOf(whole, key), marks.word));
    for (const table of rowsHolding(whole, key, [marks.word.slice(3), ...marks.contents])) note(`row of ${table}`, true);
    note("index", indexHolds(whole, key, marks.word));
    note("file without its log", holds(imageOf(await copied(folder, file, false), key), marks.word));
    for await (const state of statesInLog(folder, file)) note("log", holds(imageOf(state, key), marks.word));
    for (const name of await everyFile(dataFolder)) {
      note("cache", marks.contents.includes(basename(name)));
      note(`plain text in ${basename(name)}`, holds(await readFile(name), marks.word));
    }
    return [...found].sort();
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function holds(bytes: Uint8Array, word: string): boolean {
  return Buffer.from(bytes).toString("latin1").toLowerCase().includes(word.slice(3).toLowerCase());
}

function withDatabase<T>(file: string, key: Uint8Array, look: (database: StoreDatabase) => T): T {
  const database = new StoreDatabase({ file, key, readOnly: true });
  try {
    return look(database);
  } finally {
    database.close();
  }
}

const imageOf = (file: string, key: Uint8Array): Uint8Array => withDatabase(file, key, (database) => database.image());

/** The tables in whose rows one of the texts stands: those in which the full-text tables keep their index among them. */
function rowsHolding(file: string, key: Uint8Array, texts: readonly string[]): readonly string[] {
  const wanted = texts.map((text) => text.toLowerCase());
  const holdsOne = (value: unknown): boolean => {
    const text = (value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : String(value)).toLowerCase();
    return wanted.some((one) => text.includes(one));
  };
  return withDatabase(file, key, (database) =>
    database
      .all<{ name: string }>("tables", sql`select name from sqlite_schema where type = 'table' and rootpage > 0`)
      .map(({ name }) => name)
      .filter((name) =>
        database
          .all<Record<string, unknown>>("rows", { text: `select * from "${name}"`, values: [] })
          .some((row) => Object.values(row).some(holdsOne)),
      ),
  );
}

/** Whether the words or the parts of words in the full-text tables lead to the word. */
function indexHolds(file: string, key: Uint8Array, word: string): boolean {
  const [whole, part] = [word.toLowerCase(), word.toLowerCase().slice(0, 3)];
  return withDatabase(file, key, (database) => {
    database.script("terms", "create virtual table temp.words using fts5vocab(main, archive_words, row)");
    database.script("terms", "create virtual table temp.parts using fts5vocab(main, archive_parts, row)");
    const words = database.get("terms", sql`select term from temp.words where term = ${whole}`);
    return words !== undefined || database.get("terms", sql`select term from temp.parts where term = ${part}`) !== undefined;
  });
}

let copies = 0;

async function copied(folder: string, file: string, withLog: boolean): Promise<string> {
  const copy = join(folder, `${String((copies += 1))}.db`);
  await copyFile(file, copy);
  if (withLog) await cp(`${file}-wal`, `${copy}-wal`, { force: true }).catch(() => undefined);
  return copy;
}

const logHeader = 32;
const frameHeader = 24;

/** The database as it was after each commit that its log still holds. */
async function* statesInLog(folder: string, file: string): AsyncGenerator<string> {
  const log = await readFile(`${file}-wal`).catch(() => Buffer.alloc(0));
  if (log.length < logHeader) return;
  const frame = frameHeader + log.readUInt32BE(8);
  for (let end = logHeader + frame; end <= log.length; end += frame) {
    const commits = log.readUInt32BE(end - frame + 4) !== 0;
    if (!commits) continue;
    const copy = await copied(folder, file, false);
    await writeFile(`${copy}-wal`, log.subarray(0, end));
    yield copy;
  }
}

async function everyFile(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}
