// A question asked again whenever what it depends on moves. One run at a time, so that no old answer follows a newer one.
import { type DeskError, toDeskError } from "../../../shared/desk/errors.ts";
import type { Clock } from "../clock.ts";

export interface LiveQuery {
  /** Something it depends on moved. */
  moved(): void;
  stop(): void;
}

/** Runs at once and after every move, at most one answer behind; `onError` ends it. */
export function startLiveQuery<T>(options: {
  readonly run: () => Promise<T>;
  readonly onValue: (value: T) => void;
  readonly onError: (error: DeskError) => void;
  readonly clock: Clock;
  /** Milliseconds between a move and the next run; long runs wait longer, so that a first sync does not starve on them. */
  readonly delay: number;
}): LiveQuery {
  const { run, onValue, onError, clock, delay } = options;
  let stopped = false;
  let running = false;
  let dirty = false;
  let waiting = false;
  let took = 0;
  let last: string | undefined;
  let callOff: () => void = () => undefined;

  const stop = (): void => {
    stopped = true;
    callOff();
  };
  const fail = (thrown: unknown): void => {
    if (stopped) return;
    stop();
    onError(toDeskError(thrown));
  };
  const take = (value: T): void => {
    const text = JSON.stringify(value);
    if (stopped || text === last) return;
    last = text;
    onValue(value);
  };
  const ask = (): void => {
    waiting = false;
    if (stopped) return;
    running = true;
    dirty = false;
    const started = performance.now();
    run()
      .then(take)
      .catch(fail)
      .finally(() => {
        running = false;
        took = performance.now() - started;
        if (dirty) later();
      });
  };
  const later = (): void => {
    if (waiting || stopped) return;
    waiting = true;
    callOff = clock.after(Math.max(delay, 2 * took), ask);
  };

  ask();
  return {
    stop,
    moved: () => {
      if (running) dirty = true;
      else later();
    },
  };
}
