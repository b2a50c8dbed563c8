// Bytes of a file in quarantine for the screen's viewer. Must never hand out one that the guard did not admit at this very moment's content,
// and nothing outside the place it was told.
import { open, stat } from "node:fs/promises";
import { DeskError } from "../../../shared/desk/errors.ts";
import type { ScanLook } from "../../../shared/desk/scanner-calls.ts";
import { mimeOf } from "../../../scanner-inbox/intake/capture-args.ts";
import type { Admission } from "../../../scanner-inbox/guard/admit-file.ts";
import { sha256OfFile } from "../../../scanner-inbox/watch/folder-places.ts";

export interface QuarantineLooks {
  /** What the viewer needs to know of a file, or why it is not shown. */
  open(path: string, name: string): Promise<ScanLook>;
  /** A piece of what was opened; rejects with `notFound` where it is another file by now. */
  read(path: string, sha256: string, offset: number, length: number): Promise<{ readonly bytes: Uint8Array; readonly size: number }>;
}

/** Files looked at in one sitting whose admission is remembered. */
const remembered = 20;

export function quarantineLooks(admit: (file: { readonly path: string; readonly name: string }) => Promise<Admission>): QuarantineLooks {
  const admitted = new Map<string, { readonly sha256: string; readonly size: number; readonly modified: number }>();
  return {
    open: async (path, name) => {
      const verdict = await admit({ path, name });
      if ("waits" in verdict) return { content: null, reason: verdict.waits };
      if ("failed" in verdict) return { content: null, reason: verdict.failed.code };
      if (verdict.type === "mail") return { content: null, reason: "mail" };
      const { size, mtimeMs } = await stat(path);
      const sha256 = await sha256OfFile(path);
      admitted.delete(path);
      admitted.set(path, { sha256, size, modified: mtimeMs });
      for (const oldest of [...admitted.keys()].slice(0, -remembered)) admitted.delete(oldest);
      return { content: { sha256, size, name, mime: mimeOf[verdict.type] }, reason: null };
    },
    read: async (path, sha256, offset, length) => {
      const known = admitted.get(path);
      const handle = known?.sha256 === sha256 ? await open(path, "r").catch(() => null) : null;
      if (known === undefined || handle === null) throw new DeskError("notFound", "not opened for a look");
      try {
        const { size, mtimeMs } = await handle.stat();
        if (size !== known.size || mtimeMs !== known.modified) throw new DeskError("notFound", "another file by now");
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        const { bytesRead } = await handle.read(bytes, 0, bytes.byteLength, offset);
        return { bytes: bytes.subarray(0, bytesRead), size };
      } finally {
        await handle.close();
      }
    },
  };
}
