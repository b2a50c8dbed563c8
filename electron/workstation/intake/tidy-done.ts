// Empties `done/` of a folder now and each hour while somebody sits here; the server is asked for every single file, under its own hash.
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { idOfPages } from "../../../shared/domain/pages.ts";
import type { RecordRef } from "../../../shared/domain/record.ts";
import { scannedKinds } from "../../../shared/domain/scope.ts";
import { emptyDone } from "../../../scanner-inbox/watch/empty-done.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Replica } from "../session/replica.ts";
import { ProblemAnswer } from "../sync/problem-error.ts";

const everyMs = 3_600_000;
/** Pages at which the first document of a split file begins at the latest: separator sheets and blank pages come before it. */
const firstPages = 10;

/** The records that may hold a file: the one of all its pages, else the first of its parts, of either kind. */
function recordsOf(sha256: string): readonly RecordRef[] {
  const firsts = Array.from({ length: firstPages }, (_none, index) => ({ shown: [{ page: index + 1, turn: 0 as const }], leftOut: [] }));
  return [undefined, ...firsts].flatMap((pages) => scannedKinds.map((kind) => ({ kind, id: idOfPages(kind, sha256, pages) })));
}

/** Nobody holds it under that name; every other failure says nothing. */
function unlessUnknown(thrown: unknown): undefined {
  if (thrown instanceof ProblemAnswer && thrown.problem === "notFound") return undefined;
  throw thrown;
}

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
    for (const record of recordsOf(sha256)) {
      const held = await replica.transfer.readRemote(record, sha256, 0, 1).catch(unlessUnknown);
      signal.throwIfAborted();
      if (held !== undefined) return held.size === size;
    }
    return false;
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
