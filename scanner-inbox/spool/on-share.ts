// Whether a folder lies on another machine: what is deleted there was not this machine's to delete, and a thief of this one does not get it.
import { realpath, statfs } from "node:fs/promises";

/** `f_type` of statfs(2) on Linux: NFS, SMB, CIFS, SMB2, AFS, CODA, Ceph, 9P, and FUSE, behind which sshfs and the like stand. */
const farAway = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245, 0x00c36400, 0x01021997, 0x65735546]);

/** Where it cannot be found out, the folder counts as this machine's: then nothing readable stays. Never rejects. */
export async function liesOnShare(folder: string): Promise<boolean> {
  try {
    // A drive letter that stands for a share resolves to it.
    if (process.platform === "win32") return (await realpath(folder)).startsWith("\\\\");
    if (process.platform === "linux") return farAway.has((await statfs(folder)).type >>> 0);
    return (await realpath(folder)).startsWith("/Volumes/");
  } catch {
    return folder.startsWith("\\\\");
  }
}
