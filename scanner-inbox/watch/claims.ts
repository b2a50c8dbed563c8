// Who has which file: a claim is a rename into a place that bears the desk's name, so that of two desks one gets the file, offline too.
// A desk that holds files gives a sign of life; what belongs to one that gave none for long is taken over by another.
import { mkdir, readdir, readFile, rename, rmdir, unlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileInHome, hasCode, isGone, places, takeBackFailed, type Claim } from "./folder-places.ts";

export type Claims = {
  /** Takes a file for this desk alone; null where another took it first or the system holds it. */
  take(id: string, writtenName: string): Promise<Claim | null>;
  /** Takes a file out of `failed/` again; null where it is not there. */
  takeFailed(id: string, name: string): Promise<Claim | null>;
  /** What an earlier run of this desk left behind. */
  left(): Promise<Claim[]>;
  /** Says that this desk is alive, or with nothing in its hands takes the sign away. */
  signOfLife(holds: boolean): Promise<void>;
  /** Takes over what belongs to desks that gave no sign of life for long. Their clocks do not matter: only whether the sign changes. */
  abandoned(): Promise<Claim[]>;
};

export function openClaims(options: {
  readonly folder: string;
  /** This desk, among those that may watch the folder. */
  readonly desk: string;
  readonly signMs: number;
  readonly takeOverMs: number;
  readonly now: () => number;
}): Claims {
  const { now } = options;
  const root = join(options.folder, places.processing);
  const desk = options.desk.replaceAll(/[^\w-]/gu, "_");
  const signs = new Map<string, { readonly text: string; readonly since: number }>();
  let signedAt: number | null = null;
  const homeOf = (id: string): string => join(root, `${id}.${desk}`);

  const inHome = async (id: string, home: string): Promise<Claim | null> => {
    const name = await fileInHome(home);
    return name === null ? null : { id, name: name.normalize("NFC"), path: join(home, name) };
  };

  const allOf = async (mine: boolean) => {
    const entries = await readdir(root, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map((entry) => {
        const dot = entry.name.lastIndexOf(".");
        // One without an owner is from before owners were noted, when a folder had one desk.
        const [id, owner] = dot === -1 ? [entry.name, desk] : [entry.name.slice(0, dot), entry.name.slice(dot + 1)];
        return { id, owner, home: join(root, entry.name) };
      })
      .filter(({ owner }) => (owner === desk) === mine);
  };

  return {
    take: async (id, writtenName) => {
      const home = homeOf(id);
      const name = basename(writtenName).normalize("NFC");
      await mkdir(home, { recursive: true });
      try {
        await rename(join(options.folder, writtenName), join(home, name));
        return { id, name, path: join(home, name) };
      } catch (error) {
        await rmdir(home).catch(() => undefined);
        if (isGone(error) || ["EBUSY", "EPERM", "EACCES"].some((code) => hasCode(error, code))) return null;
        throw error;
      }
    },
    takeFailed: async (id, name) => ((await takeBackFailed(options.folder, name, homeOf(id))) ? inHome(id, homeOf(id)) : null),
    left: async () => {
      const claims: Claim[] = [];
      for (const { id, home } of await allOf(true)) {
        const claim = await inHome(id, home);
        if (claim === null) await rmdir(home).catch(() => undefined);
        else claims.push(claim);
      }
      return claims;
    },
    signOfLife: async (holds) => {
      const file = join(root, `.alive-${desk}`);
      if (!holds && signedAt !== null) {
        signedAt = null;
        await unlink(file).catch(() => undefined);
      }
      if (!holds || (signedAt !== null && now() - signedAt < options.signMs)) return;
      await writeFile(file, String(now()));
      signedAt = now();
    },
    abandoned: async () => {
      const taken: Claim[] = [];
      for (const { id, owner, home } of await allOf(false)) {
        const text = await readFile(join(root, `.alive-${owner}`), "utf8").catch(() => "");
        const known = signs.get(owner);
        if (known?.text !== text) signs.set(owner, { text, since: now() });
        if (known?.text !== text || now() - known.since < options.takeOverMs) continue;
        try {
          await rename(home, homeOf(id));
        } catch (error) {
          if (isGone(error)) continue;
          throw error;
        }
        const claim = await inHome(id, homeOf(id));
        if (claim !== null) taken.push(claim);
      }
      return taken;
    },
  };
}
