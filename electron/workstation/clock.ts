// Time as the workstation needs it, handed in so that tests and towns have their own.

/** `after` runs once, later, and returns how to call it off. */
export interface Clock {
  now(): Date;
  after(milliseconds: number, run: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => new Date(),
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    timer.unref();
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Resolves after a while, or at once when the signal aborts. */
export function pause(clock: Clock, milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const callOff = clock.after(milliseconds, () => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    const stop = (): void => {
      callOff();
      resolve();
    };
    signal.addEventListener("abort", stop, { once: true });
  });
}
