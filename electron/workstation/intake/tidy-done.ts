// Empties `done/` of a folder now and each hour while somebody sits here; the server is asked for every single file, under its own hash.
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { invoiceIdOf } from "../../../shared/domain/invoice/schema.ts";
import { emptyDone } from "../../../scanner-inbox/watch/empty-done.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Replica } from "../session/replica.ts";

const everyMs = 3_600_000;

/** Goes on until the signal aborts; a file that the server does not answer for stays. */
export function tidyDone(options: {
  readonly folder: string;
  readonly afterDays: number;
  readonly replica: Replica;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}): void {
  const { folder, afterDays, replica, clock, log, signal } = options;
  const isKept = async (sha256: string, size: number): Promise<boolean> => {
    signal.throwIfAborted();
    const held = await replica.transfer.readRemote({ kind: "invoice", id: invoiceIdOf(sha256) }, sha256, 0, 1);
    return held.size === size && !signal.aborted;
  };
  const run = (): void => {
    emptyDone({ folder, today: officeDateAt(clock.now().getTime()), afterDays, isKept }).catch((thrown: unknown) =>
      log("info", "done not emptied", { reason: reasonOf(thrown) }),
    );
  };
  const timer = setInterval(run, everyMs);
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
  run();
}
