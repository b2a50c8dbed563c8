// Carries content between desk and server beside the sync rounds: what somebody looks at first, then what commands wait for, then
// what is worth having before the network goes. One thing at a time; whatever is less urgent gives way at once and goes on later.
// Must never make a command wait that names no content.
import { officeDateAt } from "../../../shared/base/office-date.ts";
import { DeskError } from "../../../shared/desk/errors.ts";
import { recordKey, type RecordRef } from "../../../shared/domain/record.ts";
import type { Clock } from "../clock.ts";
import { reasonOf, type Log } from "../log.ts";
import type { Store } from "../store/store-client.ts";
import { Unreachable } from "../sync/problem-error.ts";
import { longestWait, spread } from "../sync/retry.ts";
import type { ServerClient } from "../sync/server-client.ts";
import type { Timings } from "../timings.ts";
import type { ContentCache } from "./content-cache.ts";
import type { ContentFiles } from "./content-files.ts";
import type { Named } from "./named.ts";
import type { Transfer } from "./transfer.ts";

/** How urgent an errand is; the smaller number goes first. A viewer that waits for bytes goes before all of them. */
const urgency = { looking: 1, upload: 2, kept: 3, ahead: 4 } as const;
type Urgency = (typeof urgency)[keyof typeof urgency];

