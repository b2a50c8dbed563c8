// Fetches the files of what waits before the network goes, most urgent first, within the budget of the disk.
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import type { Timings } from "../timings.ts";
import type { ContentFiles } from "./content-files.ts";
import { pieceCount } from "./piece-file.ts";
import type { Transfer } from "./transfer.ts";

/** One round; stops at the first failure (the next round goes on) and when the signal aborts. */
export async function prefetch(options: {
  readonly store: Store;
  readonly files: ContentFiles;
  readonly transfer: Transfer;
  readonly timings: Timings;
  readonly now: Date;
  readonly log: Log;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { store, files, transfer, timings, now, log, signal } = options;
  let left = timings.contentBudget;
  try {
    const records = await store.read.recordsToPrefetch({ today: officeDateAt(now.getTime()), limit: timings.prefetchRecords });
    for (const ref of records) {
      for (const content of (await store.read.contentOfRecord(ref)) ?? []) {
        if (signal.aborted) return;
        left -= content.size;
        if (left < 0) continue;
        const row = await store.read.content(content.sha256);
        if (row !== null && row.pieces.length >= pieceCount(content.size)) continue;
        await transfer.fetchWhole(ref, content, signal);
      }
    }
    const dropped = await store.read.leastUsed(timings.contentBudget);
    if (dropped.length === 0) return;
    await store.write.forgetContent(dropped);
    await files.drop(dropped);
  } catch (thrown) {
    log("debug", "prefetch stopped", { reason: reasonOf(thrown) });
  }
}
