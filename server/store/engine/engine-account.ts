// Under which account the embedded engine runs, and what that account can reach. Must never create an account.
import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** PostgreSQL refuses to run as root: there it runs as this account, else as ourselves (undefined). */
export interface EngineAccount {
  readonly uid: number;
  readonly gid: number;
}

/** The account for the engine: `nobody` when we are root, undefined where we may run it as ourselves. */
export function engineAccount(): EngineAccount | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }).trim());
  return { uid: id("-u"), gid: id("-g") };
}

/** Whether the account can enter a folder: every folder above it and the folder itself must let it pass. */
export function canReach(folder: string, account: EngineAccount | undefined): boolean {
  if (account === undefined) return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = statSync(path);
    const passes = (mode & 0o001) !== 0 || (uid === account.uid && (mode & 0o100) !== 0) || (gid === account.gid && (mode & 0o010) !== 0);
    if (!passes) return false;
    if (dirname(path) === path) return true;
  }
}
