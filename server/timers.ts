// Time as the server needs it to come back to something later, handed in so that towns have their own.

/** `after` runs once, later, and returns how to call it off. */
export interface Timers {
  readonly after: (milliseconds: number, run: () => void) => () => void;
}

export const systemTimers: Timers = {
  after: (milliseconds, run) => {
    const timer = setTimeout(run, milliseconds);
    return () => {
      clearTimeout(timer);
    };
  },
};

/** Runs again and again until called off. */
export function every(timers: Timers, milliseconds: number, run: () => void): () => void {
  let callOff: () => void = () => undefined;
  const next = (): void => {
    callOff = timers.after(milliseconds, () => {
      next();
      run();
    });
  };
  next();
  return () => {
    callOff();
  };
}
