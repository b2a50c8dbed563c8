// Capsules on their way in: gathered piece by piece, opened with the intake key, and put as a file into the folder of the device that
// sealed it, which the server watches like any other. Must never put the same capsule there twice, and never lose one it said it has.
import { createHash } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat, type FileHandle } from "node:fs/promises";
import { basename, join } from "node:path";
import { z } from "../../shared/base/zod.ts";
import { sha256OfFile } from "../../scanner-inbox/watch/folder-places.ts";
import { NotOpened, openCapsule, type CapsuleFacts } from "../../scanner-inbox/spool/capsule.ts";
import type { CapsuleBegin, CapsuleProgress } from "../../shared/sync/unattended.ts";
import { intakeKeys } from "../auth/unattended.ts";
import { RequestProblem } from "../http/problem.ts";
import type { Database } from "../store/database.ts";
import { sql } from "../store/sql.ts";

export interface CapsuleOptions {
  readonly database: Database;
  readonly now: () => string;
  /** Capsules that arrive and files that were just opened lie here, on the same volume as the folders they go to. */
  readonly folder: string;
  /** The folder that is watched for such files; made and watched where it is not yet. */
  readonly folderFor: (facts: CapsuleFacts) => Promise<string>;
}

export interface Capsules {
  begin(capsule: CapsuleBegin): Promise<CapsuleProgress>;
  piece(capsule: CapsuleBegin, offset: number, bytes: Uint8Array): Promise<CapsuleProgress>;
  /** Finishes what a killed process left: what was taken over goes to its folder, what was not is sent again. */
  recover(): Promise<void>;
}

const keptMs = 7 * 86_400_000;
const done: CapsuleProgress = { offset: 0, done: true };

