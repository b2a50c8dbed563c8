// This device while nobody is signed in: what the server lets it do, and the sealed spool that files go into then.
import { join } from "node:path";
import type { UnattendedState } from "../../../shared/desk/scanner-calls.ts";
import type { SignedUnattended, UnattendedStatement } from "../../../shared/sync/unattended.ts";
import type { FolderRule } from "../../../scanner-inbox/intake/folder-rules.ts";
import type { ClaimedFile } from "../../../scanner-inbox/watch/folder-state.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Seat } from "../session/seat.ts";
import { openPermission } from "./permission.ts";
import { openSpool } from "./spool.ts";

export interface Unattended {
  permission(): UnattendedStatement | undefined;
  /** Whether the file was sealed here before. */
  has(id: string): Promise<boolean>;
  /** Seals a file of a folder for the server. Rejects without permission, or where the disk takes no more: the file then waits. */
  seal(file: Pick<ClaimedFile, "id" | "path" | "name" | "size" | "sha256">, rule: FolderRule, profile: string): Promise<void>;
  counts(): Pick<UnattendedState, "sealed" | "stuck">;
  /** What the server said of it at the last contact; null where it lets it do nothing, or the device is locked out. */
  heard(said: SignedUnattended | null): void;
  close(): Promise<void>;
}

export interface UnattendedOptions {
  readonly dataFolder: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly seat: () => Pick<Seat, "enrolledAs" | "sender"> | undefined;
  readonly deviceName: () => string;
  /** Between two tries to send, in milliseconds. */
  readonly every: number;
  /** Told where other capsules lie here. */
  readonly onChange: () => void;
  /** Told where the device may do something else than before. */
  readonly onPermission: () => void;
}

export async function openUnattended(options: UnattendedOptions): Promise<Unattended> {
  const { dataFolder, clock, log, seat } = options;
  const permission = await openPermission(dataFolder, () => seat()?.enrolledAs());
  const spool = await openSpool({
    folder: join(dataFolder, "spool"),
    clock,
    log,
    sender: () => seat()?.sender(),
    every: options.every,
    onChange: options.onChange,
  });
  let learning: Promise<void> = Promise.resolve();
  return {
    permission: () => permission.now(),
    has: (id) => spool.has(id),
    seal: async ({ id, path, name, size, sha256 }, { kind, review, tell }, profile) => {
      const allowed = permission.now();
      if (allowed === undefined) throw new Error("this device may not scan while nobody is signed in");
      const { tenant, device, unit, intakeKey } = allowed;
      const facts = { id, tenant, device, deviceName: options.deviceName().slice(0, 100), name: name.slice(0, 500), size, sha256 };
      const told = tell === undefined ? {} : { tell };
      await spool.seal(path, intakeKey, { ...facts, unit, kind, profile, review, ...told, sealedAt: clock.now().toISOString() });
    },
    counts: () => spool.counts(),
    heard: (said) => {
      learning = learning
        .then(async () => {
          if (await permission.learn(said)) options.onPermission();
        })
        .catch((thrown: unknown) => log("error", "permission not kept", { reason: reasonOf(thrown) }));
      // The server answers: what lies here may go up.
      if (said !== null) void spool.send();
    },
    close: async () => {
      await learning;
      await spool.close();
    },
  };
}