interface Errand {
  readonly key: string;
  readonly sha256: string;
  readonly urgency: Urgency;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export interface Courier {
  /** The server answered: what failed is tried again, and what to fetch ahead is looked up anew. */
  online(): void;
  /** The records on a screen now: their content goes before everything in the background. */
  look(refs: readonly RecordRef[]): void;
  /** What is kept offline has changed, or the room for it. */
  keptChanged(): void;
  /** What is being fetched now. */
  fetching(): readonly string[];
  /** Why nothing more is fetched, where the disk is the reason. */
  problem(): "diskFull" | null;
  /** Does what a person waits for, with everything in the background held back meanwhile. */
  urgently<T>(work: () => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

export interface CourierOptions {
  readonly store: Store;
  readonly client: ServerClient;
  readonly files: ContentFiles;
  readonly cache: ContentCache;
  readonly transfer: Transfer;
  readonly clock: Clock;
  readonly timings: Timings;
  readonly log: Log;
  /** The server holds content that commands waited for: they can go now. */
  readonly onUploaded: () => void;
  /** Another content is on its way now, or none any more, or there is no room. */
  readonly onChange: () => void;
}

/** A courier at rest; it sets out once the server was reached. */
export function startCourier(options: CourierOptions): Courier {
  const { store, client, files, cache, transfer, clock, timings, log } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const setAside = new Set<string>();
  let looking: readonly RecordRef[] = [];
  let ahead: Errand[] | undefined;
  let problem: "diskFull" | null = null;
  let current: { readonly errand: Errand; readonly giveWay: AbortController } | undefined;
  let waiting = 0;
  let resting = true;
  let failures = 0;
  let awake = false;
  let wakeUp: () => void = () => undefined;
  let callOff: () => void = () => undefined;
  const calming = new Set<() => void>();

  const wake = (): void => {
    awake = true;
    wakeUp();
  };

  /** Something of this urgency came up: what is less urgent stops, and the order is looked at anew. */
  const comesUp = (how: number): void => {
    if (current !== undefined && how < current.errand.urgency) current.giveWay.abort(new Error("something more urgent"));
    wake();
  };

  const slept = (): Promise<void> =>
    new Promise((resolve) => {
      wakeUp = resolve;
      if (awake || signal.aborted) resolve();
    });

  const fetchErrand = (ref: RecordRef, content: Named, how: Urgency): Errand => ({
    key: `${recordKey(ref)}/${content.sha256}`,
    sha256: content.sha256,
    urgency: how,
    run: (cut) => transfer.fetchWhole(ref, content, cut),
  });

  /** What lies under a record and is not whole here. */
  const missingOf = async (ref: RecordRef, how: Urgency): Promise<readonly Errand[]> => {
    const errands: Errand[] = [];
    const room = await cache.room();
    for (const content of (await store.read.contentOfRecord(ref)) ?? []) {
      if (content.size <= room && !(await files.isWhole(content))) errands.push(fetchErrand(ref, content, how));
    }
    return errands;
  };

  const used = async (refs: readonly RecordRef[]): Promise<void> => {
    const contents = await Promise.all(refs.map(async (ref) => (await store.read.contentOfRecord(ref)) ?? []));
    const names = contents.flat().map((content) => content.sha256);
    if (names.length > 0) await store.write.useContent({ names, at: clock.now().toISOString() });
  };

  const free = (errands: readonly Errand[]): Errand | undefined => errands.find((errand) => !setAside.has(errand.key));

  const lookedAt = async (): Promise<Errand | undefined> => {
    for (const ref of looking) {
      const errand = free(await missingOf(ref, urgency.looking));
      if (errand !== undefined) return errand;
    }
    return undefined;
  };

  const toUpload = async (): Promise<Errand | undefined> => {
    const errands = (await store.read.contentToUpload(null)).map((content): Errand => ({
      key: content.sha256,
      sha256: content.sha256,
      urgency: urgency.upload,
      run: async (cut) => {
        await transfer.upload(content, cut);
        options.onUploaded();
      },
    }));
    return free(errands);
  };

  const toKeep = async (): Promise<Errand | undefined> => {
    for (const { ref, sha256, size } of await store.read.keptContent(null)) {
      const errand = fetchErrand(ref, { sha256, size }, urgency.kept);
      if (!setAside.has(errand.key) && !(await files.isWhole({ sha256, size }))) return errand;
    }
    return undefined;
  };

  const worthHaving = async (): Promise<Errand[]> => {
    const today = officeDateAt(clock.now().getTime());
    let left = await cache.room();
    const errands: Errand[] = [];
    for (const ref of await store.read.recordsToPrefetch({ today, limit: timings.prefetchRecords })) {
      for (const content of (await store.read.contentOfRecord(ref)) ?? []) {
        if (content.size > left) continue;
        left -= content.size;
        if (!(await files.isWhole(content))) errands.push(fetchErrand(ref, content, urgency.ahead));
      }
    }
    return errands;
  };

  const toFetchAhead = async (): Promise<Errand | undefined> => {
    if (timings.prefetchRecords === 0) return undefined;
    ahead ??= await worthHaving();
    while (ahead[0] !== undefined && setAside.has(ahead[0].key)) ahead.shift();
    return ahead[0];
  };

  const next = async (): Promise<Errand | undefined> => {
    if (resting || waiting > 0 || !client.signedIn()) return undefined;
    return (await lookedAt()) ?? (await toUpload()) ?? (await toKeep()) ?? (await toFetchAhead());
  };

  const rest = (): void => {
    resting = true;
    failures += 1;
    callOff();
    // A whole town hall lost the same line at the same moment.
    callOff = clock.after(spread(longestWait(failures, timings), Math.random()), () => {
      resting = false;
      wake();
    });
  };

  const carry = async (errand: Errand): Promise<void> => {
    const giveWay = new AbortController();
    current = { errand, giveWay };
    if (errand.urgency !== urgency.upload) options.onChange();
    try {
      await errand.run(AbortSignal.any([signal, giveWay.signal]));
      failures = 0;
      if (errand.urgency !== urgency.upload) problem = null;
      if (ahead?.[0] === errand) ahead.shift();
    } catch (thrown) {
      if (signal.aborted || giveWay.signal.aborted) return;
      log(errand.urgency === urgency.upload ? "warn" : "debug", "content not carried", { reason: reasonOf(thrown) });
      if (thrown instanceof DeskError && thrown.code === "diskFull") problem = "diskFull";
      if (thrown instanceof Unreachable) rest();
      // One file that will not go must not keep the others.
      else setAside.add(errand.key);
    } finally {
      current = undefined;
      if (errand.urgency !== urgency.upload) options.onChange();
    }
  };

  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      awake = false;
      try {
        const errand = await next();
        if (errand === undefined) await slept();
        // What came up while the order was looked at is looked at again.
        else if (waiting === 0) await carry(errand);
      } catch (thrown) {
        // The store is closed or damaged: the next wake finds out more.
        log("warn", "content not looked up", { reason: reasonOf(thrown) });
        await slept();
      }
    }
  };

  /** Something new may be wanted; what is under way gives way only if there is. */
  const ask = (how: Urgency, find: () => Promise<Errand | undefined>): void => {
    if (resting || current === undefined || how >= current.errand.urgency) return wake();
    find().then(
      (errand) => (errand === undefined ? undefined : comesUp(how)),
      (thrown: unknown) => log("debug", "content not looked up", { reason: reasonOf(thrown) }),
    );
  };

  /** What a viewer asks for next is mostly asked for at once: the background does not jump in between. */
  const calmDown = (): void => {
    if (signal.aborted) return;
    const stopCalming = clock.after(timings.contentCalm, () => {
      calming.delete(stopCalming);
      waiting -= 1;
      wake();
    });
    calming.add(stopCalming);
  };

  const stopListening = store.onMoved((moved) => {
    if (moved.tables.includes("outbox")) ask(urgency.upload, toUpload);
  });
  const running = run();

  return {
    online: () => {
      callOff();
      resting = false;
      setAside.clear();
      ahead = undefined;
      wake();
    },
    keptChanged: () => {
      setAside.clear();
      ahead = undefined;
      ask(urgency.kept, toKeep);
    },
    fetching: () => (current === undefined || current.errand.urgency === urgency.upload ? [] : [current.errand.sha256]),
    problem: () => problem,
    look: (refs) => {
      looking = refs;
      used(refs).catch((thrown: unknown) => log("debug", "use not noted", { reason: reasonOf(thrown) }));
      ask(urgency.looking, lookedAt);
    },
    urgently: async (work) => {
      waiting += 1;
      comesUp(0);
      try {
        return await work();
      } finally {
        calmDown();
      }
    },
    stop: async () => {
      stopping.abort(new Error("the desk closes"));
      callOff();
      for (const stopCalming of calming) stopCalming();
      stopListening();
      wake();
      await running;
    },
  };
}