export function openCapsules({ database, now, folder, folderFor }: CapsuleOptions): Capsules {
  const inTurn = new Map<string, Promise<unknown>>();
  const nameOf = ({ tenant, id }: Pick<CapsuleBegin, "tenant" | "id">): string =>
    `${createHash("sha256").update(tenant).digest("hex").slice(0, 16)}.${id}`;
  const pathOf = (capsule: CapsuleBegin, end: "part" | "opened"): string => join(folder, `${nameOf(capsule)}.${end}`);

  /** One request a capsule at a time: a device that lost its line asks anew while the old request still runs. */
  const alone = async <T>(capsule: CapsuleBegin, work: () => Promise<T>): Promise<T> => {
    const name = nameOf(capsule);
    const mine = (inTurn.get(name) ?? Promise.resolve()).then(work, work);
    const quiet = mine.catch(() => undefined);
    inTurn.set(name, quiet);
    try {
      return await mine;
    } finally {
      if (inTurn.get(name) === quiet) inTurn.delete(name);
    }
  };

  const isTaken = async ({ tenant, id }: Pick<CapsuleBegin, "tenant" | "id">): Promise<boolean> =>
    (await database.query(sql`select 1 from capsule where tenant = ${tenant} and id = ${id}`)).length > 0;

  /** The last step: from here on the folder's own journal knows the file. */
  const intoFolder = async (opened: string, facts: Pick<CapsuleFacts, "id" | "name">, target: string): Promise<void> => {
    await clearEmpty(target);
    await mkdir(join(target, facts.id), { recursive: true });
    await rename(opened, join(target, facts.id, plainName(facts.name)));
  };

  const takeOver = async (capsule: CapsuleBegin): Promise<CapsuleProgress> => {
    const [part, opened] = [pathOf(capsule, "part"), pathOf(capsule, "opened")];
    if ((await sha256OfFile(part)) !== capsule.sha256) {
      await rm(part, { force: true });
      throw new RequestProblem("hashMismatch", "the capsule did not come whole");
    }
    const facts = await openCapsule(part, opened, await intakeKeys(database, capsule.tenant)).catch(async (thrown: unknown) => {
      if (!(thrown instanceof NotOpened)) throw thrown;
      await rm(part, { force: true });
      throw new RequestProblem("badRequest", `capsule: ${thrown.reason}`);
    });
    if (facts.id !== capsule.id || facts.tenant !== capsule.tenant || !(await mayScan(database, facts))) {
      await Promise.all([rm(part, { force: true }), rm(opened, { force: true })]);
      throw new RequestProblem("badRequest", "capsule: notAllowed");
    }
    const target = await folderFor(facts);
    // Beside the file, so that whoever finds both after a crash can go on.
    await written(`${opened}.facts`, (file) =>
      file.writeFile(JSON.stringify({ id: facts.id, name: facts.name, target, tenant: facts.tenant })),
    );
    await database.query(sql`insert into capsule (tenant, id, device, taken_at)
      values (${facts.tenant}, ${facts.id}, ${facts.device}, ${now()}::timestamptz) on conflict do nothing`);
    await intoFolder(opened, facts, target);
    await Promise.all([rm(part, { force: true }), rm(`${opened}.facts`, { force: true })]);
    return done;
  };

  const finishLeft = async (name: string): Promise<void> => {
    const opened = join(folder, name);
    const left = leftSchema.safeParse(await readJson(`${opened}.facts`)).data;
    if (left !== undefined && (await isTaken(left))) await intoFolder(opened, left, left.target);
    else await rm(opened, { force: true });
    await rm(`${opened}.facts`, { force: true });
  };

  return {
    begin: (capsule) =>
      alone(capsule, async () => {
        if (await isTaken(capsule)) return await afterTaken(capsule);
        const held = await sizeOf(pathOf(capsule, "part"));
        if (held > capsule.size) await rm(pathOf(capsule, "part"), { force: true });
        if (held === capsule.size) return await takeOver(capsule);
        return { offset: held > capsule.size ? 0 : held, done: false };
      }),
    piece: (capsule, offset, bytes) =>
      alone(capsule, async () => {
        if (await isTaken(capsule)) return await afterTaken(capsule);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const part = pathOf(capsule, "part");
        const held = await sizeOf(part);
        if (held !== offset || offset + bytes.byteLength > capsule.size)
          throw new RequestProblem("offsetMismatch", `held: ${String(held)}`);
        const file = await open(part, "a", 0o600);
        try {
          await file.writeFile(bytes);
        } finally {
          await file.close();
        }
        const next = held + bytes.byteLength;
        return next === capsule.size ? await takeOver(capsule) : { offset: next, done: false };
      }),
    recover: async () => {
      for (const name of await readdir(folder).catch(() => [])) {
        if (name.endsWith(".opened")) await finishLeft(name);
        else if (await isOld(join(folder, name), Date.parse(now()))) await rm(join(folder, name), { force: true });
      }
    },
  };

  /** It was taken; if the process could not move the file then, it is moved now. */
  async function afterTaken(capsule: CapsuleBegin): Promise<CapsuleProgress> {
    if ((await sizeOf(pathOf(capsule, "opened"))) > 0) await finishLeft(basename(pathOf(capsule, "opened")));
    await rm(pathOf(capsule, "part"), { force: true });
    return done;
  }
}

const leftSchema = z.object({ id: z.uuid(), name: z.string(), target: z.string(), tenant: z.string() });

/** Whether the device that sealed it was ever let scan for the unit: permission may have ended while the capsule lay there. */
async function mayScan(database: Database, { tenant, device, unit }: CapsuleFacts): Promise<boolean> {
  const rows = await database.query(sql`select 1 from enrolled_device
    where tenant = ${tenant} and id = ${device} and ${unit} = any(unattended_units)`);
  return rows.length > 0;
}

/** The name alone, whatever system it comes from. */
function plainName(name: string): string {
  const plain = basename(name.replaceAll("\\", "/").replaceAll("\0", "")).slice(0, 200);
  return plain === "" || plain === "." || plain === ".." ? "Scan" : plain;
}

/** Given up by its device: it begins anew if it still has it. */
async function isOld(path: string, now: number): Promise<boolean> {
  return await stat(path).then(
    ({ mtimeMs }) => now - mtimeMs > keptMs,
    () => false,
  );
}

/** Homes of files that were taken out of them. */
async function clearEmpty(target: string): Promise<void> {
  const entries = await readdir(target, { withFileTypes: true }).catch(() => []);
  const homes = entries.filter((entry) => entry.isDirectory() && /^[0-9a-f-]{36}$/u.test(entry.name));
  for (const { name } of homes) await rmdir(join(target, name)).catch(() => undefined);
}

async function sizeOf(path: string): Promise<number> {
  return await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    return undefined;
  }
}

async function written(path: string, work: (file: FileHandle) => Promise<void>): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    await work(file);
    await file.sync();
  } finally {
    await file.close();
  }
}
