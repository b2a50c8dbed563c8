// Claims in a folder that can only be read: a lease says which desk has a file, a copy in the desk's own data is what it works on.
// Must never write to the folder, and never work on a copy whose content is not what the lease was given for.
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Claims, NotOurs } from "./claims.ts";
import {
  clearReports,
  failedFiles,
  fileInHome,
  hasCode,
  isGone,
  moveToFailed,
  places,
  sha256OfFile,
  statIfThere,
  takeBackFailed,
  type Claim,
} from "./folder-places.ts";
import type { WaitingFile } from "./folder-state.ts";
import type { LeaseLedger, LedgerRow } from "./lease-ledger.ts";
import type { Sighting } from "./quiet-files.ts";
import { scanKeyOf, type LeaseState, type ScanLeases } from "./scan-leases.ts";

/** Copies that are not whole yet. */
const arriving = "arriving";

export function openLeaseClaims(options: {
  readonly folder: string;
  /** The desk's own folder for this one: copies under `processing/`, quarantine under `failed/`. */
  readonly own: string;
  readonly ledger: LeaseLedger;
  readonly leases: ScanLeases;
  readonly signMs: number;
  readonly now: () => number;
}): Claims {
  const { folder, own, ledger, leases, now } = options;
  /** Claims whose lease this run holds. */
  const ours = new Set<string>();
  /** Contents of files that wait: a big one is not read again at every look. */
  const hashes = new Map<string, Sighting & { readonly sha256: string }>();
  /** Those of them that became another desk's, until that was told. */
  const lost = new Set<string>();
  let renewedAt = now();
  let tookUp = false;
  /** Nobody answered in this look: whoever else is asked for in it waits too, instead of each until a request is given up. */
  let silent = false;
  const homeOf = (id: string): string => join(own, places.processing, id);
  const keyOf = ({ sha256, name }: Pick<LedgerRow, "sha256" | "name">): string => scanKeyOf(sha256, name);

  const ask = async (key: string): Promise<LeaseState | null> => {
    if (silent) return null;
    try {
      return (await leases.take([key]))[0] ?? null;
    } catch {
      silent = true;
      return null;
    }
  };

  const verdictOf = (answer: LeaseState | null): NotOurs | null => {
    if (answer === null) return { why: "server" };
    if (answer.state === "held") return { why: "leased" };
    return answer.state === "yours" ? null : { end: answer.here ? "duplicate" : "elsewhere" };
  };

  /** Null where it changed since it was seen. */
  const contentOf = async (file: Sighting): Promise<string | null> => {
    const known = hashes.get(file.name);
    if (known?.size === file.size && known.modified === file.modified) return known.sha256;
    const path = join(folder, file.name);
    const sha256 = await sha256OfFile(path);
    const after = await statIfThere(path);
    if (after?.size !== file.size || after.mtimeMs !== file.modified) return null;
    hashes.set(file.name, { ...file, sha256 });
    return sha256;
  };

  /** Copies the file; null where its content is another one by now: its writer went on. */
  const copy = async ({ id, name: written, sha256 }: Pick<LedgerRow, "id" | "name" | "sha256">): Promise<Claim | null> => {
    const name = basename(written).normalize("NFC");
    const [partial, path] = [join(own, arriving, id), join(homeOf(id), name)];
    await mkdir(dirname(partial), { recursive: true, mode: 0o700 });
    if ((await copyHashed(join(folder, written), partial)) !== sha256) return null;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(partial, path);
    return { id, name, path };
  };

  const giveBack = async (row: Pick<LedgerRow, "id" | "name" | "sha256">): Promise<void> => {
    ours.delete(row.id);
    await rm(join(own, arriving, row.id), { force: true }).catch(() => undefined);
    await ledger.back(row.id).catch(() => undefined);
    // Where this is not heard the lease runs out by itself.
    await leases.end([{ key: keyOf(row), outcome: "givenBack" }]).catch(() => undefined);
  };

  /** The copy of a row as an earlier run left it; null where there is none that is whole. */
  const copyOf = async (row: LedgerRow): Promise<Claim | null> => {
    const home = homeOf(row.id);
    const name = await fileInHome(home).catch(() => null);
    if (name === null) return null;
    const path = join(home, name);
    return (await sha256OfFile(path)) === row.sha256 ? { id: row.id, name, path } : null;
  };

  const drop = async (id: string): Promise<void> => {
    ours.delete(id);
    await rm(homeOf(id), { recursive: true, force: true });
  };

  const renewWhenDue = async (): Promise<void> => {
    const rows = [...ours].flatMap((id) => ledger.row(id) ?? []);
    if (rows.length === 0 || silent || now() - renewedAt < options.signMs) return;
    try {
      const answers = await leases.take(rows.map(keyOf));
      renewedAt = now();
      for (const { id } of rows.filter((_row, index) => answers[index]?.here === false)) {
        ours.delete(id);
        lost.add(id);
      }
    } catch {
      silent = true;
    }
  };

  /** A crash between an end and its telling is made up for here, as the ledger says what was not told. */
  const tellEnds = async (): Promise<void> => {
    const untold = ledger.rows().filter(({ end, told }) => end !== null && !told);
    const ends = untold.flatMap((row) => (row.end === null || row.end === "elsewhere" ? [] : [{ key: keyOf(row), outcome: row.end }]));
    if (ends.length > 0) await leases.end(ends);
    await ledger.told(untold.map(({ id }) => id));
  };

  return {
    take: async (id, file) => {
      let row: (Sighting & { readonly id: string; readonly sha256: string }) | null = null;
      try {
        const sha256 = await contentOf(file);
        if (sha256 === null) return { why: "arriving" };
        const wanted = { id, ...file, sha256 };
        // Touched or copied there once more: nothing that was not taken already.
        const known = ledger.latest(file.name)?.sha256 === sha256;
        const verdict: NotOurs | null = known ? { end: "duplicate" } : verdictOf(await ask(keyOf(wanted)));
        if (verdict !== null) {
          if ("why" in verdict) return verdict;
          await ledger.took(wanted, verdict.end);
          hashes.delete(file.name);
          return verdict;
        }
        row = wanted;
        // Copying a big file takes its time.
        await renewWhenDue();
        await ledger.took(row);
        const claim = await copy(row);
        hashes.delete(file.name);
        if (claim !== null) {
          ours.add(id);
          return claim;
        }
        await giveBack(row);
        return { why: "arriving" };
      } catch (error) {
        if (row !== null) await giveBack(row);
        return { why: whyNot(error) };
      }
    },
    takeFailed: async (id, name) => {
      if (!(await takeBackFailed(own, name, homeOf(id)))) return null;
      const found = await fileInHome(homeOf(id));
      if (found === null) return null;
      const path = join(homeOf(id), found);
      const stats = await statIfThere(path);
      // A row that was forgotten is made anew from the file itself.
      if (ledger.row(id) !== undefined) await ledger.again(id).catch(() => undefined);
      else await ledger.took({ id, name: found, size: stats?.size ?? 0, modified: stats?.mtimeMs ?? 0, sha256: await sha256OfFile(path) });
      return { id, name: found, path };
    },
    left: async () => {
      if (tookUp) return [];
      tookUp = true;
      for (const place of [places.processing, places.failed]) await mkdir(join(own, place), { recursive: true, mode: 0o700 });
      await rm(join(own, arriving), { recursive: true, force: true });
      await clearReports(own);
      const claims: Claim[] = [];
      for (const row of ledger.rows()) {
        // One in quarantine whose copy is still here was on its way there.
        if (row.end !== null && row.end !== "quarantined") continue;
        const claim = await copyOf(row);
        if (claim !== null) claims.push(claim);
        if (claim !== null && row.end !== null) await ledger.again(row.id);
        if (claim === null && row.end === null) await ledger.back(row.id);
      }
      const kept = new Set(claims.map(({ id }) => id));
      for (const id of await readdir(join(own, places.processing))) if (!kept.has(id)) await drop(id);
      return claims;
    },
    confirm: async ({ id }) => {
      const row = ledger.row(id);
      if (row === undefined || ours.has(id)) return null;
      const verdict = verdictOf(await ask(keyOf(row)));
      if (verdict === null) ours.add(id);
      return verdict;
    },
    signOfLife: async () => {
      silent = false;
      await renewWhenDue();
      // Tried again with the next look.
      if (!silent) await tellEnds().catch(() => undefined);
      silent = false;
      const gone = [...lost];
      lost.clear();
      return gone;
    },
    abandoned: () => Promise.resolve([]),
    finish: async ({ id }, end) => {
      // A sealed copy is booked by the server: to the others that is the same.
      await ledger.end(id, end === "spooled" ? "booked" : end);
      await drop(id);
    },
    putAside: async (claim, reason, sha256) => {
      await ledger.end(claim.id, "quarantined");
      await moveToFailed(own, claim, reason, now(), sha256);
      ours.delete(claim.id);
    },
    failed: () => failedFiles(own),
  };
}

/** Removes every copy from the desk's own folder of one that can only be read, quarantine too: for a device that may keep nothing. */
export async function dropCopies(own: string): Promise<void> {
  for (const place of [arriving, places.processing, places.failed]) await rm(join(own, place), { recursive: true, force: true });
}

/** A file that goes is no matter of anybody's at the next look; without room nothing can be noted or copied. */
function whyNot(error: unknown): WaitingFile["why"] {
  if (isGone(error)) return "arriving";
  return hasCode(error, "ENOSPC") || hasCode(error, "EDQUOT") ? "unnoted" : "held";
}

/** Copies a file and says what its copy holds; once it resolves the copy is on the disk. */
async function copyHashed(from: string, to: string): Promise<string> {
  const hash = createHash("sha256");
  const hashed = async function* (pieces: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const piece of pieces) {
      hash.update(piece);
      yield piece;
    }
  };
  await pipeline(createReadStream(from), hashed, createWriteStream(to, { flush: true, mode: 0o600 }));
  return hash.digest("hex");
}
