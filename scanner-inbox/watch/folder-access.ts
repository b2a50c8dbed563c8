// Whether this desk may put files aside in a folder, found out by trying: rights of shares are told wrongly by every other means.
// Leaves nothing behind but the folder's own places.
import { mkdir, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { hasCode, makePlaces } from "./folder-places.ts";

export type FolderAccess = "writable" | "readOnly";

/** Makes the folder and its places where they are missing and may be made. Rejects where the folder is not to be had, as a share that is away. */
export async function folderAccess(folder: string, desk: string): Promise<FolderAccess> {
  try {
    await makePlaces(folder);
    // Where the places are there already: what is moved into them leaves the folder itself, which needs rights there.
    const probe = join(folder, `.probe-${desk}`);
    await mkdir(probe).catch((error: unknown) => {
      if (!hasCode(error, "EEXIST")) throw error;
    });
    await rmdir(probe);
    return "writable";
  } catch (error) {
    if (isForbidden(error)) return "readOnly";
    throw error;
  }
}

/** Whether an error says that nothing may be written there. */
export function isForbidden(error: unknown): boolean {
  return ["EROFS", "EACCES", "EPERM"].some((code) => hasCode(error, code));
}
