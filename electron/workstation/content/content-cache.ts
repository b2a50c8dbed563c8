// How much room content may take on this device, and what goes to make room. Must never name what is own and unsent, or kept.
import type { Store } from "../store/store-client.ts";
import type { Named } from "./named.ts";

export interface ContentCache {
  budget(): Promise<number>;
  /** Bytes that content may take besides what stays whatever happens. */
  room(): Promise<number>;
  /** What has to go before `bytes` more of a content are kept; the content itself where nothing else is left and it is not kept. */
  toMakeRoom(content: Named, bytes: number): Promise<readonly string[]>;
  /** What has to go so that the budget is kept. */
  tooMuch(): Promise<readonly string[]>;
  /** What may go when the disk is full: everything that can be fetched again, but for `spared`. */
  toShed(spared: string): Promise<readonly string[]>;
}

/** `standard` is the budget where nobody has set one. */
export function createContentCache(store: Store, standard: number): ContentCache {
  const budget = async (): Promise<number> => Number((await store.read.meta("contentBudget")) ?? standard);
  return {
    budget,
    room: async () => {
      const [most, { own, kept }] = await Promise.all([budget(), store.read.contentRoom(null)]);
      return Math.max(0, most - own - kept);
    },
    // A content bigger than its room keeps what is read of it now, and no more.
    toMakeRoom: async ({ sha256 }, bytes) =>
      store.read.toEvict({ budget: Math.max(0, (await budget()) - bytes), last: sha256, spared: null }),
    tooMuch: async () => store.read.toEvict({ budget: await budget(), last: null, spared: null }),
    toShed: async (spared) => store.read.toEvict({ budget: 0, last: null, spared }),
  };
}
