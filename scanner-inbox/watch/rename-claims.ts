// Claims in a folder that can be written to: a rename into a place that bears the desk's name, so that of two desks one gets the file, offline too.
// A desk that holds files gives a sign of life; what belongs to one that gave none for long is taken over by another.
import { mkdir, readdir, readFile, rename, rmdir, unlink, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { officeDateAt } from "../../shared/base/office-date.ts";
import type { Claims } from "./claims.ts";
import {
  clearReports,
  deleteClaimed,
  failedFiles,
  fileInHome,
  hasCode,
  isGone,
  moveToDone,
  moveToFailed,
  places,
  takeBackFailed,
  type Claim,
} from "./folder-places.ts";

export function openRenameClaims(options: {
  readonly folder: string;
  /** This desk, among those that may watch the folder. */
  readonly desk: string;
  readonly signMs: number;
  readonly takeOverMs: number;
  readonly now: () => number;
  /** Whether the original of a sealed file is deleted, instead of lying readable in `done/`. */
  readonly deletesSealed: boolean;
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
    take: async (id, { name: writtenName }) => {
      const home = homeOf(id);
      const name = basename(writtenName).normalize("NFC");
      await mkdir(home, { recursive: true });
      try {
        await rename(join(options.folder, writtenName), join(home, name));
        return { id, name, path: join(home, name) };
      } catch (error) {
        await rmdir(home).catch(() => undefined);
        if (isGone(error) || ["EBUSY", "EPERM", "EACCES"].some((code) => hasCode(error, code))) return { why: "held" };
        throw error;
      }
    },
    takeFailed: async (id, name) => ((await takeBackFailed(options.folder, name, homeOf(id))) ? inHome(id, homeOf(id)) : null),
    left: async () => {
      await clearReports(options.folder);
      const claims: Claim[] = [];
      for (const { id, home } of await allOf(true)) {
        const claim = await inHome(id, home);
        if (claim === null) await rmdir(home).catch(() => undefined);
        else claims.push(claim);
      }
      // The sign of an earlier run, which nobody would take away any more.
      if (claims.length === 0) await unlink(join(root, `.alive-${desk}`)).catch(() => undefined);
      return claims;
    },
    // Who holds it is seen where it lies: a file that another desk took over is not in its place any more.
    confirm: () => Promise.resolve(null),
    signOfLife: async (held) => {
      const holds = held.length > 0;
      const file = join(root, `.alive-${desk}`);
      if (!holds && signedAt !== null) {
        signedAt = null;
        await unlink(file).catch(() => undefined);
      }
      // Their clocks do not matter: only whether the sign changes.
      if (holds && (signedAt === null || now() - signedAt >= options.signMs)) {
        await writeFile(file, String(now()));
        signedAt = now();
      }
      return [];
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
    finish: async (claim, end) => {
      if (end === "spooled" && options.deletesSealed) await deleteClaimed(claim);
      else await moveToDone(options.folder, claim, officeDateAt(now()));
    },
    putAside: (claim, reason, sha256) => moveToFailed(options.folder, claim, reason, now(), sha256),
    failed: () => failedFiles(options.folder),
  };
}
