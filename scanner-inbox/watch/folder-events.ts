// Events of a folder: they only make the next look come sooner. Finds out whether the folder sends any; many shares do not.
import { watch as watchPlace } from "node:fs";
import { unlink, writeFile } from "node:fs/promises";
import { watch, type FSWatcher } from "chokidar";
import { dirname, join, resolve } from "node:path";
import { places } from "./folder-places.ts";

/** `unknown` until the probe has an answer. */
export type FolderMode = "unknown" | "events" | "polled";

export type FolderEvents = {
  mode(): FolderMode;
  /** A look found files: where no event tells of them within the time of a probe, the folder does not send any for what others write. */
  found(): void;
  close(): Promise<void>;
};

/** Begins to listen, and writes a probe where no scanner looks; `onEvent` after something in the folder moved. */
export function openFolderEvents(options: {
  readonly folder: string;
  readonly nested: boolean;
  readonly desk: string;
  readonly probeMs: number;
  readonly onEvent: () => void;
  readonly onMode: () => void;
}): FolderEvents {
  const { folder, nested, probeMs, onEvent, onMode } = options;
  const own = new Set(Object.values(places).map((place) => join(folder, place)));
  let mode: FolderMode = "unknown";
  let closed = false;
  let lastEvent = 0;
  let grace: NodeJS.Timeout | null = null;

  const become = (next: FolderMode): void => {
    if (closed || mode === next) return;
    mode = next;
    onMode();
  };

  const watcher: FSWatcher = watch(folder, {
    ignoreInitial: true,
    ...(nested ? {} : { depth: 0 }),
    followSymlinks: false,
    ignored: (path) => {
      const full = resolve(path);
      return nested ? own.has(full) : full !== folder && dirname(full) !== folder;
    },
  });
  watcher.on("all", (kind) => {
    lastEvent = performance.now();
    if (kind === "add") become("events");
    onEvent();
  });
  watcher.on("error", () => become("polled"));

  const stopping = new AbortController();
  const probing = probe(join(folder, places.processing), options.desk, probeMs, stopping.signal).then((answered) => {
    // What was seen of the folder itself counts for more.
    if (mode === "unknown") become(answered ? "events" : "polled");
  });

  return {
    mode: () => mode,
    found: () => {
      const began = performance.now();
      grace ??= setTimeout(() => {
        grace = null;
        if (lastEvent < began - probeMs) become("polled");
      }, probeMs);
    },
    close: async () => {
      closed = true;
      if (grace) clearTimeout(grace);
      stopping.abort();
      await Promise.all([watcher.close(), probing]);
    },
  };
}

/** Whether a file that is written there is told of within the time. */
async function probe(place: string, desk: string, probeMs: number, signal: AbortSignal): Promise<boolean> {
  const file = join(place, `.probe-${desk}`);
  const over = AbortSignal.any([signal, AbortSignal.timeout(probeMs)]);
  const answer = Promise.withResolvers<boolean>();
  let stop: () => void = () => undefined;
  try {
    const listener = watchPlace(place, { persistent: false }, () => answer.resolve(true));
    listener.on("error", () => answer.resolve(false));
    stop = () => listener.close();
    over.addEventListener("abort", () => answer.resolve(false), { once: true });
    await writeFile(file, "");
    return await answer.promise;
  } catch {
    // A place that cannot be listened to, or not be written to, is looked at.
    return false;
  } finally {
    stop();
    await unlink(file).catch(() => undefined);
  }
}
