// How long things take and how often they happen; tests and towns shorten them. All in milliseconds unless named otherwise.
import type { ScannerIntervals } from "../../scanner-inbox/watch/folder-state.ts";

export interface Timings {
  /** A live query runs again so long after something it depends on moved. */
  readonly liveDelay: number;
  /** The desk asks the server by itself: while pokes arrive, and while they do not. */
  readonly pullEvery: number;
  readonly pullEveryWithoutPoke: number;
  /** Waits after a failure: the first, and the longest. */
  readonly backoffFirst: number;
  readonly backoffMost: number;
  /** How often a desk that does not reach its server looks whether anybody is there again. */
  readonly probeEvery: number;
  /** How often the desk compares its clock with the time that should have passed: a leap means that the machine slept. */
  readonly wakeCheckEvery: number;
  /** An answer that takes longer is called slow. */
  readonly slowAfter: number;
  /** Commands (or bulk actions) and bytes at most in one push. */
  readonly pushCommands: number;
  readonly pushBytes: number;
  /** A request without an answer, or a stream without a byte, is given up. */
  readonly requestTimeout: number;
  /** The poke stream without a byte. */
  readonly pokeSilence: number;
  /** Records at most in one answer to a pull. */
  readonly pullLimit: number;
  /** Bytes of one answer that are held before they go to the store. */
  readonly pullBytes: number;
  /** Bytes of content kept on disk besides own scans. */
  readonly contentBudget: number;
  /** Records whose content is fetched before somebody asks for it; 0 fetches none. */
  readonly prefetchRecords: number;
  /** Quiet after somebody read content before anything in the background goes on. */
  readonly contentCalm: number;
  /** Memory of argon2id in KiB. */
  readonly argonMemory: number;
  /** How the scanner folder is watched; what is left out is as scanner-inbox has it. */
  readonly scanner: Partial<ScannerIntervals>;
}

export const defaultTimings: Timings = {
  liveDelay: 40,
  pullEvery: 60_000,
  pullEveryWithoutPoke: 10_000,
  backoffFirst: 1_000,
  backoffMost: 60_000,
  probeEvery: 3_000,
  wakeCheckEvery: 5_000,
  slowAfter: 5_000,
  pushCommands: 200,
  pushBytes: 1_000_000,
  requestTimeout: 30_000,
  pokeSilence: 90_000,
  pullLimit: 2_000,
  pullBytes: 1_000_000,
  contentBudget: 1_000_000_000,
  prefetchRecords: 200,
  contentCalm: 200,
  argonMemory: 65_536,
  scanner: {},
};
