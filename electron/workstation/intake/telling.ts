// Tells a scanner folder's people, from this desk, that a file of it lies in quarantine.
import { quarantineNotices } from "../../../scanner-inbox/intake/telling.ts";
import type { Clock } from "../clock.ts";
import type { Replica } from "../session/replica.ts";

type Notices = Parameters<typeof quarantineNotices>[0];

/** Once for each claim of the file. */
export async function tellOfQuarantine(
  options: Omit<Notices, "directory" | "now"> & { readonly replica: Replica; readonly clock: Clock; readonly device: string },
): Promise<void> {
  const { replica, clock, device, ...told } = options;
  if (told.rule.tell === undefined) return;
  const now = clock.now();
  const { directory } = await replica.store.read.identity(null);
  for (const { claim, args } of quarantineNotices({ ...told, directory, now })) {
    const commands = [{ kind: "task", name: "tell", recordId: null, args }];
    await replica.store.write.submitScan({ claim, submission: { commands, at: now.toISOString(), device } });
  }
  replica.engine.kick();
}
